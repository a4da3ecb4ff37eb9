//! What is shown while a process is still reading the funding sources into memory, or matching all goals for the first time.

use std::{future::Future, time::Duration};

use askama::Template;
use axum::{
    http::{HeaderValue, header::REFRESH},
    response::Response,
};

use super::words;
use crate::{
    matching::directory::still_reading,
    web::{self, Desk, Result, Shell},
};

/// How long a page waits before it says what it is waiting for.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Template)]
#[template(path = "matching/waiting.html")]
struct WaitingPage {
    shell: Shell,
    title: &'static str,
    says: String,
}

/// What `answer` answers; or, if that takes long because the funding sources are still being read, a page that says so and
/// looks again by itself.
pub async fn at_most<T>(
    desk: &Desk,
    answer: impl Future<Output = Result<T>>,
) -> Result<std::result::Result<T, Response>> {
    let mut answer = std::pin::pin!(answer);
    match tokio::time::timeout(PATIENCE, &mut answer).await {
        Ok(answered) => answered.map(Ok),
        Err(_) => match still_reading(&desk.app.db) {
            Some(read) => for_sources(desk, read).map(Err),
            None => answer.await.map(Ok),
        },
    }
}

/// The page that says how far a first look at all goals has come.
pub(super) fn for_goals(desk: &Desk, far: &str) -> Result<Response> {
    let says = format!("Every goal is held against every funding source. {far}");
    page(desk, "Matching all goals", &says)
}

fn for_sources(desk: &Desk, read: usize) -> Result<Response> {
    let says = format!(
        "Roundtable has just started and is reading every funding source, so that it can match them all. So far: {}.",
        words::counted(read, "funding source")
    );
    page(desk, "Reading the funding sources", &says)
}

fn page(desk: &Desk, title: &'static str, says: &str) -> Result<Response> {
    let says = format!("{says} This page looks again by itself.");
    let shell = desk.shell("goals", title);
    let mut page = web::page(&WaitingPage { shell, title, says })?;
    let again = HeaderValue::from_static("3");
    page.headers_mut().insert(REFRESH, again);
    Ok(page)
}
