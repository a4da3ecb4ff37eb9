//! What the room brings if chance decides who comes: 256 evenings, drawn from a seed.
//!
//! Whether a guest comes on an evening depends on the seed, the evening and the guest alone, so another guest on the list
//! changes nothing for the rest, and a guest who is likelier to come comes on every evening it came before.

use super::{
    cuts::Cuts,
    explain::Spread,
    flow,
    instance::{Instance, Person, WHOLE},
    random::mixed,
};

pub(super) const EVENINGS: u64 = 256;

/// The cover of one evening in ten, of the middle one, and of nine in ten, in dollars, lowest first.
pub(super) fn spread(instance: &Instance, guests: &[usize]) -> Spread {
    let people: Vec<&Person> = guests
        .iter()
        .map(|guest| &instance.people[*guest])
        .collect();
    let mut covers: Vec<u64> = (0..EVENINGS)
        .map(|evening| {
            let there = people
                .iter()
                .copied()
                .filter(|person| comes(person, instance.seed, evening));
            cover(instance, &there.collect::<Vec<_>>())
        })
        .collect();
    covers.sort_unstable();
    let of = |percent: usize| covers[(percent * covers.len()).div_ceil(100) - 1];
    Spread {
        p10: of(10),
        p50: of(50),
        p90: of(90),
    }
}

/// Whether somebody comes on an evening.
pub(super) fn comes(person: &Person, seed: u64, evening: u64) -> bool {
    let half = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or_default();
    let (low, high) = (half(person.id), half(person.id >> 64));
    mixed([seed, evening, low, high]) % WHOLE < person.chance
}

fn cover(instance: &Instance, there: &[&Person]) -> u64 {
    let least = if instance.shapes.count_cuts() {
        let mut cuts = Cuts::new(&instance.open, 1);
        for person in there {
            cuts.add(&instance.shapes, (person.shape, &person.reach), 1);
        }
        cuts.least()
    } else {
        let there: Vec<(&Person, u64)> = there.iter().map(|person| (*person, 1)).collect();
        flow::filled(&instance.open, &there, 1).total()
    };
    u64::try_from(least).unwrap_or(u64::MAX)
}
