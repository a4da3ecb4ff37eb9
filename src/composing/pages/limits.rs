//! Who is kept apart and who stays away: for editors only. Nothing of it is in an address, a file or an activity list.

use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    asked::Asked,
    find::{Named, named},
    list::Composed,
    rows,
    show::page,
};
use crate::{
    composing::store,
    convenings,
    goals::AtGoal,
    ids::{GoalId, OrganizationId},
    web::{self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result, views::Choice},
};

/// The most characters of a reason.
const LONGEST_REASON: usize = 500;
const CHOOSE: &str = "Choose an organization";

/// What is confidential, as the page shows it.
pub(super) struct Limits {
    pub(super) pairs: Vec<Limit>,
    pub(super) recusals: Vec<Limit>,
    pub(super) ones: Vec<Choice>,
    pub(super) others: Vec<Choice>,
    pub(super) recused: Vec<Choice>,
    pub(super) typed: LimitForm,
}

/// One pair, or one recusal.
pub(super) struct Limit {
    pub(super) id: String,
    pub(super) who: String,
    pub(super) reason: String,
    pub(super) added: String,
}

/// A pair or a recusal as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LimitForm {
    pub(super) one: String,
    pub(super) other: String,
    pub(super) organization: String,
    pub(super) reason: String,
    /// Where the page was: its settings are kept.
    pub(super) state: String,
}

pub(super) fn limits(composed: &Composed, typed: LimitForm) -> Limits {
    let added = |by: &str, at: chrono::DateTime<chrono::Utc>| {
        format!("Added by {by} on {}", at.format("%-d %b %Y"))
    };
    let name = |id: OrganizationId| rows::name(composed, id);
    let pairs = composed.pairs.iter().map(|row| Limit {
        id: row.id.to_string(),
        who: format!("{} and {}", name(row.one_id), name(row.other_id)),
        reason: row.reason.clone(),
        added: added(&row.added_by, row.created_at),
    });
    let recusals = composed.recusals.iter().map(|row| Limit {
        id: row.id.to_string(),
        who: name(row.organization_id),
        reason: row.reason.clone(),
        added: added(&row.added_by, row.created_at),
    });
    let able = composed.scene.organizations.iter();
    let able = able.filter(|(_, known)| known.fit.is_some());
    let mut able: Vec<Named> = named(composed, able.map(|(id, _)| *id));
    able.sort_by(|one, other| one.name.cmp(&other.name));
    let choices = |chosen: &str| -> Vec<Choice> {
        let choice = |each: &Named| Choice::new(&each.id, &each.name, each.id == chosen);
        able.iter().map(choice).collect()
    };
    Limits {
        pairs: pairs.collect(),
        recusals: recusals.collect(),
        ones: choices(&typed.one),
        others: choices(&typed.other),
        recused: choices(&typed.organization),
        typed,
    }
}

/// Back to the page as it was; never to another.
pub(super) fn back(goal: GoalId, state: &str, told: &str) -> Response {
    let path = format!("/goals/{goal}/compose");
    let known = state.strip_prefix(path.as_str());
    let known = known.filter(|rest| rest.is_empty() || rest.starts_with('?'));
    web::flash_to(known.map_or(path.as_str(), |_| state), told)
}

fn reason(errors: &mut FieldErrors, field: &'static str, form: &LimitForm) -> String {
    let reason = form.reason.trim().to_owned();
    if reason.chars().count() > LONGEST_REASON {
        let most = format!("Say it in {LONGEST_REASON} characters at most");
        errors.add(field, most);
    }
    reason
}

/// An organization that exists, or a note beside the field.
async fn chosen(
    desk: &Desk,
    errors: &mut FieldErrors,
    (field, typed): (&'static str, &str),
) -> Result<Option<OrganizationId>> {
    let Ok(id) = typed.parse::<OrganizationId>() else {
        errors.add(field, CHOOSE);
        return Ok(None);
    };
    let known = convenings::organizations(desk.db(), [id]).await?;
    if known.is_empty() {
        errors.add(field, CHOOSE);
    }
    Ok(known.into_keys().next())
}

/// POST /goals/{id}/compose/pairs
pub(super) async fn keep_apart(
    EditorsDesk(desk): EditorsDesk,
    AtGoal(goal): AtGoal,
    Form(form): Form<LimitForm>,
) -> Result<Response> {
    let mut errors = FieldErrors::default();
    let one = chosen(&desk, &mut errors, ("one", &form.one)).await?;
    let other = chosen(&desk, &mut errors, ("other", &form.other)).await?;
    if one.is_some() && one == other {
        errors.add("other", "Choose two different organizations");
    }
    let reason = reason(&mut errors, "reason", &form);
    let (Some(one), Some(other), true) = (one, other, errors.is_empty()) else {
        let page = page(&desk, &goal, Asked::of(&form.state), (form, errors)).await?;
        return web::page_invalid(&page);
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    let added = desk
        .app
        .db
        .write(async |txn| store::keep_apart(txn, [one, other], &reason, &actor, now).await)
        .await?;
    let told = if added {
        "They will not be seated together."
    } else {
        "They were kept apart already."
    };
    Ok(back(goal.id, &form.state, told))
}

/// POST /goals/{id}/compose/pairs/{pair}/removal
pub(super) async fn bring_together(
    EditorsDesk(desk): EditorsDesk,
    AtGoal(goal): AtGoal,
    Path((_, pair)): Path<(String, String)>,
    Form(form): Form<LimitForm>,
) -> Result<Response> {
    let pair = pair.parse().map_err(|_| AppError::NotFound)?;
    let (actor, now) = (desk.actor(), desk.app.now());
    let done = desk
        .app
        .db
        .write(async |txn| store::bring_together(txn, pair, &actor, now).await)
        .await?;
    AppError::found(done.then_some(()))?;
    Ok(back(
        goal.id,
        &form.state,
        "They may be seated together again.",
    ))
}

/// POST /goals/{id}/compose/recusals
pub(super) async fn recuse(
    EditorsDesk(desk): EditorsDesk,
    AtGoal(goal): AtGoal,
    Form(form): Form<LimitForm>,
) -> Result<Response> {
    let mut errors = FieldErrors::default();
    let field = ("organization", form.organization.as_str());
    let organization = chosen(&desk, &mut errors, field).await?;
    let reason = reason(&mut errors, "recusal_reason", &form);
    let (Some(organization), true) = (organization, errors.is_empty()) else {
        let page = page(&desk, &goal, Asked::of(&form.state), (form, errors)).await?;
        return web::page_invalid(&page);
    };
    let (actor, now, of) = (desk.actor(), desk.app.now(), (goal.id, organization));
    let added = desk
        .app
        .db
        .write(async |txn| store::recuse(txn, of, &reason, &actor, now).await)
        .await?;
    let told = if added {
        "It stays away from this goal."
    } else {
        "It was recused already."
    };
    Ok(back(goal.id, &form.state, told))
}

/// POST /goals/{id}/compose/recusals/{recusal}/removal
pub(super) async fn end_recusal(
    EditorsDesk(desk): EditorsDesk,
    AtGoal(goal): AtGoal,
    Path((_, recusal)): Path<(String, String)>,
    Form(form): Form<LimitForm>,
) -> Result<Response> {
    let recusal = recusal.parse().map_err(|_| AppError::NotFound)?;
    let (actor, now) = (desk.actor(), desk.app.now());
    let done = desk
        .app
        .db
        .write(async |txn| store::end_recusal(txn, (goal.id, recusal), &actor, now).await)
        .await?;
    AppError::found(done.then_some(()))?;
    Ok(back(goal.id, &form.state, "The recusal has ended."))
}
