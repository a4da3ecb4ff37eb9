//! The wishes of one party, and what staff write down for it.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{
    load,
    wish_form::{Row, Sent, read, rows},
    wishes::said,
    words::{Pill, wish_pill},
};
use crate::{
    ids::MeetingPartyId,
    meetings::store::{self, Said},
    web::{self, AppError, Desk, EditorsDesk, Form, Result, Shell, flash_to, views::Link},
};

#[derive(Template)]
#[template(path = "meetings/wish.html")]
struct WishPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    here: String,
    name: String,
    said: String,
    may_edit: bool,
    rows: Vec<Row>,
    /// What the other side says of this party: only staff see it.
    heard: Vec<(String, Pill)>,
}

/// GET /convenings/{id}/meetings/wishes/{party}
pub(super) async fn form(
    desk: Desk,
    Path((id, party)): Path<(String, String)>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let party: MeetingPartyId = AppError::found(party.parse().ok())?;
    let row = AppError::found(meetings.of.party(party))?;
    let path = format!("{}/wishes", meetings.path());
    let heard = meetings.of.parties.iter().filter(|it| it.side != row.side);
    let heard = heard.filter_map(|other| {
        let wish = meetings.of.wishes.get(&(other.id, party)).copied()?;
        Some((other.name.clone(), wish_pill(Some(wish))))
    });
    let mut crumbs = meetings.crumbs();
    crumbs.push(Link::new("Wishes", &path));
    web::page(&WishPage {
        shell: desk.shell("convenings", format!("Wishes of {}", row.name)),
        crumbs,
        here: format!("{path}/{party}"),
        path,
        name: row.name.clone(),
        said: said(&meetings, row),
        may_edit: desk.may_edit(),
        rows: rows(&meetings.of, party),
        heard: heard.collect(),
    })
}

/// POST /convenings/{id}/meetings/wishes/{party}
pub(super) async fn save(
    EditorsDesk(desk): EditorsDesk,
    Path((id, party)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let party: MeetingPartyId = AppError::found(party.parse().ok())?;
    AppError::found(meetings.of.party(party))?;
    let wishes = read(&meetings.of, party, &sent);
    let by = Said {
        by: desk.actor(),
        by_link: false,
        now: desk.app.now(),
    };
    let kept = desk
        .app
        .db
        .write(async |txn| store::save_wishes(txn, party, &wishes, &by).await)
        .await?;
    if !kept {
        return Err(AppError::NotFound);
    }
    Ok(flash_to(
        &format!("{}/wishes", meetings.path()),
        "The wishes are written down.",
    ))
}
