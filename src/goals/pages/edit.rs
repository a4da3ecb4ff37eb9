//! Changing a goal's words and standing.

use askama::Template;
use axum::response::Response;

use super::{
    AtGoal,
    board::{issue_choices, table_choices},
    conflict::{self, Conflict, Pair},
    forms::EditForm,
};
use crate::{
    entities::goals,
    goals::store::{self, Saved},
    ids::PartnershipId,
    issues::{self, Issues},
    partnerships,
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
    form: EditForm,
    statuses: Vec<Choice>,
    issues: Vec<Choice>,
    partnerships: Vec<Choice>,
    /// A lead does not give its goal to another partnership.
    staff: bool,
    errors: FieldErrors,
}

/// The lists the form chooses from.
struct Lists {
    taxonomy: Issues,
    tables: Vec<(PartnershipId, String)>,
}

impl Lists {
    async fn read(desk: &Desk) -> web::Result<Self> {
        Ok(Self {
            taxonomy: issues::issues(desk.db()).await?,
            tables: partnerships::choices(desk.db()).await?,
        })
    }
}

pub(super) async fn open(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
) -> web::Result<Response> {
    let lists = Lists::read(&desk).await?;
    let form = EditForm::of(&goal);
    let shown = (form, FieldErrors::default());
    web::page(&page(&desk, &goal, shown, &lists))
}

pub(super) async fn keep(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    Form(mut form): Form<EditForm>,
) -> web::Result<Response> {
    let lists = Lists::read(&desk).await?;
    if !desk.is_staff() {
        form.partnership = EditForm::of(&goal).partnership;
    }
    let edit = match form.read(&lists.taxonomy, goal.status, &lists.tables) {
        Ok(edit) => edit,
        Err(errors) => {
            return web::page_invalid(&page(&desk, &goal, (form, errors), &lists));
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
            let conflict = compare(&form, &theirs, &lists);
            let action = format!("{path}/edit");
            conflict::answer(&desk, (theirs.id, &theirs.title), action, conflict).await
        }
    }
}

fn page(
    desk: &Desk,
    goal: &goals::Model,
    (form, errors): (EditForm, FieldErrors),
    lists: &Lists,
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
        statuses: statuses(goal.status, &form.status),
        issues: issue_choices(&lists.taxonomy, &form.primary_issue),
        partnerships: table_choices(&lists.tables, &form.partnership),
        staff: desk.is_staff(),
        href,
        form,
        errors,
    }
}

/// Every status but "adopted", which this form can only keep.
fn statuses(held: GoalStatus, chosen: &str) -> Vec<Choice> {
    GoalStatus::ALL
        .iter()
        .filter(|each| **each != GoalStatus::Adopted || held == GoalStatus::Adopted)
        .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == chosen))
        .collect()
}

fn compare(form: &EditForm, theirs: &goals::Model, lists: &Lists) -> Conflict {
    let held = EditForm::of(theirs);
    let text = |value: &str| value.to_owned();
    let status = |code: &str| {
        code.parse::<GoalStatus>()
            .map_or_else(|_| code.to_owned(), |status| status.label().to_owned())
    };
    let issue = |code: &str| lists.taxonomy.label(code);
    let table = |code: &str| {
        let found = lists.tables.iter().find(|(id, _)| id.to_string() == code);
        found.map_or_else(String::new, |(_, name)| name.clone())
    };
    let open = |value: &str| {
        if value == "yes" {
            "Open for interest".to_owned()
        } else {
            "Not open".to_owned()
        }
    };
    let pair = |name, label, mine, theirs, words| Pair {
        name,
        label,
        mine,
        theirs,
        words,
    };
    let pairs: [Pair<'_>; 7] = [
        pair("title", "Title", &form.title, &held.title, &text),
        pair(
            "result_statement",
            "Result",
            &form.result_statement,
            &held.result_statement,
            &text,
        ),
        pair(
            "story",
            "The story behind the curve",
            &form.story,
            &held.story,
            &text,
        ),
        pair(
            "partnership",
            "Partnership",
            &form.partnership,
            &held.partnership,
            &table,
        ),
        pair("status", "Status", &form.status, &held.status, &status),
        pair(
            "primary_issue",
            "Issue",
            &form.primary_issue,
            &held.primary_issue,
            &issue,
        ),
        pair(
            "open_for_interest",
            "On the public pages",
            &form.open_for_interest,
            &held.open_for_interest,
            &open,
        ),
    ];
    Conflict::between(&pairs, theirs.version)
}
