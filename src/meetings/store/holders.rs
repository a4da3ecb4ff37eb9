//! Who holds a seat: the invitation in force for it. A seat that was handed over is held by another one than before.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    entities::{invitations, meeting_people},
    ids::{ConveningId, SeatId},
    values::Partstat,
};

/// The invitations of a convening that hold a seat.
#[derive(Debug, Default)]
pub(super) struct Holders(BTreeMap<SeatId, invitations::Model>);

impl Holders {
    pub(super) fn of(&self, seat: SeatId) -> Option<&invitations::Model> {
        self.0.get(&seat)
    }

    /// Whether whoever holds the seat said that they do not come.
    pub(super) fn declined(&self, seat: SeatId) -> bool {
        let holder = self.of(seat);
        holder.is_some_and(|it| it.partstat == Partstat::Declined)
    }
}

/// Whether an invitation is not its seat's any more: taken back, or handed to somebody else.
fn is_over(row: &invitations::Model) -> bool {
    row.removed_at.is_some() || row.partstat == Partstat::Delegated
}

pub(super) async fn holders(
    db: &impl ConnectionTrait,
    convening: ConveningId,
) -> Result<Holders, DbErr> {
    use invitations::Column as C;
    let rows = invitations::Entity::find()
        .filter(C::ConveningId.eq(convening))
        .filter(C::SeatId.is_not_null())
        .order_by_asc(C::CreatedAt)
        .order_by_asc(C::Id)
        .all(db)
        .await?;
    // Of several, the newest holds it.
    let held = rows.into_iter().filter(|row| !is_over(row));
    let held = held.filter_map(|row| Some((row.seat_id?, row)));
    Ok(Holders(held.collect()))
}

/// Whether somebody still has the seat they came in by; a link of whoever has not opens nothing.
pub(in crate::meetings) async fn still_holds(
    db: &impl ConnectionTrait,
    person: &meeting_people::Model,
) -> Result<bool, DbErr> {
    let Some(seat) = person.seat_id else {
        return Ok(false);
    };
    let Some(invitation) = person.invitation_id else {
        return Ok(true);
    };
    let row = invitations::Entity::find_by_id(invitation).one(db).await?;
    Ok(row.is_some_and(|row| row.seat_id == Some(seat) && !is_over(&row)))
}
