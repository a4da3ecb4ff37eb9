//! Signed-in browsers, kept in the database: the store that tower-sessions writes through, and the
//! list a person sees and can revoke from. The cookie's value is kept only as a hash.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, sea_query::OnConflict,
};
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store,
};

use super::tokens;
use crate::{clock::Clock, db::Db, entities::sessions, ids::UserId};

/// The key under which a session holds who is signed in.
pub const USER: &str = "user";
/// The key under which a session holds what it was opened with.
pub const DEVICE: &str = "device";
/// How long a session lasts without signing in again.
pub const LASTS: TimeDelta = TimeDelta::days(14);

/// The session table, as tower-sessions wants it.
#[derive(Clone, Debug)]
pub struct SessionRows {
    db: Db,
    clock: Clock,
}

/// The hash under which a session is kept.
pub fn key(id: Id) -> String {
    tokens::hash(&id.to_string())
}

impl SessionRows {
    pub fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock }
    }

    async fn put(&self, record: &Record) -> Result<(), session_store::Error> {
        let text = |name| record.data.get(name).and_then(serde_json::Value::as_str);
        let data = serde_json::to_string(&record.data)
            .map_err(|error| session_store::Error::Encode(error.to_string()))?;
        let row = sessions::ActiveModel {
            id_hash: Set(key(record.id)),
            user_id: Set(text(USER).and_then(|user| user.parse().ok())),
            data: Set(data),
            device: Set(text(DEVICE).unwrap_or("Unknown device").to_owned()),
            created_at: Set(self.clock.now()),
            expires_at: Set(
                DateTime::from_timestamp(record.expiry_date.unix_timestamp(), 0)
                    .unwrap_or_default(),
            ),
        };
        let replace = OnConflict::column(sessions::Column::IdHash)
            .update_columns([
                sessions::Column::UserId,
                sessions::Column::Data,
                sessions::Column::Device,
                sessions::Column::ExpiresAt,
            ])
            .to_owned();
        sessions::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(self.db.read())
            .await
            .map_err(backend)?;
        Ok(())
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape map_err asks for")]
fn backend(error: DbErr) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}

#[async_trait]
impl SessionStore for SessionRows {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        // 128 random bits do not collide; the upsert keeps even that case harmless to our data.
        self.put(record).await
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        self.put(record).await
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let found = sessions::Entity::find_by_id(key(*id))
            .filter(sessions::Column::ExpiresAt.gt(self.clock.now()))
            .one(self.db.read())
            .await
            .map_err(backend)?;
        let Some(row) = found else { return Ok(None) };
        let data = serde_json::from_str(&row.data)
            .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        let expiry_date = time::OffsetDateTime::from_unix_timestamp(row.expires_at.timestamp())
            .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        sessions::Entity::delete_by_id(key(*id))
            .exec(self.db.read())
            .await
            .map_err(backend)?;
        Ok(())
    }
}

/// Where someone is signed in, newest first.
pub async fn of_user(
    db: &impl ConnectionTrait,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Vec<sessions::Model>, DbErr> {
    sessions::Entity::find()
        .filter(sessions::Column::UserId.eq(user))
        .filter(sessions::Column::ExpiresAt.gt(now))
        .order_by_desc(sessions::Column::CreatedAt)
        .all(db)
        .await
}

/// Ends one of someone's sessions, by its hash.
pub async fn revoke(txn: &DatabaseTransaction, user: UserId, id_hash: &str) -> Result<bool, DbErr> {
    let gone = sessions::Entity::delete_many()
        .filter(sessions::Column::UserId.eq(user))
        .filter(sessions::Column::IdHash.eq(id_hash))
        .exec(txn)
        .await?;
    Ok(gone.rows_affected == 1)
}

/// Ends all of someone's sessions but the one in hand (`None`: all).
pub async fn revoke_others(
    txn: &DatabaseTransaction,
    user: UserId,
    but: Option<&str>,
) -> Result<u64, DbErr> {
    let mut gone = sessions::Entity::delete_many().filter(sessions::Column::UserId.eq(user));
    if let Some(but) = but {
        gone = gone.filter(sessions::Column::IdHash.ne(but));
    }
    Ok(gone.exec(txn).await?.rows_affected)
}

/// Drops sessions that have run out.
pub async fn forget_old(txn: &DatabaseTransaction, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let gone = sessions::Entity::delete_many()
        .filter(sessions::Column::ExpiresAt.lt(now))
        .exec(txn)
        .await?;
    Ok(gone.rows_affected)
}
