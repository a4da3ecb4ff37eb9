//! What a person should look at in an indicator that can be saved all the same: words that sound like a program's own
//! people, and ends that do not fit together.

use chrono::NaiveDate;

use super::level;
use crate::values::IndicatorDirection;

/// What an indicator says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Stated<'a> {
    pub name: &'a str,
    pub definition: &'a str,
    pub direction: IndicatorDirection,
    pub baseline: (Option<f64>, Option<NaiveDate>),
    pub target: (Option<f64>, Option<NaiveDate>),
}

/// One sentence per thing to look at; none when all is well.
pub fn advice(stated: &Stated<'_>) -> Vec<String> {
    let words = level::client_words(stated.name).or_else(|| level::client_words(stated.definition));
    let clients = words.map(|words| {
        format!(
            "“{words}” sounds like the people of one program. The number of a goal describes everyone in the place; \
             what a program measures belongs to a strategy."
        )
    });
    let said = [
        clients,
        half("baseline", stated.baseline),
        half("target", stated.target),
        wrong_side(stated),
        too_soon(stated),
    ];
    said.into_iter().flatten().collect()
}

fn half(what: &str, end: (Option<f64>, Option<NaiveDate>)) -> Option<String> {
    match end {
        (Some(_), None) => Some(format!(
            "The {what} has a value and no date, so it is not drawn."
        )),
        (None, Some(_)) => Some(format!(
            "The {what} has a date and no value, so it is not drawn."
        )),
        _ => None,
    }
}

fn wrong_side(stated: &Stated<'_>) -> Option<String> {
    let (from, to) = (stated.baseline.0?, stated.target.0?);
    match stated.direction {
        IndicatorDirection::Increase if to <= from => {
            Some("The number should rise, but its target is not above its baseline.".to_owned())
        }
        IndicatorDirection::Decrease if to >= from => {
            Some("The number should fall, but its target is not below its baseline.".to_owned())
        }
        _ => None,
    }
}

fn too_soon(stated: &Stated<'_>) -> Option<String> {
    let (since, until) = (stated.baseline.1?, stated.target.1?);
    (until <= since).then(|| "The target's date is not after the baseline's.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_that_do_not_fit_are_named() {
        let day = |text: &str| Some(text.parse::<NaiveDate>().unwrap());
        let stated = Stated {
            name: "Share of our clients in work",
            definition: "",
            direction: IndicatorDirection::Decrease,
            baseline: (Some(8.6), day("2026-12-31")),
            target: (Some(9.0), day("2026-12-31")),
        };
        let said = advice(&stated);
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(
            said[0].contains("our clients")
                && said[1].contains("should fall")
                && said[2].contains("not after")
        );
        let fine = Stated {
            name: "Share of residents out of work",
            target: (Some(7.0), day("2030-12-31")),
            ..stated
        };
        assert!(advice(&fine).is_empty());
        let open = Stated {
            target: (Some(7.0), None),
            ..fine
        };
        assert_eq!(
            advice(&open),
            ["The target has a value and no date, so it is not drawn."]
        );
    }
}
