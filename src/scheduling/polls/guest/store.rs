//! Writing down what somebody says. Each answer is a row of its own, so two that are given at the same moment are both kept.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, sea_query::OnConflict,
};

use super::{
    form::{Answers, Vote},
    is_open,
};
use crate::{
    entities::{date_polls, poll_hours, poll_options, poll_people, poll_votes},
    ids::{PollHourId, PollId, PollOptionId, PollPersonId},
    values::{AnswerSource, PollPersonState},
};

/// Who says it, and when.
#[derive(Clone, Debug)]
pub(super) struct By {
    pub(super) source: AnswerSource,
    /// The name of the member of staff who wrote it down; empty for the person.
    pub(super) staff: String,
    pub(super) now: DateTime<Utc>,
}

/// The hours somebody gave, through the week.
pub(super) async fn hours_of(
    db: &impl ConnectionTrait,
    of: PollPersonId,
) -> Result<Vec<poll_hours::Model>, DbErr> {
    poll_hours::Entity::find()
        .filter(poll_hours::Column::PollPersonId.eq(of))
        .order_by_asc(poll_hours::Column::Weekday)
        .order_by_asc(poll_hours::Column::FromMinute)
        .all(db)
        .await
}

/// An option that is offered still, with its poll.
pub(super) async fn offered(
    db: &impl ConnectionTrait,
    poll: PollId,
    option: Option<PollOptionId>,
) -> Result<Option<(PollOptionId, date_polls::Model)>, DbErr> {
    let Some(option) = option else {
        return Ok(None);
    };
    let found = poll_options::Entity::find_by_id(option)
        .filter(poll_options::Column::PollId.eq(poll))
        .filter(poll_options::Column::WithdrawnAt.is_null())
        .find_also_related(date_polls::Entity)
        .one(db)
        .await?;
    Ok(found.and_then(|(option, poll)| Some((option.id, poll?))))
}

/// Somebody who is asked by a poll that takes answers now.
async fn at_the_door(
    txn: &DatabaseTransaction,
    id: PollPersonId,
    now: DateTime<Utc>,
) -> Result<Option<poll_people::Model>, DbErr> {
    let found = poll_people::Entity::find_by_id(id)
        .find_also_related(date_polls::Entity)
        .one(txn)
        .await?;
    let open = found.filter(|(person, poll)| {
        let open = poll.as_ref().is_some_and(|poll| is_open(poll, now));
        open && person.state != PollPersonState::Removed
    });
    Ok(open.map(|(person, _)| person))
}

/// Keeps one answer; `false` if the poll takes none.
pub(super) async fn save_vote(
    txn: &DatabaseTransaction,
    id: PollPersonId,
    vote: &Vote,
    by: &By,
) -> Result<bool, DbErr> {
    if at_the_door(txn, id, by.now).await?.is_none() {
        return Ok(false);
    }
    put(txn, id, std::slice::from_ref(vote), by).await?;
    heard(txn, id, poll_people::ActiveModel::default(), by).await?;
    Ok(true)
}

/// Keeps everything a form says; `false` if the poll takes no answers.
pub(super) async fn save(
    txn: &DatabaseTransaction,
    id: PollPersonId,
    answers: &Answers,
    by: &By,
) -> Result<bool, DbErr> {
    if at_the_door(txn, id, by.now).await?.is_none() {
        return Ok(false);
    }
    put(txn, id, &answers.votes, by).await?;
    put_hours(txn, id, answers).await?;
    let mut person = poll_people::ActiveModel {
        note: Set(answers.note.clone()),
        ..Default::default()
    };
    if let Some(zone) = &answers.zone {
        person.time_zone = Set(Some(zone.clone()));
    }
    heard(txn, id, person, by).await?;
    Ok(true)
}

async fn put(
    txn: &DatabaseTransaction,
    id: PollPersonId,
    votes: &[Vote],
    by: &By,
) -> Result<(), DbErr> {
    use poll_votes::Column as C;
    if votes.is_empty() {
        return Ok(());
    }
    let rows = votes.iter().map(|vote| poll_votes::ActiveModel {
        poll_person_id: Set(id),
        poll_option_id: Set(vote.option),
        answer: Set(vote.answer),
        note: Set(vote.note.clone()),
        said_at: Set(by.now),
        source: Set(by.source),
        written_by: Set(by.staff.clone()),
    });
    let instead = OnConflict::columns([C::PollPersonId, C::PollOptionId])
        .update_columns([C::Answer, C::Note, C::SaidAt, C::Source, C::WrittenBy])
        .to_owned();
    poll_votes::Entity::insert_many(rows)
        .on_conflict(instead)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// The week as it was sent, instead of what was there.
async fn put_hours(
    txn: &DatabaseTransaction,
    id: PollPersonId,
    answers: &Answers,
) -> Result<(), DbErr> {
    poll_hours::Entity::delete_many()
        .filter(poll_hours::Column::PollPersonId.eq(id))
        .exec(txn)
        .await?;
    if answers.hours.is_empty() {
        return Ok(());
    }
    let rows = answers.hours.iter().map(|hours| poll_hours::ActiveModel {
        id: Set(PollHourId::fresh()),
        poll_person_id: Set(id),
        weekday: Set(hours.weekday),
        from_minute: Set(hours.from),
        to_minute: Set(hours.to),
        answer: Set(hours.answer),
    });
    poll_hours::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Notes that they were heard.
async fn heard(
    txn: &DatabaseTransaction,
    id: PollPersonId,
    columns: poll_people::ActiveModel,
    by: &By,
) -> Result<(), DbErr> {
    poll_people::Entity::update_many()
        .set(poll_people::ActiveModel {
            state: Set(PollPersonState::Answered),
            answered_at: Set(Some(by.now)),
            answer_source: Set(Some(by.source)),
            recorded_by: Set(by.staff.clone()),
            ..columns
        })
        .filter(poll_people::Column::Id.eq(id))
        .filter(poll_people::Column::State.ne(PollPersonState::Removed))
        .exec(txn)
        .await?;
    Ok(())
}
