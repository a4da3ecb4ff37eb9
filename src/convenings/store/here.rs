//! How many are expected at a convening, and how many came. Arrivals are written at the door, in a later room.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait, Select,
};

use crate::{
    entities::{arrivals, invitations, seats},
    ids::ConveningId,
    values::{ArrivalKind, InvitationState, Partstat},
};

/// Numbers of the door.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Here {
    /// Guests who were expected and came.
    pub here: u64,
    pub walk_ins: u64,
    /// Guests who have not said no, and those who said no and came.
    pub expected: u64,
}

/// The numbers of one convening.
pub async fn here(db: &impl ConnectionTrait, id: ConveningId) -> Result<Here, DbErr> {
    let rows: Vec<(ArrivalKind, i64)> = arrivals::Entity::find()
        .select_only()
        .column(arrivals::Column::Kind)
        .column_as(arrivals::Column::Id.count(), "people")
        .filter(arrivals::Column::ConveningId.eq(id))
        .filter(arrivals::Column::UndoneAt.is_null())
        .group_by(arrivals::Column::Kind)
        .into_tuple()
        .all(db)
        .await?;
    let of = |kind: ArrivalKind| {
        let found = rows.iter().find(|(each, _)| *each == kind);
        found.map_or(0, |(_, people)| u64::try_from(*people).unwrap_or_default())
    };
    let invited = invited(id)
        .filter(invitations::Column::Partstat.is_not_in([Partstat::Declined, Partstat::Delegated]))
        .count(db)
        .await?;
    let seated = uninvited_seats(id).count(db).await?;
    let surprised = surprised(id).count(db).await?;
    Ok(Here {
        here: of(ArrivalKind::Arrived),
        walk_ins: of(ArrivalKind::WalkIn),
        expected: invited + seated + surprised,
    })
}

/// Those on the guest list by mail: invited, or about to be.
fn invited(id: ConveningId) -> Select<invitations::Entity> {
    invitations::Entity::find()
        .filter(invitations::Column::ConveningId.eq(id))
        .filter(
            invitations::Column::State.is_in([InvitationState::Planned, InvitationState::Invited]),
        )
}

/// Seats whose guest nobody invites by mail.
pub fn uninvited_seats(id: ConveningId) -> Select<seats::Entity> {
    let taken = invited(id)
        .select_only()
        .column(invitations::Column::SeatId)
        .filter(invitations::Column::SeatId.is_not_null())
        .into_query();
    seats::Entity::find()
        .filter(seats::Column::ConveningId.eq(id))
        .filter(seats::Column::Id.not_in_subquery(taken))
}

/// Those who said no, and came.
fn surprised(id: ConveningId) -> Select<arrivals::Entity> {
    let said_no = invited(id)
        .select_only()
        .column(invitations::Column::Id)
        .filter(invitations::Column::Partstat.is_in([Partstat::Declined, Partstat::Delegated]))
        .into_query();
    arrivals::Entity::find()
        .filter(arrivals::Column::ConveningId.eq(id))
        .filter(arrivals::Column::UndoneAt.is_null())
        .filter(arrivals::Column::InvitationId.in_subquery(said_no))
}
