//! Writing down what was heard of a funder: from its page, or from beside the matches of a goal.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::funder;
use crate::{
    entities::{goals as goal_rows, organizations},
    goals,
    ids::{GoalId, PartnershipId},
    partnerships,
    relationships::{
        rules::{Note, NoteForm},
        store::{self, About},
    },
    values::{InteractionKind, RelationshipStage},
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Query, Result, Shell,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "relationships/new.html")]
struct NotePage {
    shell: Shell,
    crumbs: Vec<Link>,
    funder: String,
    action: String,
    back: String,
    /// The goal it is written beside; empty for none.
    goal: String,
    partnerships: Vec<Choice>,
    kinds: Vec<Choice>,
    stages: Vec<Choice>,
    today: String,
    form: NoteForm,
    errors: FieldErrors,
}

/// Where the form leads back to: the list of matches it was opened from, or the funder's relationships.
fn back(funder: &organizations::Model, form: &NoteForm) -> String {
    let list = form
        .goal
        .parse::<GoalId>()
        .map(|goal| format!("/goals/{goal}/matches"));
    let known = list.ok().and_then(|path| form.state.strip_prefix(&*path));
    match known {
        Some(rest) if rest.is_empty() || rest.starts_with('?') => form.state.clone(),
        _ => format!("/funders/{}/relationships", funder.id),
    }
}

/// The goal that the form names; 404 if there is none of that key.
async fn goal_of(desk: &Desk, form: &NoteForm) -> Result<Option<goal_rows::Model>> {
    if form.goal.is_empty() {
        return Ok(None);
    }
    let id: GoalId = AppError::found(form.goal.parse().ok())?;
    AppError::found(goals::by_id(desk.db(), id).await?).map(Some)
}

/// GET /funders/{id}/notes/new
pub(super) async fn blank(
    EditorsDesk(desk): EditorsDesk,
    path: Path<String>,
    Query(mut form): Query<NoteForm>,
) -> Result<Response> {
    let funder = funder(&desk, path).await?;
    let goal = goal_of(&desk, &form).await?;
    if let Some(id) = goal.as_ref().and_then(|goal| goal.partnership_id) {
        form.partnership = id.to_string();
    }
    form.happened_on = desk.today().to_string();
    let shown = (form, FieldErrors::default());
    page(&desk, &funder, goal.as_ref(), shown).await
}

/// POST /funders/{id}/notes/new
pub(super) async fn add(
    EditorsDesk(desk): EditorsDesk,
    path: Path<String>,
    Form(form): Form<NoteForm>,
) -> Result<Response> {
    let funder = funder(&desk, path).await?;
    let goal = goal_of(&desk, &form).await?;
    let mut errors = FieldErrors::default();
    let partnership = partnership(&desk, (&form, goal.as_ref()), &mut errors).await?;
    let note = form.read(desk.today(), &mut errors);
    let (Some(partnership), Some(note)) = (partnership, note) else {
        return page(&desk, &funder, goal.as_ref(), (form, errors)).await;
    };
    let about = About {
        organization: (funder.id, &funder.name),
        partnership: (partnership.0, &partnership.1),
        goal: goal.as_ref().map(|goal| goal.id),
    };
    write(&desk, &about, &note).await?;
    let told = match note.stage {
        Some(stage) => format!("Note logged. {} is now “{}”.", funder.name, stage.label()),
        None => "Note logged.".to_owned(),
    };
    Ok(web::flash_to(&back(&funder, &form), &told))
}

async fn write(desk: &Desk, about: &About<'_>, note: &Note) -> Result<()> {
    let (actor, now) = (desk.actor(), desk.app.now());
    desk.app
        .db
        .write(async |txn| store::add(txn, about, note, (&actor, now)).await)
        .await?;
    Ok(())
}

/// The partnership whose note it is: one that exists, and the goal's where it is about a goal of one.
async fn partnership(
    desk: &Desk,
    (form, goal): (&NoteForm, Option<&goal_rows::Model>),
    errors: &mut FieldErrors,
) -> Result<Option<(PartnershipId, String)>> {
    let asked = form.partnership.parse::<PartnershipId>().ok();
    let names = partnerships::names(desk.db(), asked).await?;
    let found = names.into_iter().next();
    let of_goal = goal.and_then(|goal| goal.partnership_id);
    match found {
        None => {
            errors.add("partnership", "Choose a partnership.");
            Ok(None)
        }
        Some((id, _)) if of_goal.is_some_and(|of| of != id) => {
            errors.add("partnership", "Choose the partnership whose goal this is.");
            Ok(None)
        }
        found => Ok(found),
    }
}

async fn page(
    desk: &Desk,
    funder: &organizations::Model,
    goal: Option<&goal_rows::Model>,
    (form, errors): (NoteForm, FieldErrors),
) -> Result<Response> {
    let tables = partnerships::choices(desk.db()).await?;
    let of_goal = goal.and_then(|goal| goal.partnership_id);
    let refused = !errors.is_empty();
    let shell = desk.shell("funders", format!("Log a note: {}", funder.name));
    let page = NotePage {
        shell: if refused { shell.with_errors() } else { shell },
        crumbs: vec![
            Link::new("Funders", "/funders"),
            Link::new(&funder.name, format!("/funders/{}", funder.id)),
            Link::new(
                "Relationships",
                format!("/funders/{}/relationships", funder.id),
            ),
        ],
        action: format!("/funders/{}/notes/new", funder.id),
        back: back(funder, &form),
        goal: goal.map(|goal| goal.title.clone()).unwrap_or_default(),
        partnerships: tables
            .into_iter()
            .filter(|(id, _)| of_goal.is_none_or(|of| of == *id))
            .map(|(id, name)| {
                let id = id.to_string();
                let chosen = id == form.partnership;
                Choice::new(id, name, chosen)
            })
            .collect(),
        kinds: InteractionKind::ALL
            .iter()
            .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == form.kind))
            .collect(),
        stages: RelationshipStage::ALL
            .iter()
            .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == form.stage))
            .collect(),
        today: desk.today().to_string(),
        funder: funder.name.clone(),
        form,
        errors,
    };
    if refused {
        return web::page_invalid(&page);
    }
    web::page(&page)
}
