//! Every goal that money is still sought for, as matching reads it, kept in memory: for what looks at all goals at once.
//!
//! Each look asks for the goals' stamps and reads only those that have changed since, also by another process.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, PoisonError, RwLock},
};

use sea_orm::{DatabaseConnection, DbErr};

use super::{inputs, rules::Need};
use crate::{
    db::Db,
    goals::{self, GoalNeed, Stamp},
    ids::{GoalId, PartnershipId},
    places::rules::full_name,
    values::{Labelled, Money, PlaceId},
};

/// How many goals are read at a time.
const BATCH: usize = 500;

/// One goal.
#[derive(Debug)]
pub(super) struct Sought {
    pub(super) id: GoalId,
    pub(super) title: String,
    pub(super) partnership: String,
    pub(super) table: Option<PartnershipId>,
    pub(super) illustrative: bool,
    /// Its places in its own order, by the names a person reads.
    pub(super) places: Vec<(PlaceId, String)>,
    /// Its primary issue.
    pub(super) issue: Labelled,
    /// What its open lines still lack.
    pub(super) open: Money,
    pub(super) need: Need,
    stamp: Stamp,
}

impl Sought {
    fn of(goal: GoalNeed, stamp: Stamp) -> Self {
        let name = |place: &crate::entities::places::Model| {
            let name = full_name(&place.name, place.kind, place.state.as_deref());
            (place.id.clone(), name)
        };
        Self {
            need: inputs::need(&goal, None),
            open: goal.open_lines().map(|(_, _, left)| left).sum(),
            places: goal.places.iter().map(name).collect(),
            issue: goal
                .issues
                .into_iter()
                .next()
                .unwrap_or_else(|| Labelled::new("", "")),
            id: goal.id,
            title: goal.title,
            partnership: goal.partnership,
            table: goal.partnership_id,
            illustrative: goal.illustrative,
            stamp,
        }
    }
}

/// All of them, by key.
#[derive(Debug, Default)]
pub(super) struct AllSought {
    pub(super) goals: Vec<Arc<Sought>>,
    stamps: Vec<Stamp>,
}

impl AllSought {
    /// A number that differs, as good as certainly, when any goal does.
    pub(super) fn number(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.stamps.hash(&mut hasher);
        hasher.finish()
    }
}

#[derive(Debug, Default)]
struct Keeper {
    newest: RwLock<Option<Arc<AllSought>>>,
    /// One reads while the others wait.
    turn: tokio::sync::Mutex<()>,
}

impl Keeper {
    fn held(&self) -> Arc<AllSought> {
        let newest = self.newest.read().unwrap_or_else(PoisonError::into_inner);
        newest.clone().unwrap_or_default()
    }
}

/// All goals as they are now.
pub(super) async fn sought(db: &Db) -> Result<Arc<AllSought>, DbErr> {
    let keeper = db.held::<Keeper>();
    let stamps = goals::stamps(db.read()).await?;
    let held = keeper.held();
    if held.stamps == stamps {
        return Ok(held);
    }
    let _turn = keeper.turn.lock().await;
    let stamps = goals::stamps(db.read()).await?;
    let held = keeper.held();
    if held.stamps == stamps {
        return Ok(held);
    }
    let now = Arc::new(caught_up(db.read(), &held, stamps).await?);
    let mut newest = keeper
        .newest
        .write()
        .unwrap_or_else(PoisonError::into_inner);
    *newest = Some(Arc::clone(&now));
    Ok(now)
}

/// What `held` becomes with these stamps. The stamps were read first: a goal that changes meanwhile is read early, and once
/// more at the next look.
async fn caught_up(
    db: &DatabaseConnection,
    held: &AllSought,
    stamps: Vec<Stamp>,
) -> Result<AllSought, DbErr> {
    let mut known: HashMap<GoalId, Arc<Sought>> = held
        .goals
        .iter()
        .map(|goal| (goal.id, Arc::clone(goal)))
        .collect();
    let is_known = |stamp: &Stamp| known.get(&stamp.0).is_some_and(|goal| goal.stamp == *stamp);
    let changed: Vec<Stamp> = stamps
        .iter()
        .filter(|stamp| !is_known(stamp))
        .copied()
        .collect();
    for some in changed.chunks(BATCH) {
        let stamp_of: HashMap<GoalId, Stamp> = some.iter().map(|stamp| (stamp.0, *stamp)).collect();
        let ids: Vec<GoalId> = some.iter().map(|stamp| stamp.0).collect();
        for need in goals::needs_of(db, &ids).await? {
            if let Some(stamp) = stamp_of.get(&need.id) {
                known.insert(need.id, Arc::new(Sought::of(need, *stamp)));
            }
        }
    }
    let goals = stamps
        .iter()
        .filter_map(|stamp| known.get(&stamp.0).cloned());
    Ok(AllSought {
        goals: goals.collect(),
        stamps,
    })
}
