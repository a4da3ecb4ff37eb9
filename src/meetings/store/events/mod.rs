//! What calendars were told of everybody's meetings. A meeting keeps its UID, and its SEQUENCE rises only when it is another;
//! one that is not held any more is kept for a while, so that calendars take it out.

mod fresh;
mod gone;
mod rows;
mod wanted;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait};

use fresh::fresh;
pub(in crate::meetings) use fresh::uid;
pub(super) use gone::{drop_events, loosen_events};
pub(in crate::meetings) use rows::events_of;
use rows::{raise, rows_of};
use wanted::{taken, wanted};

use super::{gathered::gathered, places::held_in, room::by_id};
use crate::{
    convenings,
    entities::{meeting_events as events, meeting_rooms},
    ids::MeetingPersonId,
    meetings::rules::unrefused,
};

/// Whom the keeping of events concerns.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Nobody was told anything before.
    pub(super) first: bool,
    /// Those whose day is another than they were told.
    pub(super) others: Vec<MeetingPersonId>,
}

/// Brings the events of everybody up to date with the plan in force, which is published.
pub(super) async fn keep_events(
    txn: &DatabaseTransaction,
    room: &meeting_rooms::Model,
    now: DateTime<Utc>,
) -> Result<Told, DbErr> {
    let known = by_id(txn, room.id)
        .await?
        .zip(convenings::by_id(txn, room.convening_id).await?);
    let Some((room, convening)) = known else {
        return Ok(Told::default());
    };
    let of = gathered(txn, room).await?;
    let planned = held_in(txn, &of, of.room.plan_id).await?;
    let planned = unrefused(planned, &of.wishes);
    let mut rows = rows_of(txn, of.room.id).await?;
    let mut told = Told {
        first: rows.is_empty(),
        others: Vec::new(),
    };
    let mut new = Vec::new();
    for person in &of.people {
        let mut held = rows.remove(&person.id).unwrap_or_default();
        let uids: BTreeSet<String> = held.iter().map(|row| row.uid.clone()).collect();
        let wanted = wanted(&of, (person, &convening.row.venue), &planned);
        let mut other = false;
        for each in &wanted {
            let same = taken(&mut held, each);
            other |= same.as_ref().is_none_or(|row| !each.is_told(row));
            match same {
                Some(row) if each.is_told(&row) && row.firm => {}
                Some(row) => raise(txn, &row, each.columns(now)).await?,
                None => new.push(fresh(person, each, &uids, now)),
            }
        }
        for row in held.iter().filter(|row| row.gone_at.is_none()) {
            other = true;
            let columns = events::ActiveModel {
                stamped_at: Set(now),
                gone_at: Set(Some(now)),
                ..Default::default()
            };
            raise(txn, row, columns).await?;
        }
        if other {
            told.others.push(person.id);
        }
    }
    // Below the number of values one statement may have.
    for some in new.chunks(500) {
        events::Entity::insert_many(some.to_vec())
            .exec_without_returning(txn)
            .await?;
    }
    Ok(told)
}
