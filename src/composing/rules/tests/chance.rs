//! What chance decides, recounted evening by evening; and more kinds of money than cuts can count.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::made::{any_of, any_problem, candidate, instance, problem, slow_cover};
use crate::composing::rules::{
    certificate, compose,
    explain::Spread,
    greedy,
    instance::{Instance, WHOLE},
    problem::Problem,
    room::Room,
    scenarios::{EVENINGS, comes, spread},
};

/// The spread by its definition: each evening's cover counted slowly, then one in ten, the middle and nine in ten.
fn slow_spread(instance: &Instance, guests: &[usize]) -> Spread {
    let mut certain = instance.clone();
    for person in &mut certain.people {
        person.chance = WHOLE;
    }
    // The same guests on another evening are counted once.
    let mut known = BTreeMap::new();
    let mut covers: Vec<u64> = (0..EVENINGS)
        .map(|evening| {
            let come = |guest: &&usize| comes(&instance.people[**guest], instance.seed, evening);
            let there: Vec<usize> = guests.iter().filter(come).copied().collect();
            let count = || u64::try_from(slow_cover(&certain, &there) / u128::from(WHOLE)).unwrap();
            *known.entry(there.clone()).or_insert_with(count)
        })
        .collect();
    covers.sort_unstable();
    // Of 256 evenings at least 25.6, 128 and 230.4 bring no more than this.
    Spread {
        p10: covers[25],
        p50: covers[127],
        p90: covers[230],
    }
}

fn first(instance: &Instance, bits: u32) -> Vec<usize> {
    let guests = 0..instance.people.len();
    guests.filter(|guest| bits >> guest & 1 == 1).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_spread_is_that_of_256_evenings(problem in any_problem(4, 7, 7), bits: u32) {
        let instance = instance(&problem);
        let guests = first(&instance, bits);
        prop_assert_eq!(spread(&instance, &guests), slow_spread(&instance, &guests));
    }

    #[test]
    fn who_comes_for_certain_brings_the_same_every_evening(mut problem in any_problem(4, 7, 7), bits: u32) {
        for one in &mut problem.candidates {
            one.chance = 10_000;
        }
        let instance = instance(&problem);
        let guests = first(&instance, bits);
        let cover = u64::try_from(slow_cover(&instance, &guests) / u128::from(WHOLE)).unwrap();
        prop_assert_eq!(spread(&instance, &guests), Spread { p10: cover, p50: cover, p90: cover });
    }
}

#[test]
fn another_seed_is_another_256_evenings() {
    let candidates = (1..=9).map(|id| candidate(id, &[10 + u64::try_from(id).unwrap()]));
    let mut question = problem(&[1_000], candidates.collect(), 9);
    let evenings = |question: &Problem| {
        let instance = instance(question);
        let there = |evening| {
            let come = instance.people.iter();
            come.map(|one| comes(one, instance.seed, evening)).collect()
        };
        (0..EVENINGS).map(there).collect::<Vec<Vec<bool>>>()
    };
    let one = evenings(&question);
    question.wish.seed += 1;
    let other = evenings(&question);
    let same = one.iter().zip(&other).filter(|(one, other)| one == other);
    assert!(same.count() < 32, "evenings do not follow the seed");
    // Six in ten come, as their chance says.
    let come = one.iter().flatten().filter(|comes| **comes).count();
    assert!((1_290..=1_475).contains(&come), "{come} of 2,304");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Above twelve open kinds flows count, and not cuts.
    #[test]
    fn many_kinds_that_are_offered_count_by_definition(problem in any_of(16..=17, 6, 4), bits: u32) {
        let instance = instance(&problem);
        prop_assume!(!instance.shapes.count_cuts());
        let guests = first(&instance, bits);
        let room = Room::of(&instance, guests.iter().copied());
        prop_assert_eq!(room.cover, slow_cover(&instance, &guests));
        prop_assert_eq!(spread(&instance, &guests), slow_spread(&instance, &guests));
        // The queue picks whom counting everybody anew picks.
        let mut slow = Room::new(&instance);
        while slow.guests.len() < instance.seats {
            let gains = slow.gains().into_iter().zip(0..);
            let next = gains.filter(|(_, guest)| !slow.has(*guest))
                .max_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(&one.1)));
            match next {
                Some((gain, guest)) if gain > 0 => slow.add(guest),
                _ => break,
            }
        }
        let mut quick = Room::new(&instance);
        greedy::fill(&instance, &mut quick);
        prop_assert_eq!(quick.guests, slow.guests);
        // No certificate above twelve kinds, and the ceiling holds.
        let list = compose(&instance);
        prop_assert_eq!(certificate(&instance, &list), None);
        prop_assert!(list.value.total() <= list.ceiling);
    }
}
