//! What changed of a goal since its table adopted it, as its history tells.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::{Map, Value};

use crate::{
    audit,
    entities::{audit_entries, goals},
    goals::rules::status::{
        HEADLINE_CHANGED, HEADLINE_CHOSEN, OTHER_NUMBER_CHANGED, PROMISE, is_promised,
    },
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

/// What is different of the result, of those it is for or of its number; nothing for a goal that stands as adopted, or
/// that nobody adopted.
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
    let changes = changes(&entries);
    let all_seen = u64::try_from(entries.len()).is_ok_and(|seen| seen < MOST);
    let facts = different(&changes, all_seen);
    let last = changes
        .iter()
        .find(|change| facts.contains(change.fact.as_str()));
    Ok(last.map(|last| SinceAdopted {
        by: last.entry.actor.clone(),
        at: last.entry.at,
        facts: facts.into_iter().map(str::to_owned).collect(),
    }))
}

/// One promised fact in one entry of the history.
struct Change<'a> {
    entry: &'a audit_entries::Model,
    fact: String,
    before: Value,
    after: Value,
}

/// Newest first. What was done to other numbers than the headline counts once another headline was chosen: either may
/// be the number that the table adopted.
fn changes(entries: &[audit_entries::Model]) -> Vec<Change<'_>> {
    let chosen = entries.iter().any(|each| each.action == HEADLINE_CHOSEN);
    let touching = entries
        .iter()
        .filter(|entry| chosen || entry.action != OTHER_NUMBER_CHANGED);
    touching.flat_map(promised).collect()
}

/// The facts that are not what they were at first, each once, by name. Where several numbers led, nothing of a number
/// is taken for changed back, for two numbers may share a name; nor is anything unless all changes were seen.
fn different<'a>(changes: &'a [Change<'_>], all_seen: bool) -> BTreeSet<&'a str> {
    let chosen = changes
        .iter()
        .any(|change| change.entry.action == HEADLINE_CHOSEN);
    let same = |change: &&Change<'_>| {
        let of_a_number = [HEADLINE_CHANGED, OTHER_NUMBER_CHANGED, HEADLINE_CHOSEN];
        if !all_seen || (chosen && of_a_number.contains(&change.entry.action.as_str())) {
            return false;
        }
        let mut of_it = changes.iter().filter(|other| other.fact == change.fact);
        let last = of_it.next();
        let first = of_it.next_back().or(last);
        last.zip(first)
            .is_some_and(|(last, first)| last.after == first.before)
    };
    let others = changes.iter().filter(|change| !same(change));
    others.map(|change| change.fact.as_str()).collect()
}

/// The facts of one entry that are part of what was adopted.
fn promised(entry: &audit_entries::Model) -> Vec<Change<'_>> {
    let read = |text: Option<&str>| -> Map<String, Value> {
        text.and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    };
    let mut before = read(entry.before.as_deref());
    let promised = read(entry.after.as_deref())
        .into_iter()
        .filter(|(fact, _)| is_promised(&entry.action, fact));
    promised
        .map(|(fact, after)| Change {
            entry,
            before: before.remove(&fact).unwrap_or_default(),
            fact,
            after,
        })
        .collect()
}
