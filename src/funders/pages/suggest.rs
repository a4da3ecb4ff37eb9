//! Pockets by the beginnings of their organization's name, for the field that picks one.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use crate::{
    funders::store,
    web::{self, Desk, Query},
};

/// Most that are offered.
const OFFERED: u64 = 20;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    q: String,
}

#[derive(Template)]
#[template(path = "funders/suggest.html")]
struct Suggestions {
    labels: Vec<String>,
}

pub(super) async fn pockets(desk: Desk, Query(wanted): Query<Wanted>) -> web::Result<Response> {
    let typed: String = wanted.q.chars().take(200).collect();
    let found = store::pockets_like(desk.db(), &typed, OFFERED).await?;
    web::page(&Suggestions {
        labels: found.into_iter().map(|pocket| pocket.label).collect(),
    })
}
