//! The seats that nobody is invited to yet, and to which address each invitation goes: of somebody we know at the
//! organization, or as typed.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{crumbs, load, path_of, tabs};
use crate::{
    audit::{self, Act},
    convenings::Guest,
    entities::people as person_rows,
    ids::{OrganizationId, PersonId, SeatId},
    invitations::{
        ledger::{self, NewInvitation},
        sending::Meeting,
    },
    people,
    values::{Attendance, EmailAddress, typed},
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result, Shell, flash_to,
        views::{Choice, Link, Tab},
    },
};

/// The longest name and "why you", in characters.
const LONGEST_NAME: usize = 120;
const LONGEST_WHY: usize = 600;

/// One seat's row as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AddressForm {
    seat: String,
    person: String,
    name: String,
    email: String,
    why: String,
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
    let page = page(&desk, &meeting, (None, FieldErrors::default())).await?;
    web::page(&page)
}

async fn page(
    desk: &Desk,
    meeting: &Meeting,
    (typed, errors): (Option<AddressForm>, FieldErrors),
) -> Result<AddressesPage> {
    let seated = ledger::seats_with_guest(desk.db(), meeting.id()).await?;
    let mut open: Vec<&Guest> = meeting
        .seats()
        .filter(|guest| !seated.contains(&guest.seat.id))
        .collect();
    open.sort_by_key(|guest| (guest.seat.position, guest.seat.id));
    let organizations = open.iter().filter_map(|guest| guest.seat.organization_id);
    let known = people::reachable_at(desk.db(), organizations).await?;
    let shell = desk.shell(
        "convenings",
        format!("Addresses: {}", meeting.of.convening.row.title),
    );
    let row = |guest: &&Guest| {
        let typed = typed
            .as_ref()
            .filter(|form| form.seat == guest.seat.id.to_string());
        row(guest, &known, typed)
    };
    Ok(AddressesPage {
        shell: if errors.is_empty() {
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

fn row(
    guest: &Guest,
    known: &BTreeMap<OrganizationId, Vec<person_rows::Model>>,
    typed: Option<&AddressForm>,
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
    }
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
        let page = page(&desk, &meeting, (Some(form), errors)).await?;
        return web::page_invalid(&page);
    };
    let (now, actor) = (desk.app.now(), desk.actor());
    let planned = desk
        .app
        .db
        .write(async |txn| {
            ledger::settings_or_made(txn, meeting.id(), now).await?;
            if let Some(host) = host(&meeting) {
                ledger::plan(txn, &host, now).await?;
            }
            let planned = ledger::plan(txn, &new, now).await?;
            if planned.is_some() {
                let act = Act {
                    action: "addressed",
                    kind: "convening",
                    id: meeting.id().to_string(),
                    summary: format!("Chose where the invitation of {} goes", new.name),
                    before: None,
                    after: None,
                };
                audit::record(txn, &actor, act, now).await?;
            }
            anyhow::Ok(planned)
        })
        .await?;
    if planned.is_none() {
        errors.add(
            "email",
            "This address is invited to this convening already. Choose another",
        );
        let page = page(&desk, &meeting, (Some(form), errors)).await?;
        return web::page_invalid(&page);
    }
    let path = format!("{}/invitations/addresses", path_of(meeting.id()));
    let told = format!(
        "{} will be invited at {}. Nothing was sent yet.",
        new.name, new.address
    );
    Ok(flash_to(&path, &told))
}

/// The host gets a copy of every mail, as the chair who is never asked.
fn host(meeting: &Meeting) -> Option<NewInvitation> {
    let host = meeting.host.as_ref()?;
    Some(NewInvitation {
        convening: meeting.id(),
        seat: None,
        organization: None,
        person: None,
        address: host.email.clone(),
        name: host.name.clone(),
        attendance: Attendance::Must,
        is_chair: true,
        why: String::new(),
        illustrative: meeting.of.convening.row.illustrative,
    })
}

/// The invitation that the row asks for, or what is wrong with it.
async fn read(
    desk: &Desk,
    meeting: &Meeting,
    (seat, form): (&Guest, &AddressForm),
    errors: &mut FieldErrors,
) -> Result<Option<NewInvitation>> {
    let why = errors.keep(
        "why",
        typed::optional(&form.why, "the sentence", LONGEST_WHY),
    );
    let chosen = match form.person.parse::<PersonId>() {
        Ok(id) => person_at(desk, seat, id).await?,
        Err(_) => None,
    };
    let found = match &chosen {
        Some(person) if person.do_not_contact => {
            errors.add(
                "person",
                "This person is not to be contacted. Choose somebody else",
            );
            None
        }
        Some(person) => person
            .email
            .clone()
            .map(|email| (person.name.clone(), email)),
        None if !form.person.is_empty() => {
            errors.add(
                "person",
                "This person is no longer at the organization. Choose again",
            );
            None
        }
        None => typed_guest(form, errors),
    };
    if seat
        .organization
        .as_ref()
        .is_some_and(|known| known.do_not_contact)
    {
        errors.add(
            "person",
            "This organization is not to be contacted. Take its seat away",
        );
    }
    let (Some((name, address)), Some(why)) = (found, why) else {
        return Ok(None);
    };
    if !errors.is_empty() {
        return Ok(None);
    }
    Ok(Some(NewInvitation {
        convening: meeting.id(),
        seat: Some(seat.seat.id),
        organization: seat.seat.organization_id,
        person: chosen.map(|person| person.id),
        address,
        name,
        attendance: seat.seat.attendance,
        is_chair: false,
        why,
        illustrative: meeting.of.convening.row.illustrative,
    }))
}

fn typed_guest(form: &AddressForm, errors: &mut FieldErrors) -> Option<(String, EmailAddress)> {
    let name = errors.keep(
        "name",
        typed::line(&form.name, "the guest’s name", LONGEST_NAME),
    );
    let email = errors.keep("email", form.email.parse::<EmailAddress>());
    Some((name?, email?))
}

/// Somebody we know at the organization whose seat it is.
async fn person_at(desk: &Desk, seat: &Guest, id: PersonId) -> Result<Option<person_rows::Model>> {
    let known = people::reachable_at(desk.db(), seat.seat.organization_id).await?;
    Ok(known.into_values().flatten().find(|person| person.id == id))
}
