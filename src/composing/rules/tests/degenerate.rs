//! Questions that are empty, full or contradict themselves, and the sentence a person reads.

use super::made::{candidate, instance, problem};
use crate::composing::rules::{Instance, Problem, Trouble, compose, problem::Wish};

fn trouble(problem: &Problem) -> String {
    let name = |id: u128| format!("Fund {id}");
    Instance::new(problem).unwrap_err().sentence(name)
}

fn asked(wish: Wish) -> Problem {
    Problem {
        wish,
        ..problem(&[100], vec![candidate(1, &[50]), candidate(2, &[50])], 0)
    }
}

#[test]
fn no_seats_seat_nobody() {
    let list = compose(&instance(&problem(&[100], vec![candidate(1, &[50])], 0)));
    assert_eq!(
        (list.picks.len(), list.value.total(), list.ceiling),
        (0, 0, 0)
    );
}

#[test]
fn no_candidates_leave_everything_open_and_say_that_no_source_is_known() {
    let list = compose(&instance(&problem(&[100, 40], vec![], 5)));
    assert_eq!(list.picks, []);
    let open: Vec<_> = list
        .covered
        .iter()
        .map(|kind| (kind.open, kind.covered, kind.sources))
        .collect();
    assert_eq!(open, [(100, 0, 0), (40, 0, 0)]);
    assert_eq!(list.short, [0, 1]);
}

#[test]
fn nothing_open_leaves_local_and_fit_to_decide() {
    let mut local = candidate(2, &[50]);
    local.local = true;
    let mut fits = candidate(1, &[50]);
    fits.fit = 9_000;
    let list = compose(&instance(&problem(&[0], vec![fits, local], 1)));
    assert_eq!(list.picks[0].id, 2);
    assert_eq!(
        (list.cover, list.value.cover, list.value.diversity),
        (0, 0, 0)
    );
    assert!(list.value.local > 0 && list.value.fit > 0);
}

#[test]
fn nobody_who_never_comes_is_chosen() {
    let mut never = candidate(1, &[100]);
    never.chance = 0;
    let list = compose(&instance(&problem(
        &[100],
        vec![never, candidate(2, &[1])],
        5,
    )));
    assert_eq!(
        list.picks.iter().map(|pick| pick.id).collect::<Vec<_>>(),
        [2]
    );
}

#[test]
fn somebody_without_money_comes_only_for_fit() {
    let mut none = candidate(1, &[]);
    let list = compose(&instance(&problem(&[100], vec![none.clone()], 5)));
    assert_eq!((list.picks.len(), list.cover), (1, 0));
    none.fit = 0;
    let list = compose(&instance(&problem(&[100], vec![none], 5)));
    assert_eq!(list.picks, []);
}

#[test]
fn more_seats_than_candidates_take_all_who_add() {
    let candidates = (0..4).map(|id| candidate(id, &[100])).collect();
    let list = compose(&instance(&problem(&[100], candidates, 50)));
    assert_eq!(list.picks.len(), 4);
}

#[test]
fn a_minimum_above_what_is_open_or_above_the_maximum_counts_nothing() {
    let mut high = candidate(1, &[500]);
    high.offers[0].min = 101;
    let mut odd = candidate(2, &[10]);
    odd.offers[0].min = 11;
    let list = compose(&instance(&problem(&[100], vec![high, odd], 5)));
    assert_eq!((list.cover, list.covered[0].sources), (0, 0));
}

#[test]
fn what_is_committed_already_is_not_open() {
    let mut half = problem(&[100], vec![candidate(1, &[100])], 5);
    half.needs[0].committed = 60;
    assert_eq!(instance(&half).gap(), 40);
    half.needs[0].committed = 160;
    assert_eq!(instance(&half).gap(), 0);
}

#[test]
fn equals_are_taken_by_id() {
    let candidates = [9, 4, 7].map(|id| candidate(id, &[100])).to_vec();
    let list = compose(&instance(&problem(&[100], candidates, 2)));
    assert_eq!(
        list.picks.iter().map(|pick| pick.id).collect::<Vec<_>>(),
        [4, 7]
    );
}

