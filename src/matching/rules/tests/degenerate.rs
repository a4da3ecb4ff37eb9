//! Each degenerate input that the definition lists (matching and scheduling, 2.1), and the sentence a person gets.

use jiff::civil::{Date, date};

use super::{super::*, chance::money, demo::Demo};
use crate::{
    matching::engine::{Ask, BadAsk, BadSource, BadTree, Index, Offered, Opening, Source, Tree},
    values::{GeoScope, Money, StackLineStatus},
};

const TODAY: Date = date(2026, 11, 22);

fn judged(pocket: &Pocket, need: &Need) -> Match {
    match_up(pocket, need, Dealings::default(), Weights::default(), TODAY)
}

fn against(found: &Match) -> String {
    found.judgment.strongest_against().unwrap().text.clone()
}

#[test]
fn a_fully_funded_goal_has_nothing_left_to_fund() {
    let demo = Demo::load();
    let (pocket, mut need) = (demo.pocket("f-rosewater"), demo.need("g-sf-01"));
    for line in &mut need.lines {
        line.status = StackLineStatus::Committed;
    }
    let found = judged(&pocket, &need);
    assert_eq!(found.judgment.verdict, Verdict::AlignedNoOpenLine);
    assert_eq!(
        against(&found),
        "Nothing is left to fund: no line of this stack is open"
    );
    assert_eq!(found.likely_ask, None);
    let capital = &found.fit.unwrap().measures[Component::Capital as usize];
    assert_eq!(
        (capital.basis_points, capital.sentence.as_str()),
        (0, "No line is open")
    );
}

#[test]
fn a_line_or_an_offer_of_nothing_brings_nothing() {
    let demo = Demo::load();
    let (mut pocket, mut need) = (demo.pocket("f-rosewater"), demo.need("g-sf-01"));
    for offer in &mut pocket.offers {
        (offer.min, offer.max) = (Money::ZERO, Money::ZERO);
    }
    let found = judged(&pocket, &need);
    assert_eq!(found.judgment.verdict, Verdict::AlignedNoOpenLine);
    assert!(against(&found).starts_with("No open line takes what it offers"));
    for line in &mut need.lines {
        line.amount = Money::ZERO;
    }
    let found = judged(&demo.pocket("f-rosewater"), &need);
    assert_eq!(
        against(&found),
        "Nothing is left to fund: no line of this stack is open"
    );
}

#[test]
fn a_goal_without_a_place_is_for_those_who_serve_the_whole_country() {
    let demo = Demo::load();
    let mut need = demo.need("g-sf-01");
    let here = need.places[0].areas.last().unwrap().clone();
    need.places = vec![GoalPlace::nowhere()];
    let local = Pocket {
        served: vec![Served {
            area: here,
            strictness: crate::values::Strictness::Only,
        }],
        ..demo.pocket("f-rosewater")
    };
    let found = judged(&local, &need);
    assert_eq!(found.judgment.verdict, Verdict::Ineligible);
    assert!(
        against(&found).ends_with("; this goal names no place"),
        "{}",
        against(&found)
    );
    let nation = Area {
        scope: GeoScope::National,
        code: "US".to_owned(),
        name: "United States".to_owned(),
    };
    let national = Pocket {
        served: vec![Served {
            area: nation,
            strictness: crate::values::Strictness::Only,
        }],
        ..local
    };
    let fit = judged(&national, &need).fit.unwrap();
    let place = &fit.measures[Component::Place as usize];
    assert_eq!(place.basis_points, 5_000);
    assert!(
        place.sentence.ends_with("; this goal names no place"),
        "{}",
        place.sentence
    );
}

