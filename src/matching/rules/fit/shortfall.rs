//! What costs a fit most, and what would raise it.

use super::{Component, Fit, Measure, sentences, tenths};

/// Where most points are missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortfall {
    /// The measure; nothing where asks take off more than any measure is missing.
    pub component: Option<Component>,
    /// By how much the score would rise, in its own units.
    pub missing: u64,
    /// The same in tenths of a point out of 100.
    tenths: u64,
    /// The most the measure can give: "30".
    of: String,
    /// What would raise it, as a sentence without a full stop.
    pub advice: &'static str,
}

impl Shortfall {
    /// The points missing out of 100, to one decimal: "12.3".
    pub fn points(&self) -> String {
        tenths(self.tenths)
    }

    /// "12.3 of 30 points are missing on capital. A larger amount would raise it."
    pub fn in_words(&self) -> String {
        let (points, advice) = (self.points(), self.advice);
        match self.component {
            Some(component) => format!(
                "{points} of {} points are missing on {}. {advice}.",
                self.of,
                component.label().to_lowercase()
            ),
            None => format!("{points} points are taken off for asks of this quarter. {advice}."),
        }
    }
}

impl Fit {
    /// What costs most points; of equals the first shown. `None` when every measure is full and nobody asks.
    pub fn largest_shortfall(&self) -> Option<Shortfall> {
        let measures = self.measures.iter().map(|measure| self.missing(measure));
        let asks = self.load.as_ref().map(|load| Shortfall {
            component: None,
            missing: load.taken,
            tenths: load.tenths,
            of: String::new(),
            advice: "Asking next quarter, or others first, would raise it",
        });
        let mut most: Option<Shortfall> = None;
        for each in measures.chain(asks) {
            if each.missing > most.as_ref().map_or(0, |most| most.missing) {
                most = Some(each);
            }
        }
        most
    }

    fn missing(&self, measure: &Measure) -> Shortfall {
        let missing =
            u64::from(measure.weight) * u64::from(10_000 - measure.basis_points.min(10_000));
        Shortfall {
            component: Some(measure.component),
            missing,
            tenths: (missing * 1_000 + self.full / 2) / self.full.max(1),
            of: measure.points_at_most(),
            advice: sentences::what_would_raise(measure.component),
        }
    }
}
