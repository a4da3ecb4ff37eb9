//! From setting up to published, and what staff do to single meetings and tables.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use super::{
    Shown, Wrote,
    events::{keep_events, loosen_events},
    fitness::unfit,
    guard::is_cancelled,
    people::unasked,
    room::{by_id, locked, note, put, touch},
};
use crate::{
    audit::Actor,
    entities::{meeting_pairs, meeting_parties, meeting_rooms, meeting_tables},
    ids::{MeetingPartyId, MeetingRoomId, MeetingTableId},
    jobs,
    meetings::mailing::{MeetingMails, What},
    values::{MeetingOrder, MeetingPhase, MeetingSide},
};

/// Goes to another phase. Asking for wishes and publishing write to guests; the mails are jobs of the same transaction.
pub(in crate::meetings) async fn turn(
    txn: &DatabaseTransaction,
    (id, version): (MeetingRoomId, i32),
    (to, show): (MeetingPhase, bool),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Shown, DbErr> {
    use MeetingPhase as P;
    let Some(room) = locked(txn, id).await? else {
        return Ok(Ok(Wrote::Over));
    };
    if is_cancelled(txn, &room).await? {
        return Ok(Err("This convening is cancelled".to_owned()));
    }
    let known = match (room.phase, to) {
        (P::Setup | P::Draft, P::Wishes)
        | (P::Setup | P::Wishes | P::Provisional | P::Published, P::Draft) => true,
        (P::Draft, P::Provisional) | (P::Provisional, P::Published) => room.plan_id.is_some(),
        // Asking those who came later is the same act again.
        (P::Wishes, P::Wishes) => unasked(txn, id).await? > 0,
        _ => false,
    };
    if !known {
        return Ok(Ok(if room.version == version {
            Wrote::Over
        } else {
            Wrote::Stale
        }));
    }
    if matches!(to, P::Provisional | P::Published)
        && room.version == version
        && let Some(sentence) = unfit(txn, &room, room.plan_id).await?
    {
        return Ok(Err(sentence));
    }
    let columns = meeting_rooms::ActiveModel {
        phase: Set(to),
        guests_see_draft: Set(to == P::Provisional && show),
        opened_at: Set(if to == P::Wishes {
            room.opened_at.or(Some(now))
        } else {
            room.opened_at
        }),
        published_at: Set((to == P::Published).then_some(now)),
        ..Default::default()
    };
    if !put(txn, (id, version), columns).await? {
        return Ok(Ok(Wrote::Stale));
    }
    tell(txn, &room, to, now).await?;
    let summary = match to {
        P::Setup => return Ok(Ok(Wrote::Over)),
        P::Wishes => "Meetings: asked for wishes",
        P::Draft if room.phase == P::Published => "Meetings: took the published plan back",
        P::Draft => "Meetings: planning began",
        P::Provisional => "Meetings: the plan is provisional",
        P::Published => "Meetings: published the plan",
    };
    note(txn, room.convening_id, summary, &[], (actor, now)).await?;
    Ok(Ok(Wrote::Done))
}

/// Tells guests, and their calendars, what another phase is to them.
async fn tell(
    txn: &DatabaseTransaction,
    room: &meeting_rooms::Model,
    to: MeetingPhase,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let to_all = |what| MeetingMails::to_all(room.id, what, now);
    let job = match (room.phase, to) {
        (_, MeetingPhase::Wishes) => to_all(What::Ask),
        (_, MeetingPhase::Published) => {
            let told = keep_events(txn, room, now).await?;
            if told.first {
                to_all(What::Day)
            } else {
                MeetingMails {
                    people: Some(told.others),
                    ..to_all(What::Changed)
                }
            }
        }
        (MeetingPhase::Published, _) => {
            loosen_events(txn, room.id, now).await?;
            to_all(What::Back)
        }
        _ => return Ok(()),
    };
    jobs::enqueue(txn, &job, now).await?;
    Ok(())
}

/// Takes a table out of use, or back into it; nothing if it is not one of these.
pub(in crate::meetings) async fn close_table(
    txn: &DatabaseTransaction,
    (room, table): (MeetingRoomId, MeetingTableId),
    closed: bool,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<String>, DbErr> {
    let room = by_id(txn, room).await?;
    let held = meeting_tables::Entity::find_by_id(table).one(txn).await?;
    let Some((room, held)) = room
        .zip(held)
        .filter(|(room, held)| held.room_id == room.id)
    else {
        return Ok(None);
    };
    let closed_at = closed.then_some(now);
    meeting_tables::Entity::update_many()
        .col_expr(meeting_tables::Column::ClosedAt, Expr::value(closed_at))
        .filter(meeting_tables::Column::Id.eq(table))
        .exec(txn)
        .await?;
    touch(txn, room.id, now).await?;
    let what = if closed { "out of use" } else { "back in use" };
    let summary = format!("Meetings: {} is {what}", held.name);
    note(txn, room.convening_id, summary, &[], (actor, now)).await?;
    Ok(Some(held.name))
}

/// Holds a meeting in any case, calls it off, or takes either back; `false` if these are not a team and a funder of it.
pub(in crate::meetings) async fn order_pair(
    txn: &DatabaseTransaction,
    room: MeetingRoomId,
    (team, funder, order): (MeetingPartyId, MeetingPartyId, Option<MeetingOrder>),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    use meeting_pairs::{ActiveModel, Column as C, Entity};
    let party = async |id, side| -> Result<Option<meeting_parties::Model>, DbErr> {
        let found = meeting_parties::Entity::find_by_id(id).one(txn).await?;
        Ok(found.filter(|it| it.room_id == room && it.side == side))
    };
    let teams = party(team, MeetingSide::Team).await?;
    let funders = party(funder, MeetingSide::Funder).await?;
    let room = by_id(txn, room).await?;
    let Some(((one, other), room)) = teams.zip(funders).zip(room) else {
        return Ok(false);
    };
    let what = if let Some(order) = order {
        let row = ActiveModel {
            team_id: Set(team),
            funder_id: Set(funder),
            room_id: Set(room.id),
            verdict: Set(order),
            said_by: Set(actor.name.clone()),
            said_at: Set(now),
        };
        let again = OnConflict::columns([C::TeamId, C::FunderId])
            .update_columns([C::Verdict, C::SaidBy, C::SaidAt])
            .to_owned();
        Entity::insert(row)
            .on_conflict(again)
            .exec_without_returning(txn)
            .await?;
        order.label().to_lowercase()
    } else {
        Entity::delete_by_id((team, funder)).exec(txn).await?;
        "as wished again".to_owned()
    };
    touch(txn, room.id, now).await?;
    let summary = format!("Meetings: {} with {}: {what}", one.name, other.name);
    note(txn, room.convening_id, summary, &[], (actor, now)).await?;
    Ok(true)
}
