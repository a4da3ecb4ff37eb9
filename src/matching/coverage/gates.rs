//! Which gate stops most of the funding sources that a goal might have had.

use crate::matching::engine::Funnel;

/// The gates behind the first, in their order. The first, whether a source may be asked at all, does not depend on the goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::matching) enum Gate {
    Place,
    Market,
    Issue,
    Terms,
    Capital,
}

impl Gate {
    /// The word a person sees.
    pub(in crate::matching) const fn label(self) -> &'static str {
        match self {
            Self::Place => "Place",
            Self::Market => "Assessment area or target market",
            Self::Issue => "Issue",
            Self::Terms => "Their own conditions",
            Self::Capital => "Kind or amount of money",
        }
    }

    /// What to do about it.
    pub(in crate::matching) const fn advice(self) -> &'static str {
        match self {
            Self::Place => "Nobody in the directory serves this place. Ask who should be in it.",
            Self::Market => {
                "Banks and CDFIs here are held to areas or people elsewhere. Check what is recorded."
            }
            Self::Issue => "Those who serve this place fund other issues.",
            Self::Terms => {
                "Payor, evaluator, 501(c)(3) or an end date: see what the goal could still record."
            }
            Self::Capital => {
                "They fund this here, but no open line takes what they offer. Ask whether one should be added."
            }
        }
    }
}

/// The gate that stops most of the sources that serve the place; the place itself where none does. `None` where some pass.
///
/// Most sources of a national directory serve other places, so counting them would name the place every time.
pub(in crate::matching) fn blocks_most(funnel: Funnel) -> Option<Gate> {
    if funnel.capital > 0 {
        return None;
    }
    if funnel.place == 0 {
        return Some(Gate::Place);
    }
    let lost = [
        (Gate::Market, funnel.place - funnel.market),
        (Gate::Issue, funnel.market - funnel.issue),
        (Gate::Terms, funnel.issue - funnel.terms),
        (Gate::Capital, funnel.terms - funnel.capital),
    ];
    // Of equals the first, as in "why not".
    let most = lost.into_iter().rev().max_by_key(|(_, lost)| *lost);
    most.map(|(gate, _)| gate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn funnel([place, market, issue, terms, capital]: [u32; 5]) -> Funnel {
        Funnel {
            place,
            market,
            issue,
            terms,
            capital,
        }
    }

    #[test]
    fn the_gate_with_most_losses_is_named_and_of_equals_the_first() {
        for (counts, named) in [
            ([9, 9, 9, 9, 1], None),
            ([0; 5], Some(Gate::Place)),
            ([9, 2, 0, 0, 0], Some(Gate::Market)),
            ([9, 8, 2, 1, 0], Some(Gate::Issue)),
            ([9, 9, 8, 1, 0], Some(Gate::Terms)),
            ([9, 9, 8, 8, 0], Some(Gate::Capital)),
            ([4, 2, 0, 0, 0], Some(Gate::Market)),
        ] {
            assert_eq!(blocks_most(funnel(counts)), named, "{counts:?}");
        }
    }
}
