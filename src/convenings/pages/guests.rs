//! The guest list: add from the directory or by name, change a seat, take one away.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    directory::{Found, find},
    edit::over,
    form::{attendances, roles},
    quorum::{self, QuorumForm},
    seat::{IN_ROW, NEW, Row, SeatForm, row},
    words::crumbs_below,
};
use crate::{
    convenings::store::{self, Convening, Guest, Polled, Seating},
    ids::SeatId,
    values::{Attendance, ConveningStatus, ParticipantRole},
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Query, Result, Shell,
        views::{Choice, Link},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
}

#[derive(Template)]
#[template(path = "convenings/guests.html", blocks = ["found"])]
struct GuestsPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    guests: Vec<Row>,
    q: String,
    found: Vec<Found>,
    /// That there are more than are shown; empty where there are not.
    more: String,
    typed_name: String,
    roles: Vec<Choice>,
    attendances: Vec<Choice>,
    quorum: Vec<quorum::Line>,
    quorum_kinds: Vec<Choice>,
    typed_many: String,
    errors: FieldErrors,
}

/// GET /convenings/{id}/guests
pub(super) async fn list(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let convening = super::load(&desk, &id).await?;
    if is_over(&convening) {
        return Ok(over(&convening));
    }
    let page = guests_page(
        &desk,
        &convening,
        asked.q,
        (SeatForm::default(), FieldErrors::default()),
        None,
    )
    .await?;
    if desk.wants("found") {
        return web::page(&page.as_found());
    }
    web::page(&page)
}

/// Nobody takes or leaves a seat at a table that is not held.
fn is_over(convening: &Convening) -> bool {
    convening.row.status == ConveningStatus::Cancelled
}

async fn guests_page(
    desk: &Desk,
    convening: &Convening,
    q: String,
    (typed, errors): (SeatForm, FieldErrors),
    refused: Option<SeatId>,
) -> Result<GuestsPage> {
    let path = super::path_of(convening.row.id);
    let guests = store::guests(desk.db(), convening.row.id).await?;
    let (found, more) = find(desk, &q, &guests).await?;
    let shell = desk.shell("convenings", format!("Guest list: {}", convening.row.title));
    let polled = store::said_in_poll(desk.db(), convening.row.id).await?;
    let said = |guest: &Guest| {
        let mut polled = polled.iter();
        polled.find(|said| said.seat_id == Some(guest.seat.id))
    };
    let rows = guests.iter().map(|guest| {
        let typed = (refused == Some(guest.seat.id)).then_some(&typed);
        Row {
            polled: said(guest).map_or_else(String::new, Polled::words),
            ..row(&path, guest, typed)
        }
    });
    let rows: Vec<Row> = rows.collect();
    let typed = if refused.is_some() {
        SeatForm::default()
    } else {
        typed
    };
    let or = |code: String, usual: &'static str| {
        if code.is_empty() {
            usual.to_owned()
        } else {
            code
        }
    };
    let standings = store::quorum(desk.db(), convening.row.id, &guests, |_| false).await?;
    Ok(GuestsPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: crumbs_below(convening),
        guests: rows,
        path,
        q,
        found,
        more,
        typed_name: typed.seat_name,
        roles: roles(&or(
            typed.seat_role,
            ParticipantRole::CommunityPartner.as_str(),
        )),
        attendances: attendances(&or(typed.seat_attendance, Attendance::Optional.as_str())),
        quorum: quorum::lines(&super::path_of(convening.row.id), &standings),
        quorum_kinds: quorum::kinds(""),
        typed_many: String::new(),
        errors,
    })
}

/// The page again, because what was asked of the quorum was refused.
pub(super) async fn quorum_refused(
    desk: &Desk,
    convening: &Convening,
    form: QuorumForm,
    errors: FieldErrors,
) -> Result<Response> {
    let typed = (SeatForm::default(), errors);
    let page = guests_page(desk, convening, String::new(), typed, None).await?;
    web::page_invalid(&GuestsPage {
        quorum_kinds: quorum::kinds(&form.kind),
        typed_many: form.at_least,
        ..page
    })
}

