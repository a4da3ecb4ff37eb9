//! What is on: the convenings whose door is open.

use askama::Template;
use axum::response::Response;

use super::super::store;
use crate::{
    convenings::Convening,
    web::{self, DoorDesk, Result, Shell},
};

struct Line {
    href: String,
    title: String,
    when: String,
    sample: bool,
}

#[derive(Template)]
#[template(path = "invitations/check_in/list.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<Line>,
    /// Whoever may go back to other work.
    staff: bool,
}

/// GET /check-in
pub(super) async fn list(door: DoorDesk) -> Result<Response> {
    let now = door.0.app.now();
    let on = store::on_now(door.0.db(), now).await?;
    let line = |of: &Convening| Line {
        href: super::path_of(of.row.id),
        title: of.row.title.clone(),
        when: of.plan.when.words(),
        sample: of.row.illustrative,
    };
    web::page(&ListPage {
        shell: door.0.shell("", "Check-in"),
        lines: on
            .iter()
            .filter(|of| super::is_on(of, now))
            .map(line)
            .collect(),
        staff: !door.keeps_the_door(),
    })
}
