//! What an absorber's row says, in words.

use chrono::NaiveDate;

use crate::values::{Money, Readiness};

/// "18 Nov 2026".
pub(super) fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// "$42,000,000", or nothing.
pub(super) fn full(amount: Option<Money>) -> String {
    amount.map(Money::full).unwrap_or_default()
}

/// "28.5%", or nothing.
pub(super) fn percent(share: Option<f64>) -> String {
    share.map_or_else(String::new, |share| {
        let text = format!("{:.1}", share * 100.0);
        format!("{}%", text.trim_end_matches(".0"))
    })
}

/// Kind, icon and word of a pill.
pub(super) const fn readiness_pill(
    readiness: Readiness,
) -> (&'static str, &'static str, &'static str) {
    let (kind, icon) = match readiness {
        Readiness::None => ("quiet", "dots"),
        Readiness::WithEnhancement => ("wait", "clock"),
        Readiness::Ready => ("ok", "check"),
    };
    (kind, icon, readiness.label())
}

/// Where it is from, for people.
pub(super) fn source(text: &str) -> &str {
    if text == "illustrative" {
        "Made up for the demonstration"
    } else {
        text
    }
}
