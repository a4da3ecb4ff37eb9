//! What staff do with one match: shortlist it, pin it, set it aside with a reason, or take that back. Every act is a POST
//! that leads back to the very list it came from.

use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{acts_view::Refused, answer, filter::Asked};
use crate::{
    entities::goals,
    funders::{self, PocketRow},
    goals::AtGoal,
    ids::{FundingSourceId, GoalId},
    matching::stances::{
        self, About, Acted,
        rules::{Act, Aside, Typed},
    },
    web::{self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result},
};

/// The form of the panel, and the button of a row.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ActForm {
    pub(super) act: String,
    pub(super) stance: String,
    pub(super) reason_kind: String,
    pub(super) reason: String,
    pub(super) look_again_on: String,
    pub(super) version: String,
    /// The address of the list.
    pub(super) state: String,
}

impl ActForm {
    fn read(&self, desk: &Desk) -> Result<std::result::Result<Act, FieldErrors>> {
        if self.act != "set_aside" {
            let told = || AppError::Invalid("Choose what to do with this match.".to_owned());
            return Act::of(&self.act).ok_or_else(told).map(Ok);
        }
        let typed = Typed {
            stance: &self.stance,
            kind: &self.reason_kind,
            reason: &self.reason,
            look_again_on: &self.look_again_on,
        };
        Ok(Aside::read(&typed, desk.today()).map(Act::SetAside))
    }
}

/// The address of a goal's list that a form came from; its first page if it is not one.
pub(super) fn back(goal: GoalId, state: &str) -> String {
    let path = format!("/goals/{goal}/matches");
    let known = state.strip_prefix(path.as_str());
    let known = known.filter(|rest| rest.is_empty() || rest.starts_with('?'));
    known.map_or(path.clone(), |_| state.to_owned())
}

/// POST /goals/{id}/matches/{source}/stance
pub(super) async fn act(
    EditorsDesk(desk): EditorsDesk,
    AtGoal(goal): AtGoal,
    Path((_, source)): Path<(String, String)>,
    Form(form): Form<ActForm>,
) -> Result<Response> {
    let source: FundingSourceId = AppError::found(source.parse().ok())?;
    let pocket = funders::pocket_rows(desk.db(), &[source]).await?.pop();
    let pocket = AppError::found(pocket)?;
    let act = match form.read(&desk)? {
        Ok(act) => act,
        Err(errors) => {
            let refused = Refused {
                form,
                errors,
                yours: None,
            };
            return again(&desk, &goal, source, refused).await;
        }
    };
    match write(&desk, &goal, &pocket, (&form, &act)).await? {
        Acted::Done => {
            let back = back(goal.id, &form.state);
            Ok(web::flash_to(&back, &act.told(&pocket.name)))
        }
        Acted::Unchanged => {
            let back = back(goal.id, &form.state);
            let told = "Nothing was different, so nothing changed.";
            Ok(web::flash_to(&back, told))
        }
        Acted::Stale => {
            let refused = Refused {
                yours: Some(act),
                form,
                errors: FieldErrors::default(),
            };
            again(&desk, &goal, source, refused).await
        }
    }
}

async fn write(
    desk: &Desk,
    goal: &goals::Model,
    pocket: &PocketRow,
    (form, act): (&ActForm, &Act),
) -> Result<Acted> {
    let about = About {
        goal: (goal.id, &goal.title),
        source: (pocket.id, &pocket.name),
    };
    let version = Some(form.version.parse().unwrap_or_default());
    let (actor, now) = (desk.actor(), desk.app.now());
    let acted = desk
        .app
        .db
        .write(async |txn| stances::act(txn, about, version, act, (&actor, now)).await)
        .await?;
    Ok(acted)
}

/// The list as it was, with what was refused beside its field and everything typed kept.
async fn again(
    desk: &Desk,
    goal: &goals::Model,
    source: FundingSourceId,
    refused: Refused,
) -> Result<Response> {
    let mut asked = Asked::of(&back(goal.id, &refused.form.state));
    asked.show(source);
    answer(desk, &goal.id.to_string(), asked, Some(refused)).await
}
