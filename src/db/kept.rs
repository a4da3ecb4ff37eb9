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

type Key = (TypeId, String);
type Held = (String, Arc<dyn Any + Send + Sync>);

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
    fn get<T: Any + Send + Sync>(&self, key: &str, revision: &str) -> Option<Arc<T>> {
        let (made_at, value) = self.0.get(&(TypeId::of::<T>(), key.to_owned()))?;
        (made_at == revision).then(|| value.downcast().ok())?
    }

    fn put<T: Any + Send + Sync>(&self, key: &str, revision: &str, value: Arc<T>) {
        let key = (TypeId::of::<T>(), key.to_owned());
        self.0.insert(key, (revision.to_owned(), value));
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
        let revision = self.revision(topic).await?.to_string();
        if let Some(value) = self.kept_of("", &revision) {
            return Ok(value);
        }
        let value = load(self.read()).await?;
        Ok(self.keep("", &revision, value))
    }

    /// What was kept under `key` when its revision was the one the caller has just read, if it is still here.
    pub fn kept_of<T: Any + Send + Sync>(&self, key: &str, revision: &str) -> Option<Arc<T>> {
        self.shelf.get(key, revision)
    }

    /// Keeps a value under `key`. The revision must have been read before what the value was made of.
    pub fn keep<T: Any + Send + Sync>(&self, key: &str, revision: &str, value: T) -> Arc<T> {
        let value = Arc::new(value);
        self.shelf.put(key, revision, Arc::clone(&value));
        value
    }

    /// The number that grows with every change to the topic's tables.
    pub async fn revision(&self, topic: Topic) -> Result<i64, DbErr> {
        let row = revisions::Entity::find_by_id(topic.as_str())
            .one(self.read())
            .await?;
        row.map(|row| row.number)
            .ok_or_else(|| DbErr::RecordNotFound(format!("revision of {}", topic.as_str())))
    }
}
