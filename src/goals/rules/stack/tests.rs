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

/// Every status but withdrawn.
const ORDERED_LIVE: [Status; 7] = [
    Need,
    Identified,
    SoftCircled,
    TermSheet,
    Committed,
    Closed,
    Drawn,
];

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

/// A stack in which some lines are shares of others, each within what is left.
fn any_stack() -> impl Strategy<Value = Vec<StackLine>> {
    let shares = prop::collection::vec(
        (any::<prop::sample::Index>(), 0..=100_u8, any::<bool>()),
        0..6,
    );
    (prop::collection::vec(any_line(), 1..10), shares).prop_map(|(mut lines, shares)| {
        let wholes = lines.len();
        for (of, percent, withdrawn) in shares {
            let of = of.index(wholes);
            let left = remainder(&lines, of).dollars();
            let status = if withdrawn { Withdrawn } else { SoftCircled };
            lines.push(StackLine {
                amount: Money::try_from(left * i64::from(percent) / 100).unwrap(),
                status,
                part_of: Some(of),
                ..lines[of].clone()
            });
        }
        lines
    })
}

fn with(lines: &[StackLine], more: StackLine) -> Totals {
    totals(&[lines, &[more]].concat())
}

proptest! {
    #[test]
    fn rule_1_an_outcome_payors_money_is_a_repayment_source_and_never_capital(
        lines in any_stack(), dollars in 1..9_000_000_i64,
        status in prop::sample::select(&ORDERED_LIVE[..]),
        layer in prop::sample::select(StackLayer::ALL),
    ) {
        let before = totals(&lines);
        let after = with(&lines, line(layer, OutcomesContract, dollars, status));
        prop_assert_eq!(
            (after.total, after.committed, after.soft, after.gap),
            (before.total, before.committed, before.soft, before.gap)
        );
        prop_assert_eq!(after.repayment_sources.dollars(), before.repayment_sources.dollars() + dollars);
        let payor = with(&lines, line(Layer::OutcomePayor, Grant, dollars, status));
        prop_assert_eq!((payor.total, payor.gap), (before.total, before.gap));
    }

    #[test]
    fn rule_2_a_guarantee_stands_beside_the_cash(
        lines in any_stack(), dollars in 1..9_000_000_i64,
        status in prop::sample::select(&ORDERED_LIVE[..]),
    ) {
        let before = totals(&lines);
        let after = with(&lines, line(Layer::Senior, Guarantee, dollars, status));
        prop_assert_eq!((after.total, after.gap, after.committed), (before.total, before.gap, before.committed));
        prop_assert_eq!(after.outside_cash.dollars(), before.outside_cash.dollars() + dollars);
    }

    #[test]
    fn rule_3_soft_is_not_committed_and_the_three_make_the_total(
        lines in any_stack(), dollars in 1..9_000_000_i64,
    ) {
        let sums = totals(&lines);
        prop_assert_eq!(sums.committed + sums.soft + sums.unidentified, sums.total);
        prop_assert_eq!(sums.committed + sums.gap, sums.total);
        prop_assert_eq!(sums.soft + sums.unidentified, sums.gap);
        let after = with(&lines, line(Layer::Grant, Grant, dollars, SoftCircled));
        prop_assert_eq!(after.committed, sums.committed);
        prop_assert_eq!(after.gap.dollars(), sums.gap.dollars() + dollars);
    }

    #[test]
    fn rule_4_credits_marked_as_counted_elsewhere_count_once(
        lines in any_stack(), dollars in 1..9_000_000_i64,
        status in prop::sample::select(StackLineStatus::ALL),
    ) {
        let equity = line(Layer::TaxCredit, LihtcEquity, dollars, SoftCircled);
        let once = with(&lines, equity.clone());
        let allocation = StackLine { counts_toward_total: false, status, ..equity.clone() };
        let both = [&lines[..], &[equity, allocation]].concat();
        prop_assert_eq!(totals(&both), once);
    }

    #[test]
    fn rule_5_each_source_keeps_its_line(lines in any_stack()) {
        // Braided, not blended: the sums of the sources one by one are the sum of all.
        let wholes: Vec<StackLine> =
            lines.iter().filter(|line| line.part_of.is_none()).cloned().collect();
        let apart: i64 = wholes
            .iter()
            .map(|line| totals(std::slice::from_ref(line)).total.dollars())
            .sum();
        prop_assert_eq!(totals(&wholes).total.dollars(), apart);
    }

    #[test]
    fn rule_6_a_share_is_part_of_its_line_and_comes_back_when_withdrawn(
        lines in any_stack(), of in any::<prop::sample::Index>(), percent in 0..=100_i64,
    ) {
        let of = of.index(lines.len());
        prop_assume!(lines[of].part_of.is_none());
        let left = remainder(&lines, of).dollars();
        let share = StackLine {
            amount: Money::try_from(left * percent / 100).unwrap(),
            part_of: Some(of),
            ..lines[of].clone()
        };
        let before = totals(&lines);
        let after = with(&lines, share.clone());
        prop_assert_eq!(after.total, before.total);
        prop_assert_eq!((after.outside_cash, after.repayment_sources), (before.outside_cash, before.repayment_sources));
        let all = [&lines[..], std::slice::from_ref(&share)].concat();
        prop_assert_eq!(shares::check(&all, all.len() - 1), Ok(()));
        prop_assert_eq!(with(&lines, StackLine { status: Withdrawn, ..share }), before);
    }

    #[test]
    fn rule_7_help_in_kind_has_no_effect(
        lines in any_stack(), dollars in 1..9_000_000_i64,
        status in prop::sample::select(StackLineStatus::ALL),
        layer in prop::sample::select(StackLayer::ALL),
    ) {
        prop_assert_eq!(with(&lines, line(layer, InKind, dollars, status)), totals(&lines));
        prop_assert_eq!(with(&lines, line(Layer::Senior, SeniorDebt, dollars, Withdrawn)), totals(&lines));
    }

    #[test]
    fn a_share_of_too_much_is_refused(dollars in 1..9_000_000_i64, more in 1..9_000_000_i64) {
        let whole = line(Layer::Senior, SeniorDebt, dollars, Identified);
        let share = StackLine {
            part_of: Some(0),
            ..line(Layer::Senior, SeniorDebt, dollars + more, Identified)
        };
        let left = Money::try_from(dollars).unwrap();
        prop_assert_eq!(shares::check(&[whole, share], 1), Err(shares::NotAShare::TooMuch(left)));
    }

    #[test]
    fn the_order_of_lines_does_not_matter(lines in prop::collection::vec(any_line(), 0..8)) {
        let mut turned = lines.clone();
        turned.reverse();
        prop_assert_eq!(totals(&lines), totals(&turned));
    }
}

