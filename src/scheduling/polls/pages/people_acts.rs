//! Asking somebody, saying whether they have to come, and no longer asking them.

use axum::{extract::Path, response::Response};

use super::{
    Dates, load,
    people::{PersonForm, certain},
    show,
    times_acts::{past, stale},
};
use crate::{
    ids::PollPersonId,
    scheduling::polls::store::{self, Listed, NewPerson, PersonChange, Seated},
    values::{Attendance, EmailAddress, typed},
    web::{AppError, Desk, EditorsDesk, FieldErrors, Form, Result, address, flash_to},
};

/// The longest name, in characters, and the most groups.
const LONGEST_NAME: usize = 120;
const MOST_GROUPS: i32 = 9;

/// POST /convenings/{id}/dates/asked
pub(super) async fn add(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<PersonForm>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    let mut errors = FieldErrors::default();
    let seats = store::seated(desk.db(), poll.convening_id, poll.id).await?;
    let seat = seats
        .iter()
        .find(|seat| seat.guest.seat.id.to_string() == form.seat);
    let Some(new) = read(&form, seat, &mut errors) else {
        return refused(&desk, &dates, form, errors).await;
    };
    let (key, now, actor) = (poll.id, desk.app.now(), desk.actor());
    let listed = desk
        .app
        .db
        .write(async |txn| store::add_person(txn, key, &new, &actor, now).await)
        .await;
    let Some(listed) = unless_stale(listed)? else {
        return stale(&desk, &id).await;
    };
    let wrong = match listed {
        Listed::Done => {
            let told = format!("{} is on the list. Nothing was sent yet.", new.name);
            return Ok(flash_to(&people_of(&dates, &form.people), &told));
        }
        Listed::Over => return Ok(past(&dates)),
        Listed::Twice => "This address is asked already. Choose another",
        Listed::DoNotContact => {
            "This person or organization is not to be contacted. Choose somebody else"
        }
        Listed::TooMany => "A poll asks 2,000 people at most",
    };
    errors.add("email", wrong);
    refused(&desk, &dates, form, errors).await
}

