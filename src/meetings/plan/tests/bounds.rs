//! What no plan can do better.

use proptest::prelude::*;

use super::{best, drawn, sound};
use crate::meetings::plan::{Bound, Instance, bound, transport};

fn worth(instance: &Instance) -> i64 {
    transport::choose(instance, &bound::windows(instance)).worth
}

/// Of two wishes one waits for what leaves it no round: it is worth nothing to the bound.
#[test]
fn a_wish_that_has_no_round_left_does_not_raise_the_bound() {
    let instance = Instance {
        break_cost: 0,
        ..drawn(2_928_747_774_626_796_562, true)
    };
    let made = sound(&instance, 2_000);
    assert_eq!(made.bound, Bound::Worth(worth(&instance)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_plan_is_below_the_fewest_breaks(seed: u64) {
        let instance = Instance { break_cost: 1, ..drawn(seed, false) };
        let fewest: u32 = bound::fewest_breaks(&instance, &bound::windows(&instance)).iter().sum();
        let (left_out, gain) = best(&instance);
        if left_out == 0 {
            prop_assert!(i64::from(fewest) <= -gain);
        }
    }

    #[test]
    fn no_choice_is_worth_more_than_the_bound(seed: u64) {
        let instance = Instance { break_cost: 0, ..drawn(seed, true) };
        let made = sound(&instance, 2_000);
        let (left_out, gain) = best(&instance);
        if left_out == 0 && instance.chooses() {
            prop_assert!(gain <= worth(&instance));
            prop_assert_eq!(made.bound, Bound::Worth(worth(&instance)));
        }
    }

    #[test]
    fn a_table_or_a_round_more_never_lowers_the_bound(seed: u64) {
        let instance = drawn(seed, true);
        if instance.meetings.iter().all(|m| m.worth.is_some()) {
            let mut more = Instance { tables: instance.tables + 1, ..instance.clone() };
            prop_assert!(worth(&more) >= worth(&instance));
            more.rounds += 1;
            for meeting in &mut more.meetings {
                meeting.rounds |= 1 << instance.rounds;
            }
            prop_assert!(worth(&more) >= worth(&instance));
        }
    }

    #[test]
    fn the_order_closes_only_rounds_that_no_plan_uses(seed: u64) {
        let instance = drawn(seed, false);
        let made = sound(&instance, 2_000);
        if made.tally.left_out == 0 {
            let windows = bound::windows(&instance);
            for (round, window) in made.rounds.iter().zip(windows) {
                prop_assert!(window >> round.unwrap() & 1 == 1);
            }
        }
    }
}
