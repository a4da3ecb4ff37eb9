//! The worked cases: verdicts people agreed on, and what the reasons must name.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use serde::Deserialize;

use super::super::*;
use super::demo::Demo;
use crate::values::CapitalProduct;

const TODAY: Date = date(2026, 11, 22);

#[derive(Deserialize)]
struct Cases {
    product_can_fill_line: BTreeMap<CapitalProduct, BTreeSet<CapitalProduct>>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    funder_id: String,
    goal_id: String,
    expected: String,
}

fn cases() -> Cases {
    serde_json::from_str(include_str!("../../../../data/demo/match_cases.json")).unwrap()
}

fn judged(funder: &str, goal: &str) -> Judgment {
    let demo = Demo::load();
    judge(&demo.pocket(funder), &demo.need(goal), TODAY)
}

fn texts(judgment: &Judgment) -> Vec<&str> {
    judgment
        .reasons
        .iter()
        .map(|reason| reason.text.as_str())
        .collect()
}

#[test]
fn every_case_has_the_verdict_people_agreed_on() {
    let demo = Demo::load();
    for case in cases().cases {
        let judgment = judge(
            &demo.pocket(&case.funder_id),
            &demo.need(&case.goal_id),
            TODAY,
        );
        assert_eq!(
            judgment.verdict.as_str(),
            case.expected,
            "{}: {:#?}",
            case.id,
            judgment.reasons
        );
    }
}

#[test]
fn products_fill_exactly_the_lines_of_the_table() {
    for (line, products) in cases().product_can_fill_line {
        let ours: BTreeSet<CapitalProduct> = CapitalProduct::ALL
            .iter()
            .copied()
            .filter(|product| fills(*product, line))
            .collect();
        assert_eq!(ours, products, "products that fill {line}");
    }
}

#[test]
fn a_fitting_product_is_named_with_its_limits_and_its_line() {
    let judgment = judged("f-rosewater", "g-sf-01");
    let reason = judgment.strongest_for().unwrap();
    assert_eq!(
        reason.text,
        "Senior debt of $500k to $3M fits the $2.5M senior debt line for working capital to providers (soft circled)"
    );
    assert_eq!(reason.codes, ["senior_debt"]);
    assert_eq!(
        reason
            .amounts
            .iter()
            .map(|amount| amount.dollars())
            .collect::<Vec<_>>(),
        [500_000, 3_000_000, 2_500_000]
    );
    let texts = texts(&judgment);
    assert!(
        texts.contains(&"Requires a government payor; this goal names one (city and county)"),
        "{texts:#?}"
    );
    assert!(
        texts.contains(&"Outcome payments repay investors and are not themselves capital"),
        "{texts:#?}"
    );
}

#[test]
fn a_line_above_the_maximum_is_a_participation() {
    let judgment = judged("f-alamo", "g-sat-02");
    assert_eq!(
        judgment.strongest_for().unwrap().text,
        "Mission-related loan of $500k to $2M can take up to $2M of the $4M senior debt line for community-network \
         build (identified)"
    );
    assert!(
        texts(&judgment).contains(&"Mission-related loan is at market rate, not concessionary")
    );
    assert!(texts(&judgment).contains(&"Funds only in the places it names (bexar county)"));
}

#[test]
fn an_aligned_funder_learns_what_is_open_and_what_is_taken() {
    let judgment = judged("f-bayhills", "g-sf-01");
    assert_eq!(
        judgment.strongest_against().unwrap().text,
        "No open line takes what it offers (grant, recoverable grant and mission-related deposit); open lines are $2.5M \
         senior debt, $1.5M PRI loan and $500k guarantee or loan-loss reserve. Ask whether one should be added"
    );
    assert!(texts(&judgment).contains(&"The $900k grant line is already committed"));
}

#[test]
fn a_funder_outside_the_place_says_where_it_works() {
    let judgment = judged("f-evergreen", "g-msp-01");
    let reason = judgment.strongest_against().unwrap();
    assert_eq!(
        reason.text,
        "Serves King County and Pierce County; Minneapolis and Saint Paul are outside"
    );
    assert_eq!(reason.codes, ["county:53033", "county:53053"]);
}

#[test]
fn an_agency_allocates_credits_and_an_investor_brings_them() {
    let demo = Demo::load();
    let (agency, need) = (demo.pocket("f-capcity"), demo.need("g-pvd-02"));
    let products: Vec<_> = openings(&agency, &need)
        .iter()
        .map(|opening| opening.offer.product)
        .collect();
    assert_eq!(products, [CapitalProduct::PublicLoan]);
    assert!(
        texts(&judge(&agency, &need, TODAY))
            .contains(&"Allocates LIHTC equity; an investor brings the dollars")
    );
}
