//! What is known of single sources, as the index is told.

use crate::matching::{
    engine::{Ask, Known},
    rules::{Dealings, Told, Weights, load_points},
};

/// Adds to a question what is known of single sources.
pub(in crate::matching) fn know(
    ask: &mut Ask,
    weights: Weights,
    known: impl Iterator<Item = (u128, Dealings)>,
) {
    let points = |told: Option<Told>| told.map_or(0, |told| told.basis_points.min(10_000));
    for (source, dealings) in known {
        if dealings.asked > 0 {
            let load = weights.load() * load_points(dealings.asked);
            ask.loads.insert(source, load);
        }
        let known = Known {
            relationship: points(dealings.relationship),
            history: points(dealings.history),
        };
        if known != Known::default() {
            ask.known.insert(source, known);
        }
    }
}
