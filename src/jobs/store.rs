//! Every query and write of the job table.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr,
    EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
    UpdateMany, sea_query::Expr,
};

use super::{Job, MOST_ATTEMPTS, pause_after};
use crate::{
    entities::{jobs, outbound_mails},
    ids::JobId,
    values::JobState,
};

const NO_TIME: Option<DateTime<Utc>> = None;

/// Promises a job, to be done as soon as the transaction has committed.
pub async fn enqueue<J: Job>(
    txn: &DatabaseTransaction,
    job: &J,
    now: DateTime<Utc>,
) -> Result<JobId, DbErr> {
    enqueue_at(txn, job, now, now).await
}

/// Promises a job for a later time.
pub async fn enqueue_at<J: Job>(
    txn: &DatabaseTransaction,
    job: &J,
    run_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<JobId, DbErr> {
    let payload = serde_json::to_string(job).map_err(|e| DbErr::Custom(e.to_string()))?;
    let id = JobId::fresh();
    jobs::Entity::insert(jobs::ActiveModel {
        id: Set(id),
        kind: Set(J::KIND.to_owned()),
        payload: Set(payload),
        state: Set(JobState::Queued),
        run_at: Set(run_at),
        attempts: Set(0),
        lease_until: Set(None),
        last_error: Set(None),
        created_at: Set(now),
        finished_at: Set(None),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(id)
}

/// Takes the next due job, or one whose worker fell silent, with a single statement.
pub(super) async fn lease(
    db: &impl ConnectionTrait,
    lease: TimeDelta,
    now: DateTime<Utc>,
) -> Result<Option<jobs::Model>, DbErr> {
    let skip = match db.get_database_backend() {
        DatabaseBackend::Postgres => " FOR UPDATE SKIP LOCKED",
        _ => "",
    };
    let sql = format!(
        "UPDATE jobs SET state = 'leased', lease_until = $1, attempts = attempts + 1 \
         WHERE id = (SELECT id FROM jobs \
             WHERE (state = 'queued' AND run_at <= $2) OR (state = 'leased' AND lease_until <= $2) \
             ORDER BY run_at, id LIMIT 1{skip}) RETURNING *"
    );
    let statement = Statement::from_sql_and_values(
        db.get_database_backend(),
        sql,
        [(now + lease).into(), now.into()],
    );
    jobs::Model::find_by_statement(statement).one(db).await
}

/// Leaves for a person those jobs whose last permitted attempt ended in silence, as when the job
/// itself brings the process down.
pub(super) async fn give_up_silent(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    jobs::Entity::update_many()
        .col_expr(jobs::Column::State, Expr::value(JobState::Failed))
        .col_expr(jobs::Column::LeaseUntil, Expr::value(NO_TIME))
        .col_expr(
            jobs::Column::LastError,
            Expr::value("the worker fell silent"),
        )
        .filter(jobs::Column::State.eq(JobState::Leased))
        .filter(jobs::Column::LeaseUntil.lte(now))
        .filter(jobs::Column::Attempts.gte(MOST_ATTEMPTS))
        .exec(db)
        .await?;
    Ok(())
}

/// The job as this worker leased it: nothing, once another has taken it over.
fn still_ours(job: &jobs::Model) -> UpdateMany<jobs::Entity> {
    jobs::Entity::update_many()
        .col_expr(jobs::Column::LeaseUntil, Expr::value(NO_TIME))
        .filter(jobs::Column::Id.eq(job.id))
        .filter(jobs::Column::State.eq(JobState::Leased))
        .filter(jobs::Column::Attempts.eq(job.attempts))
}

pub(super) async fn finish(
    db: &impl ConnectionTrait,
    job: &jobs::Model,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    still_ours(job)
        .col_expr(jobs::Column::State, Expr::value(JobState::Done))
        .col_expr(jobs::Column::FinishedAt, Expr::value(now))
        .col_expr(jobs::Column::LastError, Expr::value(None::<String>))
        .exec(db)
        .await?;
    Ok(())
}

/// Puts a failed job back for later, or leaves it for a person after the last attempt.
pub(super) async fn postpone(
    db: &impl ConnectionTrait,
    job: &jobs::Model,
    error: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let state = if job.attempts >= MOST_ATTEMPTS {
        JobState::Failed
    } else {
        JobState::Queued
    };
    still_ours(job)
        .col_expr(jobs::Column::State, Expr::value(state))
        .col_expr(
            jobs::Column::RunAt,
            Expr::value(now + pause_after(job.attempts)),
        )
        .col_expr(
            jobs::Column::LastError,
            Expr::value(error.chars().take(500).collect::<String>()),
        )
        .exec(db)
        .await?;
    Ok(())
}

/// Puts a job back until something else has been done; that was no attempt.
pub(super) async fn put_off(
    db: &impl ConnectionTrait,
    job: &jobs::Model,
    until: DateTime<Utc>,
) -> Result<(), DbErr> {
    still_ours(job)
        .col_expr(jobs::Column::State, Expr::value(JobState::Queued))
        .col_expr(jobs::Column::RunAt, Expr::value(until))
        .col_expr(jobs::Column::Attempts, Expr::value(job.attempts - 1))
        .exec(db)
        .await?;
    Ok(())
}

/// Sends a job round again at once; says whether there was one that could be.
pub async fn retry(
    txn: &DatabaseTransaction,
    id: JobId,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let updated = jobs::Entity::update_many()
        .col_expr(jobs::Column::State, Expr::value(JobState::Queued))
        .col_expr(jobs::Column::RunAt, Expr::value(now))
        .col_expr(jobs::Column::Attempts, Expr::value(0))
        .filter(jobs::Column::Id.eq(id))
        .filter(jobs::Column::State.is_in([JobState::Queued, JobState::Failed]))
        .exec(txn)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// A job with the mail it is about, as administrators see it.
pub struct JobRow {
    pub job: jobs::Model,
    pub mail: Option<outbound_mails::Model>,
}

/// One page of jobs, newest first, and how many there are in all.
pub async fn list(
    db: &impl ConnectionTrait,
    state: Option<JobState>,
    offset: u64,
    limit: u64,
) -> Result<(Vec<JobRow>, u64), DbErr> {
    let mut query = jobs::Entity::find();
    if let Some(state) = state {
        query = query.filter(jobs::Column::State.eq(state));
    }
    let total = query.clone().count(db).await?;
    let found = query
        .order_by_desc(jobs::Column::CreatedAt)
        .offset(offset)
        .limit(limit)
        .all(db)
        .await?;
    let ids: Vec<JobId> = found.iter().map(|job| job.id).collect();
    let mut mails = outbound_mails::Entity::find()
        .filter(outbound_mails::Column::JobId.is_in(ids))
        .all(db)
        .await?;
    let rows = found
        .into_iter()
        .map(|job| {
            let at = mails.iter().position(|mail| mail.job_id == Some(job.id));
            JobRow {
                mail: at.map(|at| mails.swap_remove(at)),
                job,
            }
        })
        .collect();
    Ok((rows, total))
}

/// How many jobs wait and how many have failed.
pub async fn counts(db: &impl ConnectionTrait) -> Result<(u64, u64), DbErr> {
    let waiting = in_state(db, JobState::Queued).await?;
    Ok((waiting, failed(db).await?))
}

/// How many jobs have failed for good.
pub async fn failed(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    in_state(db, JobState::Failed).await
}

async fn in_state(db: &impl ConnectionTrait, state: JobState) -> Result<u64, DbErr> {
    jobs::Entity::find()
        .filter(jobs::Column::State.eq(state))
        .count(db)
        .await
}

/// Drops jobs that were done more than 30 days ago.
pub async fn forget_finished(txn: &DatabaseTransaction, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let gone = jobs::Entity::delete_many()
        .filter(jobs::Column::State.eq(JobState::Done))
        .filter(jobs::Column::CreatedAt.lt(now - TimeDelta::days(30)))
        .exec(txn)
        .await?;
    Ok(gone.rows_affected)
}
