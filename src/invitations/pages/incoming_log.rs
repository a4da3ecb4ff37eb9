//! The administrators' log of mail that came in: which way, what was decided, by which rule. The mails are not shown.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use crate::{
    accounts::when,
    invitations::incoming::{self, Logged},
    web::{
        self, AdminsDesk, Paging, Query, Result, Shell,
        views::{Link, PagerView},
    },
};

const ROWS: u64 = 50;

struct Line {
    received: String,
    way: String,
    sender: String,
    /// Of the guest's line, the convening, or empty.
    href: String,
    title: String,
    method: String,
    rule: String,
    verdict: String,
    told: String,
}

#[derive(Template)]
#[template(path = "invitations/incoming_log.html")]
struct LogPage {
    shell: Shell,
    crumbs: Vec<Link>,
    lines: Vec<Line>,
    pager: PagerView,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
}

/// GET /admin/incoming-mail
pub(super) async fn show(
    AdminsDesk(desk): AdminsDesk,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let paging = Paging::read(&asked.page, ROWS);
    let (found, total) = incoming::log(desk.db(), paging).await?;
    let line = |of: Logged| Line {
        received: when(&desk.user, of.received_at),
        way: of.way,
        sender: of.sender,
        href: match (of.convening_id, of.invitation_id) {
            (Some(convening), Some(guest)) => {
                format!("/convenings/{convening}/invitations/{guest}")
            }
            (Some(convening), None) => format!("/convenings/{convening}"),
            (None, _) => String::new(),
        },
        title: of.title.unwrap_or_default(),
        method: of.method,
        rule: of.rule,
        verdict: of.verdict.replace('_', " "),
        told: of.told,
    };
    web::page(&LogPage {
        shell: desk.shell("admin", "Incoming mail"),
        crumbs: vec![Link::new("Administration", "/admin")],
        lines: found.into_iter().map(line).collect(),
        pager: paging.pager(total, "/admin/incoming-mail", "mails"),
    })
}
