//! Opening, closing and withdrawing a poll, and asking those who were not asked yet.

use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    Dates, load, show,
    times_acts::{past, stale},
};
use crate::{
    scheduling::polls::store::{self, Wrote},
    values::{ConveningStatus, PollManner, PollState},
    web::{Desk, EditorsDesk, FieldErrors, Form, Result, flash_to},
};

/// The version that was looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TurnForm {
    version: i32,
}

/// POST /convenings/{id}/dates/opening
pub(super) async fn open(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<TurnForm>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    if let Some(wrong) = lacks(&desk, &dates).await? {
        return cannot_open(&desk, &dates, wrong).await;
    }
    turn(&desk, &id, (&dates, form.version), PollState::Open).await
}

/// The page again, with why the poll cannot be opened beside the button.
pub(super) async fn cannot_open(
    desk: &Desk,
    dates: &Dates,
    wrong: &'static str,
) -> Result<Response> {
    let mut errors = FieldErrors::default();
    errors.add("opening", wrong);
    let typed = show::Typed {
        errors,
        ..show::Typed::default()
    };
    show::refused(desk, dates, typed).await
}

/// Why a poll cannot be opened.
pub(super) async fn lacks(desk: &Desk, dates: &Dates) -> Result<Option<&'static str>> {
    use ConveningStatus::{DatePoll, Idea};
    let poll = dates.poll()?;
    if !matches!(dates.convening.row.status, Idea | DatePoll) {
        return Ok(Some(
            "This convening has a date. Change its status to “Idea” first, under “Edit”",
        ));
    }
    let options = store::option_rows(desk.db(), poll.id).await?;
    let open = options.iter().filter(|row| row.starts_at > desk.app.now());
    if poll.manner == PollManner::Options && open.count() == 0 {
        return Ok(Some("Offer at least one time that is not over"));
    }
    if store::people_rows(desk.db(), poll.id).await?.is_empty() {
        return Ok(Some("Choose whom to ask"));
    }
    Ok(None)
}

/// POST /convenings/{id}/dates/closing
pub(super) async fn close(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<TurnForm>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    turn(&desk, &id, (&dates, form.version), PollState::Closed).await
}

/// POST /convenings/{id}/dates/withdrawal
pub(super) async fn withdraw(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<TurnForm>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    turn(&desk, &id, (&dates, form.version), PollState::Withdrawn).await
}

async fn turn(
    desk: &Desk,
    id: &str,
    (dates, version): (&Dates, i32),
    to: PollState,
) -> Result<Response> {
    let poll = dates.poll()?;
    let (key, now, actor) = ((poll.id, version), desk.app.now(), desk.actor());
    let turned = desk
        .app
        .db
        .write(async |txn| store::turn(txn, key, to, &actor, now).await)
        .await;
    let told = match to {
        PollState::Open => "The date poll is open.",
        PollState::Closed => "The date poll is closed. Choose a time.",
        _ => "The date poll is withdrawn. Links to it no longer take answers.",
    };
    match turned {
        Ok(Wrote::Done(_)) => Ok(flash_to(&dates.path(), told)),
        Ok(Wrote::Over) => Ok(past(dates)),
        Ok(Wrote::Stale) | Err(sea_orm::DbErr::RecordNotUpdated) => stale(desk, id).await,
        Err(error) => Err(error.into()),
    }
}

/// POST /convenings/{id}/dates/asking: writes to those who are listed and were not asked, and to those who answered before
/// about times that are new.
pub(super) async fn ask(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    let (key, now, actor) = (poll.id, desk.app.now(), desk.actor());
    let asked = desk
        .app
        .db
        .write(async |txn| store::ask_again(txn, key, &actor, now).await)
        .await?;
    if !asked {
        return Ok(past(&dates));
    }
    Ok(flash_to(
        &dates.path(),
        "Those who were not asked yet, or not about new times, are written to.",
    ))
}
