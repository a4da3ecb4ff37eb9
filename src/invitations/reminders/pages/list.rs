//! The reminders of a convening: when each is due, to whom, and how many had it.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};

use super::super::{
    rules::{Dates, Timing, timing, when_words},
    store,
};
use crate::{
    convenings::Convening,
    entities::reminders,
    ids::ReminderId,
    invitations::pages::tabs,
    values::{TimeZone, wall_time},
    web::{
        self, Desk, FieldErrors, Result, Shell,
        views::{Link, Tab},
    },
};

pub(super) struct Row {
    when: String,
    /// "Due Mon 1 Mar 2027, 9:30 am Pacific", or why it is not.
    due: String,
    kind: &'static str,
    icon: &'static str,
    audience: &'static str,
    subject: String,
    had: String,
    href: String,
}

#[derive(Template)]
#[template(path = "invitations/reminders/list.html")]
struct ListPage {
    shell: Shell,
    crumbs: Vec<Link>,
    tabs: Vec<Tab>,
    path: String,
    rows: Vec<Row>,
    may_change: bool,
    answer_by: String,
    most: String,
    version: i32,
    /// Said where somebody else changed the number first.
    conflict: String,
    errors: FieldErrors,
}

/// GET /convenings/{id}/reminders
pub(super) async fn list(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let (of, dates) = super::load(&desk, &id).await?;
    web::page(&page(&desk, &of, &dates, None).await?)
}

/// What was wrong with the number, as it was typed.
pub(super) struct Refused {
    pub(super) typed: String,
    pub(super) errors: FieldErrors,
    /// The number that somebody else saved meanwhile.
    pub(super) conflict: String,
}

/// The page again, because the number was refused.
pub(super) async fn refused(
    desk: &Desk,
    (of, dates): (&Convening, &Dates),
    refused: Refused,
) -> Result<Response> {
    let stale = !refused.conflict.is_empty();
    let mut page = page(desk, of, dates, Some(refused)).await?;
    page.shell = page.shell.with_errors();
    let mut response = web::page_invalid(&page)?;
    if stale {
        *response.status_mut() = StatusCode::CONFLICT;
    }
    Ok(response)
}

async fn page(
    desk: &Desk,
    of: &Convening,
    dates: &Dates,
    refused: Option<Refused>,
) -> Result<ListPage> {
    let (db, id, zone) = (desk.db(), of.row.id, &of.row.time_zone);
    let had: BTreeMap<ReminderId, i64> = store::sent(db, id).await?.into_iter().collect();
    let rows = store::list(db, id).await?;
    let limit = store::limit_of(db, id).await?;
    let now = desk.app.now();
    let row = |each: &reminders::Model| {
        let rule = (each.anchor, each.minutes);
        let (kind, icon, due) = due_words(timing(dates, rule, each.created_at, now), zone);
        Row {
            when: when_words(each.anchor, each.minutes),
            due,
            kind,
            icon,
            audience: each.audience.label(),
            subject: each.subject.clone(),
            had: match had.get(&each.id).copied().unwrap_or_default() {
                0 => "Nobody yet".to_owned(),
                1 => "1 guest".to_owned(),
                many => format!("{many} guests"),
            },
            href: format!("{}/{}", super::path_of(id), each.id),
        }
    };
    let (typed, errors, conflict) = refused.map_or_else(
        || {
            (
                limit.most.to_string(),
                FieldErrors::default(),
                String::new(),
            )
        },
        |refused| (refused.typed, refused.errors, refused.conflict),
    );
    Ok(ListPage {
        shell: desk.shell("convenings", format!("Reminders: {}", of.row.title)),
        crumbs: super::crumbs(of, false),
        tabs: tabs(id, "reminders"),
        path: super::path_of(id),
        rows: rows.iter().map(row).collect(),
        may_change: super::may_change(desk, of),
        answer_by: dates
            .answer_by
            .map(|by| wall_time::moment(by, zone))
            .unwrap_or_default(),
        most: typed,
        version: limit.version,
        conflict,
        errors,
    })
}

/// Kind and icon of the pill, and its words.
fn due_words(timing: Timing, zone: &TimeZone) -> (&'static str, &'static str, String) {
    let at = |at| wall_time::moment(at, zone);
    match timing {
        Timing::Unset => ("wait", "alert", "No date to answer by is set".to_owned()),
        Timing::Ahead(due) => ("info", "clock", format!("Due {}", at(due))),
        Timing::Now(due) => ("ok", "check", format!("Goes out since {}", at(due))),
        Timing::Over(due) => ("quiet", "check", format!("Was due {}", at(due))),
    }
}
