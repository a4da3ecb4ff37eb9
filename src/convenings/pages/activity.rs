//! What happened to a convening, newest first.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::words::{crumbs_below, moment};
use crate::{
    audit,
    entities::audit_entries,
    values::TimeZone,
    web::{
        self, Desk, Paging, Query, Result, Shell,
        views::{Link, PagerView},
    },
};

const SIZE: u64 = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
}

#[derive(Template)]
#[template(path = "convenings/activity.html")]
struct ActivityPage {
    shell: Shell,
    crumbs: Vec<Link>,
    of: String,
    events: Vec<Event>,
    pager: PagerView,
}

/// One line of an activity list.
pub(super) struct Event {
    pub(super) summary: String,
    pub(super) who: String,
    pub(super) at: String,
}

/// Entries of the audit log, on the reader's clocks.
pub(super) fn events(entries: Vec<audit_entries::Model>, zone: &TimeZone) -> Vec<Event> {
    let event = |entry: audit_entries::Model| Event {
        summary: entry.summary,
        who: entry.actor,
        at: moment(entry.at, zone),
    };
    entries.into_iter().map(event).collect()
}

/// GET /convenings/{id}/activity
pub(super) async fn list(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let convening = super::load(&desk, &id).await?;
    let path = super::path_of(convening.row.id);
    let paging = Paging::read(&asked.page, SIZE);
    let key = convening.row.id.to_string();
    let (entries, total) =
        audit::history(desk.db(), "convening", &key, paging.page - 1, SIZE).await?;
    let zone = desk
        .user
        .time_zone
        .clone()
        .unwrap_or_else(|| convening.row.time_zone.clone());
    web::page(&ActivityPage {
        shell: desk.shell("convenings", format!("Activity: {}", convening.row.title)),
        crumbs: crumbs_below(&convening),
        of: convening.row.title,
        events: events(entries, &zone),
        pager: paging.pager(total, &format!("{path}/activity"), "entries"),
    })
}
