//! The question a plan answers, made of parties, wishes and the plan in force.

use super::{
    Held, Pairs, Party, Standing, Wishes,
    groups::{Candidate, Group, groups},
    parties,
};
use crate::{
    ids::MeetingPartyId,
    meetings::plan::{Instance, Meeting, all},
    values::{MeetingManner, MeetingSide},
};

/// What a break between two meetings costs, against the 50 that a wish of both is worth.
pub(super) const BREAK_COST: u32 = 5;
/// What moving a meeting costs that people know of: more than any wish.
const MOVE_COST: u32 = 1_000;
/// What a meeting is worth that has to be held and that nobody knows of yet: others move for it, but nobody's is given up.
const NEW_MUST: u32 = 100_000;

/// Everything a plan is made from.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    pub rounds: usize,
    pub tables: usize,
    pub manner: MeetingManner,
    /// From how many to how many funders sit with a team.
    pub sizes: (usize, usize),
    /// The most meetings of each party, where it has no limit of its own.
    pub most: Option<u16>,
    /// The fewest meetings of a team, where that many can be had.
    pub least: u16,
    pub parties: &'a [Party],
    pub wishes: &'a Wishes,
    pub pairs: &'a Pairs,
}

/// Who meets: a team, and one funder or several; numbers among the parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    pub team: usize,
    pub funders: Vec<usize>,
}

/// The question in numbers, and whose its meetings are.
#[derive(Clone, Debug)]
pub struct Asked {
    pub instance: Instance,
    pub meetings: Vec<Who>,
    /// Team and funder for whom no table of several could be set.
    pub apart: Vec<(usize, usize)>,
}

