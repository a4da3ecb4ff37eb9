//! The question checked and put in order.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    bits::words,
    cover::{Source, WHOLE},
    demands::{Rule, rules},
    grid::Grid,
    question::{Answer, Demand, Need, Offer, Person, Policy, Question},
    trouble::Trouble,
};
use crate::composing::rules::Shapes;

/// The most of a gap that is counted: a thousand trillion.
const MOST_MONEY: u64 = 1_000_000_000_000_000;
/// The most starts times people.
const MOST: usize = 200_000_000;
/// The most open kinds of money.
const MOST_KINDS: usize = 24;

/// A question that can be answered. People keep their positions, and so do demands.
#[derive(Clone, Debug)]
pub struct Times {
    pub(super) grid: Grid,
    pub(super) policy: Policy,
    /// By position.
    pub(super) ids: Vec<u128>,
    chances: Vec<u64>,
    pub(super) sources: Vec<Source>,
    /// Who brings what somebody's party offers: its person with the smallest id.
    pub(super) carriers: Vec<usize>,
    /// By carrier, all who speak for a party of several; empty for a party of one.
    members: Vec<Vec<usize>>,
    /// The open kinds each offers, as bits.
    pub(super) offers: Vec<u64>,
    pub(super) shapes: Shapes,
    /// What is open of each kind of money that is open at all, and which need it is.
    pub(super) open: Vec<u64>,
    pub(super) need_of: Vec<usize>,
    pub(super) rules: Vec<Rule>,
    /// Who is left in: the others are as if they had said no.
    pub(super) asked: Vec<u64>,
    question: Question,
}

impl Times {
    /// Checks the question and puts it in order. Answers are by the position of a person.
    pub fn new(question: &Question, grid: Grid) -> Result<Self, Trouble> {
        let people = &question.people;
        let (open, need_of) = open_kinds(&question.needs)?;
        check(question, &grid)?;
        let mut shapes = Shapes::new(open.len());
        let (carriers, members) = parties(people);
        let source = |(at, person): (usize, &Person)| {
            let offers: &[Offer] = if carriers[at] == at {
                &person.offers
            } else {
                &[]
            };
            source((person, offers), (&open, &need_of), &mut shapes)
        };
        let sources: Vec<Source> = people.iter().enumerate().map(source).collect();
        let bits = |source: &Source| {
            let caps = source.caps.iter().zip(0..);
            let offered = caps.filter(|(cap, _)| **cap > 0);
            offered.fold(0_u64, |bits, (_, kind): (_, u32)| bits | 1 << kind)
        };
        Ok(Self {
            policy: question.policy,
            ids: people.iter().map(|person| person.id).collect(),
            chances: people.iter().map(|person| person.chance.into()).collect(),
            offers: sources.iter().map(bits).collect(),
            sources,
            carriers,
            members,
            shapes,
            open,
            need_of,
            rules: rules(&question.demands, people)?,
            asked: vec![u64::MAX; words(people.len())],
            question: question.clone(),
            grid,
        })
    }

    /// The same question without some people: they do not come, and nobody has to wait for them.
    pub fn without(&self, gone: &BTreeSet<u128>) -> Result<Self, Trouble> {
        let mut question = self.question.clone();
        let left = |demand: &Demand| match demand {
            Demand::Must(id) => !gone.contains(id),
            Demand::AnyOf(ids) => !ids.iter().all(|id| gone.contains(id)),
            Demand::Heads(_) | Demand::Kind { .. } => true,
        };
        question.demands.retain(left);
        let mut without = Self {
            rules: rules(&question.demands, &question.people)?,
            question,
            ..self.clone()
        };
        for (at, id) in self.ids.iter().enumerate() {
            if gone.contains(id) {
                without.asked[at / 64] &= !(1 << (at % 64));
            }
        }
        Ok(without)
    }

    /// The whole gap, in dollars.
    pub fn gap(&self) -> u64 {
        self.open.iter().sum()
    }

    /// The demands, by the positions that answers name.
    pub fn demands(&self) -> &[Demand] {
        &self.question.demands
    }

    /// How much somebody counts who answers so, in basis points.
    pub(super) fn weight(&self, person: usize, answer: Answer) -> u64 {
        self.policy.worth(answer) * self.chances[person] / WHOLE
    }

    /// How much a party counts that this person carries for, by what each person does.
    pub(super) fn carried(&self, carrier: usize, weights: &[u64]) -> u64 {
        let members = &self.members[carrier];
        let best = members.iter().map(|member| weights[*member]).max();
        best.unwrap_or(weights[carrier])
    }

