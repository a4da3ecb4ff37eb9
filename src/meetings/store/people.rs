//! The people who come for parties: when they are away, and that they were asked for wishes.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::{
    Wrote,
    follow::{COMES, DECLINED},
    links::revoke_links,
    room::{by_id, note, touch},
};
use crate::{
    audit::Actor,
    entities::{meeting_parties, meeting_people as rows, organizations, people},
    ids::{MeetingPartyId, MeetingPersonId, MeetingRoomId},
    jobs,
    mail::suppression,
    meetings::mailing::MeetingMails,
    values::{CodeList, EmailAddress, MeetingPhase},
};

/// What is to change of somebody, and the version that was looked at.
#[derive(Clone, Debug)]
pub(in crate::meetings) struct PersonChange {
    pub(in crate::meetings) id: MeetingPersonId,
    pub(in crate::meetings) version: i32,
    pub(in crate::meetings) party: Option<MeetingPartyId>,
    pub(in crate::meetings) address: Option<EmailAddress>,
    /// The starts of rounds in which they are away.
    pub(in crate::meetings) away: CodeList,
    pub(in crate::meetings) comes: bool,
}

/// Changes where somebody sits and when they are away.
pub(in crate::meetings) async fn change_person(
    txn: &DatabaseTransaction,
    room: MeetingRoomId,
    change: &PersonChange,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Wrote, DbErr> {
    let room = by_id(txn, room).await?;
    let held = rows::Entity::find_by_id(change.id).one(txn).await?;
    let Some((room, held)) = room
        .zip(held)
        .filter(|(room, held)| held.room_id == room.id)
    else {
        return Ok(Wrote::Over);
    };
    if let Some(party) = change.party {
        let party = meeting_parties::Entity::find_by_id(party).one(txn).await?;
        if party.is_none_or(|party| party.room_id != room.id) {
            return Ok(Wrote::Over);
        }
    }
    let gone_at = if change.comes {
        None
    } else {
        held.gone_at.or(Some(now))
    };
    // Staff may know better than an answer that said no.
    let gone_why = match (change.comes, held.gone_why.as_str()) {
        (true, DECLINED | COMES) => COMES,
        _ => "",
    };
    let columns = rows::ActiveModel {
        party_id: Set(change.party),
        address: Set(change.address.clone()),
        away: Set(change.away.clone()),
        gone_at: Set(gone_at),
        gone_why: Set(gone_why.to_owned()),
        ..Default::default()
    };
    let done = rows::Entity::update_many()
        .set(columns)
        .col_expr(rows::Column::Version, Expr::value(change.version + 1))
        .filter(rows::Column::Id.eq(change.id))
        .filter(rows::Column::Version.eq(change.version))
        .exec(txn)
        .await?;
    if done.rows_affected == 0 {
        return Ok(Wrote::Stale);
    }
    // A link that went to another address, or speaks for another party, opens nothing any more.
    let other = held.address != change.address || held.party_id != change.party;
    if other || gone_at.is_some() {
        revoke_links(txn, change.id, now).await?;
        rows::Entity::update_many()
            .col_expr(rows::Column::AskedAt, Expr::value(None::<DateTime<Utc>>))
            .filter(rows::Column::Id.eq(change.id))
            .exec(txn)
            .await?;
    }
    // Whoever comes newly once the day is planned gets a link at once; while wishes are collected, staff ask them.
    let newly = other || (held.gone_at.is_some() && gone_at.is_none());
    if newly && gone_at.is_none() && room.phase == MeetingPhase::Published {
        jobs::enqueue(
            txn,
            &MeetingMails::to_people(room.id, vec![change.id], now),
            now,
        )
        .await?;
    }
    touch(txn, room.id, now).await?;
    let what = match (held.gone_at.is_none(), change.comes) {
        (true, false) => "does not come",
        (false, true) => "comes after all",
        _ => "sits or is away differently",
    };
    let summary = format!("Meetings: {} {what}", held.name);
    note(txn, room.convening_id, summary, &[], (actor, now)).await?;
    Ok(Wrote::Done)
}

/// Notes that somebody is asked for wishes; `false` if they were already.
pub(in crate::meetings) async fn claim_question(
    txn: &DatabaseTransaction,
    id: MeetingPersonId,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let done = rows::Entity::update_many()
        .col_expr(rows::Column::AskedAt, Expr::value(now))
        .filter(rows::Column::Id.eq(id))
        .filter(rows::Column::AskedAt.is_null())
        .exec(txn)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Somebody who could be written to, and whether they may be.
pub(in crate::meetings) struct Waits {
    pub(in crate::meetings) person: rows::Model,
    pub(in crate::meetings) address: EmailAddress,
    pub(in crate::meetings) party: MeetingPartyId,
    pub(in crate::meetings) barred: bool,
}

/// The next of those who come for a party and have an address, after `after` by their ids.
pub(in crate::meetings) async fn waits_for(
    db: &impl ConnectionTrait,
    of: MeetingRoomId,
    after: Option<MeetingPersonId>,
    most: u64,
) -> Result<Vec<Waits>, DbErr> {
    let mut found = rows::Entity::find()
        .filter(rows::Column::RoomId.eq(of))
        .filter(rows::Column::PartyId.is_not_null())
        .filter(rows::Column::SeatId.is_not_null())
        .filter(rows::Column::Address.is_not_null())
        .filter(rows::Column::GoneAt.is_null())
        .order_by_asc(rows::Column::Id)
        .limit(most);
    if let Some(after) = after {
        found = found.filter(rows::Column::Id.gt(after));
    }
    let found = found.all(db).await?;
    let key = |row: &rows::Model| row.address.as_ref().map(|it| it.as_str().to_lowercase());
    let suppressed = suppression::suppressed(db, found.iter().filter_map(key)).await?;
    let silent: BTreeSet<_> = people::Entity::find()
        .filter(people::Column::Id.is_in(found.iter().filter_map(|it| it.person_id)))
        .filter(people::Column::DoNotContact.eq(true))
        .all(db)
        .await?
        .into_iter()
        .map(|it| it.id)
        .collect();
    let houses: BTreeSet<_> = organizations::Entity::find()
        .filter(organizations::Column::Id.is_in(found.iter().filter_map(|it| it.organization_id)))
        .filter(organizations::Column::DoNotContact.eq(true))
        .all(db)
        .await?
        .into_iter()
        .map(|it| it.id)
        .collect();
    let waits = |person: rows::Model| {
        let kind = key(&person).and_then(|key| suppressed.get(&key).copied());
        let stopped = kind.is_some_and(crate::values::SuppressionKind::stops_invitations);
        let silent = person.person_id.is_some_and(|id| silent.contains(&id))
            || person
                .organization_id
                .is_some_and(|id| houses.contains(&id));
        Some(Waits {
            address: person.address.clone()?,
            party: person.party_id?,
            barred: stopped || silent,
            person,
        })
    };
    Ok(found.into_iter().filter_map(waits).collect())
}

/// How many could be asked for wishes and were not yet: who may not be written to, or takes no part, is not counted.
pub(in crate::meetings) async fn unasked(
    db: &impl ConnectionTrait,
    of: MeetingRoomId,
) -> Result<u64, DbErr> {
    let withdrawn: BTreeSet<MeetingPartyId> = meeting_parties::Entity::find()
        .filter(meeting_parties::Column::RoomId.eq(of))
        .filter(meeting_parties::Column::WithdrawnAt.is_not_null())
        .all(db)
        .await?
        .into_iter()
        .map(|party| party.id)
        .collect();
    let (mut many, mut after) = (0, None);
    loop {
        let some = waits_for(db, of, after, 500).await?;
        let Some(last) = some.last() else {
            return Ok(many);
        };
        after = Some(last.person.id);
        let asks = |it: &&Waits| {
            it.person.asked_at.is_none() && !it.barred && !withdrawn.contains(&it.party)
        };
        many += u64::try_from(some.iter().filter(asks).count()).unwrap_or(0);
    }
}