impl Question<'_> {
    /// Asks for a plan from nothing.
    #[must_use]
    pub fn afresh(&self) -> Asked {
        let mut asked = self.asked(&[], false);
        asked.instance.even = self.evened(&asked.meetings);
        asked.instance.least = self.least(&asked.meetings);
        asked
    }

    /// Asks for a plan near one that people know: its meetings that still can be are held, and few or none of them move.
    #[must_use]
    pub fn again(&self, known: &[Held], frozen: bool) -> Asked {
        let mut asked = self.known(known, true, false);
        asked.instance.move_cost = if frozen { 0 } else { MOVE_COST };
        if frozen {
            for meeting in &mut asked.instance.meetings {
                if let Some(was) = meeting.was {
                    meeting.rounds &= 1 << was;
                }
            }
            asked.instance.keep_clear();
        }
        asked
    }

    /// The question that a plan in force answered, as things are now, with the round of each meeting. What only one side
    /// wishes is in it, worth nothing: to say what holding it would cost.
    #[must_use]
    pub fn as_planned(&self, known: &[Held]) -> (Asked, Vec<Option<u8>>) {
        let mut asked = self.known(known, false, true);
        let rounds = asked.instance.meetings.iter().map(|meeting| meeting.was);
        let rounds = rounds.collect();
        for meeting in &mut asked.instance.meetings {
            meeting.was = None;
        }
        (asked, rounds)
    }

    fn known(&self, known: &[Held], hold: bool, one_sided: bool) -> Asked {
        let still = |held: &Held| {
            let team = self.number(held.team)?;
            let stand = |funder: &MeetingPartyId| self.number(*funder);
            let funders: Vec<usize> = held.funders.iter().filter_map(stand).collect();
            let wanted = |funder: &usize| {
                matches!(
                    self.standing(team, *funder),
                    Standing::Must | Standing::Wanted(_)
                )
            };
            let funders: Vec<usize> = funders.into_iter().filter(wanted).collect();
            let round = u8::try_from(held.round).ok();
            (!funders.is_empty()).then_some((Who { team, funders }, round))
        };
        let kept: Vec<(Who, Option<u8>)> = known.iter().filter_map(still).collect();
        let whos: Vec<Who> = kept.iter().map(|(who, _)| who.clone()).collect();
        let mut asked = self.asked(&whos, one_sided);
        for (meeting, (_, round)) in asked.instance.meetings.iter_mut().zip(&kept) {
            // A round that is gone is no round to keep.
            meeting.was = round.filter(|round| usize::from(*round) < self.rounds);
            if hold {
                meeting.worth = None;
            }
        }
        for meeting in asked.instance.meetings.iter_mut().skip(kept.len()) {
            if hold {
                meeting.worth = meeting.worth.or(Some(NEW_MUST));
            }
        }
        asked
    }

    /// The meetings of these first, then all others that are wished for.
    fn asked(&self, kept: &[Who], one_sided: bool) -> Asked {
        let mut meetings: Vec<(Who, Option<u32>)> = kept
            .iter()
            .map(|who| (who.clone(), self.worth_of(who)))
            .collect();
        let mut apart = Vec::new();
        for (team, _) in parties::side(self.parties, MeetingSide::Team) {
            let seated = |funder: usize| {
                let with = |who: &&Who| who.team == team && who.funders.contains(&funder);
                kept.iter().find(with).is_some()
            };
            let open: Vec<Candidate> = self
                .candidates(team, one_sided)
                .filter(|one| !seated(one.funder))
                .collect();
            if self.manner == MeetingManner::Pairs {
                let pair = |one: &Candidate| {
                    let funders = vec![one.funder];
                    let worth = match one.standing {
                        Standing::Must => None,
                        Standing::Wanted(worth) => Some(worth),
                        _ => Some(0),
                    };
                    (Who { team, funders }, worth)
                };
                meetings.extend(open.iter().map(pair));
                continue;
            }
            let (made, left) = groups(&open, self.sizes);
            apart.extend(left.into_iter().map(|funder| (team, funder)));
            meetings.extend(made.into_iter().map(|group: Group| {
                let worth = (!group.must).then_some(group.worth);
                let funders = group.funders;
                (Who { team, funders }, worth)
            }));
        }
        Asked {
            instance: self.instance(&meetings),
            meetings: meetings.into_iter().map(|(who, _)| who).collect(),
            apart,
        }
    }

    fn instance(&self, meetings: &[(Who, Option<u32>)]) -> Instance {
        let meeting = |(who, worth): &(Who, Option<u32>)| Meeting {
            people: std::iter::once(who.team)
                .chain(who.funders.iter().copied())
                .collect(),
            rounds: all(self.rounds),
            worth: *worth,
            ..Meeting::default()
        };
        Instance {
            people: self.parties.len(),
            rounds: self.rounds,
            tables: self.tables,
            meetings: meetings.iter().map(meeting).collect(),
            blocked: self.parties.iter().map(|party| party.away).collect(),
            most: self
                .parties
                .iter()
                .map(|party| party.most.or(self.most))
                .collect(),
            break_cost: BREAK_COST,
            ..Instance::default()
        }
    }

    /// The teams somebody may meet: of them the one with the fewest meetings is to have as many as can be.
    fn evened(&self, meetings: &[Who]) -> Vec<usize> {
        let teams = parties::side(self.parties, MeetingSide::Team).map(|(team, _)| team);
        teams
            .filter(|team| meetings.iter().any(|who| who.team == *team))
            .collect()
    }

    fn least(&self, meetings: &[Who]) -> Vec<u16> {
        let least = |(number, party): (usize, &Party)| {
            let could = meetings.iter().filter(|who| who.team == number).count();
            let could = u16::try_from(could).unwrap_or(u16::MAX);
            match party.side {
                MeetingSide::Team => self.least.min(could),
                MeetingSide::Funder => 0,
            }
        };
        self.parties.iter().enumerate().map(least).collect()
    }

    fn candidates(&self, team: usize, one_sided: bool) -> impl Iterator<Item = Candidate> {
        let day = all(self.rounds) & !self.parties[team].away;
        parties::side(self.parties, MeetingSide::Funder).filter_map(move |(funder, party)| {
            let standing = self.standing(team, funder);
            let counts = match standing {
                Standing::Must | Standing::Wanted(_) => true,
                Standing::OneSided => one_sided && self.manner == MeetingManner::Pairs,
                _ => false,
            };
            counts.then_some(Candidate {
                funder,
                standing,
                free: day & !party.away,
            })
        })
    }

    pub(super) fn standing(&self, team: usize, funder: usize) -> Standing {
        let id = |number: usize| self.parties[number].id;
        parties::of((self.wishes, self.pairs), id(team), id(funder))
    }

    fn worth_of(&self, who: &Who) -> Option<u32> {
        let stands = who
            .funders
            .iter()
            .map(|funder| self.standing(who.team, *funder));
        stands
            .map(|standing| match standing {
                Standing::Must => None,
                Standing::Wanted(worth) => Some(worth),
                _ => Some(0),
            })
            .sum()
    }

    pub(super) fn number(&self, id: MeetingPartyId) -> Option<usize> {
        self.parties.iter().position(|party| party.id == id)
    }
}

#[cfg(test)]
mod tests;
