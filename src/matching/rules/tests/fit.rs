//! The fit: what it adds up to and how it explains itself.

use jiff::civil::date;

use super::super::*;
use super::demo::Demo;
use crate::values::Money;

#[test]
fn the_fit_adds_up_and_explains_itself() {
    let demo = Demo::load();
    let found = match_up(
        &demo.pocket("f-rosewater"),
        &demo.need("g-sf-01"),
        Dealings::default(),
        Weights::default(),
        date(2026, 11, 22),
    );
    let fit = found.fit.unwrap();
    let shown: Vec<_> = fit
        .measures
        .iter()
        .map(|m| (m.component.label(), m.points(), m.sentence.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            ("Place", "7.5".to_owned(), "Serves the whole country"),
            (
                "Issue",
                "17.0".to_owned(),
                "Funds youth pathways, which includes youth pathways reconnection; nothing for 1 other issue of this goal"
            ),
            (
                "Capital",
                "16.6".to_owned(),
                "Could fill all of the $2.5M open as senior debt; nothing for $1.5M PRI loan and $500k guarantee or \
                 loan-loss reserve"
            ),
            (
                "Population",
                "5.0".to_owned(),
                "Names opportunity youth, 1 of the 2 groups this goal is for"
            ),
            ("Relationship", "0.0".to_owned(), "Not recorded yet"),
            ("Track record", "0.0".to_owned(), "Not recorded yet"),
            (
                "Timing",
                "5.0".to_owned(),
                "Investment committee meets quarterly; no date to miss"
            ),
        ]
    );
    assert_eq!((fit.score, fit.out_of_100().as_str()), (511_660, "51.1"));
    assert_eq!(
        found.likely_ask,
        Some((
            Money::try_from(500_000).unwrap(),
            Money::try_from(2_500_000).unwrap()
        ))
    );
    let most = fit.largest_shortfall().unwrap();
    assert_eq!(most.component, Some(Component::Capital));
    assert!(
        most.in_words().contains(" points are missing on capital. "),
        "{}",
        most.in_words()
    );
}

#[test]
fn closeness_of_issues_follows_the_tree() {
    for (goal, funder, closeness) in [
        ("housing.production", "housing.production", 10_000),
        ("housing.production", "housing", 8_500),
        ("housing.production", "housing.preservation", 5_950),
        ("housing", "housing.production", 7_000),
        ("housing", "health", 0),
        ("housing", "", 4_000),
        ("", "housing", 0),
        ("a.b.c", "a.d.e", 3_539),
    ] {
        assert_eq!(similarity(goal, funder), closeness, "{goal} / {funder}");
    }
}
