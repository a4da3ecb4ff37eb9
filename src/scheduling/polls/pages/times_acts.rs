//! Offering another time, taking one back, and moving all of them by a week.

use axum::{extract::Path, http::StatusCode, response::Response};
use serde::Deserialize;

use super::{
    Dates, load,
    moving::{afterwards, changed, cost, lost},
    show,
    times::TimeForm,
};
use crate::{
    convenings::rules::fold_of,
    ids::PollOptionId,
    scheduling::polls::{
        rules::{Slot, Unclear, local_time, move_by_days},
        store::{self, Added, Wrote},
    },
    values::time_convert::to_timestamp,
    web::{self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result, address, flash_to},
};

/// POST /convenings/{id}/dates/options
pub(super) async fn add(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(mut form): Form<TimeForm>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    if let Some((day, start)) = form.at.split_once('T') {
        (form.day, form.start) = (day.to_owned(), start.to_owned());
    }
    let mut errors = FieldErrors::default();
    let Some(slot) = read(&desk, &form, poll, &mut errors)? else {
        return refused(&desk, &dates, form, errors).await;
    };
    let (key, now, actor) = (poll.id, desk.app.now(), desk.actor());
    let added = desk
        .app
        .db
        .write(async |txn| store::add_option(txn, key, &slot, &actor, now).await)
        .await?;
    let when = slot.words(&poll.time_zone);
    let told = match added {
        Added::Done => format!("Offered: {when}."),
        Added::Over => return Ok(past(&dates)),
        Added::Twice => {
            errors.add("start", "This time is offered already. Choose another");
            return refused(&desk, &dates, form, errors).await;
        }
        Added::TooMany => {
            errors.add(
                "start",
                "A poll offers 60 times at most. Withdraw some first",
            );
            return refused(&desk, &dates, form, errors).await;
        }
    };
    Ok(flash_to(&back(&dates, &form.week), &told))
}

/// To the page, which says how far the poll has come.
pub(super) fn past(dates: &Dates) -> Response {
    flash_to(
        &dates.path(),
        "This date poll is past that: it is closed, decided or withdrawn.",
    )
}

fn back(dates: &Dates, week: &str) -> String {
    address(&dates.path(), &[("week", week)])
}

async fn refused(
    desk: &Desk,
    dates: &Dates,
    form: TimeForm,
    errors: FieldErrors,
) -> Result<Response> {
    let typed = show::Typed {
        time: Some((form, errors)),
        ..show::Typed::default()
    };
    show::refused(desk, dates, typed).await
}

fn read(
    desk: &Desk,
    form: &TimeForm,
    poll: &crate::entities::date_polls::Model,
    errors: &mut FieldErrors,
) -> Result<Option<Slot>> {
    let Some(local) = local_time(&format!("{}T{}", form.day.trim(), form.start.trim())) else {
        errors.add(
            if form.day.is_empty() { "day" } else { "start" },
            "Say on which day and when it starts, for example 2027-03-18 and 09:30",
        );
        return Ok(None);
    };
    match Slot::at(local, fold_of(&form.fold), poll.minutes, &poll.time_zone) {
        Ok(slot) => {
            let now = to_timestamp(desk.app.now()).map_err(anyhow::Error::from)?;
            if slot.starts <= now {
                errors.add("day", "This time is over already. Choose a later one");
                return Ok(None);
            }
            Ok(Some(slot))
        }
        Err(unclear) => {
            let field = if matches!(unclear, Unclear::Twice(_)) {
                "fold"
            } else {
                "start"
            };
            errors.add(field, unclear.sentence());
            Ok(None)
        }
    }
}

/// POST /convenings/{id}/dates/options/{option}/withdrawal
pub(super) async fn withdraw(
    EditorsDesk(desk): EditorsDesk,
    Path((id, option)): Path<(String, String)>,
    Form(form): Form<TimeForm>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    let option: PollOptionId = AppError::found(option.parse().ok())?;
    let (key, now, actor) = (poll.id, desk.app.now(), desk.actor());
    let gone = desk
        .app
        .db
        .write(async |txn| store::withdraw_option(txn, (key, option), &actor, now).await)
        .await?;
    let told = match gone {
        Some(slot) => format!("No longer offered: {}.", slot.words(&poll.time_zone)),
        None => "That time is no longer offered.".to_owned(),
    };
    Ok(flash_to(&back(&dates, &form.week), &told))
}

/// By how many weeks, and the version that was looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ShiftForm {
    days: String,
    /// They were told which answers no longer count.
    confirm: String,
    version: i32,
}

/// POST /convenings/{id}/dates/options/shift
pub(super) async fn shift(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<ShiftForm>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    let days = match form.days.as_str() {
        "7" => 7,
        "-7" => -7,
        _ => {
            return Err(AppError::Invalid(
                "Shift by a week, later or earlier.".to_owned(),
            ));
        }
    };
    let slots = store::slots(&store::option_rows(desk.db(), poll.id).await?)?;
    let moved = match move_by_days(&slots, days, poll.minutes, &poll.time_zone) {
        Ok(moved) => moved,
        Err(wrong) => return cannot_shift(&desk, &dates, wrong.join(". ")).await,
    };
    let now = desk.app.now();
    let at = to_timestamp(now).map_err(anyhow::Error::from)?;
    if moved.iter().any(|(_, slot)| slot.starts <= at) {
        let wrong = "A time would be over already. Withdraw it first".to_owned();
        return cannot_shift(&desk, &dates, wrong).await;
    }
    let lost = lost(&desk, poll, &changed(&slots, &moved)).await?;
    if let Some(cost) = cost(lost).filter(|_| form.confirm != "yes") {
        return ask_first(&desk, &dates, form, cost).await;
    }
    let (key, actor) = ((poll.id, form.version), desk.actor());
    let (zone, weeks) = (&poll.time_zone, if days > 0 { "later" } else { "earlier" });
    let summary = format!("Moved every time of the date poll a week {weeks}");
    let wrote = desk
        .app
        .db
        .write(async |txn| {
            store::replace_times(txn, key, (&moved, zone), (&summary, &actor), now).await
        })
        .await?;
    match wrote {
        Wrote::Done(_) => {
            let told = format!("Every time is a week {weeks} now.");
            Ok(flash_to(&afterwards(&dates, lost), &told))
        }
        Wrote::Over => Ok(past(&dates)),
        Wrote::Stale => stale(&desk, &id).await,
    }
}

/// The page again: what it costs, and a button that goes on.
async fn ask_first(desk: &Desk, dates: &Dates, form: ShiftForm, cost: String) -> Result<Response> {
    let mut errors = FieldErrors::default();
    errors.add("shift", cost);
    let form = TimeForm {
        shift: form.days,
        ..TimeForm::default()
    };
    refused(desk, dates, form, errors).await
}

async fn cannot_shift(desk: &Desk, dates: &Dates, wrong: String) -> Result<Response> {
    let mut errors = FieldErrors::default();
    errors.add("shift", wrong);
    refused(desk, dates, TimeForm::default(), errors).await
}

/// The page as it is now, because somebody else changed the poll first (409).
pub(super) async fn stale(desk: &Desk, id: &str) -> Result<Response> {
    let dates = load(desk, id).await?;
    let typed = show::Typed {
        stale: true,
        ..show::Typed::default()
    };
    let page = show::page(desk, &dates, show::Asked::default(), typed).await?;
    let mut response = web::page(&page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}
