//! Changing a goal's words and standing.

use askama::Template;
use axum::response::Response;

use super::{
    AtGoal,
    compare::compare,
    conflict,
    fields::{Fields, Lists},
    findings::{self, Found},
    forms::{GoalForm, Known},
    standing::{adopted_words, mover},
};
use crate::{
    entities::goals,
    goals::{
        rules::{
            lint,
            status::{moves, stays_adopted},
        },
        store::{self, GoalEdit, GoalWords, Saved},
    },
    places::rules::full_name,
    values::GoalStatus,
    web::{
        self, AppError, Desk, FieldErrors, Form, Shell, TableEditorsDesk,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "goals/edit.html")]
struct EditPage {
    shell: Shell,
    crumbs: Vec<Link>,
    href: String,
    form: GoalForm,
    fields: Fields,
    statuses: Vec<Choice>,
    /// By whom and when the goal was adopted; empty for one that is not.
    adopted: String,
    errors: FieldErrors,
}

/// A goal's form as it opens, and the names of its places with their codes.
struct Held {
    form: GoalForm,
    names: Vec<(String, String)>,
}

impl Held {
    async fn read(desk: &Desk, goal: &goals::Model) -> web::Result<Self> {
        let words = GoalWords::of(desk.db(), goal).await?;
        let places = store::places_of(desk.db(), goal.id).await?;
        let rows = places.iter().map(|place| {
            let name = full_name(&place.name, place.kind, place.state.as_deref());
            (name, place.id.to_string())
        });
        let names: Vec<(String, String)> = rows.collect();
        let form = GoalForm::of(
            goal,
            &words,
            names.iter().map(|(name, _)| name.clone()).collect(),
        );
        Ok(Self { form, names })
    }

    /// What was typed as places, with the names that the goal already has as codes: a name can mean two cities.
    fn coded(&self, form: &GoalForm) -> String {
        let row = |row: String| {
            let held = self.names.iter().find(|(name, _)| *name == row);
            held.map_or(row, |(_, code)| code.clone())
        };
        form.place_rows()
            .into_iter()
            .map(row)
            .collect::<Vec<_>>()
            .join(";")
    }
}

pub(super) async fn open(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
) -> web::Result<Response> {
    let lists = Lists::read(&desk).await?;
    let held = Held::read(&desk, &goal).await?;
    let facts = store::facts_of(desk.db(), &goal, desk.today()).await?;
    let findings = findings::found(&lint::lint(&facts));
    let shown = (held.form, FieldErrors::default());
    web::page(&page(&desk, &goal, shown, (&lists, findings)))
}

pub(super) async fn keep(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    Form(mut form): Form<GoalForm>,
) -> web::Result<Response> {
    let lists = Lists::read(&desk).await?;
    let held = Held::read(&desk, &goal).await?;
    if form.place.is_empty() {
        form.keep_unasked(&held.form);
    }
    if !desk.is_staff() {
        form.partnership.clone_from(&held.form.partnership);
    }
    let known = lists.known(&desk, &held.coded(&form)).await?;
    let read = form
        .read_edit(&known, goal.status, mover(&desk, &goal))
        .and_then(|edit| with_its_table(&goal, edit));
    let edit = match read {
        Ok(edit) => edit,
        Err(errors) => {
            let findings = findings_of(&desk, &goal, &form, &known).await?;
            let shown = (form, errors);
            return web::page_invalid(&page(&desk, &goal, shown, (&lists, findings)));
        }
    };
    let seen = (goal.id, form.version.parse().unwrap_or_default());
    let (actor, now) = (desk.actor(), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| store::save(txn, seen, &edit, &actor, now).await)
        .await?;
    let path = format!("/goals/{}", goal.id);
    match AppError::found(saved)? {
        Saved::Done => Ok(web::flash_to(&path, "Goal saved.")),
        Saved::Unchanged => Ok(web::flash_to(
            &path,
            "Nothing was different, so nothing changed.",
        )),
        Saved::Stale(theirs) => {
            let held = Held::read(&desk, &theirs).await?;
            let conflict = compare(&form, &held.form, &lists, theirs.version);
            let action = format!("{path}/edit");
            conflict::answer(&desk, (theirs.id, &theirs.title), action, conflict).await
        }
    }
}

/// A goal that one table adopted does not pass to another as adopted.
fn with_its_table(goal: &goals::Model, edit: GoalEdit) -> Result<GoalEdit, FieldErrors> {
    let moved = edit.words.partnership != goal.partnership_id;
    if moved && goal.adopted_at.is_some() && stays_adopted(edit.status) {
        let mut errors = FieldErrors::default();
        errors.add(
            "partnership",
            "This goal was adopted by its partnership. Its lead sends it back before another can take it up.",
        );
        return Err(errors);
    }
    Ok(edit)
}

/// What the rules say of what is typed so far. Nothing is kept.
pub(super) async fn check(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    Form(mut form): Form<GoalForm>,
) -> web::Result<Response> {
    let lists = Lists::read(&desk).await?;
    let held = Held::read(&desk, &goal).await?;
    if !desk.is_staff() {
        form.partnership.clone_from(&held.form.partnership);
    }
    let known = lists.known(&desk, &held.coded(&form)).await?;
    let findings = findings_of(&desk, &goal, &form, &known).await?;
    if desk.wants("find-result_statement") {
        return findings::slots(findings);
    }
    let shown = (form, FieldErrors::default());
    web::page(&page(&desk, &goal, shown, (&lists, findings)))
}

async fn findings_of(
    desk: &Desk,
    goal: &goals::Model,
    form: &GoalForm,
    known: &Known<'_>,
) -> web::Result<Vec<Found>> {
    let words = form.as_typed(known);
    let kept = store::facts_of(desk.db(), goal, desk.today()).await?;
    let mut facts = store::facts_from(&words, kept.indicators, kept.today);
    for indicator in &mut facts.indicators {
        // A number that says itself when it comes out next does not ask the goal.
        if indicator.next_release == goal.next_report_on {
            indicator.next_release = words.next_report_on;
        }
    }
    Ok(findings::found(&lint::lint(&facts)))
}

fn page(
    desk: &Desk,
    goal: &goals::Model,
    (form, errors): (GoalForm, FieldErrors),
    (lists, findings): (&Lists, Vec<Found>),
) -> EditPage {
    let shell = desk.shell("goals", format!("Edit: {}", goal.title));
    let href = format!("/goals/{}", goal.id);
    EditPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: vec![Link::new("Goals", "/goals"), Link::new(&goal.title, &href)],
        statuses: statuses(desk, goal, &form.status),
        adopted: adopted_words(desk, goal),
        fields: Fields::of(
            &form,
            lists,
            (format!("{href}/check"), desk.is_staff()),
            findings,
        ),
        href,
        form,
        errors,
    }
}

/// Where the goal stands and where this person may move it.
fn statuses(desk: &Desk, goal: &goals::Model, chosen: &str) -> Vec<Choice> {
    let open = moves(goal.status, mover(desk, goal));
    GoalStatus::ALL
        .iter()
        .filter(|each| **each == goal.status || open.contains(each))
        .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == chosen))
        .collect()
}
