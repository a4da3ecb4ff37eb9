//! The forms of a goal and of what hangs on it.

use roundtable::{
    entities::{goal_partners, goal_systems_changes, goals, performance_measures, strategies},
    values::Role,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Form, Kind, Shown, none};
use crate::support::{Browser, TestApp};

pub async fn sample(app: &TestApp, key: &str) -> goals::Model {
    goals::Entity::find()
        .filter(goals::Column::SourceKey.eq(key))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

const WORDS: [(&str, &str); 6] = [
    ("title", "Young people in school or work"),
    (
        "result_statement",
        "Young people in Newark are in school or at work.",
    ),
    ("place", "Newark, NJ"),
    ("primary_issue", "housing.anti_displacement"),
    ("populations", "renters"),
    ("owner_of_number", "City planning office"),
];

const NUMBER: [(&str, &str); 8] = [
    ("indicator_name", "Evictions per 1,000 renter households"),
    ("unit", "per_1000"),
    ("direction", "decrease"),
    ("baseline_value", "41.5"),
    ("baseline_on", "2025-12-31"),
    ("target_value", "20"),
    ("target_on", "2030-12-31"),
    ("source", "Court records, yearly"),
];

fn words(form: Form) -> Form {
    form.texts(&[
        ("title", 160),
        ("result_statement", 600),
        ("story", 4_000),
        ("equity_note", 2_000),
        ("what_works", 4_000),
        ("owner_of_number", 160),
        ("values_note", 500),
    ])
    .days(&["next_report_on"])
    .choices(&[
        "place",
        "primary_issue",
        "other_issues",
        "populations",
        "absorption_function",
        "suggested_mode",
    ])
    .throw("partnership", Kind::Key(Vec::new()))
}

#[tokio::test]
async fn a_goal_is_drafted_and_changed() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let drafted = [&WORDS[..], &NUMBER[..]].concat();
    let new = words(Form::new("/goals/new", Shown::After, &drafted))
        .texts(&[("indicator_name", 300)])
        .choices(&["unit", "direction"])
        .days(&["baseline_on", "target_on"])
        .throw("source", Kind::Text(300));
    let mut wrong = new.survives(&mut officer).await;
    let changed = [&WORDS[..], &[("status", "proposed")]].concat();
    let edit = Form::editing(format!("/goals/{}/edit", goal.id), &changed);
    let edit = words(edit).choices(&["status"]);
    wrong.extend(edit.survives(&mut officer).await);
    none(&wrong);
}

/// The form that changes the first row of this kind.
async fn edit_of(browser: &mut Browser, goal: &goals::Model, path: &str, list: &str) -> String {
    let here = format!("/goals/{}", goal.id);
    let page = browser.get(&format!("{here}{list}")).await;
    let start = format!("\"{here}/{path}/");
    let mut links = page.body.split(&start).skip(1);
    let link = links.find_map(|rest| {
        let id = rest.split('"').next().unwrap();
        id.ends_with("/edit").then(|| id.to_owned())
    });
    format!("{here}/{path}/{}", link.expect(path))
}

#[expect(clippy::too_many_lines, reason = "a table of five forms")]
fn pieces(mine: &str, theirs: &str) -> Vec<(&'static str, Form)> {
    let at = |path: &'static str, fields: &[(&'static str, &str)]| {
        (path, Form::new(path, Shown::After, fields))
    };
    let throw = |(path, form): (&'static str, Form), with: fn(Form) -> Form| (path, with(form));
    let measure = at(
        "measures",
        &[
            ("strategy", mine),
            ("quadrant", "how_well"),
            ("measure", "Trainees who finish"),
            ("value", "62.5"),
            ("as_of", "2026-06-30"),
        ],
    );
    let other = theirs.to_owned();
    vec![
        throw(
            at(
                "partners",
                &[("name", "Bay schools"), ("role", "Shares data")],
            ),
            |form| form.texts(&[("name", 160), ("role", 300)]),
        ),
        throw(
            at(
                "changes",
                &[("description", "Zoning allows homes"), ("kind", "policy")],
            ),
            |form| form.texts(&[("description", 500)]).choices(&["kind"]),
        ),
        throw(
            at(
                "strategies",
                &[("name", "Paid work"), ("note", "With coaching")],
            ),
            |form| form.texts(&[("name", 200), ("note", 2_000)]),
        ),
        (
            measure.0,
            measure
                .1
                .texts(&[("measure", 300), ("unit", 60), ("source", 300)])
                .choices(&["quadrant"])
                .days(&["as_of"])
                .throw("value", Kind::Number)
                .throw("strategy", Kind::Key(vec![other])),
        ),
        throw(
            at(
                "projects",
                &[
                    ("name", "Forty homes"),
                    ("status", "idea"),
                    ("cost", "$1.5m"),
                    ("source", "Budget letter"),
                    ("as_of", "2026-10-01"),
                ],
            ),
            |form| {
                form.texts(&[
                    ("name", 300),
                    ("sponsor", 160),
                    ("items", 4_000),
                    ("source", 300),
                ])
                .choices(&["status"])
                .days(&["as_of"])
                .throw("cost", Kind::Money)
            },
        ),
    ]
}

