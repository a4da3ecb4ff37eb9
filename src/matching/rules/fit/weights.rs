//! What each measure weighs, and how much may be taken off.

use super::Component;

/// How much each measure counts, in the order of [`Component::ALL`], and the most points that asks of this quarter take off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights {
    measures: [u32; 7],
    load: u32,
    version: i32,
}

/// Weights that would make every score zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Give at least one measure some weight.")]
pub struct NoWeight;

impl Weights {
    /// Weights in the order of [`Component::ALL`], not all of them zero, and that of the load. They are of no version yet.
    pub fn new(measures: [u32; 7], load: u32) -> Result<Self, NoWeight> {
        if measures.iter().all(|weight| *weight == 0) {
            return Err(NoWeight);
        }
        Ok(Self {
            measures,
            load,
            version: 0,
        })
    }

    /// The same as saved under this number.
    #[must_use]
    pub const fn of_version(self, version: i32) -> Self {
        Self { version, ..self }
    }

    /// Shown beside every score made with them; 0 for weights that are only tried.
    pub const fn version(self) -> i32 {
        self.version
    }

    /// The weight of one measure.
    pub fn of(self, component: Component) -> u32 {
        self.measures[component as usize]
    }

    /// The most points taken off for asks of this quarter.
    pub const fn load(self) -> u32 {
        self.load
    }

    /// The sum of the measures' weights.
    pub fn total(self) -> u64 {
        self.measures.iter().map(|weight| u64::from(*weight)).sum()
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            measures: [15, 30, 30, 10, 5, 5, 5],
            load: 10,
            version: 1,
        }
    }
}
