//! "Make this the guest list": the list as it is shown becomes seats of a convening, in one transaction.

use axum::response::Response;
use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};
use serde::Deserialize;

use super::limits::back;
use crate::{
    audit::Actor,
    composing::store,
    convenings::{self, rules::SeatPlan},
    goals::AtGoal,
    ids::{ConveningId, GoalId, OrganizationId},
    values::{Attendance, FunderType, ParticipantRole},
    web::{self, AppError, Desk, EditorsDesk, Form, Result},
};

/// The most seats that one press makes.
const MOST: usize = 120;
/// The most seats without a name, of each kind.
const MOST_UNNAMED: usize = 20;

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
    let plans = plans(&desk, &form).await?;
    if plans.is_empty() {
        return refuse("There is nobody to seat.");
    }
    if let Some(told) = refused(&desk, goal.id, &plans).await? {
        return refuse(told);
    }
    let (actor, now) = (desk.actor(), desk.app.now());
    let seated = desk
        .app
        .db
        .write(async |txn| seat_all(txn, convening, &plans, &actor, now).await)
        .await?;
    let Some(seated) = seated else {
        return refuse("That convening was cancelled meanwhile.");
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

/// Gives every seat and says how many were new; nothing if the convening is cancelled.
async fn seat_all(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    plans: &[SeatPlan],
    actor: &Actor,
    now: DateTime<Utc>,
) -> std::result::Result<Option<usize>, DbErr> {
    let mut seated = 0;
    for plan in plans {
        match convenings::add_seat(txn, convening, plan, actor, now).await? {
            Some(added) => seated += usize::from(added),
            None => return Ok(None),
        }
    }
    Ok(Some(seated))
}

/// The seats: guests in the order shown, then resident leaders and officials who are still to be named.
async fn plans(desk: &Desk, form: &SeatsForm) -> Result<Vec<SeatPlan>> {
    let guests: Vec<OrganizationId> = form
        .guest
        .iter()
        .take(MOST)
        .filter_map(|id| id.parse().ok())
        .collect();
    let known = convenings::organizations(desk.db(), guests.iter().copied()).await?;
    if guests.iter().any(|id| !known.contains_key(id)) {
        return Err(AppError::NotFound);
    }
    let must = |id: &OrganizationId| form.must.iter().any(|each| *each == id.to_string());
    let convenes = |id: &OrganizationId| {
        known.get(id).and_then(|known| known.kind) == Some(FunderType::ConvenerNonfunder)
    };
    let funder = |id: &OrganizationId| SeatPlan {
        organization: Some(*id),
        guest_name: String::new(),
        role: if convenes(id) {
            ParticipantRole::Observer
        } else {
            ParticipantRole::Funder
        },
        attendance: if must(id) {
            Attendance::Must
        } else {
            Attendance::Optional
        },
    };
    let unnamed = |typed: &str, role: ParticipantRole| {
        let many = typed.trim().parse().unwrap_or(0_usize).min(MOST_UNNAMED);
        (1..=many).map(move |number| SeatPlan {
            organization: None,
            guest_name: format!("{} {number}, to be named", role.label()),
            role,
            attendance: Attendance::Must,
        })
    };
    let residents = unnamed(&form.resident_seats, ParticipantRole::ResidentLeader);
    let officials = unnamed(&form.official_seats, ParticipantRole::PublicOfficial);
    Ok(guests
        .iter()
        .map(funder)
        .chain(residents)
        .chain(officials)
        .collect())
}

/// Somebody may have kept two apart since the list was shown.
async fn refused(desk: &Desk, goal: GoalId, plans: &[SeatPlan]) -> Result<Option<&'static str>> {
    let seated = |id: OrganizationId| plans.iter().any(|plan| plan.organization == Some(id));
    let pairs = store::pairs(desk.db()).await?;
    if pairs
        .iter()
        .any(|row| seated(row.one_id) && seated(row.other_id))
    {
        return Ok(Some(
            "Two on this list are not to sit at one table. Look at the list again.",
        ));
    }
    let recusals = store::recusals(desk.db(), [goal]).await?;
    let recused = recusals.iter().any(|row| seated(row.organization_id));
    Ok(
        recused
            .then_some("Somebody on this list is recused from the goal. Look at the list again."),
    )
}
