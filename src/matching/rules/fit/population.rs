//! The population measure: how many of the people a goal is for does the source name?
//!
//! A source that names nobody excludes nobody, so it gets a middling figure rather than nothing.

use std::collections::BTreeSet;

use super::super::pocket::{Need, Pocket, Term};
use super::super::words;

/// When source or goal names no population, in basis points.
const NAMES_NOBODY: u16 = 6_000;

/// Basis points and the sentence.
pub(super) fn measure(pocket: &Pocket, need: &Need) -> (u16, String) {
    let theirs: BTreeSet<&str> = pocket
        .populations
        .iter()
        .map(|term| term.code.as_str())
        .collect();
    let ours: BTreeSet<&str> = need
        .populations
        .iter()
        .map(|term| term.code.as_str())
        .collect();
    if ours.is_empty() {
        return (NAMES_NOBODY, "This goal names no population".to_owned());
    }
    if theirs.is_empty() {
        return (
            NAMES_NOBODY,
            "It names no population, so nobody is left out".to_owned(),
        );
    }
    let shared = ours.intersection(&theirs).count();
    let points = u16::try_from(10_000 * shared / ours.len()).unwrap_or(u16::MAX);
    if shared == 0 {
        let text = format!(
            "Names {}; this goal is for {}",
            words::labels(&pocket.populations),
            words::labels(&need.populations)
        );
        return (0, text);
    }
    let both: Vec<Term> = need
        .populations
        .iter()
        .filter(|term| theirs.contains(term.code.as_str()))
        .cloned()
        .collect();
    let text = if shared == ours.len() {
        format!("Names {}, everybody this goal is for", words::labels(&both))
    } else {
        format!(
            "Names {}, {shared} of the {} groups this goal is for",
            words::labels(&both),
            ours.len()
        )
    };
    (points, text)
}
