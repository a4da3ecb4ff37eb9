//! The plan in force and the one that is coming, in words.

use super::{Meetings, words::count};
use crate::{
    entities::meeting_plans,
    meetings::{
        plan::{Bound, CAN_PROVE},
        rules::{apart, best, fewest},
        store,
    },
    values::{MeetingPlanState, wall_time},
    web::{Desk, Result},
};

/// A plan in words.
pub(super) struct PlanView {
    pub(super) held: String,
    pub(super) left_out: i32,
    pub(super) breaks: String,
    /// How good it is known to be.
    pub(super) best: String,
    /// Something changed since it was made.
    pub(super) changed: bool,
    pub(super) made: String,
    /// Where a proof is asked for; empty where none is wanted any more.
    pub(super) prove: String,
    /// A proof is being looked for.
    pub(super) proving: bool,
    /// What is proved of its breaks.
    pub(super) proof: String,
}

/// A plan on its way.
pub(super) struct Standing {
    pub(super) path: String,
    /// Waits, is being made, or is proposed.
    pub(super) waits: bool,
    pub(super) running: bool,
    pub(super) percent: i64,
    /// What is different in what is proposed.
    pub(super) moved: String,
    /// Why the newest could not be made.
    pub(super) trouble: String,
}

/// The plan in force, and the one that is coming, has failed or is proposed.
pub(super) async fn plan_view(
    desk: &Desk,
    meetings: &Meetings,
) -> Result<(Option<PlanView>, Option<Standing>)> {
    let room = &meetings.of.room;
    let plans = store::plans_of(desk.db(), room.id).await?;
    let used = plans.iter().find(|plan| Some(plan.id) == room.plan_id);
    let zone = &meetings.convening.row.time_zone;
    let view = used.map(|plan| PlanView {
        held: count(
            usize::try_from(plan.held).unwrap_or(0),
            "meeting",
            "meetings",
        ),
        left_out: plan.left_out,
        breaks: count(usize::try_from(plan.breaks).unwrap_or(0), "break", "breaks"),
        best: told(plan),
        changed: room.changed_at > plan.asked_at,
        made: format!(
            "{}, for {}",
            wall_time::moment(plan.finished_at.unwrap_or(plan.asked_at), zone),
            plan.asked_by
        ),
        prove: to_prove(meetings, plan),
        proving: store::proving(plan, desk.app.now()),
        proof: plan
            .fewest_breaks
            .map_or_else(String::new, |least| fewest(least, plan.breaks)),
    });
    let newest = plans.first();
    Ok((view, standing(desk, meetings, newest).await?))
}

/// Where a proof is asked for: not of a plan that has no break, or is proved best.
fn to_prove(meetings: &Meetings, plan: &meeting_plans::Model) -> String {
    let known = plan.fewest_breaks.is_some_and(|least| least >= plan.breaks);
    if !CAN_PROVE || plan.proved || plan.breaks == 0 || known {
        return String::new();
    }
    format!("{}/plans/{}/proof", meetings.path(), plan.id)
}

fn told(plan: &meeting_plans::Model) -> String {
    if plan.after_id.is_some() {
        return "Made near an earlier plan, with as little moved as could be.".to_owned();
    }
    let bound = match (plan.most_worth, plan.least_breaks) {
        (Some(most), _) => Some(Bound::Worth(most)),
        (None, Some(least)) => u32::try_from(least).ok().map(Bound::Breaks),
        (None, None) => None,
    };
    best(plan.proved, plan.breaks.into(), plan.worth, bound)
}

async fn standing(
    desk: &Desk,
    meetings: &Meetings,
    newest: Option<&meeting_plans::Model>,
) -> Result<Option<Standing>> {
    use MeetingPlanState as S;
    let wanted = [S::Asked, S::Running, S::Proposed, S::Failed];
    let Some(plan) = newest.filter(|plan| wanted.contains(&plan.state)) else {
        return Ok(None);
    };
    let moved = if plan.state == S::Proposed {
        let before = meetings.held(desk).await?;
        let after = store::held_in(desk.db(), &meetings.of, Some(plan.id)).await?;
        let apart = apart(&before, &after);
        format!(
            "{} moved to another round, {} at another table, {} gone, {} new; {} stay as they are",
            apart.moved.len(),
            apart.seated.len(),
            apart.gone.len(),
            apart.new.len(),
            apart.same
        )
    } else {
        String::new()
    };
    Ok(Some(Standing {
        path: format!("{}/plans/{}", meetings.path(), plan.id),
        waits: plan.state == S::Asked,
        running: plan.state == S::Running,
        percent: i64::from(plan.done) * 100 / i64::from(plan.moves.max(1)),
        moved,
        trouble: plan.trouble.clone(),
    }))
}
