//! Who changed what about a partnership, from what to what, newest first.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    AtPartnership,
    head::{PartnershipHead, PartnershipTab, untold},
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
    page: String,
}

#[derive(Template)]
#[template(path = "partnerships/activity.html")]
struct ActivityPage {
    shell: Shell,
    head: PartnershipHead,
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
    AtPartnership(of): AtPartnership,
    Query(query): Query<PageQuery>,
) -> web::Result<Response> {
    let head = PartnershipHead::load(&desk, &of, PartnershipTab::Activity).await?;
    let paging = Paging::read(&query.page, PER_PAGE);
    let id = of.id.to_string();
    let (subject, hidden) = (("partnership", id.as_str()), untold(&desk, &of));
    let (entries, total) =
        audit::history_without(desk.db(), subject, hidden, paging.page - 1, paging.size).await?;
    let zone = desk.user.time_zone.as_ref();
    web::page(&ActivityPage {
        shell: desk.shell("partnerships", format!("Activity: {}", of.name)),
        pager: paging.pager(total, &format!("{}/activity", head.href), "changes"),
        head,
        acts: entries.iter().map(|entry| act(entry, zone)).collect(),
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
        field: words::plain(field),
        before: shown(before.get(field)),
        after: shown(after.get(field)),
    };
    fields.into_iter().map(change).collect()
}

fn shown(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "–".to_owned(),
        Some(Value::Bool(true)) => "Yes".to_owned(),
        Some(Value::Bool(false)) => "No".to_owned(),
        Some(Value::String(text)) if text.is_empty() => "(empty)".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
