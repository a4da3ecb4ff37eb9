//! The forms of a goal's numbers and of its capital stack.

use roundtable::{
    entities::{indicators, stack_lines},
    values::Role,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Form, Kind, Shown, goals::sample, none};
use crate::support::TestApp;

async fn number_of(app: &TestApp, key: &str) -> String {
    let goal = sample(app, key).await;
    let number = indicators::Entity::find()
        .filter(indicators::Column::GoalId.eq(goal.id))
        .order_by_asc(indicators::Column::Position)
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    format!("/goals/{}/indicators/{}", goal.id, number.id)
}

#[tokio::test]
async fn an_indicator_is_added_and_changed() {
    let app = TestApp::with_sample().await;
    let here = number_of(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let fields = [
        ("whose", "population"),
        ("indicator_name", "Share neither in school nor at work"),
        ("unit", "points"),
        ("direction", "decrease"),
        ("baseline_value", "8.6"),
        ("baseline_on", "2024-12-31"),
        ("target_value", "5"),
        ("target_on", "2030-12-31"),
        ("source", "Census"),
    ];
    let thrown = |form: Form| {
        let form = form
            .texts(&[
                ("indicator_name", 300),
                ("definition", 1_000),
                ("numerator", 300),
                ("denominator", 300),
                ("baseline_source", 300),
                ("source", 300),
            ])
            .days(&["baseline_on", "target_on", "forecast_on", "next_release_on"])
            .choices(&[
                "whose",
                "quadrant",
                "unit",
                "direction",
                "frequency",
                "lag_months",
                "communication_power",
                "proxy_power",
                "data_power",
            ]);
        ["baseline_value", "target_value", "forecast_value"]
            .into_iter()
            .fold(form, |form, field| form.throw(field, Kind::Number))
    };
    let edit = thrown(Form::editing(format!("{here}/edit"), &fields));
    let mut wrong = edit.survives(&mut officer).await;
    let goal = here.split("/indicators").next().unwrap();
    let mut new = thrown(Form::new(
        format!("{goal}/indicators/new"),
        Shown::Elsewhere,
        &fields,
    ));
    // A goal holds a dozen: only what is refused is thrown here.
    new.thrown
        .retain(|(_, kind)| matches!(kind, Kind::Day | Kind::Choice));
    wrong.extend(new.survives(&mut officer).await);
    let list = "x, ".repeat(300);
    let page = officer
        .post(
            &format!("{here}/edit"),
            &[("disaggregate_by", list.as_str())],
        )
        .await;
    page.is(422)
        .see("id=\"f-disaggregate_by-error\"")
        .see(&list);
    none(&wrong);
}

#[tokio::test]
async fn a_value_is_reported_and_a_series_imported() {
    let app = TestApp::with_sample().await;
    let here = number_of(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let fields = [
        ("observed_on", "2024-12-31"),
        ("value", "7.9"),
        ("source", "ACS"),
    ];
    // Of texts only what is refused: a second value for a day is a correction, with questions of its own.
    let mut point = Form::new(format!("{here}/points/new"), Shown::Elsewhere, &fields)
        .days(&["observed_on", "released_on"])
        .throw("value", Kind::Number)
        .throw("low", Kind::Number)
        .throw("high", Kind::Number)
        .beside("high", "low");
    point.thrown.retain(|(field, _)| *field != "high");
    let mut wrong = point.survives(&mut officer).await;
    let long = "x".repeat(10_000);
    for field in ["source", "period", "note", "cut_kind", "cut_group"] {
        let mut sent = fields.to_vec();
        sent.retain(|(name, _)| *name != field);
        sent.push((field, &long));
        if field == "cut_group" {
            sent.push(("cut_kind", "income"));
        }
        let page = officer.post(&point.path, &sent).await;
        page.is(422).see(&format!("id=\"f-{field}-error\""));
    }
    let mut import = Form::new(
        format!("{here}/import"),
        Shown::Elsewhere,
        &[("text", "date,value\n2020-12-31,8.1"), ("step", "look")],
    )
    .throw("source", Kind::Text(300));
    import.in_parts = true;
    // Looking saves nothing and answers with the plan.
    let answers = import.survives(&mut officer).await;
    wrong.extend(answers.into_iter().filter(|each| !each.contains(": 200 ")));
    for (text, said) in [
        ("date,value\n0001-01-01,8.1", "from 1900"),
        ("date,value\n2020-12-31,1e308", "Type a number"),
        ("date,value\n2020-12-31,-5", "between 0 and 100"),
        (
            "date,value\n2020-12-31,<script>alert(1)</script>",
            "Type a number",
        ),
        ("date,value\n2020-12-31,a\0b", "cannot be kept"),
    ] {
        let parts = [("text", text), ("source", "ACS"), ("step", "look")];
        let page = officer.upload(&import.path, &parts).await;
        page.is(422)
            .see(said)
            .see("id=\"f-text-error\"")
            .not_see("<script>alert");
    }
    // A reason that is too long stays with the plan it belongs to.
    let sound = [("text", "date,value\n2020-12-31,8.1"), ("source", "ACS")];
    let look = [&sound[..], &[("reason", long.as_str()), ("step", "save")]].concat();
    let page = officer.upload(&import.path, &look).await;
    page.is(422)
        .see("Shorten the reason")
        .see("What this would do");
    none(&wrong);
}

#[tokio::test]
async fn a_line_of_the_stack_is_added_and_changed_and_a_snapshot_taken() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let db = app.db().read();
    let line = |mine: bool| {
        let column = stack_lines::Column::GoalId;
        let of = if mine {
            column.eq(goal.id)
        } else {
            column.ne(goal.id)
        };
        stack_lines::Entity::find().filter(of).one(db)
    };
    let mine = line(true).await.unwrap().unwrap().id;
    let theirs = line(false).await.unwrap().unwrap().id.to_string();
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let fields = [
        ("product", "grant"),
        ("layer", "grant"),
        ("amount", "$1m"),
        ("status", "committed"),
        ("reason", "As told"),
        ("purpose", "wraparound support"),
        ("source", "Call"),
        ("as_of", "2026-11-20"),
    ];
    let thrown = |form: Form| {
        form.texts(&[
            ("purpose", 300),
            ("conditions", 1_000),
            ("restrictions", 1_000),
            ("not_match_for", 200),
            ("rate", 100),
            ("term", 100),
            ("claim", 200),
            ("source", 300),
        ])
        .days(&["expected_on", "as_of"])
        .choices(&["product", "layer", "status", "funder"])
        .throw("amount", Kind::Money)
        .throw("borrower", Kind::Key(Vec::new()))
        .throw("part_of", Kind::Key(vec![theirs.clone()]))
    };
    let here = format!("/goals/{}", goal.id);
    let edit = thrown(Form::editing(format!("{here}/lines/{mine}/edit"), &fields));
    let mut wrong = edit.survives(&mut officer).await;
    let mut new = thrown(Form::new(
        format!("{here}/lines/new"),
        Shown::Elsewhere,
        &fields,
    ));
    new.thrown.push(("purpose", Kind::Text(300)));
    wrong.extend(new.survives(&mut officer).await);
    let long = "x".repeat(10_000);
    let page = officer.post(&new.path, &[("reason", long.as_str())]).await;
    page.is(422).see("id=\"f-reason-error\"").see(&long);
    let snapshot = Form::new(
        format!("{here}/stack/snapshots"),
        Shown::After,
        &[("note", "Before the board")],
    )
    .throw("note", Kind::Text(200));
    wrong.extend(snapshot.survives(&mut officer).await);
    none(&wrong);
}
