//! On which side guests sit, and for which party.

use sea_orm::{DatabaseTransaction, DbErr};

use super::parties::{MOST, New, of_room};
use crate::{
    convenings::{self, Guest},
    entities::{meeting_parties as parties, meeting_rooms},
    ids::{GoalId, MeetingPartyId, OrganizationId},
    values::{MeetingSide, ParticipantRole},
};

/// On which side a guest of this role sits; nobody else meets.
pub(super) const fn side_of(role: ParticipantRole) -> Option<MeetingSide> {
    use ParticipantRole as R;
    match role {
        R::Funder => Some(MeetingSide::Funder),
        R::CommunityPartner | R::ResidentLeader | R::PublicOfficial => Some(MeetingSide::Team),
        R::Host | R::Facilitator | R::Presenter | R::Evaluator | R::Observer => None,
    }
}

/// The parties there are and those that are still to be written.
pub(super) struct Sides {
    held: Vec<parties::Model>,
    pub(super) new: Vec<(MeetingPartyId, New)>,
    /// Teams are goals: staff say who sits with which.
    by_goals: bool,
}

impl Sides {
    fn known(
        &self,
        side: MeetingSide,
        goal: Option<GoalId>,
        organization: Option<OrganizationId>,
    ) -> Option<MeetingPartyId> {
        let held = self
            .held
            .iter()
            .find(|it| it.side == side && it.goal_id == goal && it.organization_id == organization);
        let new = self
            .new
            .iter()
            .find(|(_, it)| it.side == side && it.goal == goal && it.organization == organization);
        held.map(|it| it.id).or(new.map(|(id, _)| *id))
    }

    fn add(&mut self, new: New) -> Option<MeetingPartyId> {
        if self.held.len() + self.new.len() >= MOST || new.name.is_empty() {
            return None;
        }
        let id = MeetingPartyId::fresh();
        self.new.push((id, new));
        Some(id)
    }

    /// The party a guest comes for: that of their organization on this side, or one of their own. Two of one name are two.
    pub(super) fn of(&mut self, guest: &Guest) -> Option<MeetingPartyId> {
        let side = side_of(guest.seat.role)?;
        if side == MeetingSide::Team && self.by_goals {
            return None;
        }
        let organization = guest.organization.as_ref();
        let id = organization.map(|it| it.id);
        let known = id.and_then(|id| self.known(side, None, Some(id)));
        known.or_else(|| {
            self.add(New {
                side,
                goal: None,
                organization: id,
                name: organization.map_or_else(|| guest.name.clone(), |it| it.name.clone()),
                illustrative: organization.is_some_and(|it| it.illustrative),
            })
        })
    }
}

/// The parties there are, with a team for each goal where teams are goals.
pub(super) async fn sides(
    txn: &DatabaseTransaction,
    room: &meeting_rooms::Model,
    guests: &[Guest],
) -> Result<Sides, DbErr> {
    let goals = convenings::goals_of(txn, room.convening_id).await?;
    let mut partners = guests.iter().map(|guest| side_of(guest.seat.role));
    let partners = partners.any(|side| side == Some(MeetingSide::Team));
    let mut sides = Sides {
        held: of_room(txn, room.id).await?,
        new: Vec::new(),
        by_goals: goals.len() > 1 || !partners,
    };
    if sides.by_goals {
        for goal in goals {
            if sides
                .known(MeetingSide::Team, Some(goal.id), None)
                .is_none()
            {
                sides.add(New {
                    side: MeetingSide::Team,
                    goal: Some(goal.id),
                    organization: None,
                    name: goal.title,
                    illustrative: goal.illustrative,
                });
            }
        }
    }
    Ok(sides)
}
