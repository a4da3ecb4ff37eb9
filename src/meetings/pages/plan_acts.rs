//! Asking for a plan, stopping one, taking or dropping what is proposed, and what staff say of single meetings.

use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{Meetings, load, overview, unmet};
use crate::{
    ids::{MeetingPartyId, MeetingPlanId},
    meetings::{
        rules::{self, may_hold},
        store::{self, Order, Wrote},
    },
    values::{MeetingOrder, MeetingPhase},
    web::{AppError, Desk, EditorsDesk, FieldErrors, Form, Result, flash_to},
};

/// How a plan is to be made.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AskForm {
    version: i32,
    /// "afresh", "near" or "frozen".
    pub(super) how: String,
    pub(super) effort: String,
    pub(super) seed: String,
}

/// The moves of an effort.
fn moves(effort: &str) -> i32 {
    match effort {
        "quick" => 200_000,
        "long" => 10_000_000,
        _ => 2_000_000,
    }
}

/// POST /convenings/{id}/meetings/plans
pub(super) async fn ask(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<AskForm>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let mut errors = FieldErrors::default();
    let question = meetings.of.question();
    let sides = (question.rounds, question.tables);
    let lacks = rules::lacks(sides, question.parties, question.wishes, question.pairs);
    let known = meetings.of.room.plan_id.is_some();
    let again = known && form.how != "afresh";
    if !again {
        for sentence in lacks {
            errors.add("plan", sentence);
        }
    }
    let seed = form.seed.trim().parse::<i32>().ok().filter(|it| *it >= 0);
    if seed.is_none() && !form.seed.trim().is_empty() {
        errors.add("seed", "Type a whole number from 0 up");
    }
    if !errors.is_empty() {
        return overview::refused_plan(&desk, &meetings, errors, form).await;
    }
    let order = Order {
        again,
        frozen: form.how == "frozen",
        moves: moves(&form.effort),
        seed: seed.unwrap_or(1),
    };
    let (key, now, actor) = (
        (meetings.of.room.id, form.version),
        desk.app.now(),
        desk.actor(),
    );
    let wrote = desk
        .app
        .db
        .write(async |txn| store::ask_plan(txn, key, order, &actor, now).await)
        .await?;
    match wrote {
        Wrote::Done => Ok(flash_to(
            &meetings.path(),
            "A plan is being made. Load this page again to see it.",
        )),
        Wrote::Over => Ok(flash_to(
            &meetings.path(),
            "A plan is being made already, or none can be made in this phase.",
        )),
        Wrote::Stale => overview::stale_plan(&desk, &id, form).await,
    }
}

/// The version that was looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct VersionForm {
    version: i32,
}

fn plan_id(text: &str) -> Result<MeetingPlanId> {
    AppError::found(text.parse().ok())
}

/// POST /convenings/{id}/meetings/plans/{plan}/stop
pub(super) async fn stop(
    EditorsDesk(desk): EditorsDesk,
    Path((id, plan)): Path<(String, String)>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let (room, plan) = (meetings.of.room.id, plan_id(&plan)?);
    let (now, actor) = (desk.app.now(), desk.actor());
    let wrote = desk
        .app
        .db
        .write(async |txn| store::stop_plan(txn, room, plan, &actor, now).await)
        .await?;
    let told = match wrote {
        Wrote::Done => "The planning stops. What was found so far is kept.",
        Wrote::Stale | Wrote::Over => "The plan is made already.",
    };
    Ok(flash_to(&meetings.path(), told))
}

/// POST /convenings/{id}/meetings/plans/{plan}/acceptance
pub(super) async fn accept(
    EditorsDesk(desk): EditorsDesk,
    Path((id, plan)): Path<(String, String)>,
    Form(form): Form<VersionForm>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let plan = plan_id(&plan)?;
    let key = (meetings.of.room.id, form.version);
    let (now, actor) = (desk.app.now(), desk.actor());
    let wrote = desk
        .app
        .db
        .write(async |txn| store::use_plan(txn, key, plan, &actor, now).await)
        .await?;
    let published = meetings.of.room.phase == MeetingPhase::Published;
    let told = if published {
        "The new plan is in force. Those whose day is another are written to."
    } else {
        "The new plan is in force."
    };
    match wrote {
        Ok(wrote) => settled(&desk, &id, (&meetings, wrote), told).await,
        Err(sentence) => {
            let mut errors = FieldErrors::default();
            errors.add("plan", sentence);
            let meetings = load(&desk, &id).await?;
            overview::refused(&desk, &meetings, errors).await
        }
    }
}

/// POST /convenings/{id}/meetings/plans/{plan}/removal
pub(super) async fn discard(
    EditorsDesk(desk): EditorsDesk,
    Path((id, plan)): Path<(String, String)>,
    Form(form): Form<VersionForm>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let (key, plan) = ((meetings.of.room.id, form.version), plan_id(&plan)?);
    let (now, actor) = (desk.app.now(), desk.actor());
    let wrote = desk
        .app
        .db
        .write(async |txn| store::drop_plan(txn, key, plan, &actor, now).await)
        .await?;
    let told = "The new plan is dropped. The one before it stays in force.";
    settled(&desk, &id, (&meetings, wrote), told).await
}

async fn settled(
    desk: &Desk,
    id: &str,
    (meetings, wrote): (&Meetings, Wrote),
    told: &str,
) -> Result<Response> {
    match wrote {
        Wrote::Done => Ok(flash_to(&meetings.path(), told)),
        Wrote::Over => Ok(flash_to(
            &meetings.path(),
            "This plan is not proposed any more.",
        )),
        Wrote::Stale => overview::stale(desk, id).await,
    }
}

/// A team and a funder, and what is to be done with their meeting.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PairForm {
    team: String,
    funder: String,
    /// "hold", "off", or anything else to take either back.
    order: String,
    /// Where to go back to: "grid", "unmet".
    from: String,
}

/// POST /convenings/{id}/meetings/pairs
pub(super) async fn pair(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<PairForm>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let team: MeetingPartyId = AppError::found(form.team.parse().ok())?;
    let funder: MeetingPartyId = AppError::found(form.funder.parse().ok())?;
    let order: Option<MeetingOrder> = form.order.parse().ok();
    let wishes = &meetings.of.wishes;
    let (one, other) = (wishes.get(&(team, funder)), wishes.get(&(funder, team)));
    let back = match form.from.as_str() {
        "grid" => format!("{}/grid", meetings.path()),
        "unmet" => format!("{}/unmet", meetings.path()),
        _ => meetings.path(),
    };
    if order == Some(MeetingOrder::Hold) && !may_hold(one.copied(), other.copied()) {
        let mut errors = FieldErrors::default();
        errors.add(
            "unmet",
            "One of them said no thanks. Nobody is made to meet whom they do not want to meet",
        );
        return unmet::refused(&desk, &meetings, errors).await;
    }
    let (room, now, actor) = (meetings.of.room.id, desk.app.now(), desk.actor());
    let known = desk
        .app
        .db
        .write(async |txn| {
            let pair = (team, funder, order);
            store::order_pair(txn, room, pair, &actor, now).await
        })
        .await?;
    if !known {
        return Err(AppError::NotFound);
    }
    let told = match order {
        Some(MeetingOrder::Hold) => {
            "It will be held. Plan again on the overview to give it a round."
        }
        Some(MeetingOrder::Off) => {
            "It is called off. Plan again on the overview: as few other meetings as can be move."
        }
        None => "It counts as wished again. Plan again on the overview.",
    };
    Ok(flash_to(&back, told))
}
