//! Slots, windows of them, and bits.

use proptest::prelude::*;

use super::{
    made::{any_answer, any_policy, person},
    slow::worth,
};
use crate::scheduling::times::{Answer, Grid, Policy, Question, Slots, Times, bits};

fn grid(said: &[Vec<Answer>], wide: usize, policy: Policy) -> Grid {
    let mut slots = Slots::new(said.len(), said.first().map_or(0, Vec::len));
    for (person, answers) in said.iter().enumerate() {
        slots.say(person, answers);
    }
    Grid::of_slots(&slots, wide, policy)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_start_is_as_good_as_its_worst_slot(
        said in (1..150_usize).prop_flat_map(|slots| proptest::collection::vec(proptest::collection::vec(any_answer(), slots), 1..70)),
        wide in 1..12_usize,
        policy in any_policy(),
    ) {
        let grid = grid(&said, wide, policy);
        prop_assert_eq!(grid.starts(), (said[0].len() + 1).saturating_sub(wide));
        for start in 0..grid.starts() {
            for (person, answers) in said.iter().enumerate() {
                let worst = answers[start..start + wide].iter().min_by_key(|answer| (worth(policy, **answer), **answer)).unwrap();
                prop_assert_eq!(grid.answer(start, person), *worst);
            }
        }
    }

    #[test]
    fn rows_are_turned(rows in proptest::collection::vec(any::<[u64; 3]>(), 1..200)) {
        let flat: Vec<u64> = rows.iter().flatten().copied().collect();
        let turned = bits::turned(&flat, 3, (rows.len(), 190));
        let wide = rows.len().div_ceil(64);
        prop_assert_eq!(turned.len(), 190 * wide);
        for start in 0..190 {
            let people: Vec<usize> = bits::set(&turned[start * wide..(start + 1) * wide]).collect();
            let slow: Vec<usize> = (0..rows.len()).filter(|row| rows[*row][start / 64] >> (start % 64) & 1 == 1).collect();
            prop_assert_eq!(people, slow);
        }
    }

    #[test]
    fn a_day_later_is_the_same_a_day_later(said in proptest::collection::vec(proptest::collection::vec(any_answer(), 30), 1..9), wide in 1..5_usize) {
        let people = (0..said.len()).map(|id| person(id as u128, &[])).collect();
        let question = Question { people, ..Question::default() };
        let later: Vec<Vec<Answer>> = said.iter().map(|row| [vec![Answer::No; 96], row.clone()].concat()).collect();
        let rank = |said: &[Vec<Answer>]| Times::new(&question, grid(said, wide, Policy::default())).unwrap().rank(5);
        if let (Ok(one), Ok(later)) = (rank(&said), rank(&later)) {
            let starts = |by: usize, ranking: &crate::scheduling::times::Ranking| ranking.best.iter().map(|key| key.start.0 + by).collect::<Vec<_>>();
            prop_assert_eq!(starts(96, &one), starts(0, &later));
        }
    }
}

#[test]
fn a_meeting_longer_than_the_time_has_no_start() {
    assert_eq!(
        grid(&[vec![Answer::Yes; 4]], 5, Policy::default()).starts(),
        0
    );
    assert_eq!(
        grid(&[vec![Answer::Yes; 4]], 4, Policy::default()).starts(),
        1
    );
    assert_eq!(grid(&[], 4, Policy::default()).starts(), 0);
}
