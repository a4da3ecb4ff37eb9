//! What is shown while a process is still reading the funding sources into memory.

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
    read: String,
}

/// What `answer` answers; or, if that takes long because the funding sources are still being read, a page that says so and
/// looks again by itself.
pub(super) async fn at_most<T>(
    desk: &Desk,
    answer: impl Future<Output = Result<T>>,
) -> Result<std::result::Result<T, Response>> {
    let mut answer = std::pin::pin!(answer);
    match tokio::time::timeout(PATIENCE, &mut answer).await {
        Ok(answered) => answered.map(Ok),
        Err(_) => match still_reading(&desk.app.db) {
            Some(read) => page(desk, read).map(Err),
            None => answer.await.map(Ok),
        },
    }
}

fn page(desk: &Desk, read: usize) -> Result<Response> {
    let mut page = web::page(&WaitingPage {
        shell: desk.shell("goals", "Reading the funding sources"),
        read: words::counted(read, "funding source"),
    })?;
    let again = HeaderValue::from_static("3");
    page.headers_mut().insert(REFRESH, again);
    Ok(page)
}
