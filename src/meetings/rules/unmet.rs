//! Wishes that a plan does not fulfil: why, and what fulfilling one would cost.

use super::{Asked, Held, Question, Standing, Who, parties, question::BREAK_COST};
use crate::{
    ids::MeetingPartyId,
    meetings::plan::{Bound, Forced, LeftOut, Plan, Reason, Tally, left_out},
    values::{MeetingManner, MeetingSide, MeetingWish},
};

/// A team and a funder who do not meet although somebody wished it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmet {
    pub team: MeetingPartyId,
    pub funder: MeetingPartyId,
    pub team_wish: Option<MeetingWish>,
    pub funder_wish: Option<MeetingWish>,
    pub why: Why,
    /// What holding it would cost, where it can be held at all.
    pub cost: Option<Cost>,
}

/// Why they do not meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// There was no place for it.
    NoPlace(Reason),
    /// The other side has said nothing.
    OneSided,
    /// The other side said no thanks.
    Refused,
    /// Too few, or too many, wish to sit with this team.
    NoTable,
}

/// What holding a meeting would cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    pub round: usize,
    /// Who would not meet then.
    pub instead_of: Vec<(MeetingPartyId, Vec<MeetingPartyId>)>,
    /// One of them has to be held.
    pub ousts_must: bool,
    /// How many breaks more there would be; fewer where it is below 0.
    pub breaks: i64,
}

impl Unmet {
    /// Whether staff may hold it all the same.
    pub fn may_hold(&self) -> bool {
        super::may_hold(self.team_wish, self.funder_wish)
    }

    /// How much it was wished: those that were wished most come first.
    fn rank(&self) -> (bool, std::cmp::Reverse<usize>) {
        let musts = [self.team_wish, self.funder_wish];
        let musts = musts.iter().filter(|it| **it == Some(MeetingWish::Must));
        let refused = matches!(self.why, Why::Refused | Why::OneSided);
        (refused, std::cmp::Reverse(musts.count()))
    }
}

/// Everything that was wished and is not held, what was wished most first.
#[must_use]
pub fn unmet(question: &Question<'_>, known: &[Held]) -> Vec<Unmet> {
    let (asked, rounds) = question.as_planned(known);
    let plan = Plan {
        tables: vec![None; rounds.len()],
        rounds,
        tally: Tally::default(),
        breaks: 0,
        bound: Bound::Breaks(0),
        proved: false,
    };
    let mut all: Vec<Unmet> = left_out(&asked.instance, &plan)
        .into_iter()
        .flat_map(|left| of_meeting(question, &asked, &left))
        .collect();
    for (team, funder) in &asked.apart {
        all.push(pair(question, (*team, *funder), Why::NoTable, None));
    }
    let tables = question.manner == MeetingManner::Tables;
    for (team, _) in parties::side(question.parties, MeetingSide::Team) {
        for (funder, _) in parties::side(question.parties, MeetingSide::Funder) {
            let why = match question.standing(team, funder) {
                Standing::Refused => Why::Refused,
                Standing::OneSided if tables => Why::OneSided,
                _ => continue,
            };
            all.push(pair(question, (team, funder), why, None));
        }
    }
    all.sort_by_key(|each| (each.rank(), each.team, each.funder));
    all
}

fn pair(
    question: &Question<'_>,
    (team, funder): (usize, usize),
    why: Why,
    cost: Option<Cost>,
) -> Unmet {
    let (team, funder) = (question.parties[team].id, question.parties[funder].id);
    Unmet {
        team,
        funder,
        team_wish: question.wishes.get(&(team, funder)).copied(),
        funder_wish: question.wishes.get(&(funder, team)).copied(),
        why,
        cost,
    }
}

fn of_meeting(question: &Question<'_>, asked: &Asked, left: &LeftOut) -> Vec<Unmet> {
    let who = &asked.meetings[left.meeting];
    let cost = left
        .forced
        .as_ref()
        .map(|forced| cost(question, asked, left.meeting, forced));
    let of = |funder: &usize| {
        let why = match question.standing(who.team, *funder) {
            Standing::OneSided => Why::OneSided,
            _ => Why::NoPlace(left.reason.clone()),
        };
        pair(question, (who.team, *funder), why, cost.clone())
    };
    who.funders.iter().map(of).collect()
}

fn cost(question: &Question<'_>, asked: &Asked, meeting: usize, forced: &Forced) -> Cost {
    let worth = |number: &usize| i64::from(asked.instance.meetings[*number].worth.unwrap_or(0));
    let ousted: i64 = forced.instead_of.iter().map(worth).sum();
    let more = forced.after.cost - forced.before.cost + worth(&meeting) - ousted;
    let id = |number: usize| question.parties[number].id;
    let ids = |who: &Who| {
        let funders = who.funders.iter().map(|funder| id(*funder));
        (id(who.team), funders.collect())
    };
    let musts = forced.instead_of.iter();
    let mut musts = musts.map(|number| asked.instance.meetings[*number].worth);
    Cost {
        round: forced.round.into(),
        instead_of: forced
            .instead_of
            .iter()
            .map(|number| ids(&asked.meetings[*number]))
            .collect(),
        ousts_must: musts.any(|worth| worth.is_none()),
        breaks: more / i64::from(BREAK_COST),
    }
}