    /// The answers that count as being able to come.
    fn able(&self) -> impl Iterator<Item = Answer> {
        let answers = [Answer::Unknown, Answer::IfNeeded, Answer::Yes];
        let policy = self.policy;
        answers
            .into_iter()
            .filter(move |answer| policy.worth(*answer) > 0)
    }

    /// Those who can come at a start, as bits.
    pub(super) fn there(&self, start: usize) -> Vec<u64> {
        let mut there = vec![0; self.asked.len()];
        for answer in self.able() {
            let row = self.grid.row(start, answer).iter().zip(&self.asked);
            for (there, (said, asked)) in there.iter_mut().zip(row) {
                *there |= said & asked;
            }
        }
        there
    }

    /// What a person said of a start, also of those who are left out.
    pub fn said(&self, start: usize, person: usize) -> Answer {
        self.grid.answer(start, person)
    }

    /// What a person says of a start; those who are left out say no.
    pub(super) fn answer(&self, start: usize, person: usize) -> Answer {
        if self.asked[person / 64] >> (person % 64) & 1 == 1 {
            self.grid.answer(start, person)
        } else {
            Answer::No
        }
    }
}

fn open_kinds(needs: &[Need]) -> Result<(Vec<u64>, Vec<usize>), Trouble> {
    let open = needs
        .iter()
        .map(|need| need.amount.saturating_sub(need.committed))
        .enumerate();
    let (need_of, open): (Vec<usize>, Vec<u64>) = open.filter(|(_, open)| *open > 0).unzip();
    let gap = open
        .iter()
        .try_fold(0_u64, |sum, each| sum.checked_add(*each));
    match gap {
        Some(gap) if gap <= MOST_MONEY && open.len() <= MOST_KINDS => Ok((open, need_of)),
        _ => Err(Trouble::TooMuchMoney),
    }
}

fn check(question: &Question, grid: &Grid) -> Result<(), Trouble> {
    let (people, policy) = (&question.people, question.policy);
    if grid.people != people.len() {
        return Err(Trouble::OtherPeople);
    }
    if grid.starts.saturating_mul(people.len()) > MOST {
        return Err(Trouble::TooMany);
    }
    let shares = [policy.if_needed, policy.unknown, policy.step];
    let chances = people.iter().map(|person| person.chance);
    if chances.chain(shares).any(|share| u64::from(share) > WHOLE) {
        return Err(Trouble::OverFull);
    }
    let mut known = BTreeSet::new();
    for person in people {
        if !known.insert(person.id) {
            return Err(Trouble::Twice(person.id));
        }
        let mut needs = person.offers.iter().map(|offer| offer.need);
        if needs.any(|need| need >= question.needs.len()) {
            return Err(Trouble::NoSuchNeed(person.id));
        }
    }
    Ok(())
}

/// Who carries for each, and who stands behind a carrier.
fn parties(people: &[Person]) -> (Vec<usize>, Vec<Vec<usize>>) {
    let mut parties: BTreeMap<u128, Vec<usize>> = BTreeMap::new();
    for (at, person) in people.iter().enumerate() {
        parties.entry(person.party).or_default().push(at);
    }
    let mut members = vec![Vec::new(); people.len()];
    let mut carriers = vec![0; people.len()];
    for party in parties.into_values() {
        let Some(carrier) = party.iter().copied().min_by_key(|at| people[*at].id) else {
            continue;
        };
        for member in &party {
            carriers[*member] = carrier;
        }
        if party.len() > 1 {
            members[carrier] = party;
        }
    }
    (carriers, members)
}

fn source(
    (person, offers): (&Person, &[Offer]),
    (open, need_of): (&[u64], &[usize]),
    shapes: &mut Shapes,
) -> Source {
    // Offers of one kind count once, the largest; a minimum above what is open, or above its own maximum, counts nothing.
    let cap = |(kind, open): (usize, &u64)| {
        let mine = offers.iter().filter(|offer| {
            offer.need == need_of[kind] && offer.min <= *open && offer.min <= offer.max
        });
        mine.map(|offer| offer.max.min(*open)).max().unwrap_or(0)
    };
    let caps: Vec<u64> = open.iter().enumerate().map(cap).collect();
    let all: u64 = caps.iter().sum();
    let budget = person.budget.unwrap_or(all).min(all);
    let offered = caps.iter().zip(0_u32..).filter(|(cap, _)| **cap > 0);
    let offers = offered.fold(0_u64, |bits, (_, kind)| bits | 1 << kind);
    let (shape, reach) = shapes.of(offers, &caps, budget);
    Source {
        caps,
        budget,
        shape,
        reach: reach.into_iter().map(i128::from).collect(),
    }
}