#[tokio::test]
async fn what_hangs_on_a_goal_is_added_and_changed() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let strategy = |mine: bool| {
        let column = strategies::Column::GoalId;
        let of = if mine {
            column.eq(goal.id)
        } else {
            column.ne(goal.id)
        };
        strategies::Entity::find().filter(of).one(app.db().read())
    };
    let mine = strategy(true).await.unwrap().unwrap().id.to_string();
    let theirs = strategy(false).await.unwrap().unwrap().id.to_string();
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let mut wrong = Vec::new();
    for ((path, mut new), (_, mut edit)) in pieces(&mine, &theirs)
        .into_iter()
        .zip(pieces(&mine, &theirs))
    {
        new.path = format!("/goals/{}/{path}/new", goal.id);
        // One row at least, before each of a hundred is added.
        let first: Vec<(&str, &str)> = new.fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        officer.post(&new.path, &first).await.is(303);
        let list = if path == "projects" { "/projects" } else { "" };
        edit.path = edit_of(&mut officer, &goal, path, list).await;
        edit.shown = Shown::Form(edit.path.clone());
        wrong.extend(edit.survives(&mut officer).await);
        wrong.extend(new.survives(&mut officer).await);
    }
    none(&wrong);
}

#[tokio::test]
async fn an_outcomes_contract_is_kept() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let fields = [
        ("payor_kind", "health_plan"),
        ("outcome_metric", "Emergency visits avoided in a year"),
        ("verification", "Claims data"),
        ("evaluator", "A university"),
        ("intermediary_kind", "cdfi"),
        ("stage", "feasibility"),
    ];
    let form = Form::editing(format!("/goals/{}/contract", goal.id), &fields)
        .texts(&[
            ("outcome_metric", 300),
            ("verification", 300),
            ("evaluator", 160),
        ])
        .choices(&["payor_kind", "intermediary_kind", "stage"])
        .throw("price_per_outcome", Kind::Money)
        .throw("cap", Kind::Money)
        .throw("term_months", Kind::Number);
    none(&form.survives(&mut officer).await);
}

#[tokio::test]
async fn rows_of_another_goal_are_not_found() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let db = app.db().read();
    let partner = goal_partners::Entity::find().filter(goal_partners::Column::GoalId.ne(goal.id));
    let change = goal_systems_changes::Entity::find()
        .filter(goal_systems_changes::Column::GoalId.ne(goal.id));
    let measure = performance_measures::Entity::find()
        .filter(performance_measures::Column::GoalId.ne(goal.id));
    let theirs = [
        (
            "partners",
            partner.one(db).await.unwrap().map(|row| row.id.to_string()),
        ),
        (
            "changes",
            change.one(db).await.unwrap().map(|row| row.id.to_string()),
        ),
        (
            "measures",
            measure.one(db).await.unwrap().map(|row| row.id.to_string()),
        ),
    ];
    let mut officer = app.staff(Role::ProgramOfficer).await;
    for (path, id) in theirs {
        let Some(id) = id else { continue };
        let there = format!("/goals/{}/{path}/{id}", goal.id);
        for act in ["edit", "remove"] {
            officer
                .post(&format!("{there}/{act}"), &[("version", "1")])
                .await
                .is(404);
        }
        officer.get(&format!("{there}/edit")).await.is(404);
    }
}

#[tokio::test]
async fn a_statement_is_kept_as_a_project_whole_or_not_at_all() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let id = goal.id.to_string();
    let fields = [&WORDS[..], &[("under", id.as_str())]].concat();
    let form = Form::new("/goals/as-project", Shown::After, &fields)
        .texts(&[("result_statement", 300)])
        .beside("result_statement", "under")
        .throw("under", Kind::Key(Vec::new()));
    none(&form.survives(&mut officer).await);
}

#[tokio::test]
async fn answers_that_turn_projects_into_a_result() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let answers = [
        ("who", "Young people"),
        ("place_words", "San Francisco"),
        ("fare", "are in school or at work"),
    ];
    let mut turn = Form::editing(format!("/goals/{}/turn", goal.id), &answers).texts(&[
        ("who", 160),
        ("place_words", 160),
        ("fare", 240),
    ]);
    // The answers become the result, which this form shows.
    let mut wrong = turn.survives(&mut officer).await;
    // A goal without a number is asked for it too.
    let mut bare = WORDS.to_vec();
    bare.push(("as_goal", "yes"));
    let page = officer.post("/goals/new", &bare).await;
    turn = Form::editing(
        format!("{}/turn", page.is(303).location()),
        &[&answers[..], &NUMBER[..]].concat(),
    )
    .choices(&["unit", "direction"])
    .days(&["baseline_on", "target_on"]);
    wrong.extend(turn.survives(&mut officer).await);
    none(&wrong);
}
