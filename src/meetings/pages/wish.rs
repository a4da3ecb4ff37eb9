//! The wishes of one party, and what staff write down for it.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};

use super::{
    Meetings, load,
    wish_form::{Row, rows},
    wish_read::{Sent, read},
    wishes::said,
    words::{Pill, wish_pill},
};
use crate::{
    ids::MeetingPartyId,
    meetings::store::{self, Heard, Said},
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result, Shell, flash_to, views::Link,
    },
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
    rows: Vec<Row>,
    /// What the other side says of this party: only staff see it.
    heard: Vec<(String, Pill)>,
    errors: FieldErrors,
    differs: bool,
}

/// GET /convenings/{id}/meetings/wishes/{party}
pub(super) async fn form(
    EditorsDesk(desk): EditorsDesk,
    Path((id, party)): Path<(String, String)>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let party: MeetingPartyId = AppError::found(party.parse().ok())?;
    page(&desk, (&meetings, party), None, Why::Looked)
}

/// Why the form is shown.
enum Why {
    Looked,
    /// Something in it cannot be read.
    Unread(FieldErrors),
    /// Somebody else said something else meanwhile.
    Differs,
}

fn page(
    desk: &Desk,
    (meetings, party): (&Meetings, MeetingPartyId),
    sent: Option<&Sent>,
    why: Why,
) -> Result<Response> {
    let row = AppError::found(meetings.of.party(party))?;
    let path = format!("{}/wishes", meetings.path());
    let heard = meetings.of.parties.iter().filter(|it| it.side != row.side);
    let heard = heard.filter_map(|other| {
        let wish = meetings.of.wishes.get(&(other.id, party)).copied()?;
        Some((other.name.clone(), wish_pill(Some(wish))))
    });
    let mut crumbs = meetings.crumbs();
    crumbs.push(Link::new("Wishes", &path));
    let shell = desk.shell("convenings", format!("Wishes of {}", row.name));
    let differs = matches!(why, Why::Differs);
    let (status, errors) = match why {
        Why::Looked => (StatusCode::OK, FieldErrors::default()),
        Why::Unread(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        Why::Differs => (StatusCode::CONFLICT, FieldErrors::default()),
    };
    let mut response = web::page(&WishPage {
        shell: if status == StatusCode::OK {
            shell
        } else {
            shell.with_errors()
        },
        crumbs,
        here: format!("{path}/{party}"),
        path,
        name: row.name.clone(),
        said: said(meetings, row),
        rows: rows(&meetings.of, party, sent),
        heard: heard.collect(),
        errors,
        differs,
    })?;
    *response.status_mut() = status;
    Ok(response)
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
    let wishes = match read(&meetings.of, party, &sent) {
        Ok(wishes) => wishes,
        Err(errors) => {
            let why = Why::Unread(errors);
            return page(&desk, (&meetings, party), Some(&sent), why);
        }
    };
    let by = Said {
        by: desk.actor(),
        by_link: false,
        now: desk.app.now(),
    };
    let heard = desk
        .app
        .db
        .write(async |txn| store::save_wishes(txn, party, &wishes, &by).await)
        .await?;
    let path = format!("{}/wishes", meetings.path());
    match heard {
        Heard::Kept => Ok(flash_to(&path, "The wishes are written down.")),
        Heard::Closed => Ok(flash_to(
            &path,
            "The convening is cancelled, so nothing was changed.",
        )),
        Heard::Differs => {
            let meetings = load(&desk, &id).await?;
            page(&desk, (&meetings, party), Some(&sent), Why::Differs)
        }
    }
}
