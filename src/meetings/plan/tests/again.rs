//! A plan people know, after somebody called off.

use proptest::prelude::*;

use super::{drawn, grid, sound};
use crate::meetings::plan::{Instance, Known, left_out, moved};

/// Who has a round keeps it, whoever could come instead.
fn frozen(seed: u64) -> Result<(), TestCaseError> {
    let instance = drawn(seed, seed.is_multiple_of(2));
    let first = sound(&instance, 5_000);
    let asked = instance.again(&first, &[0], Known::Frozen);
    let second = sound(&asked, 5_000);
    prop_assert!(second.rounds.first().is_none_or(Option::is_none));
    for (before, after) in first.rounds.iter().zip(&second.rounds).skip(1) {
        if instance.chooses() {
            prop_assert!(after.is_none() || before.is_none() || before == after);
        } else {
            prop_assert!(before.is_none() || before == after);
        }
    }
    prop_assert!(
        left_out(&asked, &second)
            .iter()
            .all(|left| left.meeting != 0)
    );
    Ok(())
}

#[test]
fn who_has_a_round_is_not_left_out_for_somebody_who_had_none() {
    frozen(10_644_883_998_578_673_515).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn frozen_meetings_stay(seed: u64) {
        frozen(seed)?;
    }

    #[test]
    fn the_dearer_a_move_the_fewer_are_made(seed: u64) {
        let instance = Instance { break_cost: 1, ..drawn(seed, false) };
        let first = sound(&instance, 5_000);
        let many = |cost| {
            let asked = instance.again(&first, &[0], Known::MovedAt(cost));
            let second = sound(&asked, 20_000);
            let many = moved(&asked, &second).len();
            assert_eq!(second.tally.cost, i64::from(second.breaks) + many as i64 * i64::from(cost));
            (second.tally.left_out, many, second.breaks)
        };
        let (cheap, dear) = (many(0), many(1_000));
        if cheap.0 == dear.0 && cheap.0 == first.tally.left_out {
            prop_assert!(dear.1 <= cheap.1 && cheap.2 <= dear.2, "{:?} {:?}", cheap, dear);
        }
    }
}

#[test]
fn a_cancellation_moves_nobody_where_moves_are_dear() {
    let mut instance = grid(5, 7, 5, |one, other| ((one + other) % 3 == 0).then_some(1));
    for meeting in &mut instance.meetings {
        meeting.worth = None;
    }
    let first = sound(&instance, 20_000);
    let asked = instance.again(&first, &[3, 4], Known::MovedAt(50));
    let second = sound(&asked, 20_000);
    assert_eq!(moved(&asked, &second), Vec::<usize>::new());
    assert_eq!((second.rounds[3], second.rounds[4]), (None, None));
    assert_eq!(second.tally.left_out, 0);
}
