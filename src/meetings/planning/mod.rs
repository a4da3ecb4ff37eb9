//! The making of a plan, as a job: the search runs on a thread of its own, says how far it is, and can be stopped.

mod outcome;
mod proof;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use serde::{Deserialize, Serialize};

use outcome::outcome;
pub use proof::{ProveMeetings, prove_meetings};

use crate::{
    entities::meeting_plans,
    ids::MeetingPlanId,
    jobs::Job,
    meetings::{
        plan::{Budget, Plan, Trouble, plan},
        rules::Asked,
        store,
    },
    web::AppState,
};

/// How often the page is told how far the search is.
const BETWEEN_NOTES: Duration = Duration::from_millis(400);

/// The job of making a plan.
#[derive(Debug, Serialize, Deserialize)]
pub struct PlanMeetings {
    pub(super) plan: MeetingPlanId,
}

impl Job for PlanMeetings {
    const KIND: &'static str = "plan_meetings";
}

/// Makes the plan. Done twice, the second time finds it made.
pub async fn plan_meetings(app: &AppState, job: PlanMeetings) -> anyhow::Result<()> {
    let id = job.plan;
    let claimed = app
        .db
        .write(async |txn| store::claim_plan(txn, id).await)
        .await?;
    let Some(wanted) = claimed else {
        return Ok(());
    };
    let db = app.db.read();
    let Some(room) = store::by_id(db, wanted.room_id).await? else {
        return Ok(());
    };
    let of = store::gathered(db, room).await?;
    let known = store::held_in(db, &of, wanted.after_id).await?;
    let question = of.question();
    let asked = match wanted.after_id {
        Some(_) => question.again(&known, wanted.frozen),
        None => question.afresh(),
    };
    let made = search(app, &wanted, &asked).await?;
    let now = app.now();
    app.db
        .write(async |txn| match &made {
            Ok(plan) => {
                let outcome = outcome(&of, &asked, plan, &known);
                store::finish_plan(txn, id, &outcome, now).await
            }
            Err(trouble) => store::fail_plan(txn, id, &trouble.to_string(), now).await,
        })
        .await?;
    Ok(())
}

/// Stops the search when nobody waits for it any more.
struct Stops(Arc<AtomicBool>);

impl Drop for Stops {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

async fn search(
    app: &AppState,
    wanted: &meeting_plans::Model,
    asked: &Asked,
) -> anyhow::Result<Result<Plan, Trouble>> {
    let budget = Budget {
        moves: u64::try_from(wanted.moves)?,
        seed: u64::try_from(wanted.seed)?,
    };
    let (stop, done) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicU64::new(0)),
    );
    let _stops = Stops(Arc::clone(&stop));
    let (heard, counted, instance) = (Arc::clone(&stop), Arc::clone(&done), asked.instance.clone());
    let mut searching = tokio::task::spawn_blocking(move || {
        plan(&instance, budget, &mut |progress| {
            counted.store(progress.done, Ordering::Relaxed);
            !heard.load(Ordering::Relaxed)
        })
    });
    loop {
        tokio::select! {
            made = &mut searching => return Ok(made?),
            () = tokio::time::sleep(BETWEEN_NOTES) => {}
        }
        let so_far = done.load(Ordering::Relaxed).min(budget.moves);
        let so_far = i32::try_from(so_far).unwrap_or(i32::MAX);
        let ends = app
            .db
            .write(async |txn| store::note_progress(txn, wanted.id, so_far).await)
            .await?;
        if ends {
            stop.store(true, Ordering::Relaxed);
        }
    }
}
