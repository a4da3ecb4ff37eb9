//! What changed of a goal since its table adopted it, as its history tells.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::{Map, Value};

use crate::{
    audit,
    entities::{audit_entries, goals},
    goals::rules::status::{PROMISE, is_promised},
};

/// The most changes looked at; which facts they touch is told, not how often.
const MOST: u64 = 200;

/// That what was adopted has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::goals) struct SinceAdopted {
    /// Names of facts, as the history has them, each once.
    pub(in crate::goals) facts: Vec<String>,
    /// Who changed it last.
    pub(in crate::goals) by: String,
    pub(in crate::goals) at: DateTime<Utc>,
}

/// What changed of the result, of those it is for or of its number; nothing for a goal that stands as adopted, or that
/// nobody adopted.
pub(in crate::goals) async fn since_adopted(
    db: &impl ConnectionTrait,
    goal: &goals::Model,
) -> Result<Option<SinceAdopted>, DbErr> {
    let Some(adopted_at) = goal.adopted_at else {
        return Ok(None);
    };
    let id = goal.id.to_string();
    let actions = PROMISE.map(|(action, _)| action);
    let entries = audit::since(db, ("goal", &id), adopted_at, &actions, MOST).await?;
    let touching = entries
        .iter()
        .map(|entry| (entry, promised(entry)))
        .filter(|(_, facts)| !facts.is_empty());
    let mut found: Option<SinceAdopted> = None;
    for (entry, facts) in touching {
        let since = found.get_or_insert_with(|| SinceAdopted {
            facts: Vec::new(),
            by: entry.actor.clone(),
            at: entry.at,
        });
        since.facts.extend(facts);
    }
    if let Some(since) = &mut found {
        since.facts.sort();
        since.facts.dedup();
    }
    Ok(found)
}

/// The facts of one change that are part of what was adopted.
fn promised(entry: &audit_entries::Model) -> Vec<String> {
    let after: Map<String, Value> = entry
        .after
        .as_deref()
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default();
    after
        .into_iter()
        .map(|(fact, _)| fact)
        .filter(|fact| is_promised(&entry.action, fact))
        .collect()
}
