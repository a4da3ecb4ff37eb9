//! What a process keeps in memory of the database for as long as nothing behind it has changed. A revision, which
//! triggers raise with every change to a topic's tables, tells; so several processes on one PostgreSQL see each other's
//! changes at their next look, and nobody has to remember to clear anything.

use std::{
    any::{Any, TypeId},
    fmt,
    sync::Arc,
};

use quick_cache::sync::Cache;
use sea_orm::{DatabaseConnection, DbErr, EntityTrait};
use uuid::Uuid;

use super::Db;
use crate::entities::revisions;

/// The most things kept at once; the least used make room.
const MOST: usize = 256;

/// Which tables something kept was made of; the migrations say which tables raise it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Organizations, their pockets with all that belongs to them, and places.
    Funders,
}

impl Topic {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Funders => "funders",
        }
    }
}

type Key = (TypeId, Uuid);
type Held = (i64, Arc<dyn Any + Send + Sync>);

/// One thing of each type and key, with the revision it was made at.
#[derive(Clone)]
pub(super) struct Shelf(Arc<Cache<Key, Held>>);

impl Default for Shelf {
    fn default() -> Self {
        Self(Arc::new(Cache::new(MOST)))
    }
}

impl fmt::Debug for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shelf")
    }
}

impl Shelf {
    fn get<T: Any + Send + Sync>(&self, key: Uuid, revision: i64) -> Option<Arc<T>> {
        let (made_at, value) = self.0.get(&(TypeId::of::<T>(), key))?;
        (made_at == revision).then(|| value.downcast().ok())?
    }

    fn put<T: Any + Send + Sync>(&self, key: Uuid, revision: i64, value: Arc<T>) {
        self.0.insert((TypeId::of::<T>(), key), (revision, value));
    }
}

impl Db {
    /// What `load` makes of the topic's tables: as kept, or made anew when one of them has changed since.
    ///
    /// The revision is read first. A change that falls between reading it and loading is loaded early and loaded once
    /// more at the next look; it is never missed.
    pub async fn kept<T, F>(&self, topic: Topic, load: F) -> Result<Arc<T>, DbErr>
    where
        T: Any + Send + Sync,
        F: AsyncFnOnce(&DatabaseConnection) -> Result<T, DbErr>,
    {
        let revision = self.revision(topic).await?;
        self.kept_of(Uuid::nil(), revision, load).await
    }

    /// What `load` makes of the rows that belong to `key`, whose revision the caller has just read from the key's own
    /// row: as kept, or made anew when the revision is another.
    pub async fn kept_of<T, F>(&self, key: Uuid, revision: i64, load: F) -> Result<Arc<T>, DbErr>
    where
        T: Any + Send + Sync,
        F: AsyncFnOnce(&DatabaseConnection) -> Result<T, DbErr>,
    {
        if let Some(value) = self.shelf.get(key, revision) {
            return Ok(value);
        }
        let value = Arc::new(load(self.read()).await?);
        self.shelf.put(key, revision, Arc::clone(&value));
        Ok(value)
    }

    async fn revision(&self, topic: Topic) -> Result<i64, DbErr> {
        let row = revisions::Entity::find_by_id(topic.as_str())
            .one(self.read())
            .await?;
        row.map(|row| row.number)
            .ok_or_else(|| DbErr::RecordNotFound(format!("revision of {}", topic.as_str())))
    }
}
