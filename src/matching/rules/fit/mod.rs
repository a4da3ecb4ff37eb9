//! How well a pair that passed the gates fits: six measures that add up to the score exactly.
//!
//! Integers throughout: each measure is 0 to 10,000 basis points, times its weight. What is not recorded counts nothing
//! and says so. The definition is `matching-and-scheduling` 2.1; ties are broken by id, in `verdict`.

mod population;
mod sentences;

use super::capital::{component as capital_component, reach_by_kind};
use super::issues::{component as issue_component, pairings};
use super::places::{nearest, nearness};
use super::pocket::{Dealings, Need, Pocket};
use crate::values::apportion;

/// What a measure is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Component {
    /// How near it funds.
    Place,
    /// How close its issues are.
    Issue,
    /// How much of what is open it could fill.
    Capital,
    /// Whom it names.
    Population,
    /// How well it is known.
    Relationship,
    /// What it has done here.
    History,
}

impl Component {
    /// All six, in the order they are shown.
    pub const ALL: [Self; 6] = [
        Self::Place,
        Self::Issue,
        Self::Capital,
        Self::Population,
        Self::Relationship,
        Self::History,
    ];

    /// The name a person sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Place => "Place",
            Self::Issue => "Issue",
            Self::Capital => "Capital",
            Self::Population => "Population",
            Self::Relationship => "Relationship",
            Self::History => "Track record",
        }
    }
}

/// How much each measure counts, in the order of [`Component::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights([u32; 6]);

/// Weights that would make every score zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Give at least one measure some weight.")]
pub struct NoWeight;

impl Weights {
    /// The version shown beside every score made with the default weights.
    pub const VERSION: u32 = 1;

    /// Weights in the order of [`Component::ALL`]; not all of them zero.
    pub fn new(weights: [u32; 6]) -> Result<Self, NoWeight> {
        if weights.iter().all(|weight| *weight == 0) {
            Err(NoWeight)
        } else {
            Ok(Self(weights))
        }
    }

    /// The weight of one measure.
    pub fn of(self, component: Component) -> u32 {
        self.0[component as usize]
    }

    /// Their sum.
    pub fn total(self) -> u64 {
        self.0.iter().map(|weight| u64::from(*weight)).sum()
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self([15, 30, 30, 10, 10, 5])
    }
}

/// One measure of a fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// What it is about.
    pub component: Component,
    /// 0 to 10,000.
    pub basis_points: u16,
    /// Its weight: the most points it can give.
    pub weight: u32,
    /// Why it is what it is, as a sentence without a full stop.
    pub sentence: String,
    /// False when nothing is recorded, which counts nothing.
    pub recorded: bool,
    /// Points in tenths, out of 100 for the whole fit.
    tenths: u64,
    /// The most points it can give, in tenths.
    full_tenths: u64,
}

impl Measure {
    /// Weight times basis points; the score is the sum of these.
    pub fn contribution(&self) -> u64 {
        u64::from(self.weight) * u64::from(self.basis_points)
    }

    /// The points it gives out of the fit's 100, to one decimal: "25.5". The six as shown add up to the fit as shown.
    pub fn points(&self) -> String {
        tenths(self.tenths)
    }

    /// The most points it can give: "30" or "12.5".
    pub fn points_at_most(&self) -> String {
        let text = tenths(self.full_tenths);
        text.strip_suffix(".0").unwrap_or(&text).to_owned()
    }

    /// How full it is in percent, for its bar.
    pub fn percent(&self) -> u16 {
        self.basis_points / 100
    }
}

/// A fit: never shown without its measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// The six measures, in the order of [`Component::ALL`].
    pub measures: Vec<Measure>,
    /// The sum of their contributions.
    pub score: u64,
    /// What the score would be with every measure full.
    pub full: u64,
}

impl Fit {
    /// The score out of 100, to one decimal: "78.4".
    pub fn out_of_100(&self) -> String {
        tenths(self.score * 1_000 / self.full.max(1))
    }

    /// The score out of 100, rounded down.
    pub fn whole(&self) -> u64 {
        self.score * 100 / self.full.max(1)
    }

    /// The measure that costs most points, and what would raise it; `None` when every measure is full.
    pub fn largest_shortfall(&self) -> Option<(&Measure, &'static str)> {
        let missing = |measure: &Measure| {
            u64::from(measure.weight) * u64::from(10_000 - measure.basis_points.min(10_000))
        };
        let most = self
            .measures
            .iter()
            .rev()
            .max_by_key(|measure| missing(measure))?;
        (missing(most) > 0).then(|| (most, sentences::what_would_raise(most.component)))
    }
}

fn tenths(value: u64) -> String {
    format!("{}.{}", value / 10, value % 10)
}

/// Measures a pair. Call it only for pairs whose verdict carries a fit.
pub fn measure(pocket: &Pocket, need: &Need, dealings: Dealings, weights: Weights) -> Fit {
    let place = nearest(pocket, need);
    let reach = reach_by_kind(pocket, need);
    let (people, people_said) = population::measure(pocket, need);
    let found = [
        (
            place.map_or(0, |(area, _)| nearness(area.scope)),
            sentences::place(place),
            true,
        ),
        (
            issue_component(pocket, need),
            sentences::issue(&pairings(pocket, need), need),
            true,
        ),
        (capital_component(&reach), sentences::capital(&reach), true),
        (people, people_said, true),
        recorded(dealings.relationship, "Known to this partnership"),
        recorded(dealings.history, "Has funded here before"),
    ];
    let full = weights.total() * 10_000;
    let mut measures: Vec<Measure> = Component::ALL
        .into_iter()
        .zip(found)
        .zip(weights.0)
        .map(
            |((component, (basis_points, sentence, recorded)), weight)| Measure {
                component,
                basis_points,
                weight,
                sentence,
                recorded,
                tenths: 0,
                full_tenths: u64::from(weight) * 10_000_000 / full.max(1),
            },
        )
        .collect();
    let score = measures.iter().map(Measure::contribution).sum();
    share_out(&mut measures, score, full);
    Fit {
        measures,
        score,
        full,
    }
}

/// Gives each measure its tenths of a point so that they sum to the tenths of the whole.
fn share_out(measures: &mut [Measure], score: u64, full: u64) {
    let parts: Vec<u128> = measures
        .iter()
        .map(|measure| u128::from(measure.contribution()) * 1_000)
        .collect();
    let total = u128::from(score) * 1_000 / u128::from(full.max(1));
    for (measure, tenths) in measures
        .iter_mut()
        .zip(apportion(&parts, u128::from(full), total))
    {
        measure.tenths = u64::try_from(tenths).unwrap_or_default();
    }
}

fn recorded(basis_points: Option<u16>, said: &str) -> (u16, String, bool) {
    match basis_points {
        None => (0, "Not recorded yet".to_owned(), false),
        Some(points) => {
            let points = points.min(10_000);
            (points, format!("{said}: {} of 100", points / 100), true)
        }
    }
}
