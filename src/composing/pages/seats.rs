//! "Make this the guest list": the list as it is shown becomes seats of a convening, in one transaction.

use axum::response::Response;
use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};
use serde::Deserialize;

use super::{
    asked::{Asked, read},
    limits::back,
};
use crate::{
    audit::Actor,
    composing::store,
    convenings::{
        self,
        rules::{Guests, MOST_GUESTS, MOST_UNNAMED, SeatPlan},
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
    state: String,
}

/// What the form asks for, read.
struct Seating {
    convening: ConveningId,
    /// Every goal that the list is for.
    goals: Vec<GoalId>,
    plans: Vec<SeatPlan>,
}

/// What became of it.
enum Outcome {
    /// How many seats are new.
    Seated(usize),
    Cancelled,
    /// Why nobody was seated.
    Refused(&'static str),
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
    let asked = Seating {
        convening,
        goals: [goal.id].into_iter().chain(settings.goals).collect(),
        plans,
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    let outcome = desk
        .app
        .db
        .write(async |txn| seat_all(txn, &asked, &actor, now).await)
        .await?;
    let seated = match outcome {
        Outcome::Seated(seated) => seated,
        Outcome::Cancelled => return refuse("That convening was cancelled meanwhile."),
        Outcome::Refused(told) => return refuse(told),
    };
    let told = match asked.plans.len() - seated {
        0 => format!("{seated} seats added."),
        had => format!("{seated} seats added; {had} had a seat already."),
    };
    Ok(web::flash_to(
        &format!("/convenings/{convening}/guests"),
        &told,
    ))
}

/// Gives every seat, or none.
async fn seat_all(
    txn: &DatabaseTransaction,
    asked: &Seating,
    actor: &Actor,
    now: DateTime<Utc>,
) -> std::result::Result<Outcome, DbErr> {
    if let Some(told) = refused(txn, asked).await? {
        return Ok(Outcome::Refused(told));
    }
    let mut seated = 0;
    for plan in &asked.plans {
        match convenings::add_seat(txn, asked.convening, plan, actor, now).await? {
            Some(added) => seated += usize::from(added),
            None => return Ok(Outcome::Cancelled),
        }
    }
    Ok(Outcome::Seated(seated))
}

/// Somebody may have kept two apart since the list was shown, and who has a seat there already counts as well.
async fn refused(
    txn: &DatabaseTransaction,
    asked: &Seating,
) -> std::result::Result<Option<&'static str>, DbErr> {
    let recused = store::recused(txn, asked.goals.iter().copied()).await?;
    let mut guests = asked.plans.iter().filter_map(|plan| plan.organization);
    if guests.any(|id| recused.contains(&id)) {
        return Ok(Some(
            "Somebody on this list is recused from the goal. Look at the list again.",
        ));
    }
    let mut seated = convenings::hold_table(txn, asked.convening).await?;
    seated.extend(asked.plans.iter().filter_map(|plan| plan.organization));
    let pairs = store::pairs_among(txn, &seated).await?;
    Ok((!pairs.is_empty()).then_some(
        "Two who would have a seat at that convening are not to sit at one table. Look at the list again, and at who has a seat already.",
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