/// What was written; nothing where somebody wrote to the same person first.
fn unless_stale<T>(
    wrote: std::result::Result<T, sea_orm::DbErr>,
) -> std::result::Result<Option<T>, sea_orm::DbErr> {
    match wrote {
        Ok(done) => Ok(Some(done)),
        Err(sea_orm::DbErr::RecordNotUpdated) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The list of people, at the page that somebody came from.
fn people_of(dates: &Dates, page: &str) -> String {
    format!("{}#people", address(&dates.path(), &[("people", page)]))
}

async fn refused(
    desk: &Desk,
    dates: &Dates,
    form: PersonForm,
    errors: FieldErrors,
) -> Result<Response> {
    let typed = show::Typed {
        person: Some((form, errors)),
        ..show::Typed::default()
    };
    show::refused(desk, dates, typed).await
}

fn read(form: &PersonForm, seat: Option<&Seated>, errors: &mut FieldErrors) -> Option<NewPerson> {
    if !form.seat.is_empty() && seat.is_none() {
        errors.add(
            "name",
            "This seat is asked already, or is no more. Choose again",
        );
        return None;
    }
    let known = seat.and_then(|seat| {
        let mut reach = seat.reach.iter();
        reach.find(|reach| reach.address.as_str() == form.reach)
    });
    let (name, address) = match known {
        Some(known) => (Some(known.name.clone()), Some(known.address.clone())),
        None => (
            errors.keep("name", typed::line(&form.name, "a name", LONGEST_NAME)),
            errors.keep("email", form.email.parse::<EmailAddress>()),
        ),
    };
    let attendance = match seat {
        Some(seat) if form.attendance.is_empty() => Some(seat.guest.seat.attendance),
        _ => errors.keep(
            "attendance",
            typed::chosen(&form.attendance, "whether they must attend"),
        ),
    };
    let any_of = group(&form.any_of, ("any_of", errors));
    Some(NewPerson {
        seat: seat.map(|seat| seat.guest.seat.id),
        organization: seat.and_then(|seat| seat.guest.seat.organization_id),
        person: known.and_then(|known| known.person),
        name: name?,
        address: address?,
        attendance: attendance?,
        any_of: any_of.ok()?,
    })
}

/// What is wrong is said beside the field.
struct Refused;

/// A number that those share of whom one has to come; empty for none.
fn group(
    text: &str,
    (field, errors): (&'static str, &mut FieldErrors),
) -> std::result::Result<Option<i32>, Refused> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let group = text.parse::<i32>().ok();
    let group = group.filter(|group| (1..=MOST_GROUPS).contains(group));
    let wrong = format!("Type a number from 1 to {MOST_GROUPS}, or leave it empty");
    let group = errors.keep(field, group.ok_or(wrong));
    group.map(Some).ok_or(Refused)
}

/// POST /convenings/{id}/dates/asked/guests: everybody with a seat and one address we know.
pub(super) async fn add_guests(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    let seats = store::seated(desk.db(), poll.convening_id, poll.id).await?;
    let new = |seat: &Seated| {
        let reach = certain(seat)?;
        Some(NewPerson {
            seat: Some(seat.guest.seat.id),
            organization: seat.guest.seat.organization_id,
            person: reach.person,
            name: reach.name.clone(),
            address: reach.address.clone(),
            attendance: seat.guest.seat.attendance,
            any_of: None,
        })
    };
    let new: Vec<NewPerson> = seats.iter().filter_map(new).collect();
    let (key, now, actor) = (poll.id, desk.app.now(), desk.actor());
    let added = desk
        .app
        .db
        .write(async |txn| {
            let mut added = 0;
            for one in &new {
                let listed = store::add_person(txn, key, one, &actor, now).await?;
                added += usize::from(listed == Listed::Done);
            }
            Ok::<_, sea_orm::DbErr>(added)
        })
        .await;
    let Some(added) = unless_stale(added)? else {
        return stale(&desk, &id).await;
    };
    let told = match added {
        0 => "Nobody was added: choose addresses below, one by one.".to_owned(),
        1 => "1 guest is on the list. Nothing was sent yet.".to_owned(),
        added => format!("{added} guests are on the list. Nothing was sent yet."),
    };
    Ok(flash_to(&people_of(&dates, ""), &told))
}

/// POST /convenings/{id}/dates/asked/{person}
pub(super) async fn change(
    EditorsDesk(desk): EditorsDesk,
    Path((id, person)): Path<(String, String)>,
    Form(form): Form<PersonForm>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    let person: PollPersonId = AppError::found(person.parse().ok())?;
    let mut errors = FieldErrors::default();
    let attendance: Option<Attendance> = errors.keep(
        "row_attendance",
        typed::chosen(&form.attendance, "whether they must attend"),
    );
    let any_of = group(&form.any_of, ("row_any_of", &mut errors));
    let (Some(attendance), Ok(any_of)) = (attendance, any_of) else {
        let typed = show::Typed {
            row: Some((person, form, errors)),
            ..show::Typed::default()
        };
        return show::refused(&desk, &dates, typed).await;
    };
    let change = PersonChange {
        id: person,
        version: form.version,
        attendance,
        any_of,
    };
    let (key, now, actor) = (poll.id, desk.app.now(), desk.actor());
    let changed = desk
        .app
        .db
        .write(async |txn| store::change_person(txn, key, change, &actor, now).await)
        .await?;
    if !AppError::found(changed)? {
        return stale(&desk, &id).await;
    }
    Ok(flash_to(&people_of(&dates, &form.people), "Saved."))
}

/// POST /convenings/{id}/dates/asked/{person}/removal
pub(super) async fn remove(
    EditorsDesk(desk): EditorsDesk,
    Path((id, person)): Path<(String, String)>,
    Form(form): Form<PersonForm>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    let person: PollPersonId = AppError::found(person.parse().ok())?;
    let (key, now, actor) = (poll.id, desk.app.now(), desk.actor());
    let gone = desk
        .app
        .db
        .write(async |txn| store::remove_person(txn, (key, person), &actor, now).await)
        .await;
    let Some(gone) = unless_stale(gone)? else {
        return stale(&desk, &id).await;
    };
    let name = AppError::found(gone)?;
    Ok(flash_to(
        &people_of(&dates, &form.people),
        &format!("{name} is no longer asked."),
    ))
}
