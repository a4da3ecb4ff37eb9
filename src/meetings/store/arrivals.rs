//! Bringing in who has a seat: parties, and the people who come for them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
};

use super::{
    holders::{Holders, holders},
    room::{locked, note, touch},
    sides::{side_of, sides},
};
use crate::{
    audit::Actor,
    convenings::{self, Guest},
    entities::{meeting_parties as parties, meeting_people, meeting_rooms},
    ids::{MeetingPartyId, MeetingPersonId, SeatId},
    values::CodeList,
};

/// Brings in everybody who has a seat, did not decline and is not there yet: funders by their organization; teams by the
/// goals of the convening where it has several, or else by the organizations of its partners. Says how many people came.
pub(in crate::meetings) async fn bring_in(
    txn: &DatabaseTransaction,
    room: &meeting_rooms::Model,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<usize, DbErr> {
    // Of two who bring in guests at once, the second finds them there.
    if locked(txn, room.id).await?.is_none() {
        return Ok(0);
    }
    let guests = convenings::guests(txn, room.convening_id).await?;
    let mut sides = sides(txn, room, &guests).await?;
    let holders = holders(txn, room.convening_id).await?;
    let known = seats_known(txn, room).await?;
    let arrived: Vec<&Guest> = guests
        .iter()
        .filter(|guest| side_of(guest.seat.role).is_some())
        .filter(|guest| !known.contains(&guest.seat.id))
        .filter(|guest| !holders.declined(guest.seat.id))
        .collect();
    let at: BTreeMap<SeatId, Option<MeetingPartyId>> = arrived
        .iter()
        .map(|guest| (guest.seat.id, sides.of(guest)))
        .collect();
    let rows: Vec<_> = sides
        .new
        .into_iter()
        .map(|(id, new)| new.row(id, room.id, now))
        .collect();
    if !rows.is_empty() {
        parties::Entity::insert_many(rows)
            .exec_without_returning(txn)
            .await?;
    }
    if arrived.is_empty() {
        return Ok(0);
    }
    let row = |guest: &&Guest| {
        let party = at.get(&guest.seat.id).copied().flatten();
        person(room, (*guest, party), &holders, now)
    };
    meeting_people::Entity::insert_many(arrived.iter().map(row))
        .exec_without_returning(txn)
        .await?;
    touch(txn, room.id, now).await?;
    let summary = format!("Meetings: brought in {} from the guest list", arrived.len());
    note(txn, room.convening_id, summary, &[], (actor, now)).await?;
    Ok(arrived.len())
}

async fn seats_known(
    txn: &DatabaseTransaction,
    room: &meeting_rooms::Model,
) -> Result<Vec<SeatId>, DbErr> {
    let rows = meeting_people::Entity::find()
        .filter(meeting_people::Column::RoomId.eq(room.id))
        .all(txn)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|person| person.seat_id)
        .collect())
}

fn person(
    room: &meeting_rooms::Model,
    (guest, party): (&Guest, Option<MeetingPartyId>),
    holders: &Holders,
    now: DateTime<Utc>,
) -> meeting_people::ActiveModel {
    let holder = holders.of(guest.seat.id);
    let organization = guest.organization.as_ref();
    let sample = organization.is_some_and(|it| it.illustrative);
    meeting_people::ActiveModel {
        id: Set(MeetingPersonId::fresh()),
        room_id: Set(room.id),
        party_id: Set(party),
        seat_id: Set(Some(guest.seat.id)),
        person_id: Set(holder.and_then(|it| it.person_id).or(guest.seat.person_id)),
        organization_id: Set(guest.seat.organization_id),
        name: Set(holder.map_or_else(|| guest.name.clone(), |it| it.name.clone())),
        address: Set(holder.map(|it| it.address.clone())),
        invitation_id: Set(holder.map(|it| it.id)),
        away: Set(CodeList::default()),
        gone_at: Set(None),
        gone_why: Set(String::new()),
        asked_at: Set(None),
        illustrative: Set(room.illustrative || sample),
        version: Set(1),
        created_at: Set(now),
    }
}
