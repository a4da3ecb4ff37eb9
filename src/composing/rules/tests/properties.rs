//! The properties of cover, of the score and of the list.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::made::{any_problem, instance, slow_cover, slow_value};
use crate::composing::rules::{
    bound, certificate, compose, flow, greedy,
    instance::{Instance, WHOLE},
    list::choose,
    problem::Problem,
    room::Room,
    scenarios,
};

fn ids(instance: &Instance, guests: &[usize]) -> BTreeSet<u128> {
    let ids = guests.iter().map(|guest| instance.people[*guest].id);
    ids.collect()
}

fn greedy_ids(instance: &Instance) -> Vec<u128> {
    let mut room = Room::of(instance, instance.must.iter().copied());
    greedy::fill(instance, &mut room);
    let guests = room.guests.iter();
    guests.map(|guest| instance.people[*guest].id).collect()
}

fn flow_cover(instance: &Instance, guests: &[usize]) -> u128 {
    let guests: Vec<_> = guests
        .iter()
        .map(|guest| &instance.people[*guest])
        .map(|person| (person, person.chance))
        .collect();
    flow::filled(&instance.open, &guests, WHOLE).total()
}

/// The part of `guests` whose bits are set.
fn some(instance: &Instance, bits: u32) -> Vec<usize> {
    (0..instance.people.len())
        .filter(|guest| bits >> guest & 1 == 1)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn cover_is_its_definition_and_the_largest_flow(problem in any_problem(5, 8, 8), bits: u32) {
        let instance = instance(&problem);
        let guests = some(&instance, bits);
        let room = Room::of(&instance, guests.iter().copied());
        prop_assert_eq!(room.cover, slow_cover(&instance, &guests));
        prop_assert_eq!(room.cover, flow_cover(&instance, &guests));
    }

    #[test]
    fn the_score_is_its_definition(problem in any_problem(5, 8, 8), bits: u32) {
        let instance = instance(&problem);
        let guests = some(&instance, bits);
        let room = Room::of(&instance, guests.iter().copied());
        prop_assert_eq!(room.value().total(), slow_value(&problem, &instance, &guests));
        prop_assert!(room.score() / instance.worth.unit >= u128::from(room.value().total()));
    }

    #[test]
    fn more_guests_add_and_what_one_adds_shrinks(problem in any_problem(5, 8, 8), few: u32, more: u32, one in 0..8_usize) {
        let instance = instance(&problem);
        if one >= instance.people.len() {
            return Ok(());
        }
        let (small, large) = (some(&instance, few & more & !(1 << one)), some(&instance, more & !(1 << one)));
        let (small, large) = (Room::of(&instance, small), Room::of(&instance, large));
        prop_assert!(small.score() <= large.score());
        prop_assert!(small.cover <= large.cover);
        prop_assert!(small.gain(one) >= large.gain(one));
        let mut with = large.clone();
        with.add(one);
        prop_assert_eq!(with.score(), large.score() + large.gain(one));
        prop_assert_eq!(large.gains()[one], large.gain(one));
    }

    #[test]
    fn kinds_are_filled_in_their_order_and_within_limits(problem in any_problem(4, 7, 7), bits: u32) {
        let instance = instance(&problem);
        let guests = some(&instance, bits);
        let people: Vec<_> = guests.iter().map(|guest| &instance.people[*guest]).map(|person| (person, person.chance)).collect();
        let filled = flow::filled(&instance.open, &people, WHOLE);
        for (kind, sum) in filled.by_kind.iter().enumerate() {
            prop_assert_eq!(*sum, filled.by_guest.iter().map(|guest| guest[kind]).sum::<u64>());
            prop_assert!(*sum <= instance.open[kind] * WHOLE);
            // The first kinds together get as much as they could if they were alone.
            let alone: Vec<u64> = instance.open.iter().enumerate().map(|(at, open)| if at <= kind { *open } else { 0 }).collect();
            let first: u64 = filled.by_kind[..=kind].iter().sum();
            prop_assert_eq!(u128::from(first), flow::filled(&alone, &people, WHOLE).total());
        }
        for (guest, given) in guests.iter().zip(&filled.by_guest) {
            let person = &instance.people[*guest];
            prop_assert!(given.iter().sum::<u64>() <= person.budget * person.chance);
            prop_assert!(given.iter().zip(&person.caps).all(|(given, cap)| *given <= cap * person.chance));
        }
    }

    #[test]
    fn the_binding_cut_says_what_is_full(problem in any_problem(4, 7, 7), bits: u32) {
        let instance = instance(&problem);
        let room = Room::of(&instance, some(&instance, bits));
        let cut = room.binding().unwrap();
        let filled = flow::filled(&instance.open, &room.guests.iter().map(|guest| (&instance.people[*guest], instance.people[*guest].chance)).collect::<Vec<_>>(), WHOLE);
        for (kind, open) in instance.open.iter().enumerate() {
            prop_assert!(cut >> kind & 1 == 1 || filled.by_kind[kind] == open * WHOLE);
        }
    }

    #[test]
    fn the_queue_picks_what_counting_everybody_anew_picks(problem in any_problem(4, 9, 6)) {
        let instance = instance(&problem);
        let mut slow = Room::new(&instance);
        while slow.guests.len() < instance.seats {
            let next = slow.gains().into_iter().zip(0..).filter(|(_, guest)| !slow.has(*guest))
                .max_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(&one.1)));
            match next {
                Some((gain, guest)) if gain > 0 => slow.add(guest),
                _ => break,
            }
        }
        let mut quick = Room::new(&instance);
        greedy::fill(&instance, &mut quick);
        prop_assert_eq!(quick.guests, slow.guests);
    }

    #[test]
    fn the_list_keeps_to_what_was_asked(mut problem in any_problem(4, 9, 6), must: u128, never: u128, most in proptest::option::of(1..5_u32)) {
        let all: Vec<u128> = problem.candidates.iter().map(|one| one.id).collect();
        problem.wish.never = all.iter().copied().filter(|id| never >> id & 1 == 1).collect();
        let must = all.iter().copied().filter(|id| must >> id & 1 == 1 && never >> id & 1 == 0);
        problem.wish.must = must.take(problem.wish.seats).collect();
        problem.wish.most_asks = most;
        let instance = instance(&problem);
        let list = compose(&instance);
        let there: BTreeSet<u128> = list.picks.iter().map(|pick| pick.id).collect();
        prop_assert_eq!(there.len(), list.picks.len());
        prop_assert!(there.len() <= problem.wish.seats);
        prop_assert!(problem.wish.must.is_subset(&there));
        prop_assert!(problem.wish.never.is_disjoint(&there));
        for one in problem.candidates.iter().filter(|one| there.contains(&one.id)) {
            prop_assert!(most.is_none_or(|most| one.asks < most) || problem.wish.must.contains(&one.id));
        }
        // What is shown adds up, and the whole is what the definition says.
        let guests: Vec<usize> = (0..instance.people.len()).filter(|at| there.contains(&instance.people[*at].id)).collect();
        prop_assert_eq!(list.value.total(), slow_value(&problem, &instance, &guests));
        prop_assert_eq!(list.picks.iter().map(|pick| pick.adds).sum::<u64>(), list.value.total());
        prop_assert_eq!(list.picks.iter().map(|pick| pick.brings).sum::<u64>(), list.cover);
        prop_assert!(list.value.total() <= list.ceiling);
        prop_assert!(list.picks.iter().filter(|pick| !pick.locked).all(|pick| pick.instead.iter().all(|other| other.loses >= 0)));
        let (spread, gap) = (list.spread, instance.gap());
        prop_assert!(spread.p10 <= spread.p50 && spread.p50 <= spread.p90 && spread.p90 <= gap);
    }

    #[test]
    fn the_order_of_the_question_changes_nothing(problem in any_problem(4, 9, 6).prop_flat_map(|problem| {
        let shuffled = Just(problem.candidates.clone()).prop_shuffle();
        (Just(problem), shuffled)
    })) {
        let (problem, candidates) = problem;
        let other = Problem { candidates, ..problem.clone() };
        prop_assert_eq!(compose(&instance(&problem)), compose(&instance(&other)));
    }

    #[test]
    fn a_shorter_list_is_the_start_of_a_longer_one(mut problem in any_problem(4, 9, 6)) {
        problem.wish.fit_over = Some(10);
        let short = greedy_ids(&instance(&problem));
        problem.wish.seats += 1;
        let long = greedy_ids(&instance(&problem));
        prop_assert_eq!(&long[..short.len()], short.as_slice());
    }

    #[test]
    fn a_longer_list_never_lowers_the_ceiling(mut problem in any_problem(4, 9, 6)) {
        problem.wish.fit_over = Some(10);
        let short = instance(&problem);
        problem.wish.seats += 1;
        let long = instance(&problem);
        prop_assert!(bound::ceiling(&short) <= bound::ceiling(&long));
    }

    #[test]
    fn a_fixed_list_gains_with_chances_and_with_amounts(problem in any_problem(4, 7, 7), bits: u32, one in 0..7_usize, more in 1..2_000_u16) {
        if one >= problem.candidates.len() {
            return Ok(());
        }
        let value = |problem: &Problem| {
            let instance = instance(problem);
            let room = Room::of(&instance, some(&instance, bits));
            (room.score() * 1_000_000 / instance.worth.unit, scenarios::spread(&instance, &room.guests))
        };
        let before = value(&problem);
        let mut likelier = problem.clone();
        let chance = &mut likelier.candidates[one].chance;
        *chance = (*chance + more).min(10_000);
        let mut richer = problem.clone();
        let one = &mut richer.candidates[one];
        one.offers.iter_mut().filter(|offer| offer.min <= offer.max).for_each(|offer| offer.max += u64::from(more));
        one.budget = one.budget.map(|budget| budget + u64::from(more));
        // How many sources are wanted depends on how many there are: asked for one, it is the same for both.
        for (changed, same_wish) in [(likelier, true), (richer, false)] {
            if same_wish || instance(&changed).wanted == instance(&problem).wanted {
                let after = value(&changed);
                prop_assert!(after.0 >= before.0);
                prop_assert!(after.1.p10 >= before.1.p10 && after.1.p50 >= before.1.p50 && after.1.p90 >= before.1.p90);
            }
        }
    }

    #[test]
    fn somebody_who_adds_nothing_is_not_missed(problem in any_problem(4, 8, 5)) {
        let whole = instance(&problem);
        let room = Room::new(&whole);
        let idle: BTreeSet<u128> = room.gains().into_iter().zip(&whole.people).filter(|(gain, person)| *gain == 0 && person.caps.iter().all(|cap| *cap == 0)).map(|(_, person)| person.id).collect();
        let without = Problem {
            candidates: problem.candidates.iter().filter(|one| !idle.contains(&one.id)).cloned().collect(),
            ..problem.clone()
        };
        let without = instance(&without);
        prop_assert_eq!(ids(&whole, &choose(&whole).0), ids(&without, &choose(&without).0));
    }

    #[test]
    fn swaps_never_make_it_worse(problem in any_problem(4, 9, 6)) {
        let instance = instance(&problem);
        let mut room = Room::new(&instance);
        greedy::fill(&instance, &mut room);
        let (guests, _) = choose(&instance);
        prop_assert!(Room::of(&instance, guests).score() >= room.score());
    }

    #[test]
    fn many_kinds_count_as_few_do(problem in any_problem(4, 6, 4)) {
        // The same question with ten more kinds that nobody offers and a dollar open of each goes by flow.
        let mut many = problem.clone();
        many.needs.extend((0..13).map(|_| crate::composing::rules::problem::Need { amount: 1, committed: 0 }));
        let (few, many) = (instance(&problem), instance(&many));
        prop_assert!(!many.shapes.count_cuts());
        for bits in [0_u32, 1, 3, 7, 21, 63] {
            let (few, many) = (Room::of(&few, some(&few, bits)), Room::of(&many, some(&many, bits)));
            prop_assert_eq!(few.cover, many.cover);
        }
        let list = compose(&many);
        prop_assert_eq!(certificate(&many, &list), None);
        prop_assert!(list.value.total() <= list.ceiling);
    }
}
