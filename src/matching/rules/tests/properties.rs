//! What holds for any source and any goal, not only for the worked cases.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::super::*;
use crate::goals::rules::stack::StackLine;
use crate::values::{
    CapitalProduct, FunderType, GeoScope, Money, StackLayer, StackLineStatus, Strictness,
};

const TODAY: Date = date(2026, 11, 22);
const KINDS: [CapitalProduct; 4] = [
    CapitalProduct::Grant,
    CapitalProduct::RecoverableGrant,
    CapitalProduct::SeniorDebt,
    CapitalProduct::PriLoan,
];
const ISSUES: [&str; 7] = ["", "a", "a.b", "a.c", "d", "d.e", "f"];
const SCOPES: [GeoScope; 5] = [
    GeoScope::City,
    GeoScope::County,
    GeoScope::Cbsa,
    GeoScope::State,
    GeoScope::National,
];

fn money(dollars: i64) -> Money {
    Money::try_from(dollars).unwrap()
}

fn term(code: &str) -> Term {
    Term {
        code: code.to_owned(),
        label: code.to_owned(),
    }
}

fn area(scope: GeoScope, code: &str) -> Area {
    Area {
        scope,
        code: code.to_owned(),
        name: format!("{scope} {code}"),
    }
}

fn served() -> impl Strategy<Value = Served> {
    (
        prop::sample::select(&SCOPES),
        prop::sample::select(vec!["1", "2"]),
    )
        .prop_map(|(scope, code)| Served {
            area: area(scope, code),
            strictness: Strictness::Only,
        })
}

fn offer() -> impl Strategy<Value = Offer> {
    (
        prop::sample::select(&KINDS),
        0..3_000_000_i64,
        0..6_000_000_i64,
    )
        .prop_map(|(product, min, more)| Offer {
            product,
            min: money(min),
            max: money(min + more),
            term_months: None,
            conditions: String::new(),
        })
}

fn terms(codes: Vec<&'static str>) -> Vec<Term> {
    codes.into_iter().map(term).collect()
}

fn pocket() -> impl Strategy<Value = Pocket> {
    (
        prop::collection::vec(served(), 0..4),
        prop::collection::vec(offer(), 0..4),
        prop::collection::vec(prop::sample::select(ISSUES.to_vec()), 0..4),
        prop::sample::subsequence(vec!["p", "q", "r"], 0..=3),
        prop::sample::subsequence(vec!["evaluator_required", "invite_only"], 0..=2),
    )
        .prop_map(
            |(served, offers, issues, populations, constraints)| Pocket {
                funder_type: FunderType::PrivateFoundation,
                active: true,
                do_not_contact: false,
                served,
                assessment_areas: Vec::new(),
                target_markets: Vec::new(),
                issues: terms(issues),
                populations: terms(populations),
                offers,
                constraints: constraints.into_iter().map(str::to_owned).collect(),
            },
        )
}

fn line() -> impl Strategy<Value = StackLine> {
    (
        prop::sample::select(&KINDS),
        0..9_000_000_i64,
        prop::sample::select(StackLineStatus::ALL),
    )
        .prop_map(|(product, dollars, status)| StackLine {
            layer: StackLayer::Grant,
            product,
            amount: money(dollars),
            status,
            purpose: String::new(),
            counts_toward_total: true,
            part_of: None,
        })
}

fn need() -> impl Strategy<Value = Need> {
    (
        prop::collection::vec((prop::sample::select(ISSUES[1..].to_vec()), 1..9_u32), 1..4),
        prop::sample::subsequence(vec!["p", "q", "r"], 0..=3),
        prop::collection::vec(line(), 0..5),
        any::<bool>(),
    )
        .prop_map(|(issues, populations, lines, evaluator_named)| Need {
            places: vec![GoalPlace {
                name: "Here".to_owned(),
                areas: SCOPES.into_iter().map(|scope| area(scope, "1")).collect(),
            }],
            issues: issues
                .into_iter()
                .map(|(code, weight)| WeightedIssue {
                    term: term(code),
                    weight,
                })
                .collect(),
            populations: terms(populations),
            lines,
            payor: None,
            evaluator_named,
            charitable_recipient: None,
            until: None,
        })
}

fn found(pocket: &Pocket, need: &Need, dealings: Dealings) -> Match {
    match_up(pocket, need, dealings, Weights::default(), TODAY)
}

/// Verdict and score as one figure that must not fall when a pair gets better.
fn standing(found: &Match) -> (std::cmp::Reverse<Verdict>, u64) {
    (
        std::cmp::Reverse(found.judgment.verdict),
        found.fit.as_ref().map_or(0, |fit| fit.score),
    )
}

