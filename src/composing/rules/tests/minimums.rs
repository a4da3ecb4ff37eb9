//! Kinds, local and first-time minimums, pairs and rest.

use super::made::{candidate, instance, problem};
use crate::composing::rules::{Candidate, Instance, Problem, Shortage, Trouble, compose};

fn of(id: u128, group: u32, amount: u64) -> Candidate {
    Candidate {
        group,
        ..candidate(id, &[amount])
    }
}

fn chosen(problem: &Problem) -> Vec<u128> {
    let list = compose(&instance(problem));
    let mut ids: Vec<u128> = list.picks.iter().map(|pick| pick.id).collect();
    ids.sort_unstable();
    ids
}

/// Five large sources of group 1, two small of group 2, one small of group 3.
fn mixed(seats: usize) -> Problem {
    let large = (1..=5_u32).map(|id| of(id.into(), 1, u64::from(900 - id)));
    let small = [of(6, 2, 10), of(7, 2, 9), of(8, 3, 1)];
    problem(&[10_000], large.chain(small).collect(), seats)
}

#[test]
fn without_minimums_the_largest_come() {
    assert_eq!(chosen(&mixed(4)), [1, 2, 3, 4]);
}

#[test]
fn minimums_take_the_last_seats() {
    let mut question = mixed(4);
    question.wish.groups = vec![(2, 2), (3, 1)];
    assert_eq!(chosen(&question), [1, 6, 7, 8]);
    assert_eq!(compose(&instance(&question)).shortages, []);
}

#[test]
fn a_minimum_that_is_met_anyway_costs_nothing() {
    let mut question = mixed(4);
    question.wish.groups = vec![(1, 3)];
    assert_eq!(chosen(&question), [1, 2, 3, 4]);
}

#[test]
fn one_guest_may_serve_several_minimums() {
    let mut question = mixed(3);
    question.candidates[7].local = true;
    question.candidates[7].first_time = true;
    question.wish.groups = vec![(2, 1), (3, 1)];
    question.wish.local = 1;
    question.wish.first_time = 1;
    assert_eq!(chosen(&question), [1, 6, 8]);
}

#[test]
fn minimums_that_take_more_seats_than_there_are_are_refused() {
    let mut question = mixed(4);
    question.wish.must = [1, 2].into();
    question.wish.groups = vec![(2, 2), (3, 1)];
    let trouble = Instance::new(&question).unwrap_err();
    assert_eq!(
        trouble,
        Trouble::MinimumsOverSeats {
            needed: 5,
            seats: 4
        }
    );
    assert!(
        trouble
            .sentence(|_| String::new())
            .starts_with("The kinds and minimums you ask for take 5 seats, and the list has 4.")
    );
}

#[test]
fn what_the_candidates_cannot_meet_is_said_and_the_list_is_made() {
    let mut question = mixed(4);
    question.wish.groups = vec![(3, 2)];
    question.wish.local = 1;
    let list = compose(&instance(&question));
    assert_eq!(list.picks.len(), 4);
    let short = [
        Shortage::Group {
            group: 3,
            wanted: 2,
            found: 1,
        },
        Shortage::Local {
            wanted: 1,
            found: 0,
        },
    ];
    assert_eq!(list.shortages, short);
}

#[test]
fn two_who_are_not_to_sit_together_do_not() {
    let mut question = mixed(4);
    question.wish.apart = [(2, 1), (3, 1)].into();
    assert_eq!(chosen(&question), [2, 3, 4, 5]);
    question.wish.must = [1].into();
    assert_eq!(chosen(&question), [1, 4, 5, 6]);
}

#[test]
fn a_pair_does_not_cost_a_minimum_that_can_be_met() {
    // Number 8 is the only one of its group and is kept apart from the largest.
    let mut question = mixed(3);
    question.wish.groups = vec![(3, 1)];
    question.wish.apart = [(1, 8)].into();
    assert_eq!(chosen(&question), [2, 3, 8]);
}

#[test]
fn who_is_recused_left_out_or_asked_too_often_stays_away() {
    let mut question = mixed(3);
    question.wish.never = [1].into();
    question.wish.recused = [2].into();
    question.candidates[2].asks = 4;
    question.wish.most_asks = Some(4);
    assert_eq!(chosen(&question), [4, 5, 6]);
    assert_eq!(instance(&question).rested(), [3]);
    question.wish.must = [3].into();
    assert_eq!(chosen(&question), [3, 4, 5]);
}

#[test]
fn minimums_that_contradict_the_seats_are_refused_whoever_the_candidates_are() {
    let mut question = mixed(4);
    question.candidates.clear();
    question.wish.groups = vec![(2, 3), (2, 2), (9, 2)];
    let trouble = Instance::new(&question).unwrap_err();
    assert_eq!(
        trouble,
        Trouble::MinimumsOverSeats {
            needed: 5,
            seats: 4
        }
    );
    question.wish.groups.clear();
    question.wish.local = 5;
    assert_eq!(Instance::new(&question).unwrap_err(), trouble);
}
