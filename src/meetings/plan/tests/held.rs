//! Meetings that all have to be held.

use proptest::prelude::*;

use super::{best, drawn, gain, grid, renamed, sound};
use crate::meetings::plan::{Budget, Instance, Meeting, all, breaks_of_each, plan};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_is_proved_is_best(seed: u64) {
        let instance = drawn(seed, false);
        let made = sound(&instance, 200);
        if made.proved {
            prop_assert_eq!((0, gain(&instance, &made)), best(&instance));
        }
    }

    #[test]
    fn a_fair_plan_is_fair_or_leaves_out(seed: u64, fairness in 0_u32..2) {
        let instance = Instance { fairness: Some(fairness), ..drawn(seed, false) };
        let made = sound(&instance, 5_000);
        let breaks = breaks_of_each(&instance, &made);
        prop_assert!(breaks.iter().max().unwrap() - breaks.iter().min().unwrap() <= fairness);
    }

    #[test]
    fn equal_seeds_give_equal_plans(seed: u64, moves in 0_u64..20_000) {
        let instance = drawn(seed, seed % 2 == 0);
        let budget = Budget { moves, seed };
        let made = [(); 2].map(|()| plan(&instance, budget, &mut |_| true).unwrap());
        prop_assert_eq!(&made[0], &made[1]);
    }
}

#[test]
fn the_first_plan_needs_no_moves() {
    // Each of twelve meets each of twelve, in twelve rounds, at twelve tables: no room for a gap anywhere.
    let made = sound(&grid(12, 12, 12, |_, _| None), 0);
    assert_eq!((made.tally.left_out, made.breaks), (0, 0));
    assert!(made.proved);
}

#[test]
fn a_table_of_five_meets_as_one() {
    let table = Meeting {
        people: vec![0, 1, 2, 3, 4],
        rounds: all(3),
        ..Meeting::default()
    };
    let instance = Instance {
        people: 6,
        rounds: 3,
        tables: 1,
        meetings: vec![table, Meeting::of(0, 5, 3), Meeting::of(1, 5, 3)],
        ..Instance::default()
    };
    let made = sound(&instance, 5_000);
    assert_eq!(
        (made.tally.left_out, made.breaks),
        (0, 1),
        "somebody waits: {made:?}"
    );
    // 0 and 5 or 1 and 5 can be next to the table; both only around it, and then 5 waits instead.
    assert_eq!(-gain(&instance, &made), -best(&instance).1);
}

#[test]
fn breaks_come_in_few_at_once_and_are_short() {
    let instance = Instance {
        fairness: Some(1),
        ..grid(4, 8, 3, |one, other| {
            (one == other).then_some(1).filter(|_| false)
        })
    };
    let made = sound(&instance, 50_000);
    assert_eq!(made.tally.left_out, 0);
    assert!(
        breaks_of_each(&instance, &made)
            .into_iter()
            .all(|breaks| breaks <= 1)
    );
}

#[test]
fn a_search_can_be_stopped() {
    let mut instance = grid(8, 12, 8, |_, _| None);
    instance.blocked = (0..16).map(|person| 0b10 << (person % 9)).collect();
    let mut heard = 0;
    let budget = Budget {
        moves: 1_000_000_000_000,
        seed: 1,
    };
    let made = plan(&instance, budget, &mut |progress| {
        heard += 1;
        assert!(progress.done <= progress.moves);
        false
    });
    assert!(heard <= 1, "asked once, and stopped");
    assert_eq!(made.unwrap().tally.left_out, 0);
}

#[test]
fn no_plan_of_all_is_better_whatever_the_names() {
    for seed in 0..200 {
        let instance = drawn(seed, false);
        let (made, other) = (sound(&instance, 20_000), sound(&renamed(&instance), 20_000));
        let (left_out, most) = best(&instance);
        assert_eq!(made.tally.left_out as usize, left_out, "{instance:?}");
        assert_eq!(gain(&instance, &made), most, "{instance:?}");
        assert_eq!(made.tally, other.tally, "{instance:?}");
    }
}