proptest! {
    #[test]
    fn a_failed_gate_has_a_reason_and_no_score(pocket in pocket(), need in need()) {
        let found = found(&pocket, &need, Dealings::default());
        let against = found.judgment.reasons.iter().any(|reason| reason.kind == ReasonKind::Against);
        match found.judgment.verdict {
            Verdict::Eligible => prop_assert!(found.fit.is_some() && found.likely_ask.is_some()),
            Verdict::AlignedNoOpenLine => {
                prop_assert!(found.fit.is_some() && against && found.likely_ask.is_none());
            }
            _ => prop_assert!(found.fit.is_none() && against && found.likely_ask.is_none()),
        }
    }

    #[test]
    fn contributions_make_the_score(
        pocket in pocket(),
        need in need(),
        relationship in prop::option::of(0..=20_000_u16),
        weights in prop::array::uniform6(0..50_u32),
    ) {
        let Ok(weights) = Weights::new(weights) else { return Ok(()) };
        let fit = measure(&pocket, &need, Dealings { relationship, history: None }, weights);
        prop_assert_eq!(fit.measures.iter().map(Measure::contribution).sum::<u64>(), fit.score);
        prop_assert!(fit.score <= fit.full);
        let shown: f64 = fit.measures.iter().map(|m| m.points().parse::<f64>().unwrap()).sum();
        prop_assert!((shown - fit.out_of_100().parse::<f64>().unwrap()).abs() < 0.01, "shown points add up");
        prop_assert_eq!(fit.full, weights.total() * 10_000);
        prop_assert!(fit.measures.iter().all(|m| m.basis_points <= 10_000 && !m.sentence.is_empty()));
    }

    #[test]
    fn the_order_of_lists_does_not_matter(pocket in pocket(), need in need()) {
        let mut turned = (pocket.clone(), need.clone());
        turned.0.served.reverse();
        turned.0.offers.reverse();
        turned.0.issues.reverse();
        turned.0.populations.reverse();
        turned.1.lines.reverse();
        let (one, other) = (found(&pocket, &need, Dealings::default()), found(&turned.0, &turned.1, Dealings::default()));
        prop_assert_eq!(standing(&one), standing(&other));
        prop_assert_eq!(one.likely_ask, other.likely_ask);
    }

    #[test]
    fn wider_geography_and_more_issues_never_hurt(
        pocket in pocket(),
        need in need(),
        more in served(),
        issue in prop::sample::select(ISSUES.to_vec()),
    ) {
        let before = found(&pocket, &need, Dealings::default());
        let mut wider = pocket.clone();
        wider.served.push(more);
        prop_assert!(standing(&found(&wider, &need, Dealings::default())) >= standing(&before));
        let mut broader = pocket;
        broader.issues.push(term(issue));
        prop_assert!(standing(&found(&broader, &need, Dealings::default())) >= standing(&before));
    }

    #[test]
    fn a_larger_maximum_never_hurts_and_a_larger_minimum_never_helps(
        pocket in pocket(),
        need in need(),
        more in 0..9_000_000_i64,
    ) {
        let before = found(&pocket, &need, Dealings::default());
        let (mut larger, mut pickier) = (pocket.clone(), pocket);
        for offer in &mut larger.offers {
            offer.max = offer.max + money(more);
        }
        for offer in &mut pickier.offers {
            offer.min = offer.max.min(offer.min + money(more));
        }
        prop_assert!(standing(&found(&larger, &need, Dealings::default())) >= standing(&before));
        prop_assert!(standing(&found(&pickier, &need, Dealings::default())) <= standing(&before));
    }

    #[test]
    fn knowing_each_other_better_never_hurts(pocket in pocket(), need in need(), low in 0..9_000_u16, more in 0..1_000_u16) {
        let known = |points| Dealings { relationship: Some(points), history: Some(points) };
        prop_assert!(
            standing(&found(&pocket, &need, known(low + more))) >= standing(&found(&pocket, &need, known(low)))
        );
    }

    #[test]
    fn equal_matches_are_listed_by_id(pocket in pocket(), need in need()) {
        let same = found(&pocket, &need, Dealings::default());
        let mut listed: Vec<(u32, Match)> = [3, 1, 2].map(|id| (id, same.clone())).into();
        rank(&mut listed);
        prop_assert_eq!(listed.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [1, 2, 3]);
    }

    #[test]
    fn the_best_come_first(pockets in prop::collection::vec(pocket(), 0..8), need in need()) {
        let mut listed: Vec<(usize, Match)> =
            pockets.iter().map(|pocket| found(pocket, &need, Dealings::default())).enumerate().collect();
        rank(&mut listed);
        prop_assert!(listed.is_sorted_by(|(_, a), (_, b)| standing(a) >= standing(b)));
    }

    #[test]
    fn the_likely_ask_is_within_an_offer_and_a_line(pocket in pocket(), need in need()) {
        if let Some((low, high)) = ask_range(&pocket.offers, &need.lines) {
            prop_assert!(low <= high, "{low} to {high}");
            prop_assert!(pocket.offers.iter().any(|offer| offer.min == low));
            prop_assert!(need.lines.iter().any(|line| line.is_open() && line.amount >= high));
        }
    }
}
