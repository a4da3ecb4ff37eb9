//! A goal's number through the router: reporting and correcting values, indicators side by side, a series as a file, the
//! curve, and what the public sees of it.

use std::time::Instant;

use chrono::{Months, NaiveDate};
use roundtable::{
    audit::Actor,
    entities::{data_points, goals, indicators},
    goals::{NewPoint, add_point},
    ids::IndicatorId,
    values::{IndicatorLevel, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::support::{Page, TestApp};

/// The goal of the demonstration with this key, and its headline.
async fn sample(app: &TestApp, key: &str) -> (goals::Model, indicators::Model) {
    let db = app.db().read();
    let goal = goals::Entity::find()
        .filter(goals::Column::SourceKey.eq(key))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let headline = indicators_of(app, &goal).await.remove(0);
    (goal, headline)
}

async fn indicators_of(app: &TestApp, goal: &goals::Model) -> Vec<indicators::Model> {
    indicators::Entity::find()
        .filter(indicators::Column::GoalId.eq(goal.id))
        .order_by_asc(indicators::Column::Position)
        .all(app.db().read())
        .await
        .unwrap()
}

async fn points_of(app: &TestApp, indicator: &indicators::Model) -> Vec<data_points::Model> {
    data_points::Entity::find()
        .filter(data_points::Column::IndicatorId.eq(indicator.id))
        .order_by_asc(data_points::Column::ObservedOn)
        .order_by_asc(data_points::Column::CutGroup)
        .order_by_asc(data_points::Column::Revision)
        .all(app.db().read())
        .await
        .unwrap()
}

fn at(indicator: &indicators::Model) -> String {
    format!("/goals/{}/indicators/{}", indicator.goal_id, indicator.id)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Puts values into the series without the pages, one a month from 2008 on; for pages that must stay fast.
pub async fn seed_points(app: &TestApp, indicator: &indicators::Model, count: u32) {
    let (actor, now) = (Actor::named("A test"), app.now());
    app.db()
        .write(async |txn| {
            for month in 0..count {
                let point = NewPoint {
                    observed_on: day("2008-01-31") + Months::new(month),
                    period: String::new(),
                    value: 5.0 + f64::from(month % 37) / 10.0,
                    low: None,
                    high: None,
                    cut_kind: String::new(),
                    cut_group: String::new(),
                    source: "Monthly survey".to_owned(),
                    note: String::new(),
                    released_on: None,
                    reason: String::new(),
                };
                add_point(txn, (indicator, 0), &point, &actor, now).await?;
            }
            Ok::<_, sea_orm::DbErr>(())
        })
        .await
        .unwrap();
}

/// The hidden field of the page that says what was looked at.
fn mark(page: &Page) -> String {
    let (_, after) = page
        .body
        .split_once("name=\"mark\" value=\"")
        .expect("a plan to save");
    after.split('"').next().unwrap().to_owned()
}

fn fields_of<'a>(name: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("whose", "population"),
        ("indicator_name", name),
        ("unit", "percent"),
        ("direction", "decrease"),
        ("source", "City survey"),
    ];
    fields.extend_from_slice(more);
    fields
}

#[tokio::test]
async fn statement_03_a_second_value_for_a_date_shows_both_with_the_revision() {
    let app = TestApp::with_sample().await;
    let (goal, number) = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let path = format!("{}/points/new", at(&number));
    officer
        .get(&format!("/goals/{}/points/new", goal.id))
        .await
        .is(303);
    let mut point = vec![
        ("observed_on", "2025-12-31"),
        ("value", "7.4%"),
        ("source", "City survey"),
    ];
    officer
        .submit(&path, &point)
        .await
        .see("Value reported.")
        .see("<b>7.4 percent</b>");

    // A second value is no silent overwrite: the one in force is shown, and a reason is asked for.
    point[1].1 = "7.1";
    let asked = officer.post(&path, &point).await;
    asked
        .is(422)
        .see("7.4 percent is reported for 31 Dec 2025 already")
        .see("Why it is corrected");
    asked
        .see("name=\"replaces\" value=\"1\"")
        .see("value=\"7.1\"");
    assert_eq!(points_of(&app, &number).await.len(), 1);
    point.push(("replaces", "1"));
    officer
        .post(&path, &point)
        .await
        .is(422)
        .see("Say why the earlier value is corrected");
    point.push(("reason", "The survey was reweighted"));
    let page = officer.submit(&path, &point).await;
    page.see("Value corrected as revision 2. Both values are kept.")
        .see("<b>7.1 percent</b>")
        .see("Replaced: </span>7.4 percent</s>")
        .see("Revision 2")
        .see("Corrected: The survey was reweighted")
        .see("Program officer Tester");
    let stored: Vec<_> = points_of(&app, &number)
        .await
        .iter()
        .map(|p| (p.revision, p.value))
        .collect();
    assert_eq!(stored, [(1, 7.4), (2, 7.1)]);
}

#[tokio::test]
async fn statement_03_a_correction_of_what_was_corrected_meanwhile_shows_both() {
    let app = TestApp::with_sample().await;
    let (goal, number) = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let path = format!("{}/points/new", at(&number));
    let mut point = vec![
        ("observed_on", "2025-12-31"),
        ("value", "7.4"),
        ("source", "City survey"),
    ];
    officer.post(&path, &point).await.is(303);
    point[1].1 = "7.1";
    point.extend([("replaces", "1"), ("reason", "The survey was reweighted")]);
    officer.post(&path, &point).await.is(303);

    // Somebody who still sees revision 1 is shown both and saves nothing.
    let mut other = app.staff(Role::Administrator).await;
    point[1].1 = "7.3";
    other
        .post(&path, &point)
        .await
        .is(409)
        .see("7.1 percent")
        .see("value=\"7.3\"")
        .see("meanwhile");
    assert_eq!(points_of(&app, &number).await.len(), 2);
    point[1].1 = "7.1";
    officer
        .submit(&path, &point)
        .await
        .see("This value was reported already");

    officer
        .get(&format!("/goals/{}/activity", goal.id))
        .await
        .see("Corrected the value for 31 Dec 2025 to 7.1 percent (revision 2)")
        .see("<td>7.4 percent</td><td>7.1 percent</td>")
        .see("The survey was reweighted");
    let overview = officer.get(&format!("/goals/{}", goal.id)).await;
    overview
        .see("Down from 8.6% in 2013 to 7.1% in 2025")
        .not_see("7.4 percent");
}

#[tokio::test]
async fn statement_04_the_curve_has_a_baseline_a_path_and_a_forecast() {
    let app = TestApp::with_sample().await;
    let (goal, number) = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let here = format!("/goals/{}", goal.id);
    officer
        .get(&here)
        .await
        .see("class=\"aim\"")
        .see("8.6 percent at 31 Dec 2013; target 5.5 percent by 31 Dec 2019")
        .not_see("class=\"drift\"")
        .see("It is not known when the next value comes out")
        .see("The newest value is more than 12 years old");
    let form = fields_of(
        &number.name,
        &[
            ("baseline_value", "8.6"),
            ("baseline_on", "2013-12-31"),
            ("target_value", "5.5"),
            ("target_on", "2029-12-31"),
            ("forecast_value", "9.1"),
            ("forecast_on", "2029-12-31"),
            ("frequency", "yearly"),
            ("lag_months", "12"),
            ("next_release_on", "2027-01-15"),
            ("version", "1"),
        ],
    );
    officer
        .submit(&format!("{}/edit", at(&number)), &form)
        .await
        .see("Indicator saved.");
    let point = [
        ("observed_on", "2025-12-31"),
        ("value", "8.0"),
        ("source", "City survey"),
        ("low", "7.5"),
        ("high", "8.5"),
    ];
    let page = officer
        .submit(&format!("{}/points/new", at(&number)), &point)
        .await;
    page.see("class=\"aim\"")
        .see("class=\"drift\"")
        .see("class=\"range\"");
    page.see("8 percent (7.5% to 8.5%)").see("Behind the path");
    page.see("Down from 8.6% in 2013 to 8% in 2025; 1.7 points above the path to 5.5% by 2029; if nothing changes, 9.1% by 2029.");
    page.see("Data as of 31 Dec 2025. Next release due 15 Jan 2027.")
        .not_see("more than");
    page.see("About 12 months after the period");
}

#[tokio::test]
async fn statement_05_a_programs_measure_is_refused_with_its_quadrant() {
    let app = TestApp::with_sample().await;
    let (goal, _) = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let path = format!("/goals/{}/indicators/new", goal.id);
    officer
        .get(&path)
        .await
        .see("Whose result does it describe?")
        .see("How well is it done?");
    let mut form = fields_of(
        "Share of our clients satisfied",
        &[("quadrant", "how_well")],
    );
    form[0].1 = "performance";
    let refused = officer.post(&path, &form).await;
    refused
        .is(422)
        .see("This is a performance measure of a program (“How well is it done?”)")
        .see("Keep it as a performance measure of a strategy")
        .see(&format!("/goals/{}/strategies", goal.id))
        .see("Share of our clients satisfied");
    // Not said, the question is read from the words.
    form[1].1 = "Number of people trained";
    form.pop();
    officer
        .post(&path, &form)
        .await
        .is(422)
        .see("How much is done?");
    assert_eq!(indicators_of(&app, &goal).await.len(), 1);
    // Words alone are advice.
    form[0].1 = "population";
    form[1].1 = "Share of our clients in work";
    officer
        .submit(&path, &form)
        .await
        .see("“our clients” sounds like the people of one program");
    let all = indicators_of(&app, &goal).await;
    assert!(
        all.len() == 2
            && all
                .iter()
                .all(|each| each.level == IndicatorLevel::Population)
    );
}

const BY_RACE: &str = "date,value,cut_kind,cut\n2023,8.1,,\n2024,7.9,,\n2023,14.0,race_ethnicity,Black residents\n\
                       2024,14.2,race_ethnicity,Black residents\n2023,5.2,race_ethnicity,White residents\n2024,5.1,race_ethnicity,White residents\n";

#[tokio::test]
async fn statement_06_the_public_sees_source_date_lag_and_agreed_groups() {
    let app = TestApp::with_sample().await;
    let (goal, number) = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let import = format!("{}/import", at(&number));
    let plan = officer
        .upload(
            &import,
            &[("file", BY_RACE), ("source", "ACS"), ("step", "look")],
        )
        .await;
    let mark = mark(plan.is(200).see("6 new values"));
    officer
        .upload(
            &import,
            &[
                ("text", BY_RACE),
                ("source", "ACS"),
                ("step", "save"),
                ("mark", &mark),
            ],
        )
        .await
        .is(303);
    let mut visitor = app.visitor();
    let public = format!("/g/{}", goal.slug);
    visitor
        .get(&public)
        .await
        .see("Data as of 31 Dec 2024")
        .see("The lag of this source is not known")
        .see("ACS microdata")
        .not_see("Black residents");
    let form = fields_of(
        &number.name,
        &[
            ("baseline_value", "8.6"),
            ("baseline_on", "2013-12-31"),
            ("frequency", "yearly"),
            ("lag_months", "12"),
            ("disaggregate_by", "Race and ethnicity"),
            ("publish_cuts", "yes"),
            ("version", "1"),
        ],
    );
    officer
        .submit(&format!("{}/edit", at(&number)), &form)
        .await
        .is(200);
    let page = visitor.get(&public).await;
    page.see("It comes out every year, about 12 months after the period.")
        .see("Race and ethnicity")
        .see("Worst off: Black residents, 14.2 percent. Best off: White residents, 5.1 percent.")
        .see("Up from 14% in 2023 to 14.2% in 2024; 6.3 points above everyone.")
        .not_see(&number.id.to_string())
        .not_see("Tester");
    let order = |name: &str| page.body.find(&format!("<h4>{name}")).unwrap();
    assert!(
        order("Black residents") < order("White residents"),
        "the worst off come first"
    );
}

#[tokio::test]
async fn statement_07_the_table_holds_every_number_of_the_chart() {
    let app = TestApp::with_sample().await;
    let (goal, number) = sample(&app, "g-sf-01").await;
    seed_points(&app, &number, 24).await;
    let mut viewer = app.staff(Role::Viewer).await;
    let page = viewer.get(&format!("/goals/{}", goal.id)).await;
    let (_, table) = page.body.split_once("Show as a table").unwrap();
    let table = table.split("</table>").next().unwrap();
    for point in points_of(&app, &number).await {
        assert!(
            table.contains(&point.observed_on.format("%-d %b %Y").to_string()),
            "{}",
            point.observed_on
        );
    }
    for said in [
        "8.6 percent",
        "31 Dec 2013 (baseline)",
        "5.5 percent",
        "31 Dec 2019 (target)",
    ] {
        assert!(table.contains(said), "{said} is not in the table");
    }
    let rows = table.matches("<tr><th scope=\"row\">").count();
    assert_eq!(rows, 26, "every dot, the baseline and the target");
    page.see("<title id=\"curve-t\">")
        .see("<desc id=\"curve-d\">");
}

#[tokio::test]
async fn a_file_is_looked_at_before_it_is_saved() {
    let app = TestApp::with_sample().await;
    let (_, number) = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let import = format!("{}/import", at(&number));
    officer.get(&import).await.is(200).see("Import a series");
    let bad = "date,value\n2023,8.1\n2024,108\n1/1/0001,7\n2022,\"8,2\"\n";
    let refused = officer
        .upload(
            &import,
            &[("file", bad), ("step", "save"), ("source", "ACS")],
        )
        .await;
    refused.is(422).see("3 cells are wrong. Nothing was saved.");
    for said in [
        "A percentage lies between 0 and 100.",
        "Type a date from 1900 on",
        "A comma only groups thousands",
    ] {
        refused.see(said);
    }
    refused.see("2024,108");
    assert!(points_of(&app, &number).await.is_empty());

    let good = "date,value\n2023,8.1\n12/31/2024,7.9\n";
    let parts = |step, mark| {
        [
            ("text", good),
            ("source", "ACS"),
            ("step", step),
            ("mark", mark),
            ("reason", ""),
        ]
    };
    let plan = officer.upload(&import, &parts("look", "")).await;
    plan.is(200)
        .see("2 new values.")
        .see("Nothing is saved yet");
    assert!(points_of(&app, &number).await.is_empty());
    // What was not looked at is not saved.
    officer
        .upload(&import, &parts("save", "another"))
        .await
        .is(409)
        .see("This is not what you looked at");
    let seen = mark(&plan);
    officer.upload(&import, &parts("save", &seen)).await.is(303);
    assert_eq!(points_of(&app, &number).await.len(), 2);
}

#[tokio::test]
async fn a_file_that_corrects_needs_a_reason_and_both_values_stay() {
    let app = TestApp::with_sample().await;
    let (goal, number) = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let import = format!("{}/import", at(&number));
    for (on, value) in [("2023-12-31", "8.1"), ("2024-12-31", "7.9")] {
        let point = [("observed_on", on), ("value", value), ("source", "ACS")];
        let path = format!("{}/points/new", at(&number));
        officer.post(&path, &point).await.is(303);
    }
    let revised = "date,value\n2023,8.1\n2024,7.7\n2025,7.6\n";
    let plan = officer
        .upload(
            &import,
            &[("text", revised), ("source", "ACS"), ("step", "look")],
        )
        .await;
    plan.see("1 new value and 1 correction.")
        .see("Replaces 7.9 percent")
        .see("1 held already");
    let seen = mark(&plan);
    let mut parts = vec![
        ("text", revised),
        ("source", "ACS"),
        ("step", "save"),
        ("mark", seen.as_str()),
    ];
    officer
        .upload(&import, &parts)
        .await
        .is(422)
        .see("Say why earlier values are corrected");
    parts.push(("reason", "Census revision"));
    officer.upload(&import, &parts).await.is(303);
    let stored: Vec<_> = points_of(&app, &number)
        .await
        .iter()
        .map(|p| (p.revision, p.value))
        .collect();
    assert_eq!(stored, [(1, 8.1), (1, 7.9), (2, 7.7), (1, 7.6)]);
    officer
        .get(&format!("/goals/{}/activity", goal.id))
        .await
        .see("Imported a series, 1 new value and 1 correction")
        .see("<td>7.9 percent</td><td>7.7 percent</td>")
        .see("Census revision");
}

#[tokio::test]
async fn an_export_can_be_read_back_and_is_safe_in_a_spreadsheet() {
    let app = TestApp::with_sample().await;
    let (_, number) = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let new = format!("{}/points/new", at(&number));
    let point = [
        ("observed_on", "2024-12-31"),
        ("value", "7.9"),
        ("source", "=HYPERLINK(1)"),
        ("note", "one, \"two\""),
    ];
    officer.submit(&new, &point).await.is(200);
    let export = officer.get(&format!("{}/series.csv", at(&number))).await;
    assert!(
        export.is(200).body.starts_with("\u{feff}date,value,"),
        "{}",
        export.body
    );
    export.see("\r\n2024-12-31,7.9,,,,,'=HYPERLINK(1),\"one, \"\"two\"\"\",");
    let again = officer
        .upload(
            &format!("{}/import", at(&number)),
            &[("file", &export.body), ("step", "look")],
        )
        .await;
    again
        .is(200)
        .see("Nothing would change.")
        .see("1 held already");
}

#[tokio::test]
async fn several_indicators_stand_in_order_with_a_headline() {
    let app = TestApp::with_sample().await;
    let (goal, number) = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let here = format!("/goals/{}", goal.id);
    let added = officer
        .submit(
            &format!("{here}/indicators/new"),
            &fields_of("Chronic absence in ninth grade", &[]),
        )
        .await;
    added
        .see("Indicator added.")
        .see("Not set yet")
        .see("Make it the headline");
    officer
        .get(&here)
        .await
        .see("Also watched")
        .see("Chronic absence in ninth grade")
        .is(200);
    let second = indicators_of(&app, &goal).await.remove(1);
    officer
        .post(&format!("{}/headline", at(&second)), &[])
        .await
        .is(303);
    let order: Vec<_> = indicators_of(&app, &goal)
        .await
        .iter()
        .map(|each| each.id)
        .collect();
    assert_eq!(order, [second.id, number.id]);
    let mut viewer = app.staff(Role::Viewer).await;
    viewer
        .get(&at(&second))
        .await
        .is(200)
        .see("Headline number")
        .not_see("/edit\"");
    viewer
        .post(&format!("{}/headline", at(&number)), &[])
        .await
        .is(403);
    officer
        .get(&format!("{here}/indicators/{}", IndicatorId::fresh()))
        .await
        .is(404);
    for _ in 2..12 {
        officer
            .post(
                &format!("{here}/indicators/new"),
                &fields_of("Another", &[]),
            )
            .await
            .is(303);
    }
    officer
        .post(
            &format!("{here}/indicators/new"),
            &fields_of("One too many", &[]),
        )
        .await
        .is(422)
        .see("A goal holds at most 12 indicators.");
}

#[tokio::test]
async fn two_who_edit_an_indicator_are_shown_both_and_choose() {
    let app = TestApp::with_sample().await;
    let (goal, number) = sample(&app, "g-sf-01").await;
    let mut first = app.staff(Role::ProgramOfficer).await;
    let mut second = app.staff(Role::Administrator).await;
    let path = format!("{}/edit", at(&number));
    first
        .get(&path)
        .await
        .see("name=\"version\" value=\"1\"")
        .see("value=\"8.6\"");
    first
        .post(
            &path,
            &fields_of("First words", &[("unit", "percent"), ("version", "1")][1..]),
        )
        .await
        .is(303);
    let stale = second
        .post(&path, &fields_of("Second words", &[("version", "1")]))
        .await;
    stale
        .is(409)
        .see("name=\"indicator_name\" value=\"Second words\" checked")
        .see("name=\"indicator_name\" value=\"First words\"")
        .see("name=\"version\" value=\"2\"");
    second
        .post(&path, &fields_of("Second words", &[("version", "2")]))
        .await
        .is(303);
    let saved = indicators_of(&app, &goal).await.remove(0);
    assert_eq!((saved.name.as_str(), saved.version), ("Second words", 3));
    first
        .get(&format!("/goals/{}/activity", goal.id))
        .await
        .see("Changed the indicator “First words”")
        .see("<td>8.6</td><td>–</td>")
        .see("<td>First words</td><td>Second words</td>");
}

#[tokio::test]
async fn hostile_input_is_refused_or_kept_as_it_is() {
    let app = TestApp::with_sample().await;
    let (_, number) = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let new = format!("{}/points/new", at(&number));
    let long = "x".repeat(5_000);
    for (name, value) in [
        ("value", "NaN"),
        ("value", "inf"),
        ("value", "1e308"),
        ("value", "8,6"),
        ("value", "-1"),
        ("value", "100.1"),
        ("value", "999999999999999"),
        ("value", "$5"),
        ("observed_on", "0001-01-01"),
        ("observed_on", "2026-11-24"),
        ("observed_on", "99999-12-31"),
        ("source", long.as_str()),
        ("note", long.as_str()),
        ("period", long.as_str()),
        ("cut_group", long.as_str()),
        ("cut_group", "Black residents"),
        ("cut_kind", "race_ethnicity"),
        ("low", "5"),
        ("released_on", "yesterday"),
    ] {
        let mut fields = vec![
            ("observed_on", "2024-12-31"),
            ("value", "7.9"),
            ("source", "ACS"),
        ];
        fields.retain(|(known, _)| *known != name);
        fields.push((name, value));
        let page = officer.post(&new, &fields).await;
        let shown: String = value.chars().take(20).collect();
        assert_eq!(page.status, 422, "{name} {shown}");
        page.see("There is a problem").see("<title>Error: ");
    }
    officer.post(&new, &[("value", "7\u{0}")]).await.is(422);
    assert!(points_of(&app, &number).await.is_empty());
    let odd = "<script>alert(1)</script> مرحبا 🙂";
    let kept = [
        ("observed_on", "2024-12-31"),
        ("value", " 7.9 % "),
        ("source", odd),
        ("cut_kind", "income"),
        ("cut_group", odd),
    ];
    let page = officer.submit(&new, &kept).await;
    page.see("مرحبا 🙂")
        .not_see("<script>alert")
        .see("7.9 percent");
    assert_eq!(points_of(&app, &number).await[0].cut_group, odd);
}

#[tokio::test]
async fn hostile_indicators_and_files_are_refused_and_odd_targets_pointed_out() {
    let app = TestApp::with_sample().await;
    let (goal, number) = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let long = "x".repeat(5_000);
    let path = format!("/goals/{}/indicators/new", goal.id);
    for (name, value) in [
        ("baseline_value", "1e308"),
        ("target_on", "0001-01-01"),
        ("lag_months", "-3"),
        ("frequency", "hourly"),
        ("definition", long.as_str()),
        ("disaggregate_by", long.as_str()),
        ("data_power", "X"),
    ] {
        officer
            .post(&path, &fields_of("A number", &[(name, value)]))
            .await
            .is(422);
    }
    // A target on the wrong side can be saved, and is pointed out.
    let wrong = [
        ("baseline_value", "5"),
        ("baseline_on", "2024-12-31"),
        ("target_value", "9"),
        ("target_on", "2023-12-31"),
    ];
    officer
        .submit(&path, &fields_of("A number", &wrong))
        .await
        .see("The number should fall, but its target is not below its baseline.")
        .see("date is not after the baseline");
    officer
        .upload(
            &format!("{}/import", at(&number)),
            &[("text", &"9".repeat(1 << 20)), ("step", "look")],
        )
        .await
        .is(422);
    let too_large = "9".repeat(1_100_000);
    officer
        .upload(
            &format!("{}/import", at(&number)),
            &[("text", &too_large), ("step", "look")],
        )
        .await
        .is(422)
        .see("larger than 1 MB");
}

#[tokio::test]
async fn two_hundred_values_are_drawn_thinned_and_paged() {
    let app = TestApp::with_sample().await;
    let (goal, number) = sample(&app, "g-sf-01").await;
    seed_points(&app, &number, 200).await;
    let mut viewer = app.staff(Role::Viewer).await;
    let here = format!("/goals/{}", goal.id);
    let page = viewer.get(&here).await;
    assert!(
        page.body.matches("class=\"dot\"").count() <= 3,
        "dots are thinned"
    );
    let since = Instant::now();
    viewer.get(&here).await.is(200);
    assert!(since.elapsed().as_millis() < 2_000, "{:?}", since.elapsed());
    let first = viewer.get(&at(&number)).await;
    first.see("1 to 50 of 200 values");
    viewer
        .get(&format!("{}?page=4", at(&number)))
        .await
        .see("151 to 200 of 200 values");
}