#[test]
fn the_only_source_is_named_and_missed() {
    let candidates = vec![
        candidate(1, &[100, 0]),
        candidate(2, &[90, 0]),
        candidate(3, &[0, 30]),
    ];
    let list = compose(&instance(&problem(&[100, 30], candidates, 3)));
    let only = list.picks.iter().find(|pick| pick.id == 3).unwrap();
    assert_eq!(
        (only.only_source.as_slice(), only.brings_by_need.as_slice()),
        (&[1][..], &[(1, 18)][..])
    );
    assert_eq!(only.loses_money, 18);
    assert!(
        list.picks
            .iter()
            .filter(|pick| pick.id != 3)
            .all(|pick| pick.only_source.is_empty())
    );
}

#[test]
fn contradictions_are_told_in_words() {
    let set = |ids: &[u128]| ids.iter().copied().collect();
    let wish = |seats: usize| Wish {
        seats,
        ..Wish::default()
    };
    for (wish, said) in [
        (
            Wish {
                must: set(&[1, 2]),
                ..wish(1)
            },
            "2 guests come in any case, and the list has 1. Allow more guests, or unlock some.",
        ),
        (
            Wish {
                must: set(&[1]),
                never: set(&[1]),
                ..wish(3)
            },
            "Fund 1 is both locked and left out. Choose one.",
        ),
        (
            Wish {
                must: set(&[1]),
                recused: set(&[1]),
                ..wish(3)
            },
            "Fund 1 is locked, and is recused from this goal. Unlock it, or end the recusal.",
        ),
        (
            Wish {
                must: set(&[1, 2]),
                apart: [(1, 2)].into(),
                ..wish(3)
            },
            "Fund 1 and Fund 2 are both locked, and are not to sit at one table. Unlock one of them.",
        ),
        (
            Wish {
                apart: [(2, 2)].into(),
                ..wish(3)
            },
            "Fund 2 cannot be kept apart from itself. Choose two organizations.",
        ),
        (
            Wish {
                must: set(&[5]),
                ..wish(3)
            },
            "Fund 5 is locked and is no longer in the directory. Unlock it.",
        ),
        (wish(101), "A list has 100 guests at most, not 101."),
        (
            Wish {
                sources: 11,
                ..wish(3)
            },
            "Ask for 10 sources of a kind at most, and 100 local funders at most.",
        ),
    ] {
        assert_eq!(trouble(&asked(wish)), said);
    }
}

#[test]
fn numbers_that_cannot_be_are_refused() {
    let mut question = problem(&[u64::MAX], vec![], 3);
    assert_eq!(Instance::new(&question).unwrap_err(), Trouble::TooMuchMoney);
    question.needs[0].amount = 100;
    question.candidates = vec![candidate(1, &[1]), candidate(1, &[2])];
    assert_eq!(Instance::new(&question).unwrap_err(), Trouble::Twice(1));
    question.candidates = vec![candidate(1, &[1, 1])];
    assert_eq!(
        Instance::new(&question).unwrap_err(),
        Trouble::NoSuchNeed(1)
    );
    question.candidates = vec![candidate(1, &[u64::MAX])];
    question.candidates[0].chance = 10_001;
    assert_eq!(Instance::new(&question).unwrap_err(), Trouble::OverFull(1));
    question.candidates[0].chance = 10_000;
    assert_eq!(compose(&instance(&question)).cover, 100);
    question.wish.weights.cover = 1_000_001;
    assert_eq!(Instance::new(&question).unwrap_err(), Trouble::Weights);
}

#[test]
fn the_largest_amounts_are_counted_exactly() {
    let most = 1_000_000_000_000_000 / 8;
    let candidates = (0..100).map(|id| candidate(id, &[most; 8])).collect();
    let mut question = problem(&[most; 8], candidates, 100);
    question.wish.sources = 7;
    question.wish.locals = 97;
    let list = compose(&instance(&question));
    assert_eq!(list.cover, most * 8);
}
