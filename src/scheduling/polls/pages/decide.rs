//! Choosing a time: what it means first, then the deed. Somebody who must attend and said no has to be passed over knowingly.

use std::collections::BTreeSet;

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use serde::Deserialize;

use super::{
    Dates,
    compare::{Comparison, compare},
    found::{Found, clocks, found, refuse, weeks_say},
    lead::unmet,
    load,
    ranked::{Line, line},
    times_acts::past,
    words::some,
};
use crate::{
    scheduling::polls::{
        asking::{self, Occasion, Outlook},
        store::{self, Chosen, Decision, Wrote},
    },
    values::{ConveningStatus, PollState, typed},
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Query, Result, Shell, flash_to,
        views::{Choice, Link},
    },
};

const LONGEST_REASON: usize = 500;

/// Which time, and what is said of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct DecisionForm {
    option: String,
    /// The moment it starts, where any time will do.
    start: String,
    status: String,
    reason: String,
    /// Ticked: it is chosen although somebody who must attend said no.
    anyway: String,
    version: i32,
    convening_version: i32,
}

#[derive(Template)]
#[template(path = "scheduling/decide.html")]
struct DecidePage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    form: DecisionForm,
    line: Line,
    unmet: Vec<String>,
    /// Those who must attend and said no.
    refuse: String,
    statuses: Vec<Choice>,
    /// The time on every zone's clocks.
    clocks: Vec<(String, String)>,
    errors: FieldErrors,
    /// Who hears of it at once.
    outlook: Outlook,
    /// Times are held in calendars, and go again.
    holds: bool,
    /// What was decided meanwhile; empty where nothing was.
    theirs: String,
    conflict: bool,
}

/// GET /convenings/{id}/dates/decision
pub(super) async fn form(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Query(mut form): Query<DecisionForm>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    if !matches!(poll.state, PollState::Open | PollState::Closed) {
        return Ok(past(&dates));
    }
    form.version = poll.version;
    form.convening_version = dates.convening.row.version;
    form.status = ConveningStatus::Confirmed.to_string();
    let of = compare(&desk, poll, BTreeSet::new()).await?;
    let found = AppError::found(found(&of, poll, (&form.option, &form.start)))?;
    let form = (form, FieldErrors::default());
    web::page(&page(&desk, &dates, (&of, &found), form).await?)
}

async fn page(
    desk: &Desk,
    dates: &Dates,
    (of, found): (&Comparison, &Found),
    (form, errors): (DecisionForm, FieldErrors),
) -> Result<DecidePage> {
    let poll = dates.poll()?;
    let occasion = Occasion::Deciding(found.option, &found.slot);
    let title = format!("Choose a time: {}", dates.convening.row.title);
    let shell = desk.shell("convenings", title);
    let status = |status: ConveningStatus, hint: &str| Choice {
        hint: hint.to_owned(),
        ..Choice::new(
            status.as_str(),
            status.label(),
            status.as_str() == form.status,
        )
    };
    let (line, unmet) = match &of.compared {
        Ok(compared) => (
            line(of, compared, poll, (&found.slot, &found.told)),
            unmet(of, compared, &found.told),
        ),
        Err(_) => (Line::nothing(), Vec::new()),
    };
    Ok(DecidePage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: dates.crumbs_below(),
        path: dates.path(),
        statuses: vec![
            status(
                ConveningStatus::Confirmed,
                "Calendars show it as confirmed.",
            ),
            status(
                ConveningStatus::Hold,
                "Calendars show it as tentative: a save-the-date, confirmed later.",
            ),
        ],
        line,
        unmet,
        refuse: some(&refuse(of, &found.told)),
        clocks: clocks(of, &found.slot),
        form,
        errors,
        outlook: asking::outlook(&desk.app, poll.id, occasion).await?,
        holds: poll.holds,
        theirs: String::new(),
        conflict: false,
    })
}

/// POST /convenings/{id}/dates/decision
pub(super) async fn save(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    let of = compare(&desk, poll, BTreeSet::new()).await?;
    let stale =
        poll.version != form.version || dates.convening.row.version != form.convening_version;
    let found = found(&of, poll, (&form.option, &form.start));
    let (Some(found), false) = (found, stale) else {
        return conflict(&desk, &id, form).await;
    };
    let mut errors = FieldErrors::default();
    let reason = errors.keep(
        "reason",
        typed::one_line(&form.reason, "the reason", LONGEST_REASON),
    );
    let status = form.status.parse::<ConveningStatus>().ok();
    let status =
        status.filter(|it| matches!(it, ConveningStatus::Hold | ConveningStatus::Confirmed));
    let status = errors.keep("status", status.ok_or("Choose how firm the date is"));
    let refuse = refuse(&of, &found.told);
    if !refuse.is_empty() && form.anyway != "yes" {
        let wrong = format!(
            "{} must attend and said no. Tick this to choose the time anyway",
            some(&refuse)
        );
        errors.add("anyway", wrong);
    }
    let (Some(reason), Some(status), true) = (reason, status, errors.is_empty()) else {
        let page = page(&desk, &dates, (&of, &found), (form, errors)).await?;
        return web::page_invalid(&page);
    };
    let decision = Decision {
        poll: poll.id,
        version: form.version,
        convening_version: form.convening_version,
        chosen: match found.option {
            Some(id) => Chosen::Offered(id),
            None => Chosen::Found(found.slot.clone(), weeks_say(&of, &found.told)),
        },
        status,
        reason,
    };
    decide(&desk, &id, &decision, form).await
}

async fn decide(
    desk: &Desk,
    id: &str,
    decision: &Decision,
    form: DecisionForm,
) -> Result<Response> {
    let (now, actor) = (desk.app.now(), desk.actor());
    let wrote = desk
        .app
        .db
        .write(async |txn| store::decide(txn, decision, &actor, now).await)
        .await;
    match wrote {
        Ok(Wrote::Done(_)) => {
            let path = format!("/convenings/{id}/dates");
            Ok(flash_to(
                &path,
                "The time is chosen, and the convening has it. Review and send the invitations.",
            ))
        }
        Ok(Wrote::Over) => Ok(flash_to(
            &format!("/convenings/{id}/dates"),
            "This time has begun, so it cannot be chosen any more. Choose another.",
        )),
        Ok(Wrote::Stale) | Err(sea_orm::DbErr::RecordNotUpdated) => conflict(desk, id, form).await,
        Err(error) => Err(error.into()),
    }
}

/// Somebody else wrote first: what is there now, and what was to be chosen (409).
async fn conflict(desk: &Desk, id: &str, mut form: DecisionForm) -> Result<Response> {
    let dates = load(desk, id).await?;
    let poll = dates.poll()?;
    let of = compare(desk, poll, BTreeSet::new()).await?;
    let Some(found) = found(&of, poll, (&form.option, &form.start)) else {
        return super::times_acts::stale(desk, id).await;
    };
    form.version = poll.version;
    form.convening_version = dates.convening.row.version;
    let form = (form, FieldErrors::default());
    let mut page = page(desk, &dates, (&of, &found), form).await?;
    page.shell = page.shell.with_errors();
    page.conflict = true;
    page.theirs = match poll.state {
        PollState::Decided => format!(
            "{} chose {}",
            poll.decided_by,
            dates.convening.plan.when.words()
        ),
        _ => String::new(),
    };
    let mut response = web::page(&page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}
