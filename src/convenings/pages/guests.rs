//! The guest list: add from the directory or by name, change a seat, take one away.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    directory::{Found, find},
    edit::over,
    form::{attendances, roles},
    words::crumbs_below,
};
use crate::{
    convenings::{
        rules::{self, SeatPlan},
        store::{self, Convening, Guest},
    },
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
    errors: FieldErrors,
}

/// A seat to change.
struct Row {
    /// That its change was refused; it shows what was typed and why.
    refused: bool,
    action: String,
    organization_name: String,
    whose: String,
    name: String,
    sample: bool,
    roles: Vec<Choice>,
    attendances: Vec<Choice>,
}

/// One seat as typed.
#[expect(
    clippy::struct_field_names,
    reason = "the names of the fields of the form"
)]
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SeatForm {
    seat_org: String,
    seat_name: String,
    seat_role: String,
    seat_attendance: String,
}

/// The fields of the form that gives a seat, and of one that changes a seat in its row.
const NEW: [&str; 4] = ["seat_name", "seat_name", "seat_role", "seat_attendance"];
const IN_ROW: [&str; 4] = ["row_name", "row_name", "row_role", "row_attendance"];

impl SeatForm {
    fn read(&self, errors: &mut FieldErrors, fields: [&'static str; 4]) -> Option<SeatPlan> {
        let before = errors.iter().len();
        let plan = rules::seat(
            errors,
            fields,
            [
                &self.seat_org,
                &self.seat_name,
                &self.seat_role,
                &self.seat_attendance,
            ],
        );
        if plan.is_none() && errors.iter().len() == before {
            errors.add(fields[1], "Give the guest's name");
        }
        plan.filter(|_| errors.iter().len() == before)
    }
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
    let rows = guests.iter().map(|guest| {
        let typed = (refused == Some(guest.seat.id)).then_some(&typed);
        row(&path, guest, typed)
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
        errors,
    })
}

fn row(path: &str, guest: &Guest, typed: Option<&SeatForm>) -> Row {
    let organization = guest.organization.as_ref();
    let held = SeatForm {
        seat_org: String::new(),
        seat_name: guest.seat.guest_name.clone(),
        seat_role: guest.seat.role.to_string(),
        seat_attendance: guest.seat.attendance.to_string(),
    };
    let shown = typed.unwrap_or(&held);
    Row {
        refused: typed.is_some(),
        action: format!("{path}/seats/{}", guest.seat.id),
        organization_name: organization
            .map(|known| known.name.clone())
            .unwrap_or_default(),
        whose: guest.name.clone(),
        name: shown.seat_name.clone(),
        sample: organization.is_some_and(|known| known.illustrative),
        roles: roles(&shown.seat_role),
        attendances: attendances(&shown.seat_attendance),
    }
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
    let Some(added) = added else {
        return Ok(over(&convening));
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
