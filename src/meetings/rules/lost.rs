//! Meetings of a plan that cannot be held any more: a plan with one of them is never shown to guests.

use std::collections::BTreeSet;

use super::{Held, Question, Standing, Wishes, may_hold};
use crate::ids::{MeetingPartyId, MeetingTableId};

/// A team and a funder who cannot meet as planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost {
    pub team: MeetingPartyId,
    pub funder: MeetingPartyId,
    pub why: WhyLost,
}

/// Why they cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyLost {
    /// It is not wished by both any more, or staff called it off.
    NotWished,
    /// One of them takes no part any more.
    Withdrawn,
    /// One of them is away in that round, or the round is gone.
    Away,
    /// The table is out of use.
    Closed,
}

impl WhyLost {
    /// As it stands behind the names of the two.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotWished => "not wished any more",
            Self::Withdrawn => "one of them takes no part",
            Self::Away => "one of them is away then",
            Self::Closed => "the table is out of use",
        }
    }
}

/// The meetings of a plan that things as they are now do not allow, in the order of the plan.
#[must_use]
pub fn lost(
    question: &Question<'_>,
    open: &BTreeSet<MeetingTableId>,
    planned: &[Held],
) -> Vec<Lost> {
    let of = |held: &Held| {
        let pair = |funder: &MeetingPartyId| {
            let why = why(question, open, held, *funder)?;
            Some(Lost {
                team: held.team,
                funder: *funder,
                why,
            })
        };
        held.funders.iter().filter_map(pair).collect::<Vec<_>>()
    };
    planned.iter().flat_map(of).collect()
}

fn why(
    question: &Question<'_>,
    open: &BTreeSet<MeetingTableId>,
    held: &Held,
    funder: MeetingPartyId,
) -> Option<WhyLost> {
    let both = question.number(held.team).zip(question.number(funder));
    let Some((one, other)) = both else {
        return Some(WhyLost::Withdrawn);
    };
    let standing = question.standing(one, other);
    if !matches!(standing, Standing::Must | Standing::Wanted(_)) {
        return Some(WhyLost::NotWished);
    }
    let away = question.parties[one].away | question.parties[other].away;
    let bit = u32::try_from(held.round).ok();
    let bit = bit.and_then(|round| 1_u64.checked_shl(round));
    if held.round >= question.rounds || bit.is_none_or(|bit| away & bit != 0) {
        return Some(WhyLost::Away);
    }
    (!open.contains(&held.table)).then_some(WhyLost::Closed)
}

/// The meetings nobody said no thanks to: what guests see of a plan.
#[must_use]
pub fn unrefused(planned: Vec<Held>, wishes: &Wishes) -> Vec<Held> {
    let said = |from, of| wishes.get(&(from, of)).copied();
    let kept = |mut held: Held| {
        let team = held.team;
        let wanted = |it: &MeetingPartyId| may_hold(said(team, *it), said(*it, team));
        held.funders.retain(wanted);
        (!held.funders.is_empty()).then_some(held)
    };
    planned.into_iter().filter_map(kept).collect()
}
