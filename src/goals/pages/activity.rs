//! Who changed what about a goal, from what to what, newest first.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    AtGoal,
    head::{GoalHead, GoalTab},
    words,
};
use crate::{
    audit,
    entities::audit_entries,
    values::TimeZone,
    web::{self, Paging, Query, Shell, TableDesk, views::PagerView},
};

const PER_PAGE: u64 = 25;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PageQuery {
    pub(super) page: String,
}

#[derive(Template)]
#[template(path = "goals/activity.html")]
struct ActivityPage {
    shell: Shell,
    head: GoalHead,
    acts: Vec<ActRow>,
    pager: PagerView,
}

struct ActRow {
    summary: String,
    by: String,
    at: String,
    changes: Vec<Change>,
}

struct Change {
    field: String,
    before: String,
    after: String,
}

pub(super) async fn activity(
    TableDesk(desk): TableDesk,
    AtGoal(goal): AtGoal,
    Query(query): Query<PageQuery>,
) -> web::Result<Response> {
    let head = GoalHead::load(&desk, &goal, GoalTab::Activity).await?;
    let paging = Paging::read(&query.page, PER_PAGE);
    let id = goal.id.to_string();
    let (entries, total) =
        audit::history(desk.db(), "goal", &id, paging.page - 1, paging.size).await?;
    let zone = desk.user.time_zone.as_ref();
    let path = format!("/goals/{id}/activity");
    web::page(&ActivityPage {
        shell: desk.shell("goals", format!("Activity: {}", goal.title)),
        head,
        acts: entries.iter().map(|entry| act(entry, zone)).collect(),
        pager: paging.pager(total, &path, "changes"),
    })
}

fn act(entry: &audit_entries::Model, zone: Option<&TimeZone>) -> ActRow {
    ActRow {
        summary: entry.summary.clone(),
        by: entry.actor.clone(),
        at: words::instant(entry.at, zone),
        changes: changes(entry.before.as_deref(), entry.after.as_deref()),
    }
}

/// Every fact that was, or is, as two columns.
fn changes(before: Option<&str>, after: Option<&str>) -> Vec<Change> {
    let read = |text: Option<&str>| -> Map<String, Value> {
        text.and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    };
    let (before, after) = (read(before), read(after));
    let mut fields: Vec<&String> = before.keys().chain(after.keys()).collect();
    fields.sort();
    fields.dedup();
    let change = |field: &String| Change {
        field: words::plain(field.trim_end_matches("_usd")),
        before: shown(field, before.get(field)),
        after: shown(field, after.get(field)),
    };
    fields.into_iter().map(change).collect()
}

fn shown(field: &str, value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "–".to_owned(),
        Some(Value::Bool(true)) => "Yes".to_owned(),
        Some(Value::Bool(false)) => "No".to_owned(),
        Some(Value::Number(number)) if field.ends_with("_usd") => number
            .as_i64()
            .and_then(|dollars| crate::values::Money::try_from(dollars).ok())
            .map_or_else(|| number.to_string(), crate::values::Money::full),
        Some(Value::String(text)) if text.is_empty() => "(empty)".to_owned(),
        Some(Value::String(code))
            if matches!(
                field,
                "status"
                    | "layer"
                    | "product"
                    | "primary_issue"
                    | "other_issues"
                    | "populations"
                    | "absorption_function"
            ) =>
        {
            words::plain(code)
        }
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_shows_both_sides() {
        let rows = changes(
            Some(r#"{"amount_usd":500000,"status":"need"}"#),
            Some(r#"{"amount_usd":750000,"status":"soft_circled"}"#),
        );
        let said: Vec<_> = rows
            .iter()
            .map(|row| format!("{}: {} to {}", row.field, row.before, row.after))
            .collect();
        assert_eq!(
            said,
            [
                "Amount: $500,000 to $750,000",
                "Status: Need to Soft circled"
            ]
        );
    }
}
