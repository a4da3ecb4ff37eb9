//! Who is where: meetings out of places, and the day of one party.

use std::collections::BTreeMap;

use crate::ids::{MeetingPartyId, MeetingTableId};

/// A meeting of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub round: usize,
    pub table: MeetingTableId,
    pub team: MeetingPartyId,
    pub funders: Vec<MeetingPartyId>,
}

impl Held {
    /// Whether this party is at it.
    pub fn has(&self, party: MeetingPartyId) -> bool {
        self.team == party || self.funders.contains(&party)
    }

    /// Everybody at it but this party, the team first.
    pub fn others(&self, party: MeetingPartyId) -> impl Iterator<Item = MeetingPartyId> {
        std::iter::once(self.team)
            .chain(self.funders.iter().copied())
            .filter(move |other| *other != party)
    }
}

/// One place: somebody at a table in a round.
pub(super) type Place = (usize, MeetingTableId, MeetingPartyId);

/// The meetings that places make: those at one table in one round meet, one of them being a team. In the order of rounds.
#[must_use]
pub fn held_by(places: &[Place], is_team: impl Fn(MeetingPartyId) -> bool) -> Vec<Held> {
    let mut at: BTreeMap<(usize, MeetingTableId), Vec<MeetingPartyId>> = BTreeMap::new();
    for (round, table, party) in places {
        at.entry((*round, *table)).or_default().push(*party);
    }
    let held = |((round, table), there): (_, Vec<MeetingPartyId>)| {
        let team = there.iter().copied().find(|party| is_team(*party))?;
        let mut funders: Vec<_> = there.into_iter().filter(|party| *party != team).collect();
        funders.sort_unstable();
        (!funders.is_empty()).then_some(Held {
            round,
            table,
            team,
            funders,
        })
    };
    at.into_iter().filter_map(held).collect()
}

/// The meetings somebody is at: those of their party, but for rounds in which they are away themselves.
#[must_use]
pub fn own(held: &[Held], party: Option<MeetingPartyId>, away: u64) -> Vec<Held> {
    let here = |it: &&Held| {
        let there = party.is_some_and(|party| it.has(party));
        there && (it.round >= 64 || away >> it.round & 1 == 0)
    };
    held.iter().filter(here).cloned().collect()
}

/// `Ann, Bo and Cy`.
#[must_use]
pub fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What a party does in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    Meets(&'a Held),
    /// Between two of its meetings.
    Break,
    /// Before the first or after the last.
    Free,
    Away,
}

/// The day of one party, round by round.
#[must_use]
pub fn day(held: &[Held], party: MeetingPartyId, (rounds, away): (usize, u64)) -> Vec<Part<'_>> {
    let mine: Vec<&Held> = held.iter().filter(|held| held.has(party)).collect();
    let first = mine.iter().map(|held| held.round).min();
    let last = mine.iter().map(|held| held.round).max();
    let part = |round: usize| {
        if let Some(held) = mine.iter().find(|held| held.round == round) {
            return Part::Meets(held);
        }
        if away >> round & 1 == 1 {
            return Part::Away;
        }
        let between = first.is_some_and(|first| first < round) && last.is_some_and(|it| round < it);
        if between { Part::Break } else { Part::Free }
    };
    (0..rounds).map(part).collect()
}

/// How often a party waits between two meetings.
#[must_use]
pub fn breaks(held: &[Held], party: MeetingPartyId) -> usize {
    let mut rounds: Vec<usize> = held
        .iter()
        .filter(|held| held.has(party))
        .map(|held| held.round)
        .collect();
    rounds.sort_unstable();
    rounds
        .windows(2)
        .filter(|pair| pair[1] > pair[0] + 1)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_make_meetings_and_days() {
        let (team, one, two) = (
            MeetingPartyId::fresh(),
            MeetingPartyId::fresh(),
            MeetingPartyId::fresh(),
        );
        let table = MeetingTableId::fresh();
        let places = [
            (3, table, two),
            (0, table, team),
            (3, table, team),
            (0, table, one),
            // Somebody alone does not meet.
            (2, table, one),
        ];
        let held = held_by(&places, |party| party == team);
        assert_eq!(held.len(), 2);
        assert_eq!((held[0].round, &held[0].funders), (0, &vec![one]));
        assert_eq!((breaks(&held, team), breaks(&held, one)), (1, 0));
        let parts = day(&held, team, (6, 0b00010));
        assert_eq!(parts[0], Part::Meets(&held[0]));
        assert_eq!(
            parts[1..],
            [
                Part::Away,
                Part::Break,
                Part::Meets(&held[1]),
                Part::Free,
                Part::Free
            ]
        );
        assert_eq!(held[1].others(two).collect::<Vec<_>>(), [team]);
    }
}
