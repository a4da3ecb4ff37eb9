use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::values::{
    CapitalProduct::*,
    StackLayer as Layer,
    StackLineStatus::{self as Status, *},
};

#[derive(Deserialize)]
struct DemoLine {
    layer: StackLayer,
    product: CapitalProduct,
    amount_usd: Money,
    status: StackLineStatus,
    counts_toward_total: bool,
}

#[derive(Deserialize)]
struct DemoGoal {
    id: String,
    capital_stack: Vec<DemoLine>,
    capital_total_usd: Money,
    capital_committed_usd: Money,
    capital_soft_usd: Money,
    capital_gap_usd: Money,
    capital_unidentified_usd: Money,
    repayment_sources_usd: Money,
}

fn line(layer: StackLayer, product: CapitalProduct, dollars: i64, status: Status) -> StackLine {
    StackLine {
        layer,
        product,
        amount: Money::try_from(dollars).unwrap(),
        status,
        purpose: String::new(),
        counts_toward_total: true,
        part_of: None,
    }
}

#[test]
fn every_demo_goal_adds_up_to_its_stated_totals() {
    let goals: Vec<DemoGoal> = serde_json::from_str(include_str!(
        "../../../../data/demo/outcome_goals.illustrative.json"
    ))
    .unwrap();
    assert_eq!(goals.len(), 28);
    for goal in goals {
        let lines: Vec<StackLine> = goal
            .capital_stack
            .iter()
            .map(|demo| StackLine {
                counts_toward_total: demo.counts_toward_total,
                ..line(
                    demo.layer,
                    demo.product,
                    demo.amount_usd.dollars(),
                    demo.status,
                )
            })
            .collect();
        let sums = totals(&lines);
        assert_eq!(sums.total, goal.capital_total_usd, "{} total", goal.id);
        assert_eq!(
            sums.committed, goal.capital_committed_usd,
            "{} committed",
            goal.id
        );
        assert_eq!(sums.soft, goal.capital_soft_usd, "{} soft", goal.id);
        assert_eq!(sums.gap, goal.capital_gap_usd, "{} gap", goal.id);
        assert_eq!(
            sums.unidentified, goal.capital_unidentified_usd,
            "{} unidentified",
            goal.id
        );
        assert_eq!(
            sums.repayment_sources, goal.repayment_sources_usd,
            "{} repayment",
            goal.id
        );
    }
}

#[test]
fn a_participation_is_part_of_its_line() {
    let whole = line(Layer::Senior, SeniorDebt, 22, Identified);
    let share = StackLine {
        part_of: Some(0),
        ..line(Layer::Senior, SeniorDebt, 5, Committed)
    };
    let sums = totals(&[whole, share]);
    assert_eq!(
        (
            sums.total.dollars(),
            sums.committed.dollars(),
            sums.unidentified.dollars()
        ),
        (22, 5, 17)
    );
}

#[test]
fn a_withdrawn_participation_gives_its_share_back() {
    let whole = line(Layer::Senior, SeniorDebt, 22, Identified);
    let share = StackLine {
        part_of: Some(0),
        ..line(Layer::Senior, SeniorDebt, 5, Withdrawn)
    };
    assert_eq!(totals(&[whole, share]).unidentified.dollars(), 22);
}

#[test]
fn the_same_credits_are_counted_once() {
    let equity = line(Layer::TaxCredit, LihtcEquity, 14, SoftCircled);
    let allocation = StackLine {
        counts_toward_total: false,
        ..line(Layer::TaxCredit, LihtcEquity, 14, Committed)
    };
    let sums = totals(&[equity, allocation]);
    assert_eq!(
        (
            sums.total.dollars(),
            sums.soft.dollars(),
            sums.committed.dollars()
        ),
        (14, 14, 0)
    );
}

#[test]
fn a_guarantee_marked_as_counting_still_stands_outside() {
    let sums = totals(&[line(Layer::Guarantee, Guarantee, 9, Committed)]);
    assert_eq!((sums.total.dollars(), sums.outside_cash.dollars()), (0, 9));
}

fn any_line() -> impl Strategy<Value = StackLine> {
    let layers = prop::sample::select(StackLayer::ALL);
    let products = prop::sample::select(CapitalProduct::ALL);
    let statuses = prop::sample::select(StackLineStatus::ALL);
    (layers, products, 0..50_000_000_i64, statuses, any::<bool>()).prop_map(
        |(layer, product, dollars, status, counts)| StackLine {
            counts_toward_total: counts,
            ..line(layer, product, dollars, status)
        },
    )
}

proptest! {
    #[test]
    fn the_parts_make_the_total(lines in prop::collection::vec(any_line(), 0..12)) {
        let sums = totals(&lines);
        prop_assert_eq!(sums.committed + sums.soft + sums.unidentified, sums.total);
        prop_assert_eq!(sums.committed + sums.gap, sums.total);
    }

    #[test]
    fn guarantees_payors_in_kind_and_withdrawn_lines_never_move_the_total(
        lines in prop::collection::vec(any_line(), 0..8),
        dollars in 1..9_000_000_i64,
        status in prop::sample::select(StackLineStatus::ALL),
    ) {
        let before = totals(&lines);
        for (layer, product, status) in [
            (Layer::OutcomePayor, OutcomesContract, status),
            (Layer::Guarantee, Guarantee, status),
            (Layer::Grant, InKind, status),
            (Layer::Senior, SeniorDebt, Withdrawn),
        ] {
            let mut more = lines.clone();
            more.push(line(layer, product, dollars, status));
            let after = totals(&more);
            prop_assert_eq!((after.total, after.gap, after.soft), (before.total, before.gap, before.soft));
        }
    }

    #[test]
    fn the_order_of_lines_does_not_matter(lines in prop::collection::vec(any_line(), 0..8)) {
        let mut turned = lines.clone();
        turned.reverse();
        prop_assert_eq!(totals(&lines), totals(&turned));
    }

    #[test]
    fn a_soft_yes_is_never_committed(dollars in 1..9_000_000_i64) {
        let sums = totals(&[line(Layer::Grant, Grant, dollars, SoftCircled)]);
        prop_assert_eq!((sums.committed.dollars(), sums.gap.dollars()), (0, dollars));
    }
}