#[test]
fn a_city_in_two_states_or_without_a_metro_area_is_matched_by_what_it_has() {
    let demo = Demo::load();
    let (pocket, mut need) = (demo.pocket("f-rosewater"), demo.need("g-sf-01"));
    let verdict = judged(&pocket, &need).judgment.verdict;
    let place = &mut need.places[0];
    place.areas.retain(|area| area.scope != GeoScope::Cbsa);
    place.areas.push(Area {
        scope: GeoScope::State,
        code: "NV".to_owned(),
        name: "Nevada".to_owned(),
    });
    assert_eq!(judged(&pocket, &need).judgment.verdict, verdict);
    let nevada = Pocket {
        served: vec![Served {
            area: need.places[0].areas.last().unwrap().clone(),
            strictness: crate::values::Strictness::Only,
        }],
        ..pocket
    };
    let fit = judged(&nevada, &need).fit.unwrap();
    let place = &fit.measures[Component::Place as usize];
    assert_eq!(place.basis_points, 7_000);
    assert!(place.sentence.contains("Nevada"), "{}", place.sentence);
}

#[test]
fn an_issue_that_left_the_list_shares_what_is_left_of_its_branch() {
    assert_eq!(similarity("housing.gone", "housing"), 8_500);
    assert_eq!(similarity("gone", "housing"), 0);
}

#[test]
fn a_list_of_issues_that_is_no_tree_is_refused() {
    let cycle = Tree::new(vec![0, 2, 1]).unwrap_err();
    assert_eq!(
        (cycle, cycle.to_string().as_str()),
        (BadTree::Cycle(1), "Issue area 1 lies under itself")
    );
    assert_eq!(
        Tree::new(vec![0, 9]).unwrap_err().to_string(),
        "Issue area 1 has a parent that does not exist"
    );
}

#[test]
fn weights_of_nothing_are_refused() {
    let none = Weights::new([0; 7], 10).unwrap_err();
    assert_eq!(none.to_string(), "Give at least one measure some weight.");
    let only_timing = Weights::new([0, 0, 0, 0, 0, 0, 1], 0);
    assert_eq!(only_timing.map(Weights::total), Ok(1));
}

/// A question that weighs nothing but place.
fn ask() -> Ask {
    let weights = Weights::new([1, 0, 0, 0, 0, 0, 0], 0).unwrap();
    let numbers = crate::matching::numbers::Numbering::new(["a"], []).unwrap();
    let mut need = Demo::load().need("g-sf-01");
    need.issues.clear();
    numbers.ask(&need, weights, TODAY)
}

fn source(id: u128) -> Source {
    Source {
        id,
        areas: vec![crate::matching::engine::NATION],
        issues: vec![0],
        offers: (0..32)
            .map(|kind| Offered {
                kind,
                min: 0,
                max: 9,
            })
            .collect(),
        ..Source::default()
    }
}

#[test]
fn amounts_beyond_what_can_be_counted_are_refused() {
    let tree = || Tree::new(vec![0]).unwrap();
    let mut large = source(1);
    large.offers[0].max = u64::MAX;
    let refused = Index::new(vec![large], tree()).unwrap_err();
    assert_eq!(
        (refused, refused.to_string().as_str()),
        (
            BadSource::TooMuch,
            "An amount is above one quadrillion dollars"
        )
    );
    let index = Index::new(vec![source(1)], tree()).unwrap();
    let mut question = ask();
    question.open = vec![Opening {
        kind: 1,
        open: u64::MAX,
        largest: 1,
    }];
    assert_eq!(index.best(&question, 5).unwrap_err(), BadAsk::TooMuch);
    assert_eq!(
        "9,000,000,000,000,000"
            .parse::<Money>()
            .unwrap_err()
            .to_string(),
        "Type an amount below one quadrillion dollars."
    );
}

#[test]
fn money_of_another_country_is_refused() {
    for typed in ["€5m", "5m EUR", "£100,000"] {
        assert_eq!(
            typed.parse::<Money>().unwrap_err().to_string(),
            "Type the amount in digits, such as $1.5m, 750k or 1,500,000.",
            "{typed}"
        );
    }
    assert_eq!(money(5).dollars(), 5);
}

#[test]
fn none_and_more_than_there_are_and_all_alike() {
    let tree = Tree::new(vec![0]).unwrap();
    let sources = [3, 1, 2].map(source).to_vec();
    let index = Index::new(sources, tree).unwrap();
    let ids = |most| {
        let best = index.best(&ask(), most).unwrap();
        best.iter().map(|hit| hit.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(0), []);
    assert_eq!(ids(2), [1, 2]);
    assert_eq!(ids(99), [1, 2, 3]);
}
