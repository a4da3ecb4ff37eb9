//! Groups of people within an indicator: what a breakdown is called, and which group comes first.

use crate::values::IndicatorDirection;

/// Breakdowns that sources commonly publish: the code and its words.
pub const COMMON: &[(&str, &str)] = &[
    ("race_ethnicity", "Race and ethnicity"),
    ("income", "Income"),
    ("neighborhood", "Neighborhood"),
    ("tract", "Census tract"),
    ("sex", "Sex"),
    ("age_band", "Age"),
    ("disability", "Disability"),
    ("language", "Language"),
    ("tenure", "Renters and owners"),
];

/// A breakdown in words: "Race and ethnicity", "Foster care history".
pub fn label(kind: &str) -> String {
    if let Some((_, label)) = COMMON.iter().find(|(code, _)| *code == kind) {
        return (*label).to_owned();
    }
    let text = kind.replace('_', " ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// What people typed as a code: "Race and ethnicity" and "race ethnicity" are both `race_ethnicity`.
pub fn code(typed: &str) -> String {
    let typed = typed.trim();
    let known = COMMON
        .iter()
        .find(|(code, label)| label.eq_ignore_ascii_case(typed) || *code == typed);
    if let Some((code, _)) = known {
        return (*code).to_owned();
    }
    let folded: String = typed
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join("_")
}

/// Puts the group that is worst off first: the highest value where less is better, the lowest where more is,
/// and the farthest from `aim` where it should hold steady.
pub fn worst_first<T>(
    groups: &mut [T],
    direction: IndicatorDirection,
    aim: Option<f64>,
    latest: impl Fn(&T) -> f64,
) {
    let badness = |value: f64| match direction {
        IndicatorDirection::Decrease => value,
        IndicatorDirection::Increase => -value,
        IndicatorDirection::Maintain => aim.map_or(value, |aim| (value - aim).abs()),
    };
    groups.sort_by(|a, b| badness(latest(b)).total_cmp(&badness(latest(a))));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_breakdown_has_one_code_however_typed() {
        for typed in [
            "race_ethnicity",
            "Race and ethnicity",
            "race and ethnicity",
            " race ethnicity ",
        ] {
            assert_eq!(code(typed), "race_ethnicity", "{typed}");
        }
        assert_eq!(code("Foster-care history"), "foster_care_history");
        assert_eq!(label("foster_care_history"), "Foster care history");
        assert_eq!((code(" "), label("")), (String::new(), String::new()));
    }

    #[test]
    fn the_worst_off_come_first() {
        let order = |direction, aim| {
            let mut groups = vec![("a", 5.0), ("b", 9.0), ("c", 7.0)];
            worst_first(&mut groups, direction, aim, |group| group.1);
            groups.iter().map(|group| group.0).collect::<String>()
        };
        assert_eq!(order(IndicatorDirection::Decrease, None), "bca");
        assert_eq!(order(IndicatorDirection::Increase, None), "acb");
        assert_eq!(order(IndicatorDirection::Maintain, Some(9.0)), "acb");
    }
}
