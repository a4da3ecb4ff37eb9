//! Reminding by hand: those who are ticked, or everybody who is silent. Neither is refused: a press without a tick must not
//! become a mail to everybody.

use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{Dates, load, show, times_acts::past};
use crate::{
    ids::PollPersonId,
    scheduling::polls::asking::{self, Reminded, Whom},
    values::PollState,
    web::{AppError, Desk, EditorsDesk, FieldErrors, Form, Result, flash_to},
};

/// Who is ticked, or that it is everybody who is silent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Picked {
    person: Vec<String>,
    all: String,
    /// Which page of the list they were ticked on.
    people: String,
}

impl Picked {
    /// Whom; nothing where neither was said.
    pub(super) fn whom(&self) -> Result<Option<Whom>> {
        if self.all == "yes" {
            return Ok(Some(Whom::All));
        }
        let these: std::result::Result<Vec<PollPersonId>, _> =
            self.person.iter().map(|id| id.parse()).collect();
        // What names nobody must not become everybody.
        let these = AppError::found(these.ok())?;
        Ok((!these.is_empty()).then_some(Whom::These(these)))
    }
}

/// The page again: say whom, beside the list (422).
pub(super) async fn neither(desk: &Desk, dates: &Dates, picked: &Picked) -> Result<Response> {
    let mut errors = FieldErrors::default();
    errors.add(
        "remind",
        "Tick whom to remind, or choose to remind everybody who is silent",
    );
    let typed = show::Typed {
        at: show::Asked {
            people: picked.people.clone(),
            ..show::Asked::default()
        },
        errors,
        ..show::Typed::default()
    };
    show::refused(desk, dates, typed).await
}

/// POST /convenings/{id}/dates/reminders
pub(super) async fn remind(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(picked): Form<Picked>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    if poll.state != PollState::Open {
        return Ok(past(&dates));
    }
    let Some(whom) = picked.whom()? else {
        return neither(&desk, &dates, &picked).await;
    };
    let done = asking::remind_by_hand(&desk.app, poll.id, &whom, &desk.actor()).await?;
    Ok(flash_to(&dates.path(), &told(done)))
}

fn told(done: Reminded) -> String {
    let sent = match done.sent {
        0 => return "Nobody was reminded: they answered, had a mail in the last 24 hours, had as many reminders as the poll allows, or do not want any.".to_owned(),
        1 => "One reminder is on its way.".to_owned(),
        sent => format!("{sent} reminders are on their way."),
    };
    match done.more {
        0 => sent,
        more => format!("{sent} That is the most in one go: press again for the other {more}."),
    }
}
