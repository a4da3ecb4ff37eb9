//! What choosing a time is asked: the gap, who could come and bring what, and what has to hold.

pub use crate::composing::rules::{Need, Offer};

/// What somebody said of a time, or what a calendar says for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Answer {
    No,
    #[default]
    Unknown,
    IfNeeded,
    Yes,
}

/// Somebody who is asked. The id decides ties and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: u128,
    /// Whom they speak for: of several who speak for one, one is enough. What a party offers is what its person with the
    /// smallest id offers, and counts once, as much as the likeliest of them.
    pub party: u128,
    /// What they count as where kinds are wanted, such as CDFIs.
    pub kinds: Vec<u32>,
    pub offers: Vec<Offer>,
    /// The most they could bring in all; as much as the offers together where nothing is known.
    pub budget: Option<u64>,
    /// How likely they come if they said yes, in basis points.
    pub chance: u16,
}

/// What a time has to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Demand {
    /// This person has to be able to come.
    Must(u128),
    /// One of these has to be able to come.
    AnyOf(Vec<u128>),
    /// So many people.
    Heads(usize),
    /// So many parties of one kind.
    Kind { kind: u32, least: usize },
}

/// How answers are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// What "if needed" counts of a yes, in basis points.
    pub if_needed: u16,
    /// What silence counts of a yes, in basis points. Nothing unless staff say otherwise.
    pub unknown: u16,
    /// Cover is compared in steps of so many basis points of the gap, so that noise does not beat convenience; to the dollar
    /// where it is 0.
    pub step: u16,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            if_needed: 6_000,
            unknown: 0,
            step: 10,
        }
    }
}

/// The whole question, but for the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    pub needs: Vec<Need>,
    pub people: Vec<Person>,
    pub demands: Vec<Demand>,
    pub policy: Policy,
}
