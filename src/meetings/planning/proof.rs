//! The job that asks whether the meetings of a plan could be held with fewer breaks.

use std::{
    sync::{Arc, atomic::AtomicBool, atomic::Ordering},
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::outcome::outcome;
use crate::{
    ids::MeetingPlanId,
    jobs::Job,
    meetings::{
        plan::{Effort, Instance, Plan, Proof, prove, with_rounds},
        store::{self, Outcome},
    },
    web::AppState,
};

/// The longest somebody waits for a proof. What is proved by then is kept.
const LONGEST: Duration = Duration::from_mins(1);

/// The job of proving how few breaks a plan needs.
#[derive(Debug, Serialize, Deserialize)]
pub struct ProveMeetings {
    pub(in crate::meetings) plan: MeetingPlanId,
}

impl Job for ProveMeetings {
    const KIND: &'static str = "prove_meetings";
}

/// Looks for a proof. Where a plan of the same meetings has fewer breaks, that one is kept like one that was asked for.
pub async fn prove_meetings(app: &AppState, job: ProveMeetings) -> anyhow::Result<()> {
    let db = app.db.read();
    let Some(plan) = store::plan_by_id(db, job.plan).await? else {
        return Ok(());
    };
    let Some(room) = store::by_id(db, plan.room_id).await? else {
        return Ok(());
    };
    let of = store::gathered(db, room).await?;
    let held = store::held_in(db, &of, Some(plan.id)).await?;
    let (asked, rounds) = of.question().as_planned(&held);
    let proof = search(asked.instance.clone(), with_rounds(&asked.instance, rounds)).await?;
    let better = proof.better.map(|rounds| {
        let better = with_rounds(&asked.instance, rounds);
        let found = outcome(&of, &asked, &better, &held);
        let fewer = i64::from(plan.breaks - found.breaks);
        // The same meetings: only the breaks are worth something else.
        Outcome {
            left_out: plan.left_out,
            worth: plan.worth + fewer * i64::from(asked.instance.break_cost),
            ..found
        }
    });
    let (now, least) = (app.now(), i32::try_from(proof.least)?);
    app.db
        .write(async |txn| {
            store::end_proof(txn, plan.id, least, now).await?;
            match &better {
                Some(better) => store::keep_better(txn, &plan, better, least, now).await,
                None => Ok(()),
            }
        })
        .await?;
    Ok(())
}

async fn search(instance: Instance, plan: Plan) -> anyhow::Result<Proof> {
    let stop = Arc::new(AtomicBool::new(false));
    let heard = Arc::clone(&stop);
    let mut searching =
        tokio::task::spawn_blocking(move || prove(&instance, &plan, Effort::default(), &heard));
    if let Ok(found) = tokio::time::timeout(LONGEST, &mut searching).await {
        return Ok(found?);
    }
    stop.store(true, Ordering::Relaxed);
    Ok(searching.await?)
}
