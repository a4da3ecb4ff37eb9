//! "Make this the guest list": the list as it is shown becomes seats of a convening, in one transaction.

use axum::response::Response;
use sea_orm::DbErr;
use serde::Deserialize;

use super::{
    asked::{Asked, read},
    limits::back,
};
use crate::{
    convenings::{
        self, Seating,
        rules::{Guests, MOST_GUESTS, MOST_UNNAMED, NotAQuorumRule, QuorumRule, SeatPlan},
    },
    goals::AtGoal,
    ids::{ConveningId, GoalId, OrganizationId},
    web::{self, AppError, Desk, EditorsDesk, Form, Result},
};

/// What the form sends: the guests shown, and which of them must attend.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SeatsForm {
    convening: String,
    guest: Vec<String>,
    must: Vec<String>,
    resident_seats: String,
    official_seats: String,
    quorum: Vec<String>,
    state: String,
}

/// POST /goals/{id}/compose/seats
pub(super) async fn seat(
    EditorsDesk(desk): EditorsDesk,
    AtGoal(goal): AtGoal,
    Form(form): Form<SeatsForm>,
) -> Result<Response> {
    let refuse = |told: &str| Ok(back(goal.id, &form.state, told));
    let convening: Option<ConveningId> = form.convening.parse().ok();
    let upcoming = convenings::upcoming_for(desk.db(), goal.id, desk.app.now()).await?;
    let Some(convening) = convening.filter(|id| upcoming.iter().any(|each| each.id == *id)) else {
        return refuse("Choose a convening that has not begun.");
    };
    let Some(plans) = plans(&desk, &form).await? else {
        return refuse("The list could not be read, so nobody was seated. Look at it again.");
    };
    if plans.is_empty() {
        return refuse("There is nobody to seat.");
    }
    let (settings, _) = read(&Asked::of(&form.state), goal.id);
    let goals: Vec<GoalId> = [goal.id].into_iter().chain(settings.goals).collect();
    let rules: Vec<QuorumRule> = match form.quorum.iter().map(|rule| rule.parse()).collect() {
        Ok(rules) => rules,
        Err(NotAQuorumRule) => {
            return refuse("The quorum could not be read, so nobody was seated. Look at it again.");
        }
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    let table = (convening, goals.as_slice());
    // Somebody may have kept two apart since the list was shown, and who has a seat there already counts as well.
    let outcome = desk
        .app
        .db
        .write(async |txn| {
            let seating = convenings::add_seats(txn, table, &plans, &actor, now).await?;
            if matches!(seating, Seating::Given(_)) {
                for rule in &rules {
                    convenings::ask_for(txn, convening, *rule, &actor, now).await?;
                }
            }
            Ok::<_, DbErr>(seating)
        })
        .await?;
    let seated = match outcome {
        Seating::Given(seated) => seated,
        Seating::Over => return refuse("That convening was cancelled meanwhile."),
        Seating::Barred(barred) => {
            let why = barred.sentence();
            return refuse(&format!(
                "Nobody was seated. {why}. Look at the list again, and at who has a seat already."
            ));
        }
    };
    let told = match plans.len() - seated {
        0 => format!("{seated} seats added."),
        had => format!("{seated} seats added; {had} had a seat already."),
    };
    Ok(web::flash_to(
        &format!("/convenings/{convening}/guests"),
        &told,
    ))
}

/// The seats: guests in the order shown, then resident leaders and officials who are still to be named; nothing if the
/// form cannot be read.
async fn plans(desk: &Desk, form: &SeatsForm) -> Result<Option<Vec<SeatPlan>>> {
    let guests: Option<Vec<OrganizationId>> = form.guest.iter().map(|id| id.parse().ok()).collect();
    let counts = (count(&form.resident_seats), count(&form.official_seats));
    let (Some(guests), (Some(residents), Some(officials))) = (guests, counts) else {
        return Ok(None);
    };
    if guests.len() > MOST_GUESTS {
        return Ok(None);
    }
    let known = convenings::organizations(desk.db(), guests.iter().copied()).await?;
    if guests.iter().any(|id| !known.contains_key(id)) {
        return Err(AppError::NotFound);
    }
    let kind = |id: &OrganizationId| known.get(id).and_then(|known| known.kind);
    let list = Guests {
        organizations: guests.iter().map(|id| (*id, kind(id))).collect(),
        must: form.must.iter().filter_map(|id| id.parse().ok()).collect(),
        residents,
        officials,
    };
    Ok(Some(list.seats()))
}

/// How many seats without a name; none where the field is not there, nothing if it cannot be read.
fn count(sent: &str) -> Option<usize> {
    match sent.trim() {
        "" => Some(0),
        sent => sent.parse().ok().filter(|many| *many <= MOST_UNNAMED),
    }
}
