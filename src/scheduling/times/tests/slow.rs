//! The definitions written out slowly, to check the fast ones by.

use std::{cmp::Reverse, collections::BTreeSet};

use super::made::Poll;
use crate::scheduling::times::{Answer, Demand, Key, Need, Person, Policy, Question};

pub(super) fn worth(policy: Policy, answer: Answer) -> u64 {
    match answer {
        Answer::No => 0,
        Answer::Unknown => policy.unknown.into(),
        Answer::IfNeeded => policy.if_needed.into(),
        Answer::Yes => 10_000,
    }
}

/// What each party offers and how much it counts: its person with the smallest id, and the likeliest of them.
fn parties<'a>(question: &'a Question, weights: &[u64]) -> Vec<(&'a Person, u64)> {
    let mut parties: Vec<(&Person, u64)> = Vec::new();
    for (person, weight) in question.people.iter().zip(weights) {
        match parties
            .iter_mut()
            .find(|(first, _)| first.party == person.party)
        {
            Some((first, most)) => {
                *most = (*most).max(*weight);
                if person.id < first.id {
                    *first = person;
                }
            }
            None => parties.push((person, *weight)),
        }
    }
    parties
}

/// Cover by its definition, in basis points of a dollar: the least over all sets of kinds.
pub(super) fn slow_cover(question: &Question, weights: &[u64]) -> u128 {
    let open: Vec<u64> = question
        .needs
        .iter()
        .map(|need| need.amount.saturating_sub(need.committed))
        .collect();
    let cap = |person: &Person, kind: usize| {
        let offers = person.offers.iter().filter(|offer| {
            offer.need == kind && offer.min <= offer.max && offer.min <= open[kind]
        });
        offers
            .map(|offer| offer.max.min(open[kind]))
            .max()
            .unwrap_or(0)
    };
    let cut = |cut: usize| -> u128 {
        let inside = |kind: &usize| cut >> kind & 1 == 1;
        let kinds = || 0..open.len();
        let outside: u64 = kinds()
            .filter(|kind| !inside(kind))
            .map(|kind| open[kind])
            .sum();
        let brings = parties(question, weights)
            .into_iter()
            .map(|(person, weight)| {
                let caps: u64 = kinds().filter(inside).map(|kind| cap(person, kind)).sum();
                u128::from(caps.min(person.budget.unwrap_or(u64::MAX))) * u128::from(weight)
            });
        u128::from(outside) * 10_000 + brings.sum::<u128>()
    };
    (0..1_usize << open.len()).map(cut).min().unwrap()
}

pub(super) fn weights(poll: &Poll, option: usize) -> Vec<u64> {
    let people = poll.question.people.iter().zip(&poll.votes);
    people
        .map(|(person, said)| {
            worth(poll.question.policy, said[option]) * u64::from(person.chance) / 10_000
        })
        .collect()
}

/// How good an option is, by the definition.
pub(super) fn slow_key(poll: &Poll, option: usize) -> Key {
    let (question, weights) = (&poll.question, weights(poll, option));
    let open = |need: &Need| need.amount.saturating_sub(need.committed);
    let gap: u64 = question.needs.iter().map(open).sum();
    let cover = u64::try_from(slow_cover(question, &weights) / 10_000).unwrap();
    let expected = |kind: usize| -> u64 {
        let brings = |person: &Person| {
            let mut offers = person.offers.iter();
            offers.any(|offer| {
                offer.need == kind
                    && offer.max > 0
                    && offer.min <= offer.max
                    && offer.min <= open(&question.needs[kind])
            })
        };
        let people = parties(question, &weights).into_iter();
        people
            .filter(|(person, _)| brings(person))
            .map(|(_, weight)| weight)
            .sum()
    };
    let kinds = (0..question.needs.len())
        .filter(|kind| open(&question.needs[*kind]) > 0 && expected(*kind) >= 10_000);
    let asked = poll
        .votes
        .iter()
        .zip(&weights)
        .filter(|(said, weight)| said[option] == Answer::IfNeeded && **weight > 0);
    Key {
        step: match u64::from(question.policy.step) {
            0 => cover,
            _ if gap == 0 => 0,
            step => cover * 10_000 / (gap * step),
        },
        kinds: u32::try_from(kinds.count()).unwrap(),
        heads: weights.iter().sum(),
        if_needed: Reverse(u32::try_from(asked.count()).unwrap()),
        start: Reverse(option),
        cover,
    }
}

/// The demands an option does not meet, by the definition.
pub(super) fn slow_lacks(poll: &Poll, option: usize) -> BTreeSet<usize> {
    let policy = poll.question.policy;
    let people = || poll.question.people.iter().zip(&poll.votes);
    let able = || {
        people()
            .filter(|(_, said)| worth(policy, said[option]) > 0)
            .map(|(person, _)| person)
    };
    let can = |id: u128| able().any(|person| person.id == id);
    let holds = |demand: &Demand| match demand {
        Demand::Must(id) => can(*id),
        Demand::AnyOf(ids) => ids.iter().any(|id| can(*id)),
        Demand::Heads(least) => able().count() >= *least,
        Demand::Kind { kind, least } => {
            let parties: BTreeSet<u128> = able()
                .filter(|person| person.kinds.contains(kind))
                .map(|person| person.party)
                .collect();
            parties.len() >= *least
        }
    };
    let demands = poll.question.demands.iter().enumerate();
    demands
        .filter(|(_, demand)| !holds(demand))
        .map(|(at, _)| at)
        .collect()
}

/// Whether anybody can come.
pub(super) fn slow_anybody(poll: &Poll, option: usize) -> bool {
    poll.votes
        .iter()
        .any(|said| worth(poll.question.policy, said[option]) > 0)
}
