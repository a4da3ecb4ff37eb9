//! Proposing dates, and what staff make of them.

use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    load, path_of,
    show::{Clash, refused},
};
use crate::{
    convenings::DaySet,
    ids::ConveningId,
    scheduling::seasons::{
        propose::{self, Proposed},
        rules::in_words,
        store::{self, Accepted, Act, Asking, NotDone, Refused, Scene, Why},
    },
    web::{self, AppError, Desk, EditorsDesk, Form, Result},
};

/// POST /seasons/{id}/plan
pub(super) async fn propose(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let season = load(&desk, &id).await?;
    let path = path_of(season.id);
    let scene = store::scene(desk.db(), season).await?;
    if !scene.parts.iter().any(store::Part::counts) {
        let told = "A season needs convenings before it can have dates. Take some in.";
        return Ok(web::flash_to(&format!("{path}/convenings"), told));
    }
    let proposed = propose::propose(&desk.app, scene.season.id, &desk.actor()).await?;
    match AppError::found(proposed)? {
        Proposed::Done => Ok(web::see_other(&path)),
        Proposed::Working => Ok(web::flash_to(
            &path,
            "This season is large: its dates are worked out in the background. Look again in a minute.",
        )),
    }
}

/// Which dates, and what is to become of them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct DatesForm {
    plan: String,
    act: String,
    pick: Vec<String>,
    /// Every convening of the page beside its version, in two lists.
    convening: Vec<String>,
    version: Vec<String>,
}

impl DatesForm {
    fn read(&self) -> Option<Asking> {
        let act = match self.act.as_str() {
            "accept" => Act::Accept,
            "keep" => Act::Keep,
            "free" => Act::Free,
            _ => return None,
        };
        let version = |id: &String| {
            let at = self.convening.iter().position(|each| each == id)?;
            self.version.get(at)?.parse().ok()
        };
        let picks = self.pick.iter().map(|id| {
            let convening: ConveningId = id.parse().ok()?;
            Some((convening, version(id)?))
        });
        Some(Asking {
            act,
            plan: self.plan.parse().ok()?,
            picks: picks.collect::<Option<_>>()?,
        })
    }
}

/// POST /seasons/{id}/dates
pub(super) async fn dates(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<DatesForm>,
) -> Result<Response> {
    let season = load(&desk, &id).await?;
    let path = path_of(season.id);
    let asking = form.read().ok_or_else(|| {
        AppError::Invalid("The form could not be read. Look at the dates again.".to_owned())
    })?;
    if asking.picks.is_empty() {
        return Ok(web::flash_to(&path, "Tick the dates first."));
    }
    let scene = store::scene(desk.db(), season.clone()).await?;
    let (actor, now) = (desk.actor(), desk.app.now());
    let done = desk
        .app
        .db
        .write(async |txn| store::carry_out(txn, season.id, &asking, &actor, now).await)
        .await;
    match done {
        Ok(Accepted::Done(many)) => Ok(web::flash_to(&path, &told(asking.act, many))),
        Ok(Accepted::OtherDates) => Err(AppError::Conflict(
            "Other dates were proposed meanwhile, so nothing was done. Look at the dates again."
                .to_owned(),
        )),
        Ok(Accepted::OutOfDate) => Err(AppError::Conflict(
            "What these dates rest on was changed since they were proposed, so nothing was done. Propose dates again."
                .to_owned(),
        )),
        Err(NotDone::Database(error)) => Err(error.into()),
        Err(NotDone::Refused(clashes)) => stale(&desk, &scene, &asking, clashes).await,
    }
}

fn told(act: Act, many: usize) -> String {
    let dates = if many == 1 {
        "1 date".to_owned()
    } else {
        format!("{many} dates")
    };
    match act {
        Act::Accept if many == 0 => "These dates are accepted already.".to_owned(),
        Act::Accept => format!(
            "{dates} accepted: the convenings are on these days now. No guest has been told; review and send from each convening."
        ),
        Act::Keep => format!("{dates} kept. Propose dates again to let the others move."),
        Act::Free => format!("{dates} may move when dates are proposed again."),
    }
}

async fn stale(
    desk: &Desk,
    scene: &Scene,
    asking: &Asking,
    refusals: Vec<Refused>,
) -> Result<Response> {
    let clash = |refusal: Refused| {
        let held = scene.part(refusal.convening).map(|part| &part.convening);
        let (why, now, version) = match refusal.why {
            Why::Taken(sentence) => (
                sentence,
                held.map(|held| held.plan.when.words()).unwrap_or_default(),
                None,
            ),
            Why::Day(DaySet::Stale(now)) => (
                "Somebody changed it meanwhile.".to_owned(),
                now.plan.when.words(),
                Some(now.row.version),
            ),
            Why::Day(DaySet::Unclear(question)) => (
                format!("{question}. Set its time on its own page first."),
                held.map(|held| held.plan.when.words()).unwrap_or_default(),
                None,
            ),
            Why::Day(DaySet::Firm | DaySet::Set) => (
                "Its date is firm, or it was called off.".to_owned(),
                held.map(|held| held.plan.when.words()).unwrap_or_default(),
                None,
            ),
        };
        Clash {
            id: refusal.convening.to_string(),
            title: held.map(|held| held.row.title.clone()).unwrap_or_default(),
            href: format!("/convenings/{}", refusal.convening),
            now,
            proposed: in_words(refusal.day),
            why,
            version,
        }
    };
    // What else was ticked goes along when the button is pressed again.
    let good = |id: &ConveningId| !refusals.iter().any(|refusal| refusal.convening == *id);
    let also = asking.picks.iter().filter(|(id, _)| good(id));
    let also = also
        .map(|(id, version)| (id.to_string(), *version))
        .collect();
    let clashes = refusals.into_iter().map(clash).collect();
    refused(desk, scene.season.clone(), (clashes, also)).await
}
