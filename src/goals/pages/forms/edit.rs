//! The form that changes a goal's words and standing.

use serde::Deserialize;

use super::{chosen, line, optional, required};
use crate::{
    entities::goals, goals::store::GoalEdit, ids::PartnershipId, issues::Issues,
    values::GoalStatus, web::FieldErrors,
};

/// As people send it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::goals::pages) struct EditForm {
    pub(in crate::goals::pages) title: String,
    pub(in crate::goals::pages) result_statement: String,
    pub(in crate::goals::pages) story: String,
    pub(in crate::goals::pages) partnership: String,
    pub(in crate::goals::pages) status: String,
    pub(in crate::goals::pages) primary_issue: String,
    pub(in crate::goals::pages) open_for_interest: String,
    pub(in crate::goals::pages) version: String,
}

impl EditForm {
    /// The form as it opens.
    pub(in crate::goals::pages) fn of(goal: &goals::Model) -> Self {
        let open = if goal.open_for_interest { "yes" } else { "" };
        Self {
            title: goal.title.clone(),
            result_statement: goal.result_statement.clone(),
            story: goal.story.clone(),
            partnership: led_by(goal.partnership_id),
            status: goal.status.to_string(),
            primary_issue: goal.primary_issue.clone(),
            open_for_interest: open.to_owned(),
            version: goal.version.to_string(),
        }
    }

    /// The change it asks for. `held` is the goal's status now: only the table adopts a goal, so this form can keep
    /// "adopted" but not give it.
    pub(in crate::goals::pages) fn read(
        &self,
        taxonomy: &Issues,
        held: GoalStatus,
        tables: &Tables,
    ) -> Result<GoalEdit, FieldErrors> {
        let mut errors = FieldErrors::default();
        let title = errors.keep("title", line(&self.title, "a title", 160));
        let result_statement = errors.keep(
            "result_statement",
            required(&self.result_statement, "the result, in plain words", 600),
        );
        let story = errors.keep("story", optional(&self.story, "the story", 4_000));
        let partnership = errors.keep("partnership", table(&self.partnership, tables));
        let status = errors.keep("status", status(&self.status, held));
        let primary_issue = errors.keep("primary_issue", issue(&self.primary_issue, taxonomy));
        let open_for_interest = self.open_for_interest == "yes";
        if open_for_interest && matches!(status, Some(GoalStatus::Draft | GoalStatus::Retired)) {
            errors.add(
                "open_for_interest",
                "A draft or retired goal cannot be open for interest. Propose it first.",
            );
        }
        let read = (|| {
            Some(GoalEdit {
                title: title?,
                result_statement: result_statement?,
                story: story?,
                partnership: partnership?,
                status: status?,
                primary_issue: primary_issue?,
                open_for_interest,
            })
        })();
        read.filter(|_| errors.is_empty()).ok_or(errors)
    }
}

/// The partnerships to choose from, with their names.
pub(in crate::goals::pages) type Tables = [(PartnershipId, String)];

/// A partnership as its select sends it.
pub(in crate::goals::pages) fn led_by(id: Option<PartnershipId>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

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

fn status(typed: &str, held: GoalStatus) -> Result<GoalStatus, String> {
    let status = chosen(typed, "a status")?;
    if status == GoalStatus::Adopted && held != status {
        return Err("Only the table adopts a goal, at a convening.".to_owned());
    }
    Ok(status)
}

/// A code of the taxonomy.
pub(super) fn issue(typed: &str, taxonomy: &Issues) -> Result<String, String> {
    let known = taxonomy.0.iter().find(|issue| issue.code == typed);
    known
        .map(|issue| issue.code.clone())
        .ok_or_else(|| "Choose the issue this goal is about.".to_owned())
}
