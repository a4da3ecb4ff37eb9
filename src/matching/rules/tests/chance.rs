//! Pockets and needs as chance makes them, small enough that they often meet.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::super::*;
use crate::goals::rules::stack::StackLine;
use crate::values::{
    CapitalProduct, FunderType, GeoScope, Money, StackLayer, StackLineStatus, Strictness,
};

pub(in crate::matching) const TODAY: Date = date(2026, 11, 22);
const KINDS: [CapitalProduct; 6] = [
    CapitalProduct::LineOfCredit,
    CapitalProduct::NmtcEquity,
    CapitalProduct::Grant,
    CapitalProduct::RecoverableGrant,
    CapitalProduct::SeniorDebt,
    CapitalProduct::PriLoan,
];
pub(in crate::matching) const ISSUES: [&str; 7] = ["", "a", "a.b", "a.c", "d", "d.e", "f"];
const SCOPES: [GeoScope; 5] = [
    GeoScope::City,
    GeoScope::County,
    GeoScope::Cbsa,
    GeoScope::State,
    GeoScope::National,
];

pub(super) fn money(dollars: i64) -> Money {
    Money::try_from(dollars).unwrap()
}

pub(super) fn term(code: &str) -> Term {
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

pub(super) fn served() -> impl Strategy<Value = Served> {
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

/// What may be known of a source: nothing, something, or more than there is.
pub(in crate::matching) fn any_dealings() -> impl Strategy<Value = Dealings> {
    let told = || prop::option::of((0..=12_000_u16).prop_map(told));
    (
        told(),
        told(),
        prop_oneof![Just(0), 0..12_u32, Just(u32::MAX)],
    )
        .prop_map(|(relationship, history, asked)| Dealings {
            relationship,
            history,
            asked,
        })
}

pub(super) fn told(basis_points: u16) -> Told {
    Told {
        basis_points,
        sentence: "So it is told".to_owned(),
        origin: Origin {
            source: "Somebody".to_owned(),
            as_of: "2026".to_owned(),
        },
    }
}

/// Weights as a person may set them.
pub(in crate::matching) fn any_weights() -> impl Strategy<Value = Weights> {
    (prop::array::uniform7(0..=100_u32), 0..=100_u32)
        .prop_filter_map("all of them zero", |(measures, load)| {
            Weights::new(measures, load).ok()
        })
}

/// A cycle as funders state theirs, and worse.
pub(super) fn cycle() -> impl Strategy<Value = Vec<DecisionSlot>> {
    let said = prop::sample::select(vec![
        "01-15",
        "11-22",
        "11-21",
        "12-31",
        "02-30",
        "rolling",
        "credit_committee_monthly",
        "published_rounds",
        "when_asked",
        "n/a",
        "",
        "99-99",
    ]);
    let slot = (0..14_i8, said).prop_map(|(board_month, loi_due)| DecisionSlot {
        board_month,
        loi_due: loi_due.to_owned(),
    });
    prop::collection::vec(slot, 0..3)
}

pub(super) fn dates() -> impl Strategy<Value = Vec<Date>> {
    let some = vec![
        date(2026, 1, 1),
        TODAY,
        date(2026, 12, 31),
        date(2027, 6, 1),
        date(2031, 1, 1),
    ];
    prop::sample::subsequence(some, 0..=2)
}

fn terms(codes: Vec<&'static str>) -> Vec<Term> {
    codes.into_iter().map(term).collect()
}

/// As [`pocket`], with everything a gate may read.
pub(in crate::matching) fn any_pocket() -> impl Strategy<Value = Pocket> {
    use FunderType::{
        Bank, CdfiBank, CdfiLoanFund, ConvenerNonfunder, PrivateFoundation, StateOrLocalAgency,
    };
    let kinds = [
        Bank,
        CdfiBank,
        CdfiLoanFund,
        ConvenerNonfunder,
        PrivateFoundation,
        PrivateFoundation,
        StateOrLocalAgency,
    ];
    let strictness = [Strictness::Only, Strictness::Prefers, Strictness::Excludes];
    let conditions = vec![
        "501c3_or_fiscal_sponsor",
        "payor_required",
        "government_payor_required",
        "cra_qualified_only",
        "spend_down_2025",
        "spend_down_2030",
        "site_visit_required",
    ];
    let areas = prop::collection::vec(served().prop_map(|served| served.area), 0..3);
    (
        pocket(),
        (prop::sample::select(kinds.to_vec()), 0..12_u8),
        prop::collection::vec(prop::sample::select(strictness.to_vec()), 4),
        (areas, prop::collection::vec(market(), 0..3)),
        prop::sample::subsequence(conditions, 0..=3),
    )
        .prop_map(
            |(mut pocket, (funder_type, luck), strictness, (areas, markets), conditions)| {
                pocket.funder_type = funder_type;
                pocket.active = luck != 0;
                pocket.do_not_contact = luck == 1;
                for (served, strictness) in pocket.served.iter_mut().zip(strictness) {
                    served.strictness = strictness;
                }
                pocket.assessment_areas = areas;
                pocket.target_markets = markets;
                let conditions = conditions.into_iter().map(str::to_owned);
                pocket.constraints.extend(conditions);
                pocket
            },
        )
}

fn market() -> impl Strategy<Value = TargetMarket> {
    let who = prop::option::of(prop::sample::select(vec!["p", "q"]).prop_map(term));
    let area = prop::option::of(served().prop_map(|served| served.area));
    (area, who).prop_map(|(area, population)| TargetMarket {
        kind: "other_targeted_population".to_owned(),
        area,
        population,
    })
}

/// As [`need`], with one or two places, or none, and everything a gate may read.
pub(in crate::matching) fn any_need() -> impl Strategy<Value = Need> {
    let payor = prop::option::of(prop::sample::select(vec!["city_and_county", "health_plan"]));
    let until = prop::option::of(prop::sample::select(vec![
        date(2025, 1, 1),
        date(2028, 6, 30),
        date(2031, 1, 1),
    ]));
    (need(), payor, any::<Option<bool>>(), until, 0..8_u8).prop_map(
        |(mut need, payor, charitable_recipient, until, luck)| {
            need.payor = payor.map(|kind| Payor {
                kind: kind.to_owned(),
            });
            need.charitable_recipient = charitable_recipient;
            need.until = until;
            match luck {
                0 => need.places = vec![GoalPlace::nowhere()],
                1 | 2 => need.places.push(GoalPlace {
                    name: "There".to_owned(),
                    areas: SCOPES[..4].iter().map(|scope| area(*scope, "2")).collect(),
                }),
                3 => need.issues.clear(),
                _ => {}
            }
            need
        },
    )
}

pub(in crate::matching) fn pocket() -> impl Strategy<Value = Pocket> {
    (
        prop::collection::vec(served(), 0..4),
        prop::collection::vec(offer(), 0..4),
        prop::collection::vec(prop::sample::select(ISSUES.to_vec()), 0..4),
        prop::sample::subsequence(vec!["p", "q", "r"], 0..=3),
        prop::sample::subsequence(vec!["evaluator_required", "invite_only"], 0..=2),
        cycle(),
    )
        .prop_map(
            |(served, offers, issues, populations, constraints, cycle)| Pocket {
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
                cycle,
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

pub(in crate::matching) fn need() -> impl Strategy<Value = Need> {
    (
        prop::collection::vec((prop::sample::select(ISSUES[1..].to_vec()), 1..9_u32), 1..4),
        prop::sample::subsequence(vec!["p", "q", "r"], 0..=3),
        prop::collection::vec(line(), 0..5),
        any::<bool>(),
        (dates(), dates()),
    )
        .prop_map(
            |(issues, populations, lines, evaluator_named, (dates, target))| Need {
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
                dates,
                target: target.first().copied(),
            },
        )
}
