//! How often something may be tried in a window of time, counted in the database so that several
//! processes share one count. Keys are hashed: no address or e-mail is kept.

use std::{
    convert::Infallible,
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
    },
};

use chrono::{DateTime, TimeDelta, Utc};
use quick_cache::sync::Cache;
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

impl Limit {
    /// The number of the window at this moment, and the second at which it ends.
    fn window_at(&self, now: DateTime<Utc>) -> (i64, i64) {
        let seconds = self.window.num_seconds().max(1);
        let window = now.timestamp().div_euclid(seconds);
        (window, (window + 1) * seconds)
    }
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
    let (window, ends) = limit.window_at(now);
    let key = tokens::hash(&format!("{}\n{who}\n{window}", limit.what));
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

/// Counts of this process alone, for tries that are cheap, many, and by somebody known: a count in the database would cost more
/// than what it guards. Held once beside a database ([`Db::held`](crate::db::Db::held)).
pub struct Nearby(Cache<String, Arc<AtomicI32>>);

impl Default for Nearby {
    fn default() -> Self {
        Self(Cache::new(10_000))
    }
}

impl Nearby {
    /// Counts one try by `who`; says how long to wait if it is one too many.
    pub fn count(&self, limit: Limit, who: &str, now: DateTime<Utc>) -> Result<(), Wait> {
        let (window, ends) = limit.window_at(now);
        let key = format!("{} {window} {who}", limit.what);
        let made = self
            .0
            .get_or_insert_with(&key, || Ok::<_, Infallible>(Arc::default()));
        let Ok(hits) = made;
        if hits.fetch_add(1, Ordering::Relaxed) < limit.tries {
            return Ok(());
        }
        hits.fetch_sub(1, Ordering::Relaxed);
        Err(Wait(ends - now.timestamp()))
    }
}

/// Drops counts whose window is over.
pub async fn forget_old(txn: &DatabaseTransaction, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let gone = rate_limits::Entity::delete_many()
        .filter(rate_limits::Column::ExpiresAt.lt(now))
        .exec(txn)
        .await?;
    Ok(gone.rows_affected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearby_count_is_by_person_and_begins_anew_with_the_window() {
        let limit = Limit {
            what: "test",
            tries: 2,
            window: TimeDelta::hours(1),
        };
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        let nearby = Nearby::default();
        assert_eq!(nearby.count(limit, "a", at(0)), Ok(()));
        assert_eq!(nearby.count(limit, "a", at(10)), Ok(()));
        assert_eq!(nearby.count(limit, "a", at(3_000)), Err(Wait(600)));
        assert_eq!(nearby.count(limit, "b", at(3_000)), Ok(()));
        assert_eq!(nearby.count(limit, "a", at(3_600)), Ok(()));
    }
}
