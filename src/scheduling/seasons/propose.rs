//! Proposing dates: at once where that is quick, in the background where it takes longer.

use std::collections::BTreeMap;

use anyhow::Context;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    rules::{Asked, Dates, Question, question, steps, stored, trouble},
    store::{self, Scene},
};
use crate::{
    audit::Actor,
    convenings,
    ids::{OrganizationId, SeasonId, UserId},
    jobs::Job,
    scheduling::season::{Board, plan},
    values::time_convert::to_civil,
    web::AppState,
};

/// So many steps take a second or so; a search that needs more is done in the background.
const AT_ONCE: u64 = 60_000_000;

/// Works dates out in the background.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlanSeason {
    pub(super) season: SeasonId,
    pub(super) by: String,
    pub(super) user: Option<UserId>,
}

impl Job for PlanSeason {
    const KIND: &'static str = "plan_season";
}

/// How proposing goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proposed {
    /// There are dates, or a reason why there are none.
    Done,
    /// They come later.
    Working,
}

/// Proposes dates for a season, or promises to.
pub(super) async fn propose(
    state: &AppState,
    season: SeasonId,
    actor: &Actor,
) -> anyhow::Result<Option<Proposed>> {
    let Some((scene, asked)) = asked(state, season).await? else {
        return Ok(None);
    };
    let question = match question(&asked) {
        Ok(question) if steps(&question.season) > AT_ONCE => {
            let job = PlanSeason {
                season,
                by: actor.name.clone(),
                user: actor.user,
            };
            let now = state.now();
            state
                .db
                .write(async |txn| store::begin_work(txn, &job, now).await)
                .await?;
            return Ok(Some(Proposed::Working));
        }
        question => question,
    };
    finish(state, (&scene, asked), question, actor).await?;
    Ok(Some(Proposed::Done))
}

/// Does what was promised. Done twice it proposes the same again.
pub async fn plan_season(state: &AppState, job: PlanSeason) -> anyhow::Result<()> {
    let Some((scene, asked)) = asked(state, job.season).await? else {
        return Ok(());
    };
    let actor = Actor {
        user: job.user,
        name: job.by,
    };
    let question = question(&asked);
    finish(state, (&scene, asked), question, &actor).await
}

async fn asked(state: &AppState, season: SeasonId) -> anyhow::Result<Option<(Scene, Asked)>> {
    let db = state.db.read();
    let Some(season) = store::by_id(db, season).await? else {
        return Ok(None);
    };
    let scene = store::scene(db, season).await?;
    let today = today(state);
    let counted = scene.parts.iter().filter(|part| part.counts());
    let ids: Vec<_> = counted.map(|part| part.row.convening_id).collect();
    let day = to_civil(today.and_hms_opt(0, 0, 0).context("no midnight")?)?.date();
    let invited = store::invited(&state.db, &ids, day).await?;
    let asked = scene.asked(today, invited)?;
    Ok(Some((scene, asked)))
}

/// Today in UTC: the search must not depend on who asks.
pub(super) fn today(state: &AppState) -> NaiveDate {
    state.now().date_naive()
}

async fn finish(
    state: &AppState,
    (scene, asked): (&Scene, Asked),
    question: Result<Question, Vec<String>>,
    actor: &Actor,
) -> anyhow::Result<()> {
    let found = match question {
        Ok(question) => {
            let names = names(state, &asked).await?;
            tokio::task::spawn_blocking(move || search(&asked, &question, &names)).await?
        }
        Err(emptied) => Err(emptied.join(" ")),
    };
    let (now, key) = (state.now(), (scene.season.id, scene.season.revision));
    state
        .db
        .write(async |txn| store::keep_plan(txn, key, &found, actor, now).await)
        .await?;
    Ok(())
}

async fn names(
    state: &AppState,
    asked: &Asked,
) -> anyhow::Result<BTreeMap<OrganizationId, String>> {
    let funders = asked.invited.iter().map(|invited| invited.funder);
    let known = convenings::organizations(state.db.read(), funders).await?;
    Ok(known
        .into_iter()
        .map(|(id, known)| (id, known.name))
        .collect())
}

fn search(
    asked: &Asked,
    question: &Question,
    names: &BTreeMap<OrganizationId, String>,
) -> Result<Dates, String> {
    let said = |why: &_| trouble(asked, question, names, why);
    let board = Board::new(&question.season).map_err(|why| said(&why))?;
    let plan = plan(&board).map_err(|why| said(&why))?;
    Ok(stored(asked, question, &plan))
}
