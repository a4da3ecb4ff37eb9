//! The seats that nobody is invited to yet, and to which address each invitation goes: of somebody we know at the
//! organization, or as typed.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use serde::Deserialize;

use super::{
    addresses_form::{host, read},
    crumbs, load, path_of, tabs,
};
use crate::{
    audit::{self, Act},
    convenings::Guest,
    entities::{invitations, people as person_rows},
    ids::{OrganizationId, SeatId},
    invitations::{
        ledger::{self, NewInvitation},
        sending::Meeting,
    },
    people,
    values::EmailAddress,
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result, Shell, flash_to,
        views::{Choice, Link, Tab},
    },
};

/// One seat's row as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AddressForm {
    pub(super) seat: String,
    pub(super) person: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) why: String,
}

struct Row {
    seat: String,
    /// "Juniper Fund (Funder, must attend)".
    whose: String,
    role: &'static str,
    attendance: &'static str,
    sample: bool,
    people: Vec<Choice>,
    name: String,
    email: String,
    why: String,
    refused: bool,
    /// Whom somebody else invited to this seat meanwhile; empty otherwise.
    theirs: String,
}

#[derive(Template)]
#[template(path = "invitations/addresses.html")]
struct AddressesPage {
    shell: Shell,
    crumbs: Vec<Link>,
    tabs: Vec<Tab>,
    path: String,
    rows: Vec<Row>,
    seats: usize,
    errors: FieldErrors,
}

/// GET /convenings/{id}/invitations/addresses
pub(super) async fn show(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let page = page(&desk, &meeting, (None, FieldErrors::default()), "").await?;
    web::page(&page)
}

async fn page(
    desk: &Desk,
    meeting: &Meeting,
    (typed, errors): (Option<AddressForm>, FieldErrors),
    theirs: &str,
) -> Result<AddressesPage> {
    let seated = ledger::seats_with_guest(desk.db(), meeting.id()).await?;
    let mut open: Vec<&Guest> = meeting
        .seats()
        .filter(|guest| !seated.contains(&guest.seat.id) || is_typed(guest, typed.as_ref()))
        .collect();
    open.sort_by_key(|guest| (guest.seat.position, guest.seat.id));
    let organizations = open.iter().filter_map(|guest| guest.seat.organization_id);
    let known = people::reachable_at(desk.db(), organizations).await?;
    let shell = desk.shell(
        "convenings",
        format!("Addresses: {}", meeting.of.convening.row.title),
    );
    let row = |guest: &&Guest| {
        let typed = typed.as_ref().filter(|form| is_typed(guest, Some(form)));
        row(guest, &known, (typed, theirs))
    };
    Ok(AddressesPage {
        shell: if errors.is_empty() && theirs.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: crumbs(meeting),
        tabs: tabs(meeting.id(), "invitations/addresses"),
        path: path_of(meeting.id()),
        rows: open.iter().map(row).collect(),
        seats: meeting.seats().count(),
        errors,
    })
}

fn is_typed(guest: &Guest, typed: Option<&AddressForm>) -> bool {
    typed.is_some_and(|form| form.seat == guest.seat.id.to_string())
}

fn row(
    guest: &Guest,
    known: &BTreeMap<OrganizationId, Vec<person_rows::Model>>,
    (typed, theirs): (Option<&AddressForm>, &str),
) -> Row {
    let organization = guest.organization.as_ref();
    let here = guest.seat.organization_id.and_then(|id| known.get(&id));
    let chosen = typed.map_or_else(
        || {
            guest
                .seat
                .person_id
                .map_or_else(String::new, |id| id.to_string())
        },
        |form| form.person.clone(),
    );
    let choice = |person: &person_rows::Model| {
        let email = person.email.as_ref().map_or("", EmailAddress::as_str);
        let id = person.id.to_string();
        let is_chosen = id == chosen;
        Choice::new(id, format!("{}, {email}", person.name), is_chosen)
    };
    Row {
        seat: guest.seat.id.to_string(),
        whose: organization.map_or_else(|| guest.name.clone(), |known| known.name.clone()),
        role: guest.seat.role.label(),
        attendance: guest.seat.attendance.label(),
        sample: organization.is_some_and(|known| known.illustrative),
        people: here.into_iter().flatten().map(choice).collect(),
        name: typed.map_or_else(|| guest.seat.guest_name.clone(), |form| form.name.clone()),
        email: typed.map_or_else(String::new, |form| form.email.clone()),
        why: typed.map_or_else(String::new, |form| form.why.clone()),
        refused: typed.is_some(),
        theirs: if typed.is_some() {
            theirs.to_owned()
        } else {
            String::new()
        },
    }
}

/// What came of an address.
enum Chosen {
    Saved,
    /// The address is invited already.
    Known,
    /// Somebody else chose another address for this seat meanwhile.
    Taken(Box<invitations::Model>),
}

/// POST /convenings/{id}/invitations/addresses
pub(super) async fn save(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<AddressForm>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let seat: SeatId = AppError::found(form.seat.parse().ok())?;
    let seat = AppError::found(meeting.seat(Some(seat)).cloned())?;
    let mut errors = FieldErrors::default();
    let new = read(&desk, &meeting, (&seat, &form), &mut errors).await?;
    let Some(new) = new else {
        let page = page(&desk, &meeting, (Some(form), errors), "").await?;
        return web::page_invalid(&page);
    };
    match choose(&desk, &meeting, &new).await? {
        Chosen::Saved => {
            let path = format!("{}/invitations/addresses", path_of(meeting.id()));
            let told = format!(
                "{} will be invited at {}. Nothing was sent yet.",
                new.name, new.address
            );
            Ok(flash_to(&path, &told))
        }
        Chosen::Known => {
            errors.add(
                "email",
                "This address is invited to this convening already. Choose another",
            );
            let page = page(&desk, &meeting, (Some(form), errors), "").await?;
            web::page_invalid(&page)
        }
        Chosen::Taken(theirs) => {
            let theirs = format!("{}, {}", theirs.name, theirs.address);
            let page = page(&desk, &meeting, (Some(form), errors), &theirs).await?;
            let mut answer = web::page(&page)?;
            *answer.status_mut() = StatusCode::CONFLICT;
            Ok(answer)
        }
    }
}

/// Plans the invitation, unless the seat has one: who looks at the same time waits.
async fn choose(desk: &Desk, meeting: &Meeting, new: &NewInvitation) -> Result<Chosen> {
    let (now, actor) = (desk.app.now(), desk.actor());
    let chosen = desk
        .app
        .db
        .write(async |txn| {
            ledger::settings_or_made(txn, meeting.id(), now).await?;
            ledger::held_settings(txn, meeting.id()).await?;
            if let Some(seat) = new.seat
                && let Some(theirs) = ledger::of_seat(txn, seat).await?
            {
                return anyhow::Ok(Chosen::Taken(Box::new(theirs)));
            }
            if let Some(host) = host(meeting) {
                ledger::plan(txn, &host, now).await?;
            }
            if ledger::plan(txn, new, now).await?.is_none() {
                return Ok(Chosen::Known);
            }
            let act = Act {
                action: "addressed",
                kind: "convening",
                id: meeting.id().to_string(),
                summary: format!("Chose where the invitation of {} goes", new.name),
                before: None,
                after: None,
            };
            audit::record(txn, &actor, act, now).await?;
            Ok(Chosen::Saved)
        })
        .await?;
    Ok(chosen)
}
