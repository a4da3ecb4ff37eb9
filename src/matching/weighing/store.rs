//! The table of weights: read whole into [`Weights`], and only ever added to.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryOrder, QuerySelect,
};

use crate::{
    audit::{self, Act, Actor},
    db::{Db, unique_violation},
    entities::score_weights,
    matching::rules::{Component, Weights},
};

/// Weights as saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::matching) struct Version {
    pub(in crate::matching) weights: Weights,
    pub(in crate::matching) why: String,
    pub(in crate::matching) saved_by: String,
    pub(in crate::matching) saved_at: DateTime<Utc>,
}

impl From<score_weights::Model> for Version {
    fn from(row: score_weights::Model) -> Self {
        let measures = [
            row.place,
            row.issue,
            row.capital,
            row.population,
            row.relationship,
            row.history,
            row.timing,
        ];
        let whole = |weight: i32| u32::try_from(weight).unwrap_or_default();
        // Weights that are all zero are never saved; were they, the first ones would hold.
        let weights = Weights::new(measures.map(whole), whole(row.load)).unwrap_or_default();
        Self {
            weights: weights.of_version(row.version),
            why: row.why,
            saved_by: row.saved_by,
            saved_at: row.saved_at,
        }
    }
}

/// The weights in force. Their revision must have been read before.
pub(in crate::matching) async fn in_force(db: &Db, revision: i64) -> Result<Weights, DbErr> {
    let revision = revision.to_string();
    let kept = db.kept_as("", &revision, async || {
        newest(db.read()).await.map(|version| version.weights)
    });
    kept.await.map(|weights| *weights)
}

/// The version in force.
pub(in crate::matching) async fn newest(db: &impl ConnectionTrait) -> Result<Version, DbErr> {
    let newest = score_weights::Entity::find()
        .order_by_desc(score_weights::Column::Version)
        .limit(1)
        .one(db)
        .await?;
    newest
        .map(Version::from)
        .ok_or_else(|| DbErr::RecordNotFound("the weights".to_owned()))
}

/// One version.
pub(in crate::matching) async fn version(
    db: &impl ConnectionTrait,
    number: i32,
) -> Result<Option<Version>, DbErr> {
    let found = score_weights::Entity::find_by_id(number).one(db).await?;
    Ok(found.map(Version::from))
}

/// All versions, newest first: one page, and how many there are.
pub(in crate::matching) async fn versions(
    db: &impl ConnectionTrait,
    page: u64,
    size: u64,
) -> Result<(Vec<Version>, u64), DbErr> {
    let all = score_weights::Entity::find()
        .order_by_desc(score_weights::Column::Version)
        .paginate(db, size);
    let rows = all.fetch_page(page).await?;
    let total = all.num_items().await?;
    Ok((rows.into_iter().map(Version::from).collect(), total))
}

/// What became of saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::matching) enum Saved {
    As(i32),
    /// Somebody else saved meanwhile.
    Newer(Version),
}

/// Saves weights as the version after `seen`, which the person had before them.
pub(in crate::matching) async fn save(
    txn: &DatabaseTransaction,
    (weights, why): (Weights, &str),
    seen: i32,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Saved, DbErr> {
    let held = newest(txn).await?;
    if held.weights.version() != seen {
        return Ok(Saved::Newer(held));
    }
    let number = seen + 1;
    let row = row(weights.of_version(number), why, (&actor.name, now));
    score_weights::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    let act = Act {
        action: "weighed",
        kind: "score_weights",
        id: number.to_string(),
        summary: format!("Saved weights version {number}: {why}"),
        before: Some(facts(held.weights)),
        after: Some(facts(weights)),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(Saved::As(number))
}

/// Whether the error says that two saved the same version at the same moment.
pub(in crate::matching) fn came_second(error: &DbErr) -> bool {
    unique_violation(error)
}

fn row(
    weights: Weights,
    why: &str,
    (saved_by, saved_at): (&str, DateTime<Utc>),
) -> score_weights::ActiveModel {
    let of = |component| Set(i32::try_from(weights.of(component)).unwrap_or(i32::MAX));
    score_weights::ActiveModel {
        version: Set(weights.version()),
        place: of(Component::Place),
        issue: of(Component::Issue),
        capital: of(Component::Capital),
        population: of(Component::Population),
        relationship: of(Component::Relationship),
        history: of(Component::History),
        timing: of(Component::Timing),
        load: Set(i32::try_from(weights.load()).unwrap_or(i32::MAX)),
        why: Set(why.to_owned()),
        saved_by: Set(saved_by.to_owned()),
        saved_at: Set(saved_at),
    }
}

/// Weights for the audit log.
fn facts(weights: Weights) -> serde_json::Value {
    let measures = Component::ALL.into_iter();
    let measures = measures.map(|component| (component.label(), weights.of(component)));
    let all = measures.chain([("Load", weights.load())]);
    all.map(|(label, weight)| (label.to_owned(), weight.into()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
