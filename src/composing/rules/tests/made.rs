//! Questions to try things on, and the definitions written out slowly, to check the fast ones by.

use std::ops::RangeInclusive;

use proptest::prelude::*;

use crate::composing::rules::{
    instance::{Instance, Person, WHOLE},
    problem::{Candidate, Need, Offer, Problem, Wish},
};

/// Somebody who offers these amounts, one per need.
pub(super) fn candidate(id: u128, amounts: &[u64]) -> Candidate {
    let offers = amounts.iter().zip(0..).filter(|(max, _)| **max > 0);
    Candidate {
        id,
        offers: offers
            .map(|(max, need)| Offer {
                need,
                min: 0,
                max: *max,
            })
            .collect(),
        budget: None,
        chance: 6_000,
        fit: 5_000,
        group: 0,
        local: false,
        first_time: false,
        asks: 0,
    }
}

/// Needs of which nothing is committed.
pub(super) fn needs(amounts: &[u64]) -> Vec<Need> {
    let need = |amount: &u64| Need {
        amount: *amount,
        committed: 0,
    };
    amounts.iter().map(need).collect()
}

pub(super) fn problem(amounts: &[u64], candidates: Vec<Candidate>, seats: usize) -> Problem {
    Problem {
        needs: needs(amounts),
        candidates,
        wish: Wish {
            seats,
            ..Wish::default()
        },
    }
}

fn any_candidate(id: u128, kinds: usize) -> impl Strategy<Value = Candidate> {
    let offer =
        (0..kinds, 0..40_u64, 0..400_u64).prop_map(|(need, min, max)| Offer { need, min, max });
    (
        proptest::collection::vec(offer, 0..4),
        proptest::option::of(0..500_u64),
        prop_oneof![1 => Just(0_u16), 8 => 1_000..=10_000_u16],
        0..=10_000_u16,
        (0..3_u32, any::<bool>(), any::<bool>(), 0..5_u32),
    )
        .prop_map(
            move |(offers, budget, chance, fit, (group, local, first_time, asks))| Candidate {
                id,
                offers,
                budget,
                chance,
                fit,
                group,
                local,
                first_time,
                asks,
            },
        )
}

/// A question with up to so many kinds, candidates and seats.
pub(super) fn any_problem(
    kinds: usize,
    candidates: usize,
    seats: usize,
) -> impl Strategy<Value = Problem> {
    any_of(1..=kinds, candidates, seats)
}

/// As [`any_problem`], with at least so many kinds as well.
pub(super) fn any_of(
    kinds: RangeInclusive<usize>,
    candidates: usize,
    seats: usize,
) -> impl Strategy<Value = Problem> {
    (kinds, 0..=candidates, 0..=seats).prop_flat_map(|(kinds, candidates, seats)| {
        let need =
            (0..600_u64, 0..200_u64).prop_map(|(amount, committed)| Need { amount, committed });
        // Ids in an order that is not the order of the list.
        let candidates: Vec<_> = (0..candidates as u128)
            .map(|at| any_candidate((at * 7 + 3) % 101, kinds))
            .collect();
        (
            proptest::collection::vec(need, kinds),
            candidates,
            0..4_u64,
            any::<u64>(),
        )
            .prop_map(move |(needs, candidates, locals, seed)| Problem {
                needs,
                candidates,
                wish: Wish {
                    seats,
                    locals,
                    seed,
                    ..Wish::default()
                },
            })
    })
}

pub(super) fn instance(problem: &Problem) -> Instance {
    Instance::new(problem).unwrap()
}

/// Cover by its definition: over all subsets of kinds, the least of what lies outside and what guests bring inside.
pub(super) fn slow_cover(instance: &Instance, guests: &[usize]) -> u128 {
    let kinds = instance.open.len();
    let cut = |cut: usize| -> u128 {
        let inside = |kind: &usize| cut >> kind & 1 == 1;
        let outside: u64 = (0..kinds)
            .filter(|kind| !inside(kind))
            .map(|kind| instance.open[kind])
            .sum();
        let brings = |person: &Person| {
            let caps: u64 = (0..kinds)
                .filter(inside)
                .map(|kind| person.caps[kind])
                .sum();
            u128::from(person.chance) * u128::from(caps.min(person.budget))
        };
        let brought: u128 = guests
            .iter()
            .map(|guest| brings(&instance.people[*guest]))
            .sum();
        u128::from(outside) * u128::from(WHOLE) + brought
    };
    (0..1_usize << kinds).map(cut).min().unwrap()
}

/// The score by its definition, as parts per million with each part rounded down.
pub(super) fn slow_value(problem: &Problem, instance: &Instance, guests: &[usize]) -> u64 {
    let (weights, whole) = (&problem.wish.weights, u128::from(WHOLE));
    let people: Vec<&Person> = guests
        .iter()
        .map(|guest| &instance.people[*guest])
        .collect();
    let part = |weight: u32, top: u128, bottom: u128| {
        (u128::from(weight) * top).checked_div(bottom).unwrap_or(0)
    };
    let gap = u128::from(instance.open.iter().sum::<u64>());
    let cover = part(weights.cover, slow_cover(instance, guests), gap * whole);
    // Kinds want different numbers of sources: 2520 is a multiple of all that are allowed.
    let kind = |kind: usize| -> u128 {
        let able = people.iter().filter(|person| person.caps[kind] > 0);
        let sum: u64 = able.map(|person| person.chance).sum();
        let wanted = instance.wanted[kind];
        u128::from(sum.min(wanted * WHOLE)) * 2520 / u128::from(wanted)
    };
    let kinds = instance.open.len();
    let diversity: u128 = (0..kinds).map(kind).sum();
    let diversity = part(weights.diversity, diversity, kinds as u128 * 2520 * whole);
    let locals = problem.wish.locals;
    let local: u64 = people
        .iter()
        .filter(|person| person.local)
        .map(|person| person.chance)
        .sum();
    let local = part(
        weights.local,
        local.min(locals * WHOLE).into(),
        u128::from(locals) * whole,
    );
    let over = problem.wish.fit_over.unwrap_or(problem.wish.seats) as u128;
    let fit: u64 = people.iter().map(|person| person.chance * person.fit).sum();
    let fit = part(weights.fit, fit.into(), over * whole * whole);
    u64::try_from(cover + diversity + local + fit).unwrap()
}
