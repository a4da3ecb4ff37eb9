//! How far a poll has come: open, due to close, ready to decide.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr,
    EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait as _,
    sea_query::{Expr, ExprTrait as _},
};

use crate::{
    entities::{convenings, date_polls as rows, poll_options as options, poll_people as people},
    ids::PollId,
    scheduling::polls::asking::rules::SETTLED,
    values::{ConveningStatus, PollPersonState, PollState},
};

/// The most polls looked at in one go.
const MOST: u64 = 500;

/// Makes those who write to a poll's people wait for each other. SQLite lets one writer in at a time anyway.
pub(in crate::scheduling::polls) async fn hold(
    txn: &DatabaseTransaction,
    id: PollId,
) -> Result<Option<rows::Model>, DbErr> {
    let mut found = rows::Entity::find_by_id(id);
    if txn.get_database_backend() == DatabaseBackend::Postgres {
        found = found.lock_exclusive();
    }
    found.one(txn).await
}

/// When the newest option was added that is still offered.
pub(in crate::scheduling::polls::asking) async fn newest_option(
    db: &impl ConnectionTrait,
    of: PollId,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    let newest = options::Entity::find()
        .filter(options::Column::PollId.eq(of))
        .filter(options::Column::WithdrawnAt.is_null())
        .order_by_desc(options::Column::AddedAt)
        .one(db)
        .await?;
    Ok(newest.map(|option| option.added_at))
}

/// Whether there is anybody to ask: not asked yet, or answered before the newest option.
pub(in crate::scheduling::polls::asking) async fn any_to_ask(
    db: &impl ConnectionTrait,
    of: PollId,
) -> Result<bool, DbErr> {
    let newest = newest_option(db, of).await?;
    let mut due = Condition::any().add(people::Column::State.eq(PollPersonState::Listed));
    if let Some(newest) = newest {
        let before = |column: people::Column| {
            Condition::any()
                .add(column.is_null())
                .add(column.lt(newest))
        };
        let again = Condition::all()
            .add(people::Column::State.eq(PollPersonState::Answered))
            .add(before(people::Column::AnsweredAt))
            .add(before(people::Column::AskedAt));
        due = due.add(again);
    }
    let found = people::Entity::find()
        .filter(people::Column::PollId.eq(of))
        .filter(due)
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// There is something new to ask: staff are told again when that is answered.
pub(in crate::scheduling::polls::asking) async fn wake(
    txn: &DatabaseTransaction,
    of: PollId,
) -> Result<(), DbErr> {
    rows::Entity::update_many()
        .set(rows::ActiveModel {
            ready_told_at: Set(None),
            ..Default::default()
        })
        .filter(rows::Column::Id.eq(of))
        .filter(rows::Column::ReadyToldAt.is_not_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// The next open polls after this one that remind anybody.
pub(in crate::scheduling::polls::asking) async fn open_polls(
    db: &impl ConnectionTrait,
    after: Option<PollId>,
) -> Result<Vec<rows::Model>, DbErr> {
    let mut found = rows::Entity::find()
        .filter(rows::Column::State.eq(PollState::Open))
        .filter(rows::Column::MostReminders.gt(0))
        .order_by_asc(rows::Column::Id)
        .limit(MOST);
    if let Some(after) = after {
        found = found.filter(rows::Column::Id.gt(after));
    }
    found.all(db).await
}

/// Open polls whose time is over.
pub(in crate::scheduling::polls::asking) async fn overdue(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<Vec<PollId>, DbErr> {
    rows::Entity::find()
        .select_only()
        .column(rows::Column::Id)
        .filter(rows::Column::State.eq(PollState::Open))
        .filter(rows::Column::ClosesAt.lte(now))
        .order_by_asc(rows::Column::ClosesAt)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await
}

/// Polls that go on although their convening is cancelled, put off, or has its date another way.
pub(in crate::scheduling::polls::asking) async fn left_behind(
    db: &impl ConnectionTrait,
) -> Result<Vec<(PollId, i32)>, DbErr> {
    use ConveningStatus::{DatePoll, Idea};
    rows::Entity::find()
        .select_only()
        .columns([rows::Column::Id, rows::Column::Version])
        .inner_join(convenings::Entity)
        .filter(rows::Column::State.is_in([PollState::Open, PollState::Closed]))
        .filter(convenings::Column::Status.is_not_in([Idea, DatePoll]))
        .order_by_asc(rows::Column::Id)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await
}

/// Closes a poll whose time is over; `false` if somebody else did, or gave it more time.
pub(in crate::scheduling::polls::asking) async fn close(
    txn: &DatabaseTransaction,
    id: PollId,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let done = rows::Entity::update_many()
        .set(rows::ActiveModel {
            state: Set(PollState::Closed),
            closed_at: Set(Some(now)),
            ..Default::default()
        })
        .col_expr(
            rows::Column::Version,
            Expr::col(rows::Column::Version).add(1),
        )
        .filter(rows::Column::Id.eq(id))
        .filter(rows::Column::State.eq(PollState::Open))
        .filter(rows::Column::ClosesAt.lte(now))
        .exec(txn)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Open polls that everybody has answered, and a while ago, of which staff were not told.
pub(in crate::scheduling::polls::asking) async fn ready(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<Vec<PollId>, DbErr> {
    use PollPersonState::{Answered, Asked};
    let person = |which: Condition| {
        let people = people::Entity::find()
            .select_only()
            .column(people::Column::Id)
            .filter(
                Expr::col((people::Entity, people::Column::PollId))
                    .equals((rows::Entity, rows::Column::Id)),
            )
            .filter(which);
        Expr::exists(people.into_query())
    };
    let answered = Condition::all().add(people::Column::State.eq(Answered));
    let asked_since = answered
        .clone()
        .add(Expr::col(people::Column::AskedAt).gt(Expr::col(people::Column::AnsweredAt)));
    let unsettled = answered
        .clone()
        .add(people::Column::AnsweredAt.gt(now - SETTLED));
    // Who is listed and was not asked, or cannot be written to, is not waited for.
    let awaited = Condition::any()
        .add(people::Column::State.eq(Asked))
        .add(asked_since)
        .add(unsettled);
    rows::Entity::find()
        .select_only()
        .column(rows::Column::Id)
        .filter(rows::Column::State.eq(PollState::Open))
        .filter(rows::Column::ReadyToldAt.is_null())
        .filter(person(answered))
        .filter(person(awaited).not())
        .order_by_asc(rows::Column::Id)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await
}

/// Notes that staff are told that a poll can be decided; `false` if they were already.
pub(in crate::scheduling::polls::asking) async fn claim_ready(
    txn: &DatabaseTransaction,
    id: PollId,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let done = rows::Entity::update_many()
        .set(rows::ActiveModel {
            ready_told_at: Set(Some(now)),
            ..Default::default()
        })
        .filter(rows::Column::Id.eq(id))
        .filter(rows::Column::State.is_in([PollState::Open, PollState::Closed]))
        .filter(rows::Column::ReadyToldAt.is_null())
        .exec(txn)
        .await?;
    Ok(done.rows_affected == 1)
}
