//! What a process keeps in memory of the database for as long as nothing behind it has changed. A revision, which
//! triggers raise with every change to a topic's tables, tells; so several processes on one PostgreSQL see each other's
//! changes at their next look, and nobody has to remember to clear anything.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    fmt,
    hash::{DefaultHasher, Hasher},
    sync::{Arc, Mutex, PoisonError},
};

use quick_cache::{Weighter, sync::Cache};
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter};

use super::Db;
use crate::entities::revisions;

/// How much is kept at once, by weight; the least used makes room.
const MOST: u64 = 4_096;
/// What a page or a short list weighs, so that 256 of them are kept.
const USUAL: u64 = 16;
/// Bytes to a unit of weight, for what says how large it is: so all of it stays below 256 MB.
const UNIT: usize = 64 * 1024;

/// Which tables something kept was made of; the migrations say which tables raise it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Organizations, their pockets with all that belongs to them, and places.
    Funders,
    /// What was heard of funders, and the stages it moved them to.
    Relationships,
    /// Convenings and their seats: who is asked to come, and when.
    Asks,
    /// What the measures of a score weigh.
    Weights,
}

impl Topic {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Funders => "funders",
            Self::Relationships => "relationships",
            Self::Asks => "asks",
            Self::Weights => "weights",
        }
    }
}

/// A text that differs where what `Debug` shows of a value differs: a revision for rows that have none.
pub fn seen(of: &impl fmt::Debug) -> String {
    struct Digest(DefaultHasher);
    impl fmt::Write for Digest {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0.write(text.as_bytes());
            Ok(())
        }
    }
    let mut digest = Digest(DefaultHasher::new());
    // Nothing here can fail but a `Debug` that says so, and then what it wrote so far counts.
    let _ = fmt::Write::write_fmt(&mut digest, format_args!("{of:?}"));
    format!("{:x}", digest.0.finish())
}

type Key = (TypeId, String);

/// Something kept, the revision it was made at and its weight.
#[derive(Clone)]
struct Held {
    made_at: String,
    value: Arc<dyn Any + Send + Sync>,
    weight: u64,
}

#[derive(Clone)]
struct ByWeight;

impl Weighter<Key, Held> for ByWeight {
    fn weight(&self, _: &Key, held: &Held) -> u64 {
        held.weight
    }
}

/// Something that may take much memory.
pub trait Large {
    /// About how many bytes it takes.
    fn bytes(&self) -> usize;
}

/// One thing of each type and key, with the revision it was made at.
#[derive(Clone)]
pub(super) struct Shelf(Arc<Cache<Key, Held, ByWeight>>);

impl Default for Shelf {
    fn default() -> Self {
        Self(Arc::new(Cache::with_weighter(256, MOST, ByWeight)))
    }
}

impl fmt::Debug for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shelf")
    }
}

impl Shelf {
    /// What is kept under `key` if it was made at this revision; else what `make` makes, which others who ask for it
    /// meanwhile wait for, so that a crowd at a cold page costs what one reader does.
    async fn hold<T, E, F>(
        &self,
        key: &str,
        revision: &str,
        weigh: fn(&T) -> u64,
        make: F,
    ) -> Result<Arc<T>, E>
    where
        T: Any + Send + Sync,
        F: AsyncFnOnce() -> Result<T, E>,
    {
        let key = (TypeId::of::<T>(), key.to_owned());
        loop {
            match self.0.get_value_or_guard_async(&key).await {
                Ok(held) => {
                    if held.made_at == revision
                        && let Ok(value) = held.value.downcast()
                    {
                        return Ok(value);
                    }
                    self.0.remove_if(&key, |now| now.made_at == held.made_at);
                }
                Err(room) => {
                    let value = Arc::new(make().await?);
                    let held = Held {
                        made_at: revision.to_owned(),
                        weight: weigh(&value),
                        value: Arc::<T>::clone(&value),
                    };
                    // Refused only if somebody removed the room meanwhile; the next look makes it again.
                    let _ = room.insert(held);
                    return Ok(value);
                }
            }
        }
    }
}

/// One thing of each type, for as long as the process lives.
#[derive(Clone, Default)]
pub(super) struct Rooms(Arc<Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>>);

impl fmt::Debug for Rooms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rooms")
    }
}

impl Db {
    /// What a room holds beside this database: made at first use, and one for all handles to the database.
    pub fn held<T: Any + Default + Send + Sync>(&self) -> Arc<T> {
        let mut rooms = self.rooms.0.lock().unwrap_or_else(PoisonError::into_inner);
        let held = rooms
            .entry(TypeId::of::<T>())
            .or_insert_with(|| Arc::new(T::default()));
        // Never otherwise: what lies under a type's id is of that type.
        Arc::clone(held).downcast().unwrap_or_default()
    }

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
        self.kept_as("", &revision, async || load(self.read()).await)
            .await
    }

    /// What is kept under `key` when it was made at `revision`, or what `make` makes. The revision must have been read
    /// before anything the value is made of, and must change with every part of it.
    pub async fn kept_as<T, E, F>(&self, key: &str, revision: &str, make: F) -> Result<Arc<T>, E>
    where
        T: Any + Send + Sync,
        F: AsyncFnOnce() -> Result<T, E>,
    {
        self.shelf.hold(key, revision, |_| USUAL, make).await
    }

    /// The same for what may be large, which makes room by its size.
    pub async fn kept_large<T, E, F>(&self, key: &str, revision: &str, make: F) -> Result<Arc<T>, E>
    where
        T: Any + Large + Send + Sync,
        F: AsyncFnOnce() -> Result<T, E>,
    {
        let weigh = |value: &T| USUAL + u64::try_from(value.bytes() / UNIT).unwrap_or(MOST);
        self.shelf.hold(key, revision, weigh, make).await
    }

    /// The number that grows with every change to the topic's tables.
    pub async fn revision(&self, topic: Topic) -> Result<i64, DbErr> {
        self.revisions([topic]).await.map(|[number]| number)
    }

    /// The numbers of several topics, in one query.
    pub async fn revisions<const N: usize>(&self, topics: [Topic; N]) -> Result<[i64; N], DbErr> {
        let rows = revisions::Entity::find()
            .filter(revisions::Column::Topic.is_in(topics.map(Topic::as_str)))
            .all(self.read())
            .await?;
        let mut numbers = [0; N];
        for (number, topic) in numbers.iter_mut().zip(topics) {
            let row = rows.iter().find(|row| row.topic == topic.as_str());
            *number = row
                .map(|row| row.number)
                .ok_or_else(|| DbErr::RecordNotFound(format!("revision of {}", topic.as_str())))?;
        }
        Ok(numbers)
    }
}
