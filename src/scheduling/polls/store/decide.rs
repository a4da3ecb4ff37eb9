//! Choosing a time, and taking it back. Poll and convening change together or not at all.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::Expr,
};

use super::{
    busy::forget_all_busy,
    options::insert,
    read::{by_id, option_rows, slots},
    write::{Wrote, note, put},
};
use crate::{
    audit::Actor,
    convenings::{self, Dated},
    entities::{date_polls, poll_options, poll_votes},
    ids::{PollId, PollOptionId, PollPersonId},
    scheduling::polls::{asking, rules::Slot},
    values::{
        AnswerSource, ConveningStatus, PollAnswer, PollManner, PollState, time_convert::to_chrono,
    },
};

/// Which time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scheduling::polls) enum Chosen {
    Offered(PollOptionId),
    /// Of a poll where any time will do, with what everybody's week says of it.
    Found(Slot, Vec<(PollPersonId, PollAnswer)>),
}

/// What somebody decides, and the versions they were looking at.
#[derive(Clone, Debug)]
pub(in crate::scheduling::polls) struct Decision {
    pub(in crate::scheduling::polls) poll: PollId,
    pub(in crate::scheduling::polls) version: i32,
    pub(in crate::scheduling::polls) convening_version: i32,
    pub(in crate::scheduling::polls) chosen: Chosen,
    /// How firm: a hold or confirmed.
    pub(in crate::scheduling::polls) status: ConveningStatus,
    pub(in crate::scheduling::polls) reason: String,
}

/// Chooses the time; `Over` for one that has begun. [`DbErr::RecordNotUpdated`] where somebody wrote at the same moment: nothing is kept.
pub(in crate::scheduling::polls) async fn decide(
    txn: &DatabaseTransaction,
    decision: &Decision,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Wrote, DbErr> {
    let Some(poll) = by_id(txn, decision.poll).await? else {
        return Ok(Wrote::Over);
    };
    if !matches!(poll.state, PollState::Open | PollState::Closed) {
        return Ok(Wrote::Stale);
    }
    let Some((option, slot)) = time(txn, &poll, &decision.chosen, now).await? else {
        return Ok(Wrote::Stale);
    };
    if to_chrono(slot.starts) <= now {
        return Ok(Wrote::Over);
    }
    let columns = date_polls::ActiveModel {
        state: Set(PollState::Decided),
        closed_at: Set(poll.closed_at.or(Some(now))),
        decided_option_id: Set(Some(option)),
        decided_at: Set(Some(now)),
        decided_by: Set(actor.name.clone()),
        decision_reason: Set(decision.reason.clone()),
        ..Default::default()
    };
    if !put(txn, (poll.id, decision.version), columns).await? {
        return Err(DbErr::RecordNotUpdated);
    }
    let convening = (poll.convening_id, decision.convening_version);
    let date = (slot.when(&poll.time_zone), decision.status);
    match convenings::choose_date(txn, convening, date, actor, now).await? {
        Dated::Done => {}
        Dated::Stale | Dated::Over => return Err(DbErr::RecordNotUpdated),
    }
    let why = if decision.reason.is_empty() {
        String::new()
    } else {
        format!(": {}", decision.reason)
    };
    if poll.opened_at.is_some() {
        asking::tell_decided(txn, poll.id, now).await?;
    }
    forget_all_busy(txn, poll.id).await?;
    let summary = format!("Chose {}{why}", slot.words(&poll.time_zone));
    note(txn, poll.convening_id, summary, &[], (actor, now)).await?;
    Ok(Wrote::Done(poll.id))
}

/// The time as a row: one that is offered still, or a found one that becomes a row now.
async fn time(
    txn: &DatabaseTransaction,
    poll: &date_polls::Model,
    chosen: &Chosen,
    now: DateTime<Utc>,
) -> Result<Option<(PollOptionId, Slot)>, DbErr> {
    match (chosen, poll.manner) {
        (Chosen::Offered(id), PollManner::Options) => {
            let held = slots(&option_rows(txn, poll.id).await?)?;
            Ok(held.into_iter().find(|(held, _)| held == id))
        }
        (Chosen::Found(slot, said), PollManner::AnyTime) => {
            let id = insert(txn, poll.id, slot, now).await?;
            votes(txn, id, said, now).await?;
            Ok(Some((id, slot.clone())))
        }
        _ => Ok(None),
    }
}

/// What weeks say of the time, as answers: they are told of it, and invitations know them.
async fn votes(
    txn: &DatabaseTransaction,
    option: PollOptionId,
    said: &[(PollPersonId, PollAnswer)],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    for some in said.chunks(500) {
        let rows = some.iter().map(|(person, answer)| poll_votes::ActiveModel {
            poll_person_id: Set(*person),
            poll_option_id: Set(option),
            answer: Set(*answer),
            note: Set(String::new()),
            said_at: Set(now),
            source: Set(AnswerSource::Link),
            written_by: Set(String::new()),
        });
        poll_votes::Entity::insert_many(rows)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

/// Takes the chosen time back: the poll is open again, and the convening looks for a date.
pub(in crate::scheduling::polls) async fn take_back(
    txn: &DatabaseTransaction,
    (id, version): (PollId, i32),
    convening_version: i32,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Wrote, DbErr> {
    let Some(poll) = by_id(txn, id).await? else {
        return Ok(Wrote::Over);
    };
    if poll.state != PollState::Decided {
        return Ok(Wrote::Stale);
    }
    let columns = date_polls::ActiveModel {
        state: Set(PollState::Open),
        closed_at: Set(None),
        closes_at: Set(poll.closes_at.filter(|at| *at > now)),
        ready_told_at: Set(None),
        decided_option_id: Set(None),
        decided_at: Set(None),
        decided_by: Set(String::new()),
        decision_reason: Set(String::new()),
        ..Default::default()
    };
    if !put(txn, (id, version), columns).await? {
        return Err(DbErr::RecordNotUpdated);
    }
    if poll.manner == PollManner::AnyTime {
        poll_options::Entity::update_many()
            .col_expr(poll_options::Column::WithdrawnAt, Expr::value(now))
            .filter(poll_options::Column::PollId.eq(id))
            .filter(poll_options::Column::WithdrawnAt.is_null())
            .exec(txn)
            .await?;
    }
    let convening = (poll.convening_id, convening_version);
    match convenings::take_date_back(txn, convening, actor, now).await? {
        Dated::Done => {}
        Dated::Stale | Dated::Over => return Err(DbErr::RecordNotUpdated),
    }
    if poll.opened_at.is_some() {
        asking::tell_taken_back(txn, id, now).await?;
    }
    let summary = "Took the chosen time back and opened the date poll again";
    note(txn, poll.convening_id, summary, &[], (actor, now)).await?;
    Ok(Wrote::Done(id))
}
