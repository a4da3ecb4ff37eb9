//! Small questions tried out whole: how good the list is, and that no ceiling is too low.

use proptest::prelude::*;

use super::made::{any_problem, instance};
use crate::composing::rules::{
    bound, certificate, compose, instance::Instance, list::choose, room::Room, swap,
};

/// The best score of all lists that keep to the seats, the pairs and the minimums.
fn best(instance: &Instance) -> u128 {
    let people = instance.people.len();
    let lists = (0..1_usize << people).filter(|bits| bits.count_ones() as usize <= instance.seats);
    lists
        .map(|bits| {
            (0..people)
                .filter(|guest| bits >> guest & 1 == 1)
                .collect::<Vec<_>>()
        })
        .filter(|guests| instance.must.iter().all(|must| guests.contains(must)))
        .filter(|guests| {
            guests.iter().all(|guest| {
                instance.apart[*guest]
                    .iter()
                    .all(|other| !guests.contains(other))
            })
        })
        .filter(|guests| instance.minimums.shortages(instance, guests).is_empty())
        .map(|guests| Room::of(instance, guests).score())
        .max()
        .unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_list_is_near_the_best_and_below_every_ceiling(problem in any_problem(4, 9, 5)) {
        let instance = instance(&problem);
        let list = compose(&instance);
        let best = best(&instance);
        let room = Room::of(&instance, choose(&instance).0);
        prop_assert!(room.score() <= best);
        // Greedy alone is promised 63 % of the best; swaps bring it near, but nothing promises that on every question.
        prop_assert!(room.score() * 100 >= best * 80, "{} of {best}", room.score());
        prop_assert!(bound::ceiling(&instance) >= best);
        let shown = u64::try_from(best / instance.worth.unit).unwrap();
        prop_assert!(list.ceiling >= shown);
        if let Some(ceiling) = certificate(&instance, &list) {
            prop_assert!(ceiling >= shown, "{ceiling} below {shown}");
            prop_assert!(ceiling <= list.ceiling);
        }
    }

    #[test]
    fn no_swap_helps_any_more(problem in any_problem(4, 9, 5)) {
        let instance = instance(&problem);
        let (mut guests, swaps) = choose(&instance);
        prop_assert!(swaps < instance.moves);
        prop_assert_eq!(swap::improve(&instance, &mut guests, 1), 0);
    }

    #[test]
    fn ceilings_hold_with_pairs_minimums_and_locks(mut problem in any_problem(3, 8, 5), must in 0..8_usize, one in 0..8_usize, other in 0..8_usize, local in 0..3_usize) {
        let id = |at: usize| problem.candidates.get(at).map(|one| one.id);
        if let (Some(one), Some(other)) = (id(one), id(other)) && one != other {
            problem.wish.apart.insert((one, other));
        }
        problem.wish.must.extend(id(must));
        problem.wish.local = local;
        let made = Instance::new(&problem);
        let Ok(instance) = made else {
            return Ok(());
        };
        let list = compose(&instance);
        let (guests, _) = choose(&instance);
        for guest in &guests {
            prop_assert!(instance.apart[*guest].iter().all(|other| !guests.contains(other)));
        }
        if list.shortages.is_empty() {
            let best = u64::try_from(best(&instance) / instance.worth.unit).unwrap();
            prop_assert!(list.value.total() * 100 >= best * 75, "{} of {best}", list.value.total());
            prop_assert!(list.ceiling >= best);
            if let Some(ceiling) = certificate(&instance, &list) {
                prop_assert!(ceiling >= best, "{ceiling} below {best}");
            }
        }
    }
}