/// POST /convenings/{id}/seats
pub(super) async fn add(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<SeatForm>,
) -> Result<Response> {
    let convening = super::load(&desk, &id).await?;
    if is_over(&convening) {
        return Ok(over(&convening));
    }
    let mut errors = FieldErrors::default();
    let mut plan = form.read(&mut errors, NEW);
    let known =
        store::organizations(desk.db(), plan.iter().filter_map(|plan| plan.organization)).await?;
    if plan
        .as_ref()
        .and_then(|plan| plan.organization)
        .is_some_and(|id| !known.contains_key(&id))
    {
        errors.add(
            "seat_name",
            "That organization is no longer in the directory. Choose another",
        );
        plan = None;
    }
    let Some(plan) = plan else {
        let page = guests_page(&desk, &convening, String::new(), (form, errors), None).await?;
        return web::page_invalid(&page);
    };
    let (key, now) = (convening.row.id, desk.app.now());
    let added = desk
        .app
        .db
        .write(async |txn| store::add_seat(txn, key, &plan, &desk.actor(), now).await)
        .await?;
    let added = match added {
        Seating::Given(added) => added > 0,
        Seating::Over => return Ok(over(&convening)),
        Seating::Barred(barred) => {
            errors.add("seat_name", barred.sentence());
            let page = guests_page(&desk, &convening, String::new(), (form, errors), None).await?;
            return web::page_invalid(&page);
        }
    };
    let name = known
        .into_values()
        .next()
        .map_or(plan.guest_name, |known| known.name);
    let told = if added {
        format!("{name} has a seat.")
    } else {
        format!("{name} had a seat already.")
    };
    Ok(web::flash_to(
        &format!("{}/guests", super::path_of(key)),
        &told,
    ))
}

/// POST /convenings/{id}/seats/{seat}
pub(super) async fn change(
    EditorsDesk(desk): EditorsDesk,
    Path((id, seat)): Path<(String, String)>,
    Form(mut form): Form<SeatForm>,
) -> Result<Response> {
    let convening = super::load(&desk, &id).await?;
    let seat: SeatId = seat.parse().map_err(|_| AppError::NotFound)?;
    if is_over(&convening) {
        return Ok(over(&convening));
    }
    // Whose seat it is was decided when it was given; the form only says what changes.
    let held = AppError::found(store::seat(desk.db(), (convening.row.id, seat)).await?)?;
    form.seat_org = held
        .organization_id
        .map(|id| id.to_string())
        .unwrap_or_default();
    let mut errors = FieldErrors::default();
    let Some(plan) = form.read(&mut errors, IN_ROW) else {
        let shown = (form, errors);
        let page = guests_page(&desk, &convening, String::new(), shown, Some(seat)).await?;
        return web::page_invalid(&page);
    };
    let (key, now) = (convening.row.id, desk.app.now());
    let actor = desk.actor();
    let changed = desk
        .app
        .db
        .write(async |txn| store::change_seat(txn, (key, seat), &plan, &actor, now).await)
        .await?;
    if !AppError::found(changed)? {
        return Ok(over(&convening));
    }
    Ok(web::flash_to(
        &format!("{}/guests", super::path_of(key)),
        "Seat saved.",
    ))
}

/// POST /convenings/{id}/seats/{seat}/removal
pub(super) async fn remove(
    EditorsDesk(desk): EditorsDesk,
    Path((id, seat)): Path<(String, String)>,
) -> Result<Response> {
    let convening = super::load(&desk, &id).await?;
    let seat: SeatId = seat.parse().map_err(|_| AppError::NotFound)?;
    if is_over(&convening) {
        return Ok(over(&convening));
    }
    let (key, now) = (convening.row.id, desk.app.now());
    let removed = desk
        .app
        .db
        .write(async |txn| store::remove_seat(txn, (key, seat), &desk.actor(), now).await)
        .await?;
    let name = AppError::found(removed)?;
    Ok(web::flash_to(
        &format!("{}/guests", super::path_of(key)),
        &format!("{name} no longer has a seat."),
    ))
}
