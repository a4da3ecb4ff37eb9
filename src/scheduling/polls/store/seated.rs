//! The guests of a convening whom its poll does not ask yet, and where they can be reached.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::{
    convenings::{self, Guest},
    entities::{invitations, poll_people},
    ids::{ConveningId, PersonId, PollId, SeatId},
    people,
    values::{EmailAddress, PollPersonState},
};

/// Somebody who can be reached for a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scheduling::polls) struct Reach {
    pub(in crate::scheduling::polls) person: Option<PersonId>,
    pub(in crate::scheduling::polls) name: String,
    pub(in crate::scheduling::polls) address: EmailAddress,
}

/// A seat that nobody is asked for yet.
#[derive(Clone, Debug)]
pub(in crate::scheduling::polls) struct Seated {
    pub(in crate::scheduling::polls) guest: Guest,
    /// Who is invited to it; or else those we know at the organization.
    pub(in crate::scheduling::polls) reach: Vec<Reach>,
}

impl Seated {
    /// Whether nobody there is to be written to.
    pub(in crate::scheduling::polls) fn is_silent(&self) -> bool {
        let known = self.guest.organization.as_ref();
        known.is_some_and(|known| known.do_not_contact)
    }
}

/// The seats that the poll does not ask for.
pub(in crate::scheduling::polls) async fn seated(
    db: &impl ConnectionTrait,
    convening: ConveningId,
    poll: PollId,
) -> Result<Vec<Seated>, DbErr> {
    let taken: Vec<Option<SeatId>> = poll_people::Entity::find()
        .select_only()
        .column(poll_people::Column::SeatId)
        .filter(poll_people::Column::PollId.eq(poll))
        .filter(poll_people::Column::State.ne(PollPersonState::Removed))
        .filter(poll_people::Column::SeatId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let taken: BTreeSet<SeatId> = taken.into_iter().flatten().collect();
    let mut guests = convenings::guests(db, convening).await?;
    guests.retain(|guest| !taken.contains(&guest.seat.id));
    let invited = invitations::Entity::find()
        .filter(invitations::Column::ConveningId.eq(convening))
        .filter(invitations::Column::SeatId.is_not_null())
        .filter(invitations::Column::RemovedAt.is_null())
        .all(db)
        .await?;
    let organizations = guests.iter().filter_map(|guest| guest.seat.organization_id);
    let known = people::reachable_at(db, organizations).await?;
    let of_seat = |guest: Guest| {
        let invited = invited
            .iter()
            .filter(|row| row.seat_id == Some(guest.seat.id));
        let mut reach: Vec<Reach> = invited
            .map(|row| Reach {
                person: row.person_id,
                name: row.name.clone(),
                address: row.address.clone(),
            })
            .collect();
        let there = guest.seat.organization_id.and_then(|id| known.get(&id));
        for person in there.into_iter().flatten().filter(|it| !it.do_not_contact) {
            let Some(address) = person.email.clone() else {
                continue;
            };
            if !reach.iter().any(|held| held.address == address) {
                reach.push(Reach {
                    person: Some(person.id),
                    name: person.name.clone(),
                    address,
                });
            }
        }
        Seated { guest, reach }
    };
    Ok(guests.into_iter().map(of_seat).collect())
}
