//! Who is kept apart and who stays away: for editors only. Nothing of it is in an address, a file or an activity list.

use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    asked::Asked,
    find::{Meant, Named, meant},
    list::Composed,
    rows,
    show::page,
};
use crate::{
    composing::store,
    goals::AtGoal,
    ids::{ConveningId, GoalId, OrganizationId},
    web::{self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result, views::Choice},
};

/// The most characters of a reason.
const LONGEST_REASON: usize = 500;

/// What is confidential, as the page shows it.
pub(super) struct Limits {
    pub(super) pairs: Vec<Limit>,
    pub(super) recusals: Vec<Limit>,
    /// That there are more than are shown; empty where there are not.
    pub(super) more_pairs: String,
    pub(super) more_recusals: String,
    /// Two who are kept apart and have seats at one convening.
    pub(super) clashes: Vec<Clash>,
    /// Who is recused and has a seat all the same.
    pub(super) sitting: Vec<Clash>,
    /// Who is not chosen because of who has a seat at the convening.
    pub(super) kept_out: Vec<String>,
    pub(super) typed: Typed,
}

/// One pair, or one recusal.
pub(super) struct Limit {
    pub(super) id: String,
    pub(super) who: String,
    pub(super) reason: String,
    pub(super) added: String,
    /// Another goal of the list that it is for, where it is ended: address and title.
    pub(super) elsewhere: Option<(String, String)>,
}

/// Who sits at a table against what was agreed.
pub(super) struct Clash {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) who: String,
}

/// A pair or a recusal as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LimitForm {
    pub(super) one: String,
    /// Not `other`, which is a field of the settings on the same page.
    pub(super) another: String,
    pub(super) organization: String,
    pub(super) reason: String,
    /// Where the page was: its settings are kept.
    pub(super) state: String,
}

/// The same with those to choose from where a name means several.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) form: LimitForm,
    pub(super) ones: Vec<Choice>,
    pub(super) others: Vec<Choice>,
    pub(super) recused: Vec<Choice>,
}

pub(super) fn limits(composed: &Composed, typed: Typed) -> Limits {
    let held = &composed.held;
    let added = |by: &str, at: chrono::DateTime<chrono::Utc>| {
        format!("Added by {by} on {}", at.format("%-d %b %Y"))
    };
    let name = |id: OrganizationId| rows::name(composed, id);
    let both = |[one, other]: [OrganizationId; 2]| format!("{} and {}", name(one), name(other));
    let pairs = held.pairs.0.iter().map(|row| Limit {
        id: row.id.to_string(),
        who: both([row.one_id, row.other_id]),
        reason: row.reason.clone(),
        added: added(&row.added_by, row.created_at),
        elsewhere: None,
    });
    let also = |goal: GoalId| composed.goals.iter().skip(1).find(|each| each.id == goal);
    let recusals = held.recusals.0.iter().map(|row| Limit {
        id: row.id.to_string(),
        who: name(row.organization_id),
        reason: row.reason.clone(),
        added: added(&row.added_by, row.created_at),
        elsewhere: also(row.goal_id)
            .map(|goal| (format!("/goals/{}/compose", goal.id), goal.title.clone())),
    });
    let clash = |convening: ConveningId, who: String| {
        let table = composed.upcoming.iter().find(|each| each.id == convening);
        Some(Clash {
            href: format!("/convenings/{convening}/guests"),
            title: table?.title.clone(),
            who,
        })
    };
    let clashes = held.clashes.iter();
    let clashes = clashes.filter_map(|(convening, pair)| clash(*convening, both(*pair)));
    let sitting = held.sitting.iter();
    let sitting = sitting.filter_map(|(convening, id)| clash(*convening, name(*id)));
    Limits {
        pairs: pairs.collect(),
        recusals: recusals.collect(),
        more_pairs: more(held.pairs.1),
        more_recusals: more(held.recusals.1),
        clashes: clashes.collect(),
        sitting: sitting.collect(),
        kept_out: held.kept_out.iter().copied().map(name).collect(),
        typed,
    }
}

fn more(cut: bool) -> String {
    if cut {
        format!(
            "The newest {} are shown. The others hold as well.",
            store::MOST_SHOWN
        )
    } else {
        String::new()
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

/// The organization that a field means, or a note beside it and whom it could mean.
async fn chosen(
    desk: &Desk,
    errors: &mut FieldErrors,
    (field, typed): (&'static str, &str),
    choices: &mut Vec<Choice>,
) -> Result<Option<OrganizationId>> {
    if typed.trim().is_empty() {
        errors.add(field, "Choose an organization");
        return Ok(None);
    }
    let choice = |each: &Named| {
        let label = format!("{} ({})", each.name, each.about);
        Choice::new(&each.id, label, each.id == typed.trim())
    };
    match meant(desk, typed).await? {
        Meant::One(id) => return Ok(Some(id)),
        Meant::Chosen(one) => {
            choices.push(choice(&one));
            return Ok(one.id.parse().ok());
        }
        Meant::Nobody => errors.add(field, "No organization has that name"),
        Meant::Several(found, more) => {
            choices.extend(found.iter().map(choice));
            errors.add(
                field,
                if more {
                    "Many have that name. Choose one of the first, or choose none and type more of the name"
                } else {
                    "Several have that name. Choose one"
                },
            );
        }
    }
    Ok(None)
}

/// POST /goals/{id}/compose/pairs
pub(super) async fn keep_apart(
    EditorsDesk(desk): EditorsDesk,
    AtGoal(goal): AtGoal,
    Form(form): Form<LimitForm>,
) -> Result<Response> {
    let (mut errors, mut typed) = (FieldErrors::default(), Typed::default());
    let (ones, others) = (&mut typed.ones, &mut typed.others);
    let one = chosen(&desk, &mut errors, ("one", &form.one), ones).await?;
    let other = chosen(&desk, &mut errors, ("another", &form.another), others).await?;
    if one.is_some() && one == other {
        errors.add("another", "Choose two different organizations");
    }
    let reason = reason(&mut errors, "reason", &form);
    let (Some(one), Some(other), true) = (one, other, errors.is_empty()) else {
        let asked = Asked::of(&form.state);
        let typed = Typed { form, ..typed };
        let page = page(&desk, &goal, asked, (typed, errors)).await?;
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
    let (mut errors, mut typed) = (FieldErrors::default(), Typed::default());
    let field = ("organization", form.organization.as_str());
    let organization = chosen(&desk, &mut errors, field, &mut typed.recused).await?;
    let reason = reason(&mut errors, "recusal_reason", &form);
    let (Some(organization), true) = (organization, errors.is_empty()) else {
        let asked = Asked::of(&form.state);
        let typed = Typed { form, ..typed };
        let page = page(&desk, &goal, asked, (typed, errors)).await?;
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
