//! A statement that names something to do, and no number: offered a place as a project under a goal.

use askama::Template;
use axum::response::Response;

use super::{
    fields::Lists,
    forms::{GoalForm, clean, one_line},
    pieces::PROJECT_NAME,
};
use crate::{
    goals::store::{self, NewGoal, ProjectDraft},
    ids::GoalId,
    values::ProjectStatus,
    web::{
        self, Desk, EditorsDesk, FieldErrors, Form, Shell,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "goals/as_project.html")]
struct AsProjectPage {
    shell: Shell,
    crumbs: Vec<Link>,
    statement: String,
    /// Everything that was typed, sent along unseen.
    kept: Vec<(&'static str, String)>,
    goals: Vec<Choice>,
    errors: FieldErrors,
}

/// The page that explains and offers; nothing is kept yet.
pub(super) async fn offer(
    desk: &Desk,
    form: GoalForm,
    errors: FieldErrors,
) -> web::Result<Response> {
    let titles = store::titles(desk.db(), desk.leads).await?;
    let shell = desk.shell("goals", "A project, not yet a goal");
    let refused = !errors.is_empty();
    let page = AsProjectPage {
        shell: if refused { shell.with_errors() } else { shell },
        crumbs: vec![Link::new("Goals", "/goals")],
        statement: clean(&form.result_statement),
        kept: kept(&form),
        goals: titles
            .into_iter()
            .map(|(id, title)| Choice::new(id.to_string(), title, false))
            .collect(),
        errors,
    };
    if refused {
        web::page_invalid(&page)
    } else {
        web::page(&page)
    }
}

/// The fields of a goal's form with what was typed in them; lists as repeated fields.
fn kept(form: &GoalForm) -> Vec<(&'static str, String)> {
    let one = [
        ("title", &form.title),
        ("result_statement", &form.result_statement),
        ("story", &form.story),
        ("equity_note", &form.equity_note),
        ("what_works", &form.what_works),
        ("partnership", &form.partnership),
        ("primary_issue", &form.primary_issue),
        ("absorption_function", &form.absorption_function),
        ("suggested_mode", &form.suggested_mode),
        ("values_note", &form.values_note),
        ("owner_of_number", &form.owner_of_number),
        ("next_report_on", &form.next_report_on),
    ];
    let many = [
        ("place", &form.place),
        ("populations", &form.populations),
        ("other_issues", &form.other_issues),
    ];
    let one = one.into_iter().map(|(name, value)| (name, value.clone()));
    let many = many
        .into_iter()
        .flat_map(|(name, values)| values.iter().map(move |value| (name, value.clone())));
    one.chain(many).collect()
}

/// The statement as a project, whole or not at all.
fn project(statement: &str) -> Result<ProjectDraft, String> {
    let name = one_line(statement, "what gets done", PROJECT_NAME)
        .map_err(|why| format!("A project is named in one line. Go back and reword it. {why}"))?;
    if name.is_empty() {
        return Err("There is no project: the statement is empty.".to_owned());
    }
    Ok(ProjectDraft {
        name,
        sponsor: String::new(),
        status: ProjectStatus::Idea,
        cost_usd: None,
        items: String::new(),
        source: String::new(),
        as_of: None,
    })
}

/// Keeps the statement as a project: under the goal chosen, or under a draft of its own.
pub(super) async fn keep(
    EditorsDesk(desk): EditorsDesk,
    Form(form): Form<GoalForm>,
) -> web::Result<Response> {
    let mut errors = FieldErrors::default();
    let project = match project(&form.result_statement) {
        Ok(project) => project,
        Err(why) => {
            errors.add("under", why);
            return offer(&desk, form, errors).await;
        }
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    if form.under != "new" {
        let goal = match form.under.parse::<GoalId>() {
            Ok(id) => store::by_id(desk.db(), id).await?,
            Err(_) => None,
        };
        let Some(goal) = goal else {
            errors.add("under", "Choose the goal that this project serves.");
            return offer(&desk, form, errors).await;
        };
        desk.app
            .db
            .write(async |txn| store::add_piece(txn, &goal, &project, &actor, now).await)
            .await?;
        let said = "Kept as a project. Its goal is the result it serves.";
        return Ok(web::flash_to(&format!("/goals/{}/projects", goal.id), said));
    }
    let lists = Lists::read(&desk).await?;
    let known = lists.known(&desk, &form.places_typed()).await?;
    let new: NewGoal = match form.read_new(&known) {
        Ok(new) => new,
        Err(errors) => {
            let first = errors
                .iter()
                .next()
                .map_or_else(String::new, |error| error.message.clone());
            let mut told = FieldErrors::default();
            told.add("under", format!("The draft cannot be kept yet: {first}"));
            return offer(&desk, form, told).await;
        }
    };
    let id = desk
        .app
        .db
        .write(async |txn| {
            let id = store::create(txn, &new, &actor, now).await?;
            if let Some(goal) = store::by_id(txn, id).await? {
                store::add_piece(txn, &goal, &project, &actor, now).await?;
            }
            Ok::<_, sea_orm::DbErr>(id)
        })
        .await?;
    let said = "Kept as a project list. Next: say who would be better off.";
    Ok(web::flash_to(&format!("/goals/{id}/turn"), said))
}