#[test]
fn a_share_has_one_line_above_it_of_its_own_kind() {
    use shares::NotAShare::{BelowShares, HasShares, NoSuchLine, OfAShare, OtherKind};
    let whole = line(Layer::Senior, SeniorDebt, 22, Identified);
    let under = |at, product| StackLine {
        part_of: Some(at),
        ..line(Layer::Senior, product, 5, Identified)
    };
    let share = under(0, SeniorDebt);
    assert_eq!(
        shares::check(&[whole.clone(), share.clone(), under(1, SeniorDebt)], 2),
        Err(OfAShare)
    );
    assert_eq!(
        shares::check(&[whole.clone(), under(0, Guarantee)], 1),
        Err(OtherKind)
    );
    assert_eq!(shares::check(&[under(0, SeniorDebt)], 0), Err(NoSuchLine));
    let other = line(Layer::Senior, SeniorDebt, 40, Identified);
    let turned = StackLine {
        part_of: Some(2),
        ..whole.clone()
    };
    assert_eq!(
        shares::check(&[turned, share.clone(), other], 0),
        Err(HasShares)
    );
    let smaller = line(Layer::Senior, SeniorDebt, 4, Identified);
    let five = Money::try_from(5).unwrap();
    assert_eq!(shares::check(&[smaller, share], 0), Err(BelowShares(five)));
}

#[test]
fn debt_asked_is_what_is_open_and_left() {
    let lines = [
        line(Layer::Senior, SeniorDebt, 22, Identified),
        StackLine {
            part_of: Some(0),
            ..line(Layer::Senior, SeniorDebt, 5, Committed)
        },
        line(Layer::Grant, Grant, 9, Need),
        line(Layer::Senior, PriLoan, 3, Committed),
    ];
    assert_eq!(debt_asked(&lines).dollars(), 17);
}
