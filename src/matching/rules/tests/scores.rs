//! What the definition promises of scores (matching and scheduling, 2.1) beyond `properties`, and the timing measure.

use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::prelude::*;

use super::{
    super::*,
    chance::{TODAY, any_dealings, any_weights, cycle, money, need, pocket, served, told},
};
use crate::values::Strictness;

fn found(pocket: &Pocket, need: &Need, dealings: &Dealings, weights: Weights) -> Match {
    match_up(pocket, need, dealings.clone(), weights, TODAY)
}

fn score(found: &Match) -> u64 {
    found.fit.as_ref().map_or(0, |fit| fit.score)
}

/// Verdict and score as one figure that must not fall when a pair gets better.
fn standing(found: &Match) -> (std::cmp::Reverse<Verdict>, u64) {
    (std::cmp::Reverse(found.judgment.verdict), score(found))
}

fn times(weights: Weights, by: u32) -> Weights {
    let measures = Component::ALL.map(|component| weights.of(component) * by);
    Weights::new(measures, weights.load() * by).unwrap()
}

proptest! {
    #[test]
    fn a_further_condition_or_exclusion_never_helps(
        pocket in pocket(),
        need in need(),
        condition in prop::sample::select(vec!["evaluator_required", "payor_required", "spend_down_2025", "site_visit"]),
        left_out in served(),
    ) {
        let (dealings, weights) = (Dealings::default(), Weights::default());
        let before = standing(&found(&pocket, &need, &dealings, weights));
        let mut pickier = pocket.clone();
        pickier.constraints.push(condition.to_owned());
        prop_assert!(standing(&found(&pickier, &need, &dealings, weights)) <= before);
        let mut narrower = pocket;
        narrower.served.push(Served { strictness: Strictness::Excludes, ..left_out });
        prop_assert!(standing(&found(&narrower, &need, &dealings, weights)) <= before);
    }

    #[test]
    fn more_asks_never_help_and_take_off_at_most_their_weight(
        pocket in pocket(),
        need in need(),
        dealings in any_dealings(),
        weights in any_weights(),
        more in 1..9_u32,
    ) {
        let asked = |asked| score(&found(&pocket, &need, &Dealings { asked, ..dealings.clone() }, weights));
        let before = dealings.asked.min(1_000);
        prop_assert!(asked(before + more) <= asked(before));
        prop_assert!(asked(before) <= asked(0));
        prop_assert!(asked(0) - asked(before) <= u64::from(weights.load()) * 10_000);
    }

    #[test]
    fn all_amounts_times_a_number_change_nothing(
        pocket in pocket(),
        need in need(),
        dealings in any_dealings(),
        by in 1..50_i64,
    ) {
        let mut larger = (pocket.clone(), need.clone());
        for offer in &mut larger.0.offers {
            offer.min = money(offer.min.dollars() * by);
            offer.max = money(offer.max.dollars() * by);
        }
        for line in &mut larger.1.lines {
            line.amount = money(line.amount.dollars() * by);
        }
        let weights = Weights::default();
        let (one, other) = (
            found(&pocket, &need, &dealings, weights),
            found(&larger.0, &larger.1, &dealings, weights),
        );
        prop_assert_eq!(standing(&one), standing(&other));
    }

    #[test]
    fn all_weights_times_a_number_keep_the_order(
        pockets in prop::collection::vec((pocket(), any_dealings()), 0..10),
        need in need(),
        weights in any_weights(),
        by in 2..9_u32,
    ) {
        let order = |weights| {
            let each = pockets.iter().enumerate();
            let mut all: Vec<(usize, Match)> = each
                .map(|(id, (pocket, dealings))| (id, found(pocket, &need, dealings, weights)))
                .collect();
            rank(&mut all);
            all.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
        };
        prop_assert_eq!(order(weights), order(times(weights, by)));
    }

    #[test]
    fn what_is_said_twice_counts_once(pocket in pocket(), need in need(), dealings in any_dealings()) {
        let mut twice = (pocket.clone(), need.clone());
        twice.0.served.extend(pocket.served.clone());
        twice.0.offers.extend(pocket.offers.clone());
        twice.0.issues.extend(pocket.issues.clone());
        twice.0.populations.extend(pocket.populations.clone());
        twice.0.cycle.extend(pocket.cycle.clone());
        twice.1.places.extend(need.places.clone());
        twice.1.populations.extend(need.populations.clone());
        let weights = Weights::default();
        let (one, other) = (
            found(&pocket, &need, &dealings, weights),
            found(&twice.0, &twice.1, &dealings, weights),
        );
        prop_assert_eq!(standing(&one), standing(&other));
    }

    #[test]
    fn a_better_record_never_hurts(pocket in pocket(), need in need(), low in 0..10_000_u16, more in 0..2_000_u16) {
        let known = |points| Dealings { history: Some(told(points)), ..Dealings::default() };
        let weights = Weights::default();
        prop_assert!(score(&found(&pocket, &need, &known(low + more), weights)) >= score(&found(&pocket, &need, &known(low), weights)));
    }

    #[test]
    fn a_later_day_and_a_further_meeting_are_never_worse(
        held in cycle(),
        further in cycle(),
        days in 0..900_i32,
        later in 0..900_i32,
    ) {
        let by = |days: i32| TODAY.saturating_add(days.days());
        let points = |cycle: &[DecisionSlot], by: Date| Rhythm::of(cycle).basis_points(TODAY, by);
        prop_assert!(points(&held, by(days)) <= points(&held, by(days + later)));
        prop_assert!(points(&held, by(days)) <= 10_000);
        if further.iter().all(|slot| slot.board_month == 0) {
            let more: Vec<DecisionSlot> = held.iter().chain(&further).cloned().collect();
            prop_assert!(points(&more, by(days)) >= points(&held, by(days)));
        }
        let turned: Vec<DecisionSlot> = held.iter().rev().cloned().collect();
        prop_assert_eq!(Rhythm::of(&held), Rhythm::of(&turned));
    }
}

fn slots(pairs: &[(i8, &str)]) -> Vec<DecisionSlot> {
    let slot = |(board_month, due): &(i8, &str)| DecisionSlot {
        board_month: *board_month,
        loi_due: (*due).to_owned(),
    };
    pairs.iter().map(slot).collect()
}

#[test]
fn timing_is_measured_as_defined() {
    let (today, by) = (date(2027, 2, 1), date(2027, 10, 15));
    for (cycle, points) in [
        (slots(&[(0, "rolling")]), 10_000),
        (slots(&[(0, "per_deal")]), 10_000),
        (slots(&[(0, "credit_committee_biweekly")]), 10_000),
        (slots(&[(9, "07-15")]), 10_000),
        (slots(&[(9, "")]), 10_000),
        (slots(&[(3, "01-15"), (9, "07-15")]), 7_000),
        (slots(&[(3, "01-15"), (12, "10-01")]), 0),
        (slots(&[(3, "01-15"), (0, "when_asked")]), 5_000),
        (slots(&[(0, "published_rounds")]), 5_000),
        (slots(&[(12, "10-01")]), 0),
        (slots(&[(0, "n/a")]), 0),
        (slots(&[]), 0),
    ] {
        assert_eq!(
            Rhythm::of(&cycle).basis_points(today, by),
            points,
            "{cycle:?}"
        );
    }
    assert!(!Rhythm::of(&slots(&[(0, "")])).is_known());
    assert!(Rhythm::of(&slots(&[(0, "n/a")])).is_known());
}
