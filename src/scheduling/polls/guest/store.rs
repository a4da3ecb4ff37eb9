//! Writing down what somebody says. Each answer is a row of its own, so two that are given at the same moment are both kept.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, ExprTrait,
    JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationTrait,
    sea_query::{Expr, OnConflict, Query},
};

use super::{
    form::{Answers, Hours, Vote},
    is_open,
};
use crate::{
    entities::{date_polls, poll_hours, poll_options, poll_people, poll_votes},
    ids::{PollHourId, PollId, PollPersonId},
    values::{AnswerSource, PollPersonState, PollState},
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

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saved {
    Kept,
    /// The poll has no such time, or no longer.
    NoSuchTime,
    /// The poll takes no answers.
    Over,
}

/// How long one answer speaks for the next: somebody who goes through a poll presses many times in a row.
const ONE_VISIT: TimeDelta = TimeDelta::seconds(10);

/// Keeps one answer of somebody whom this poll asks.
pub(super) async fn save_vote(
    txn: &DatabaseTransaction,
    (person, poll): (PollPersonId, PollId),
    vote: &Vote,
    by: &By,
) -> Result<Saved, DbErr> {
    if one_more(txn, person, vote, by).await? {
        return Ok(Saved::Kept);
    }
    let offered = poll_options::Entity::find_by_id(vote.option)
        .filter(poll_options::Column::PollId.eq(poll))
        .filter(poll_options::Column::WithdrawnAt.is_null())
        .find_also_related(date_polls::Entity)
        .one(txn)
        .await?;
    let Some((_, poll)) = offered else {
        return Ok(Saved::NoSuchTime);
    };
    if !poll.is_some_and(|poll| is_open(&poll, by.now)) {
        return Ok(Saved::Over);
    }
    if !heard(txn, person, poll_people::ActiveModel::default(), by).await? {
        return Ok(Saved::Over);
    }
    put(txn, person, std::slice::from_ref(vote), by).await?;
    Ok(Saved::Kept)
}

/// Keeps one more answer of somebody who gave one a moment ago, in one statement; writes nothing and says `false` where
/// their row has to hear of it, or the answer cannot be taken.
async fn one_more(
    txn: &DatabaseTransaction,
    id: PollPersonId,
    vote: &Vote,
    by: &By,
) -> Result<bool, DbErr> {
    use date_polls::Column as D;
    use poll_options::Column as O;
    use poll_people::Column as P;
    use poll_votes::Column as C;
    let answered = || Expr::col((poll_people::Entity, P::AnsweredAt));
    // Whoever was asked again, or sees a time that was added, has to be heard anew.
    let knows_all = Condition::all()
        .add(P::AnsweredAt.gt(by.now - ONE_VISIT))
        .add(answered().gte(Expr::col((poll_options::Entity, O::AddedAt))))
        .add(
            P::AskedAt
                .is_null()
                .or(answered().gte(Expr::col((poll_people::Entity, P::AskedAt)))),
        );
    let mut row = poll_people::Entity::find_by_id(id)
        .select_only()
        .columns([P::Id])
        .join(JoinType::InnerJoin, poll_people::Relation::Poll.def())
        .join(
            JoinType::InnerJoin,
            poll_options::Relation::Poll.def().rev(),
        )
        .filter(O::Id.eq(vote.option))
        .filter(O::WithdrawnAt.is_null())
        .filter(D::State.eq(PollState::Open))
        .filter(D::ClosesAt.is_null().or(D::ClosesAt.gt(by.now)))
        .filter(P::State.eq(PollPersonState::Answered))
        .filter(P::AnswerSource.eq(by.source))
        .filter(P::RecordedBy.eq(&by.staff))
        .filter(knows_all)
        .into_query();
    row.expr(Expr::col((poll_options::Entity, O::Id)))
        .expr(Expr::val(vote.answer))
        .expr(Expr::val(&vote.note))
        .expr(Expr::val(by.now))
        .expr(Expr::val(by.source))
        .expr(Expr::val(&by.staff));
    let columns = [
        C::PollPersonId,
        C::PollOptionId,
        C::Answer,
        C::Note,
        C::SaidAt,
        C::Source,
        C::WrittenBy,
    ];
    let mut insert = Query::insert();
    insert
        .into_table(poll_votes::Entity)
        .columns(columns)
        .on_conflict(instead());
    insert
        .select_from(row)
        .map_err(|error| DbErr::Custom(error.to_string()))?;
    Ok(txn.execute(&insert).await?.rows_affected() == 1)
}

/// What a later answer changes.
fn instead() -> OnConflict {
    use poll_votes::Column as C;
    OnConflict::columns([C::PollPersonId, C::PollOptionId])
        .update_columns([C::Answer, C::Note, C::SaidAt, C::Source, C::WrittenBy])
        .to_owned()
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
    if let Some(hours) = &answers.hours {
        put_hours(txn, id, hours).await?;
    }
    let mut person = poll_people::ActiveModel::default();
    if let Some(note) = &answers.note {
        person.note = Set(note.clone());
    }
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
    poll_votes::Entity::insert_many(rows)
        .on_conflict(instead())
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// The week as it was sent, instead of what was there.
async fn put_hours(
    txn: &DatabaseTransaction,
    id: PollPersonId,
    hours: &[Hours],
) -> Result<(), DbErr> {
    poll_hours::Entity::delete_many()
        .filter(poll_hours::Column::PollPersonId.eq(id))
        .exec(txn)
        .await?;
    if hours.is_empty() {
        return Ok(());
    }
    let rows = hours.iter().map(|hours| poll_hours::ActiveModel {
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

/// Notes that they were heard; `false` if they are no longer asked.
async fn heard(
    txn: &DatabaseTransaction,
    id: PollPersonId,
    columns: poll_people::ActiveModel,
    by: &By,
) -> Result<bool, DbErr> {
    let done = poll_people::Entity::update_many()
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
    Ok(done.rows_affected == 1)
}
