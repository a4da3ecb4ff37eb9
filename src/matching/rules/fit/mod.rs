//! How well a pair that passed the gates fits: seven measures, less the load of asks, that make the score exactly.
//!
//! Integers throughout: each measure is 0 to 10,000 basis points, times its weight. What is not recorded counts nothing
//! and says so. The definition is `matching-and-scheduling` 2.1; ties are broken by id, in `verdict`.

mod load;
mod population;
mod sentences;
mod shortfall;
mod weights;

use jiff::civil::Date;

use super::capital::{component as capital_component, reach_by_kind};
use super::issues::{component as issue_component, pairings};
use super::places::{nearest, nearness};
use super::pocket::{Dealings, Need, Origin, Pocket, Told};
use super::timing::{in_time, needed_by};
use crate::values::apportion;

pub use load::Load;
pub(in crate::matching) use load::load_points;
pub use shortfall::Shortfall;
pub use weights::{NoWeight, Weights};

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
    /// Whether it decides before the money is needed.
    Timing,
}

impl Component {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 7] = [
        Self::Place,
        Self::Issue,
        Self::Capital,
        Self::Population,
        Self::Relationship,
        Self::History,
        Self::Timing,
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
            Self::Timing => "Timing",
        }
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
    /// Where it is from, if not from what the source says of itself.
    pub origin: Option<Origin>,
    /// Points in tenths, out of 100 for the whole fit.
    tenths: u64,
    /// The most points it can give, in tenths.
    full_tenths: u64,
}

impl Measure {
    /// Weight times basis points; the score is the sum of these, less the load.
    pub fn contribution(&self) -> u64 {
        u64::from(self.weight) * u64::from(self.basis_points)
    }

    /// The points it gives out of the fit's 100, to one decimal: "25.5". As shown they add up to the fit as shown, with the load taken off.
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
    /// The measures, in the order of [`Component::ALL`].
    pub measures: Vec<Measure>,
    /// What is taken off for asks of this quarter; nothing where there were none.
    pub load: Option<Load>,
    /// The sum of their contributions, less the load; never below 0.
    pub score: u64,
    /// What the score would be with every measure full.
    pub full: u64,
}

impl Fit {
    /// The score out of 100, to one decimal: "78.4".
    pub fn out_of_100(&self) -> String {
        tenths(out_of_1000(self.score, self.full))
    }

    /// The score out of 100, rounded down.
    pub fn whole(&self) -> u64 {
        self.score * 100 / self.full.max(1)
    }
}

fn tenths(value: u64) -> String {
    format!("{}.{}", value / 10, value % 10)
}

/// What a measure came to: basis points, sentence, whether anything is recorded, and where it is from.
type Found = (u16, String, bool, Option<Origin>);

/// Measures a pair. Call it only for pairs whose verdict carries a fit.
pub fn measure(
    pocket: &Pocket,
    need: &Need,
    dealings: Dealings,
    weights: Weights,
    today: Date,
) -> Fit {
    let asked = dealings.asked;
    let full = weights.total() * 10_000;
    let mut measures: Vec<Measure> = Component::ALL
        .into_iter()
        .zip(found(pocket, need, dealings, today))
        .map(|(component, (basis_points, sentence, recorded, origin))| {
            let weight = weights.of(component);
            Measure {
                component,
                basis_points,
                weight,
                sentence,
                recorded,
                origin,
                tenths: 0,
                full_tenths: u64::from(weight) * 10_000_000 / full.max(1),
            }
        })
        .collect();
    let sum: u64 = measures.iter().map(Measure::contribution).sum();
    let mut load = Load::of(asked, weights.load(), sum);
    let score = sum - load.as_ref().map_or(0, |load| load.taken);
    let shown = share_out(&mut measures, sum, full);
    if let Some(load) = &mut load {
        load.tenths = shown - out_of_1000(score, full);
    }
    Fit {
        measures,
        load,
        score,
        full,
    }
}

/// What each measure comes to, in the order of [`Component::ALL`].
fn found(pocket: &Pocket, need: &Need, dealings: Dealings, today: Date) -> [Found; 7] {
    let own = |(basis_points, sentence)| (basis_points, sentence, true, None);
    let place = nearest(pocket, need);
    let reach = reach_by_kind(pocket, need);
    let by = needed_by(need, today);
    [
        own((
            place.map_or(0, |(area, _)| nearness(area.scope)),
            sentences::place(place),
        )),
        own((
            issue_component(pocket, need),
            sentences::issue(&pairings(pocket, need), need),
        )),
        own((capital_component(&reach), sentences::capital(&reach))),
        own(population::measure(pocket, need)),
        told(dealings.relationship),
        told(dealings.history),
        in_time(&pocket.cycle, by, today).map_or_else(not_recorded, own),
    ]
}

/// Gives each measure its tenths of a point so that they sum to the tenths of the whole, which it answers.
fn share_out(measures: &mut [Measure], sum: u64, full: u64) -> u64 {
    let parts: Vec<u128> = measures
        .iter()
        .map(|measure| u128::from(measure.contribution()) * 1_000)
        .collect();
    let total = out_of_1000(sum, full);
    for (measure, tenths) in
        measures
            .iter_mut()
            .zip(apportion(&parts, u128::from(full), u128::from(total)))
    {
        measure.tenths = u64::try_from(tenths).unwrap_or_default();
    }
    total
}

fn out_of_1000(score: u64, full: u64) -> u64 {
    score * 1_000 / full.max(1)
}

fn not_recorded() -> Found {
    (0, "Not recorded yet".to_owned(), false, None)
}

fn told(told: Option<Told>) -> Found {
    told.map_or_else(not_recorded, |told| {
        let points = told.basis_points.min(10_000);
        (points, told.sentence, true, Some(told.origin))
    })
}
