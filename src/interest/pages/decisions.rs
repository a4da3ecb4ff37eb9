//! The reviewer's buttons. Each carries the version its page showed; a decision that comes second
//! gets the page as it is now, with who was faster and what was not recorded (409).

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::review::{self, Case};
use crate::{
    interest::{
        decide::{self, Decision, Refused},
        rules::is_open,
    },
    values::{TimeZone, typed::clean},
    web::{AppError, Desk, EditorsDesk, Form, Result, flash_to, page, page_invalid},
};

/// Most characters of a reason.
const LONGEST_REASON: usize = 1_000;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct DecisionForm {
    version: String,
    organization: String,
    reason: String,
    tell: String,
}

pub(super) async fn accept(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    record(&desk, &id, &form, Decision::Accept).await
}

pub(super) async fn link(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    let Ok(funder) = form.organization.parse() else {
        return Err(AppError::Invalid(
            "Choose the funder to link to.".to_owned(),
        ));
    };
    record(&desk, &id, &form, Decision::Link(funder)).await
}

pub(super) async fn decline(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    let reason = clean(&form.reason);
    let problem = if reason.is_empty() {
        "Say why, so that the next person knows."
    } else if reason.chars().count() > LONGEST_REASON {
        "Shorten the reason to 1,000 characters."
    } else {
        let decision = Decision::Decline {
            reason,
            tell: !form.tell.is_empty(),
        };
        return record(&desk, &id, &form, decision).await;
    };
    let case = review::load(desk.db(), &id).await?;
    let mut shown = review::build(&desk, case, String::new()).await?;
    shown.errors.add("reason", problem);
    page_invalid(
        &shown
            .with_typed(&form.reason, !form.tell.is_empty())
            .refused_form(),
    )
}

pub(super) async fn reopen(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    record(&desk, &id, &form, Decision::Reopen).await
}

/// Records the decision and shows the registration again, or says why it was not recorded.
async fn record(
    desk: &Desk,
    id: &str,
    form: &DecisionForm,
    decision: Decision,
) -> Result<Response> {
    let Case { interest, goal } = review::load(desk.db(), id).await?;
    let version = form.version.parse().unwrap_or(-1);
    let refused = match decide::decide(desk, &interest, &goal, version, &decision).await {
        Ok(()) => {
            let said = format!("{}: {}.", interest.organization_name, decision.words());
            return Ok(flash_to(&format!("/interest/{}", interest.id), &said));
        }
        Err(refused) => refused,
    };
    let now = review::load(desk.db(), id).await?;
    let zone = desk.user.time_zone.clone().unwrap_or_else(TimeZone::utc);
    let message = match refused {
        Refused::Meanwhile | Refused::NotAllowed(_) if !is_open(now.interest.status) => {
            let faster = review::who_decided(desk.db(), &now.interest, &zone).await?;
            not_recorded(&faster, &decision)
        }
        Refused::Meanwhile => not_recorded("Somebody changed this registration", &decision),
        Refused::NotAllowed(why) => why.to_string(),
        Refused::KnownEin(ein) => format!(
            "A funder with the EIN {ein} is in the directory already. Link to it instead of making a second one."
        ),
        Refused::NoSuchFunder => {
            "That funder is no longer in the directory. Choose another.".to_owned()
        }
        Refused::Database(error) => return Err(error.into()),
        Refused::Mail(error) => return Err(error.into()),
    };
    let mut shown = review::build(desk, now, String::new()).await?;
    shown.refused = Some(message);
    let shown = shown.with_typed(&form.reason, !form.tell.is_empty());
    Ok((StatusCode::CONFLICT, page(&shown)?).into_response())
}

fn not_recorded(faster: &str, decision: &Decision) -> String {
    format!(
        "{faster}. Your decision ({}) was not recorded.",
        decision.words()
    )
}
