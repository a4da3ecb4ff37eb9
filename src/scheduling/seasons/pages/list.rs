//! The list of seasons.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{head::span, path_of};
use crate::{
    scheduling::seasons::store,
    web::{self, Desk, Paging, Query, Result, Shell, views::PagerView},
};

const SIZE: u64 = 25;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
}

#[derive(Template)]
#[template(path = "scheduling/season/list.html")]
struct ListPage {
    shell: Shell,
    rows: Vec<Row>,
    pager: PagerView,
    may_edit: bool,
}

struct Row {
    href: String,
    title: String,
    partnership: String,
    span: String,
    convenings: i64,
}

/// GET /seasons
pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> Result<Response> {
    let paging = Paging::read(&asked.page, SIZE);
    let (listed, total) = store::list(desk.db(), paging).await?;
    web::page(&ListPage {
        rows: listed
            .into_iter()
            .map(|row| Row {
                href: path_of(row.id),
                title: row.title,
                partnership: row.partnership.unwrap_or_default(),
                span: span(row.first_day, row.last_day),
                convenings: row.convenings,
            })
            .collect(),
        pager: paging.pager(total, "/seasons", "seasons"),
        may_edit: desk.may_edit(),
        shell: desk.shell("convenings", "Seasons"),
    })
}
