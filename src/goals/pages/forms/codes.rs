//! The codes and keys that the form of a goal's words chooses by.

use std::collections::BTreeSet;

use super::{Tables, chosen};
use crate::{
    goals::rules::status::{Mover, may_move},
    ids::PartnershipId,
    issues::Issues,
    values::{AbsorptionFunction, GoalStatus},
};

/// The partnership chosen, or none.
pub(super) fn table(typed: &str, tables: &Tables) -> Result<Option<PartnershipId>, &'static str> {
    if typed.is_empty() {
        return Ok(None);
    }
    let found = tables.iter().find(|(id, _)| id.to_string() == typed);
    found
        .map(|(id, _)| Some(*id))
        .ok_or("Choose a partnership from the list, or none.")
}

pub(super) fn status(typed: &str, held: GoalStatus, who: Mover) -> Result<GoalStatus, String> {
    let status = chosen(typed, "a status")?;
    // Adopting is an act of its own, for a lead too.
    let who = if status == GoalStatus::Adopted {
        Mover::Editor
    } else {
        who
    };
    may_move(held, status, who).map_err(|error| error.to_string())?;
    Ok(status)
}

/// The ticked codes in order, each once; nothing when one of them is not on the list.
pub(super) fn among(ticked: &[&str], list: &[&str]) -> Option<Vec<String>> {
    if !ticked.iter().all(|code| list.contains(code)) {
        return None;
    }
    let chosen: BTreeSet<String> = ticked.iter().map(|code| (*code).to_owned()).collect();
    Some(chosen.into_iter().collect())
}

/// A code of the taxonomy.
pub(super) fn issue(typed: &str, taxonomy: &Issues) -> Result<String, String> {
    let known = taxonomy.0.iter().find(|issue| issue.code == typed);
    known
        .map(|issue| issue.code.clone())
        .ok_or_else(|| "Choose the issue this goal is about.".to_owned())
}

/// A code of the absorption functions, or nothing.
pub(super) fn absorption(typed: &str) -> Result<String, String> {
    if typed.is_empty() {
        return Ok(String::new());
    }
    chosen::<AbsorptionFunction>(typed, "what the goal needs most").map(|each| each.to_string())
}
