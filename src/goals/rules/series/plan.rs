//! What each row of a file would do to the values that are held, and a mark by which a look and a save are told to be of
//! the same thing.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::SeriesRow;

/// What a value is of: a day, and everyone or a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub on: NaiveDate,
    pub cut_kind: String,
    pub cut_group: String,
}

/// The value in force for a key.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    pub revision: i32,
    pub value: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// What a row would do.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    /// The first value for its date and group.
    New,
    /// Another value than the one held, which stays visible beside it.
    Correction { from: f64, revision: i32 },
    /// What is held already.
    Same,
}

impl Deed {
    /// The revision that the row becomes.
    pub const fn revision(&self) -> i32 {
        match self {
            Self::Correction { revision, .. } => *revision + 1,
            Self::New | Self::Same => 1,
        }
    }
}

/// What each row would do, in the order of the rows.
#[expect(
    clippy::float_cmp,
    reason = "the same text gives the same number; anything else is a correction"
)]
pub fn plan(rows: &[SeriesRow], held: &BTreeMap<Key, Held>) -> Vec<Deed> {
    let deed = |row: &SeriesRow| match held.get(&row.key()) {
        None => Deed::New,
        Some(held) if held.value == row.value && held.low == row.low && held.high == row.high => {
            Deed::Same
        }
        Some(held) => Deed::Correction {
            from: held.value,
            revision: held.revision,
        },
    };
    rows.iter().map(deed).collect()
}

/// A mark of rows and deeds together. Another file, or values that changed since, give another mark.
pub fn fingerprint(rows: &[SeriesRow], deeds: &[Deed]) -> String {
    // FNV-1a: a checksum against mistakes, not against malice.
    let mut mark = 0xcbf2_9ce4_8422_2325_u64;
    for byte in format!("{rows:?}{deeds:?}").bytes() {
        mark = (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{mark:016x}")
}
