//! A plan that is proposed, held against the one in force: what moves, what goes, what is new.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{Meetings, load, words::round_time};
use crate::{
    ids::{MeetingPlanId, MeetingTableId},
    meetings::{
        rules::{self, Change},
        store,
    },
    values::{MeetingPhase, MeetingPlanState},
    web::{self, AppError, Desk, Result, Shell, views::Link},
};

/// One difference.
struct Line {
    team: String,
    funder: String,
    before: String,
    after: String,
}

#[derive(Template)]
#[template(path = "meetings/compare.html")]
struct ComparePage {
    shell: Shell,
    crumbs: Vec<Link>,
    here: String,
    version: i32,
    state: &'static str,
    may_decide: bool,
    published: bool,
    groups: Vec<(&'static str, &'static str, Vec<Line>)>,
    same: usize,
    left_out: i32,
}

/// GET /convenings/{id}/meetings/plans/{plan}
pub(super) async fn show(desk: Desk, Path((id, plan)): Path<(String, String)>) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let plan: MeetingPlanId = AppError::found(plan.parse().ok())?;
    let plan = AppError::found(store::plan_by_id(desk.db(), plan).await?)?;
    let room = &meetings.of.room;
    if plan.room_id != room.id {
        return Err(AppError::NotFound);
    }
    // One that was taken is held against the plan it was made near to.
    let before = if room.plan_id == Some(plan.id) {
        plan.after_id
    } else {
        room.plan_id
    };
    let before = store::held_in(desk.db(), &meetings.of, before).await?;
    let after = store::held_in(desk.db(), &meetings.of, Some(plan.id)).await?;
    let apart = rules::apart(&before, &after);
    let lines = |changes: &[Change]| -> Vec<Line> {
        changes.iter().map(|it| line(&meetings, it)).collect()
    };
    let groups = vec![
        ("moved", "In another round", lines(&apart.moved)),
        ("seated", "At another table", lines(&apart.seated)),
        ("gone", "Not held any more", lines(&apart.gone)),
        ("new", "New", lines(&apart.new)),
    ];
    web::page(&ComparePage {
        shell: desk.shell(
            "convenings",
            format!("Plan made again: {}", meetings.convening.row.title),
        ),
        crumbs: meetings.crumbs(),
        here: format!("{}/plans/{}", meetings.path(), plan.id),
        version: room.version,
        state: plan.state.label(),
        may_decide: desk.may_edit() && plan.state == MeetingPlanState::Proposed,
        published: room.phase == MeetingPhase::Published,
        groups,
        same: apart.same,
        left_out: plan.left_out,
    })
}

fn line(meetings: &Meetings, change: &Change) -> Line {
    let of = &meetings.of;
    let zone = &meetings.convening.row.time_zone;
    let place = |place: Option<(usize, MeetingTableId)>| {
        place.map_or_else(String::new, |(round, table)| {
            format!(
                "{}, {}",
                round_time(&of.rounds, round, zone),
                of.table(table)
            )
        })
    };
    Line {
        team: of.name(change.team).to_owned(),
        funder: of.name(change.funder).to_owned(),
        before: place(change.before),
        after: place(change.after),
    }
}
