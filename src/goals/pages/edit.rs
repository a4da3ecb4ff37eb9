//! Changing a goal's words and standing.

use askama::Template;
use axum::response::Response;

use super::{
    AtGoal,
    conflict::{self, Conflict, Pair},
    fields::{Fields, Lists},
    findings::{self, Found},
    forms::{GoalForm, Known},
    new::today,
    standing::mover,
};
use crate::{
    entities::goals,
    goals::{
        rules::{lint, status::moves},
        store::{self, GoalWords, Saved},
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
    errors: FieldErrors,
}

/// A goal's form as it opens, and the names of its places with their codes.
struct Held {
    words: GoalWords,
    form: GoalForm,
    names: Vec<(String, String)>,
}

impl Held {
    async fn read(desk: &Desk, goal: &goals::Model) -> web::Result<Self> {
        let words = GoalWords::of(desk.db(), goal).await?;
        let places = store::places_of(desk.db(), goal.id).await?;
        let named = places.iter().map(|place| {
            let name = full_name(&place.name, place.kind, place.state.as_deref());
            (name, place.id.to_string())
        });
        let names: Vec<(String, String)> = named.collect();
        let form = GoalForm::of(
            goal,
            &words,
            names.iter().map(|(name, _)| name.clone()).collect(),
        );
        Ok(Self { words, form, names })
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
    let facts = store::facts_of(desk.db(), &goal, today(&desk)).await?;
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
    let edit = match form.read_edit(&known, goal.status, mover(&desk, &goal)) {
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

/// What the rules say of what is typed so far. Nothing is kept.
pub(super) async fn check(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    Form(form): Form<GoalForm>,
) -> web::Result<Response> {
    let lists = Lists::read(&desk).await?;
    let held = Held::read(&desk, &goal).await?;
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
    let kept = store::facts_of(desk.db(), goal, today(desk)).await?;
    let mut facts = store::facts_from(&words, kept.indicators, kept.today);
    for indicator in &mut facts.indicators {
        indicator.next_release = words.next_report_on;
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

/// Fields of one text: name and label.
type Plain = (&'static str, &'static str, fn(&GoalForm) -> &str);

const PLAIN: [Plain; 6] = [
    ("title", "Title", |form| &form.title),
    ("result_statement", "Result", |form| &form.result_statement),
    ("story", "The story behind the curve", |form| &form.story),
    ("equity_note", "For whom it is worst", |form| {
        &form.equity_note
    }),
    ("what_works", "What works", |form| &form.what_works),
    ("owner_of_number", "Who reports the number", |form| {
        &form.owner_of_number
    }),
];

fn compare(form: &GoalForm, held: &GoalForm, lists: &Lists, version: i32) -> Conflict {
    let text = |value: &str| value.to_owned();
    let status = |code: &str| {
        code.parse::<GoalStatus>()
            .map_or_else(|_| code.to_owned(), |status| status.label().to_owned())
    };
    let labels = |codes: &str, label: &dyn Fn(&str) -> String| {
        let each = codes
            .split(';')
            .map(str::trim)
            .filter(|code| !code.is_empty());
        each.map(label).collect::<Vec<_>>().join("; ")
    };
    let issues = |codes: &str| labels(codes, &|code| lists.taxonomy.label(code));
    let people = |codes: &str| labels(codes, &|code| lists.populations.label(code));
    let table = |code: &str| {
        let found = lists.tables.iter().find(|(id, _)| id.to_string() == code);
        found.map_or_else(String::new, |(_, name)| name.clone())
    };
    let most = |code: &str| {
        super::words::absorption(code).map_or_else(String::new, |(name, _)| name.to_owned())
    };
    let open = |value: &str| {
        if value == "yes" {
            "Open for interest".to_owned()
        } else {
            "Not open".to_owned()
        }
    };
    let sorted = |list: &[String]| {
        let mut codes = GoalForm::ticked(list);
        codes.sort_unstable();
        codes.join("; ")
    };
    let rows = |form: &GoalForm| form.place_rows().join("; ");
    let (mine_places, their_places) = (rows(form), rows(held));
    let (mine_people, their_people) = (sorted(&form.populations), sorted(&held.populations));
    let (mine_issues, their_issues) = (sorted(&form.other_issues), sorted(&held.other_issues));
    let pair = |name, label, mine, theirs, words| Pair {
        name,
        label,
        mine,
        theirs,
        words,
    };
    let mut pairs: Vec<Pair<'_>> = PLAIN
        .iter()
        .map(|(name, label, of)| pair(*name, *label, of(form), of(held), &text))
        .collect();
    pairs.extend([
        pair(
            "partnership",
            "Partnership",
            &form.partnership,
            &held.partnership,
            &table,
        ),
        pair("place", "Places", &mine_places, &their_places, &text),
        pair(
            "populations",
            "Who it is for",
            &mine_people,
            &their_people,
            &people,
        ),
        pair(
            "primary_issue",
            "Issue",
            &form.primary_issue,
            &held.primary_issue,
            &issues,
        ),
        pair(
            "other_issues",
            "Other issues",
            &mine_issues,
            &their_issues,
            &issues,
        ),
        pair(
            "absorption_function",
            "Needed most",
            &form.absorption_function,
            &held.absorption_function,
            &most,
        ),
        pair(
            "next_report_on",
            "Next value due",
            &form.next_report_on,
            &held.next_report_on,
            &text,
        ),
        pair("status", "Status", &form.status, &held.status, &status),
        pair(
            "open_for_interest",
            "On the public pages",
            &form.open_for_interest,
            &held.open_for_interest,
            &open,
        ),
    ]);
    Conflict::between(&pairs, version)
}
