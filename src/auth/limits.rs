//! How often something may be tried in a window of time, counted in the database so that several
//! processes share one count. Keys are hashed: no address or e-mail is kept.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult,
    QueryFilter, Statement,
};

use super::tokens;
use crate::entities::rate_limits;

/// So many tries per window.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What is limited, e.g. `sign_in`.
    pub what: &'static str,
    pub tries: i32,
    pub window: TimeDelta,
}

/// Seconds to wait before trying again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait(pub i64);

#[derive(FromQueryResult)]
struct Hits {
    hits: i32,
}

/// Counts one try by `who`; says how long to wait if it is one too many.
pub async fn count(
    db: &impl ConnectionTrait,
    limit: Limit,
    who: &str,
    now: DateTime<Utc>,
) -> Result<Result<(), Wait>, DbErr> {
    let seconds = limit.window.num_seconds().max(1);
    let window = now.timestamp().div_euclid(seconds);
    let key = tokens::hash(&format!("{}\n{who}\n{window}", limit.what));
    let ends = (window + 1) * seconds;
    let statement = Statement::from_sql_and_values(
        db.get_database_backend(),
        "INSERT INTO rate_limits (key, hits, expires_at) VALUES ($1, 1, $2) \
         ON CONFLICT (key) DO UPDATE SET hits = rate_limits.hits + 1 RETURNING hits",
        [
            key.into(),
            DateTime::from_timestamp(ends, 0).unwrap_or(now).into(),
        ],
    );
    let hits = Hits::find_by_statement(statement)
        .one(db)
        .await?
        .map_or(1, |row| row.hits);
    Ok(if hits > limit.tries {
        Err(Wait(ends - now.timestamp()))
    } else {
        Ok(())
    })
}

/// Drops counts whose window is over.
pub async fn forget_old(txn: &DatabaseTransaction, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let gone = rate_limits::Entity::delete_many()
        .filter(rate_limits::Column::ExpiresAt.lt(now))
        .exec(txn)
        .await?;
    Ok(gone.rows_affected)
}
