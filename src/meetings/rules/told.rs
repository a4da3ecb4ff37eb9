//! How good a plan is known to be.

use crate::meetings::plan::{Bound, Plan};

/// Whether a plan is proved best, or how much better one could at most be.
#[must_use]
pub fn best(proved: bool, breaks: i64, worth: i64, bound: Option<Bound>) -> String {
    if proved {
        return "Proved best: no other plan holds more of what was wished with fewer breaks."
            .to_owned();
    }
    match bound {
        Some(Bound::Worth(most)) if worth > 0 && most > worth => {
            let better = ((most - worth) * 100 + worth - 1) / worth;
            format!("At most {better} % better is possible.")
        }
        Some(Bound::Worth(most)) if most <= worth => {
            "No plan is worth more, but not all that has to be held is.".to_owned()
        }
        Some(Bound::Breaks(least)) if i64::from(least) < breaks => format!(
            "Any plan has at least {}; this one has {breaks}.",
            if least == 1 {
                "1 break".to_owned()
            } else {
                format!("{least} breaks")
            }
        ),
        Some(Bound::Breaks(_)) => {
            "No plan has fewer breaks, but not all that has to be held is.".to_owned()
        }
        _ => "How much better another plan could be is not known.".to_owned(),
    }
}

/// What is proved of the breaks of a plan: how few its meetings can be held with.
#[must_use]
pub fn fewest(least: i32, breaks: i32) -> String {
    let many = |breaks: i32| match breaks {
        1 => "1 break".to_owned(),
        more => format!("{more} breaks"),
    };
    if least < breaks {
        let (least, breaks) = (many(least), many(breaks));
        return format!(
            "Proved so far: these meetings need {least} or more; this plan has {breaks}."
        );
    }
    match breaks {
        0 => "Proved best: these meetings are held without a break.".to_owned(),
        _ => format!("Proved best: these meetings need {}.", many(breaks)),
    }
}

/// What the wishes held are worth, less what breaks and moves cost.
pub(in crate::meetings) fn worth(plan: &Plan, wished: i64) -> i64 {
    wished - plan.tally.cost
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_is_told_in_words() {
        assert!(best(true, 0, 0, None).starts_with("Proved best"));
        assert_eq!(
            best(false, 3, 990, Some(Bound::Worth(1_000))),
            "At most 2 % better is possible."
        );
        assert_eq!(
            best(false, 3, 0, Some(Bound::Breaks(1))),
            "Any plan has at least 1 break; this one has 3."
        );
        assert!(best(false, 0, 0, Some(Bound::Worth(10))).ends_with("is not known."));
    }
}
