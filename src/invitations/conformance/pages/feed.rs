//! The feed of all convenings as a subscriber gets it now, held against the rules for feeds.

use askama::Template;
use axum::response::Response;

use super::{super::rules::check_feed, Row, rows, summary};
use crate::{
    invitations::feeds,
    web::{self, AdminsDesk, Result, Shell, views::Link},
};

#[derive(Template)]
#[template(path = "invitations/conformance/feed.html")]
struct FeedPage {
    shell: Shell,
    crumbs: Vec<Link>,
    summary: String,
    rows: Vec<Row>,
    bytes: String,
}

/// GET /admin/conformance/feed
pub(super) async fn show(AdminsDesk(desk): AdminsDesk) -> Result<Response> {
    let feed = feeds::of_all(&desk.app).await?;
    let text = feed.text();
    let rows = rows(check_feed(text));
    web::page(&FeedPage {
        shell: desk.shell("admin", "The feed"),
        crumbs: super::crumbs(true),
        summary: summary(&rows),
        rows,
        bytes: crate::values::grouped(i64::try_from(text.len()).unwrap_or(i64::MAX)),
    })
}
