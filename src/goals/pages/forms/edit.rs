//! The form that changes a goal's words and standing.

use serde::Deserialize;

use super::{chosen, line, optional, required};
use crate::{
    entities::goals, goals::store::GoalEdit, issues::Issues, values::GoalStatus, web::FieldErrors,
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
            partnership: goal.partnership.clone(),
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
    ) -> Result<GoalEdit, FieldErrors> {
        let mut errors = FieldErrors::default();
        let title = errors.keep("title", line(&self.title, "a title", 160));
        let result_statement = errors.keep(
            "result_statement",
            required(&self.result_statement, "the result, in plain words", 600),
        );
        let story = errors.keep("story", optional(&self.story, "the story", 4_000));
        let partnership = errors.keep(
            "partnership",
            optional(&self.partnership, "the partnership's name", 160),
        );
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
