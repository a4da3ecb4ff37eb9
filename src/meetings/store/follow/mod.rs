//! Meetings follow their convening: its time, its guests, its end. Rooms before this one cannot call it, so they leave a
//! job; done twice, it finds nothing to do.

mod became;
mod guests;
mod time;

pub(super) use became::{COMES, DECLINED};

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::{
    events::{drop_events, keep_events},
    room::{by_convening, locked},
};
use crate::{
    convenings,
    ids::ConveningId,
    jobs,
    meetings::mailing::{MeetingMails, What},
    values::{ConveningStatus, MeetingPhase},
};

/// Brings the meetings of a convening up to date with it. Whose day is another is written to.
pub(in crate::meetings) async fn follow(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Some(room) = by_convening(txn, convening).await? else {
        return Ok(());
    };
    let Some(room) = locked(txn, room.id).await? else {
        return Ok(());
    };
    let Some(convening) = convenings::by_id(txn, convening).await? else {
        return Ok(());
    };
    if convening.row.status == ConveningStatus::Cancelled {
        return drop_events(txn, room.id, now).await;
    }
    let moved = time::follow_time(txn, &room, &convening, now).await?;
    let came = guests::follow_guests(txn, &room, now).await?;
    let published = room.phase == MeetingPhase::Published;
    if published {
        keep_events(txn, &room, now).await?;
    }
    if published && moved {
        let job = MeetingMails::to_all(room.id, What::Changed, now);
        jobs::enqueue(txn, &job, now).await?;
    } else if !came.is_empty()
        && matches!(room.phase, MeetingPhase::Wishes | MeetingPhase::Published)
    {
        let job = MeetingMails::to_people(room.id, came, now);
        jobs::enqueue(txn, &job, now).await?;
    }
    Ok(())
}
