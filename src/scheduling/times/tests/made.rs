//! Polls to try things on.

use proptest::prelude::*;

use crate::scheduling::times::{
    Answer, Demand, Grid, Need, Offer, Person, Policy, Question, Shut, Times, Vote,
};

/// A poll with its votes, by person and then option, and the options that are shut.
#[derive(Clone, Debug)]
pub(super) struct Poll {
    pub(super) question: Question,
    pub(super) votes: Vec<Vec<Answer>>,
    pub(super) shut: Vec<bool>,
}

impl Poll {
    pub(super) fn options(&self) -> usize {
        self.shut.len()
    }

    pub(super) fn times(&self) -> Times {
        let votes = self.votes.iter().enumerate().flat_map(|(person, said)| {
            let said = said.iter().enumerate();
            said.map(move |(option, answer)| Vote {
                person,
                option,
                answer: *answer,
            })
        });
        let votes: Vec<Vote> = votes.collect();
        let mut grid = Grid::of_votes(self.question.people.len(), self.options(), &votes);
        for (start, _) in self.shut.iter().enumerate().filter(|(_, shut)| **shut) {
            grid.shut(start, Shut::Venue);
        }
        Times::new(&self.question, grid).unwrap()
    }
}

/// Somebody who speaks for themselves and offers these amounts, one per need.
pub(super) fn person(id: u128, amounts: &[u64]) -> Person {
    let offers = amounts.iter().zip(0..).filter(|(max, _)| **max > 0);
    let offer = |(max, need): (&u64, usize)| Offer {
        need,
        min: 0,
        max: *max,
    };
    Person {
        id,
        party: id,
        kinds: Vec::new(),
        offers: offers.map(offer).collect(),
        budget: None,
        chance: 10_000,
    }
}

pub(super) fn need(amount: u64) -> Need {
    Need {
        amount,
        committed: 0,
    }
}

/// A poll of these people; a row of votes is a person's, as letters: yes, if needed, no, and a dot for silence.
pub(super) fn poll(
    needs: &[u64],
    people: Vec<Person>,
    demands: Vec<Demand>,
    votes: &[&str],
) -> Poll {
    let answer = |letter: char| match letter {
        'y' => Answer::Yes,
        'i' => Answer::IfNeeded,
        'n' => Answer::No,
        _ => Answer::Unknown,
    };
    let votes: Vec<Vec<Answer>> = votes
        .iter()
        .map(|row| row.chars().map(answer).collect())
        .collect();
    Poll {
        question: Question {
            needs: needs.iter().map(|amount| need(*amount)).collect(),
            people,
            demands,
            policy: Policy::default(),
        },
        shut: vec![false; votes.first().map_or(0, Vec::len)],
        votes,
    }
}

pub(super) fn any_answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        2 => Just(Answer::No),
        1 => Just(Answer::Unknown),
        1 => Just(Answer::IfNeeded),
        3 => Just(Answer::Yes),
    ]
}

fn any_person(id: u128, kinds: usize) -> impl Strategy<Value = Person> {
    let offer =
        (0..kinds, 0..40_u64, 0..400_u64).prop_map(|(need, min, max)| Offer { need, min, max });
    (
        proptest::collection::vec(offer, 0..4),
        proptest::option::of(0..500_u64),
        prop_oneof![1 => Just(0_u16), 4 => 1_000..=10_000_u16, 4 => Just(10_000_u16)],
        0..4_u128,
        proptest::collection::vec(0..3_u32, 0..2),
    )
        .prop_map(move |(offers, budget, chance, party, kinds)| Person {
            id,
            party,
            kinds,
            offers,
            budget,
            chance,
        })
}

fn any_demand(people: usize) -> BoxedStrategy<Demand> {
    let id = move || (0..people.max(1)).prop_map(|at| (at as u128 * 7 + 3) % 101);
    let counts = prop_oneof![
        (0..4_usize).prop_map(Demand::Heads),
        (0..3_u32, 0..3_usize).prop_map(|(kind, least)| Demand::Kind { kind, least }),
    ];
    if people == 0 {
        return counts.boxed();
    }
    prop_oneof![
        2 => counts,
        1 => id().prop_map(Demand::Must),
        1 => proptest::collection::vec(id(), 1..3).prop_map(Demand::AnyOf),
    ]
    .boxed()
}

pub(super) fn any_policy() -> impl Strategy<Value = Policy> {
    (
        0..=10_000_u16,
        prop_oneof![Just(0_u16), 0..=10_000_u16],
        prop_oneof![Just(0_u16), Just(10), Just(500)],
    )
        .prop_map(|(if_needed, unknown, step)| Policy {
            if_needed,
            unknown,
            step,
        })
}

/// A poll of up to so many kinds of money, people and options.
pub(super) fn any_poll(kinds: usize, people: usize, options: usize) -> impl Strategy<Value = Poll> {
    (1..=kinds, 1..=people, 1..=options).prop_flat_map(|(kinds, people, options)| {
        let need =
            (0..600_u64, 0..200_u64).prop_map(|(amount, committed)| Need { amount, committed });
        // Ids in an order that is not the order of the list.
        let person = |at: usize| any_person((at as u128 * 7 + 3) % 101, kinds);
        let votes = proptest::collection::vec(any_answer(), options);
        (
            proptest::collection::vec(need, kinds),
            (0..people).map(person).collect::<Vec<_>>(),
            proptest::collection::vec(any_demand(people), 0..3),
            any_policy(),
            proptest::collection::vec(votes, people),
            proptest::collection::vec(proptest::bool::weighted(0.15), options),
        )
            .prop_map(|(needs, people, demands, policy, votes, shut)| Poll {
                question: Question {
                    needs,
                    people,
                    demands,
                    policy,
                },
                votes,
                shut,
            })
    })
}
