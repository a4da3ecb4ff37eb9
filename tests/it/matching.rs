//! Matches of a goal: verdicts people agreed on, read from the database, and the page and JSON that show them.

use std::collections::BTreeMap;

use jiff::civil::date;
use roundtable::{
    entities::{goals, organizations},
    ids::{FundingSourceId, GoalId, OrganizationId},
    matching::{GoalMatch, matches_for, matches_of},
    values::Role,
};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::{Browser, Page, TestApp};

#[derive(Deserialize)]
struct Cases {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    funder_id: String,
    goal_id: String,
    expected: String,
}

async fn goals_by_key(app: &TestApp) -> BTreeMap<String, GoalId> {
    let rows = goals::Entity::find().all(app.db().read()).await.unwrap();
    rows.into_iter()
        .map(|goal| (goal.source_key.unwrap(), goal.id))
        .collect()
}

async fn funders_by_key(app: &TestApp) -> BTreeMap<String, OrganizationId> {
    let rows = organizations::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    rows.into_iter()
        .filter_map(|row| Some((row.source_key?, row.id)))
        .collect()
}

#[tokio::test]
async fn every_agreed_case_holds_through_the_database() {
    let app = TestApp::with_sample().await;
    let (goals, funders) = (goals_by_key(&app).await, funders_by_key(&app).await);
    let cases: Cases =
        serde_json::from_str(include_str!("../../data/demo/match_cases.json")).unwrap();
    assert_eq!(cases.cases.len(), 10);
    for case in cases.cases {
        let found = matches_of(app.db(), goals[&case.goal_id], date(2026, 11, 22))
            .await
            .unwrap()
            .unwrap();
        let funder = funders[&case.funder_id];
        let matches = found.explain(app.db(), &found.ids()).await.unwrap();
        let of_funder: Vec<_> = matches
            .iter()
            .filter(|each| each.pocket.organization_id == funder)
            .collect();
        assert_eq!(of_funder.len(), 1, "{}", case.id);
        let judgment = &of_funder[0].found.judgment;
        assert_eq!(
            judgment.verdict.as_str(),
            case.expected,
            "{}: {:#?}",
            case.id,
            judgment.reasons
        );
    }
}

/// The sample, a signed-in browser and the address of the San Francisco goal.
async fn at_the_goal(role: Role) -> (TestApp, Browser, String) {
    let app = TestApp::with_sample().await;
    let goal = goals_by_key(&app).await["g-sf-01"];
    let browser = app.staff(role).await;
    (app, browser, format!("/goals/{goal}/matches"))
}

/// The table row that holds this text.
fn row_with<'a>(page: &'a Page, text: &str) -> &'a str {
    page.body
        .split("<tr")
        .find(|row| row.contains(text))
        .unwrap_or_else(|| panic!("no row with {text}: {}", page.body))
}

#[tokio::test]
async fn eligible_and_aligned_are_listed_first_and_with_reasons() {
    let (_app, mut browser, path) = at_the_goal(Role::ProgramOfficer).await;
    let page = browser.get(&path).await;
    page.is(200)
        .see("Eligible (")
        .see("Aligned, no open line (")
        .see("Plan a convening")
        .not_see("Ineligible (");
    let rosewater = row_with(&page, "Rosewater Outcomes Fund (example)</a>");
    assert!(rosewater.contains(
        "Senior debt of $500k to $3M fits the $2.5M senior debt line for working capital to providers (soft circled)"
    ));
    assert!(rosewater.contains("data-brings=\"senior_debt 500000 2500000"));
    assert!(rosewater.contains("Investment committee meets quarterly"));
    let bay_hills = row_with(&page, "Bay Hills");
    assert!(
        bay_hills.contains("No open line takes what it offers"),
        "{bay_hills}"
    );
    assert!(bay_hills.contains(r#"data-brings="""#));
    let (eligible, aligned) = (
        page.body
            .find("Rosewater Outcomes Fund (example)</a>")
            .unwrap(),
        page.body.find("Bay Hills").unwrap(),
    );
    assert!(eligible < aligned, "eligible comes first");
}

#[tokio::test]
async fn fits_fall_within_each_verdict() {
    let (app, _, path) = at_the_goal(Role::Viewer).await;
    let goal = path.split('/').nth(2).unwrap().parse().unwrap();
    let found = matches_of(app.db(), goal, date(2026, 11, 22))
        .await
        .unwrap()
        .unwrap();
    let matches = found.explain(app.db(), &found.ids()).await.unwrap();
    let order: Vec<_> = matches
        .iter()
        .map(|each| {
            let score = each.found.fit.as_ref().map_or(0, |fit| fit.score);
            (each.found.judgment.verdict, std::cmp::Reverse(score))
        })
        .collect();
    assert!(order.is_sorted(), "{order:?}");
    assert_eq!((matches.len(), found.sources()), (25, 25));
    let passed = found.best(100);
    assert_eq!(passed, found.ids()[..found.could_help()]);
}

#[tokio::test]
async fn verdicts_words_and_money_narrow_the_list() {
    let (_app, mut browser, path) = at_the_goal(Role::Viewer).await;
    let ineligible = browser.get(&format!("{path}?verdict=ineligible")).await;
    ineligible.see("Ineligible (").not_see(">Bay Hills");
    let harborpoint = row_with(&ineligible, "Harborpoint Foundation (example)</a>");
    assert!(
        harborpoint.contains("San Francisco is outside"),
        "{harborpoint}"
    );
    assert!(harborpoint.contains("Not scored"));

    let conveners = browser.get(&format!("{path}?verdict=not_a_funder")).await;
    conveners.see("Conveners (1): may be invited, never counted as capital");
    let office = row_with(&conveners, r#"data-brings="""#);
    assert!(office.contains("Convener, not a funder") && office.contains("Not scored"));

    let named = browser.get(&format!("{path}?q=rosewater+outcomes")).await;
    named
        .see("1 of 25 funding sources")
        .see("Rosewater")
        .not_see("Bay Hills");
    let grants = browser
        .get(&format!("{path}?money=outcomes_contract"))
        .await;
    grants.see("Rosewater").not_see("Bay Hills");
    browser
        .get(&format!("{path}?q=nobodyatall"))
        .await
        .see("No funding source is listed with these filters.")
        .see("Clear filters");
}

#[tokio::test]
async fn the_panel_explains_one_with_codes_amounts_and_what_is_not_recorded() {
    let (app, mut browser, path) = at_the_goal(Role::ProgramOfficer).await;
    let goal = goals_by_key(&app).await["g-sf-01"];
    let rosewater = funders_by_key(&app).await["f-rosewater"];
    let found = matches_of(app.db(), goal, date(2026, 11, 22))
        .await
        .unwrap()
        .unwrap();
    let matches = found.explain(app.db(), &found.ids()).await.unwrap();
    let theirs = matches
        .iter()
        .find(|each| each.pocket.organization_id == rosewater)
        .unwrap();
    let panel = browser
        .get_part(&format!("{path}?show={}", theirs.pocket.id), "peek")
        .await;
    panel
        .is(200)
        .see("senior_debt, $500,000, $3,000,000, $2,500,000")
        .see("Requires a government payor; this goal names one (city and county)")
        .see(&theirs.found.fit.as_ref().unwrap().out_of_100())
        .see("How well it is known to this partnership")
        .see("Made up for the demonstration")
        .see("Investment committee meets quarterly")
        .see(&format!("/convenings/new?goal={goal}&#38;pick={rosewater}"))
        .see(&format!("/funders/{rosewater}"))
        .not_see("<html")
        .not_see("id=\"results\"");
    let results = browser.get_part(&path, "results").await;
    results
        .see("id=\"results\"")
        .not_see("<html")
        .not_see("id=\"peek\"");
    let both = browser.get_part(&path, "chips found results peek").await;
    for id in ["chips", "found", "results", "peek"] {
        both.see(&format!("id=\"{id}\""));
    }
    both.not_see("<html");
}

#[tokio::test]
async fn picks_survive_filters_and_add_up() {
    let (app, mut browser, path) = at_the_goal(Role::ProgramOfficer).await;
    let funders = funders_by_key(&app).await;
    let (one, other) = (funders["f-rosewater"], funders["f-bayhills"]);
    let page = browser
        .get(&format!("{path}?pick={one}&pick={other}&q=bay+hills"))
        .await;
    page.see("2 selected: senior debt $500k to $2.5M of $2.5M open")
        .see("Also selected, not in this list");
    assert!(row_with(&page, "Bay Hills").contains("checked"));
    let start = format!(r#"value="{one}" data-brings="#);
    let tick = page.body.split(&start).nth(1).unwrap();
    assert!(tick.split('>').next().unwrap().ends_with(" checked"));
}

#[tokio::test]
async fn a_funder_that_must_not_be_contacted_cannot_be_picked() {
    let (app, mut browser, path) = at_the_goal(Role::ProgramOfficer).await;
    let rosewater = funders_by_key(&app).await["f-rosewater"];
    app.db()
        .read()
        .execute_unprepared(
            "UPDATE organizations SET do_not_contact = TRUE WHERE source_key = 'f-rosewater'",
        )
        .await
        .unwrap();
    let page = browser
        .get(&format!("{path}?verdict=ineligible&q=rosewater"))
        .await;
    page.see("Asked not to be contacted")
        .not_see(&format!("value=\"{rosewater}\""))
        .not_see(&format!("pick={rosewater}"));
}

#[tokio::test]
async fn viewers_read_visitors_sign_in_and_unknown_goals_are_not_found() {
    let (app, mut viewer, path) = at_the_goal(Role::Viewer).await;
    viewer
        .get(&path)
        .await
        .is(200)
        .see("Rosewater")
        .not_see("formaction=\"/convenings/new\"");
    let answer = app.visitor().get(&path).await;
    answer.is(303);
    assert!(answer.location().starts_with("/sign-in?next=%2Fgoals%2F"));
    for gone in [
        format!("/goals/{}/matches", GoalId::fresh()),
        "/goals/nonsense/matches".to_owned(),
    ] {
        viewer.get(&gone).await.is(404);
    }
    viewer
        .get("/help/fit")
        .await
        .is(200)
        .see("Seven measures")
        .see("What is not counted");
}

#[tokio::test]
async fn the_json_gives_verdict_fit_and_reasons_as_data() {
    let (app, mut viewer, path) = at_the_goal(Role::Viewer).await;
    let api = format!("/api/v1{path}");
    let answer = viewer.get(&api).await;
    answer.is(200);
    let told: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(told["total"], 25);
    assert_eq!(told["as_of"], "2026-11-22");
    let rosewater = funders_by_key(&app).await["f-rosewater"].to_string();
    let all = told["matches"].as_array().unwrap();
    let found = all
        .iter()
        .find(|each| each["organization"]["id"] == rosewater)
        .unwrap();
    assert_eq!(found["verdict"], "eligible");
    assert_eq!(
        found["likely_ask"],
        json!({"low_usd": 500_000, "high_usd": 2_500_000})
    );
    let reasons = found["reasons"].as_array().unwrap();
    assert!(reasons.iter().any(|reason| {
        reason["topic"] == "capital"
            && reason["kind"] == "for"
            && reason["codes"] == json!(["senior_debt"])
            && reason["amounts_usd"] == json!([500_000, 3_000_000, 2_500_000])
    }));
    let components = found["fit"]["components"].as_array().unwrap();
    let sum: u64 = components
        .iter()
        .map(|each| each["basis_points"].as_u64().unwrap() * each["weight"].as_u64().unwrap())
        .sum();
    assert_eq!(found["fit"]["score"], sum);
    assert!(all.iter().all(|each| {
        let scored = matches!(
            each["verdict"].as_str().unwrap(),
            "eligible" | "aligned_no_open_line"
        );
        each["fit"].is_null() != scored
    }));

    for (mut browser, address, status) in [
        (app.visitor(), api.clone(), 401),
        (
            viewer,
            format!("/api/v1/goals/{}/matches", GoalId::fresh()),
            404,
        ),
    ] {
        let refused = browser.get(&address).await;
        refused.is(status);
        assert_eq!(refused.headers["content-type"], "application/problem+json");
        let problem: Value = serde_json::from_str(&refused.body).unwrap();
        assert_eq!(problem["status"], status);
    }
}

#[tokio::test]
async fn today_is_the_date_where_the_reader_is() {
    let (app, mut browser, path) = at_the_goal(Role::ProgramOfficer).await;
    browser.get(&path).await.see("Scored 22 Nov 2026");
    let version = roundtable::entities::users::Entity::find()
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
        .version
        .to_string();
    let fields = [
        ("name", "Vera Nkemelu"),
        ("time_zone", "Pacific/Kiritimati"),
        ("version", version.as_str()),
    ];
    browser.post("/settings", &fields).await.is(303);
    browser.get(&path).await.see("Scored 23 Nov 2026");
    browser
        .get(&path.replace("/matches", "/lines/new"))
        .await
        .see("value=\"2026-11-23\"");
}

#[tokio::test]
async fn the_directory_in_memory_follows_every_change_wherever_it_is_made() {
    let app = TestApp::with_sample().await;
    let goal = goals_by_key(&app).await["g-sf-01"];
    let rosewater = funders_by_key(&app).await["f-rosewater"];
    let elsewhere = app.another_process().await;
    let verdict = async || {
        let found = matches_of(app.db(), goal, date(2026, 11, 22)).await;
        let found = found.unwrap().unwrap();
        let matches = found.explain(app.db(), &found.ids()).await.unwrap();
        let theirs = matches
            .iter()
            .find(|each| each.pocket.organization_id == rosewater);
        (
            found.sources(),
            theirs.map(|each| each.found.judgment.verdict.as_str()),
        )
    };
    assert_eq!(verdict().await, (25, Some("eligible")));
    let run = async |sql: &str| {
        elsewhere.read().execute_unprepared(sql).await.unwrap();
    };
    let theirs = "(SELECT funding_sources.id FROM funding_sources JOIN organizations \
                  ON organizations.id = organization_id WHERE source_key = 'f-rosewater')";
    run(&format!(
        "UPDATE capital_products SET min_usd = 900000000, max_usd = 900000000 WHERE funding_source_id IN {theirs}"
    ))
    .await;
    assert_eq!(verdict().await, (25, Some("aligned_no_open_line")));
    run("UPDATE organizations SET do_not_contact = TRUE WHERE source_key = 'f-rosewater'").await;
    assert_eq!(verdict().await, (25, Some("ineligible")));
    run("UPDATE organizations SET do_not_contact = FALSE WHERE source_key = 'f-rosewater'").await;
    run(&format!(
        "DELETE FROM capital_products WHERE funding_source_id IN {theirs}"
    ))
    .await;
    assert_eq!(verdict().await, (25, Some("aligned_no_open_line")));
    run(&format!(
        "UPDATE funding_sources SET active = FALSE WHERE id IN {theirs}"
    ))
    .await;
    assert_eq!(verdict().await, (24, None));
    run(&format!(
        "UPDATE funding_sources SET active = TRUE WHERE id IN {theirs}"
    ))
    .await;
    assert_eq!(verdict().await.0, 25);
    run(&format!("DELETE FROM funding_sources WHERE id IN {theirs}")).await;
    assert_eq!(verdict().await, (24, None));
    elsewhere.close().await.unwrap();
}

#[tokio::test]
async fn a_process_that_missed_too_much_reads_all_again() {
    let app = TestApp::with_sample().await;
    let goal = goals_by_key(&app).await["g-sf-01"];
    let sources = async || {
        let found = matches_of(app.db(), goal, date(2026, 11, 22)).await;
        found.unwrap().unwrap().sources()
    };
    assert_eq!(sources().await, 25);
    let run = async |sql: &str| {
        app.db().read().execute_unprepared(sql).await.unwrap();
    };
    run("DELETE FROM directory_changes").await;
    run("UPDATE funding_sources SET active = FALSE WHERE name LIKE 'Bay Hills%'").await;
    assert!(
        sources().await < 25,
        "what was dropped unread is not missed"
    );
}

#[tokio::test]
async fn one_line_can_be_asked_about_alone() {
    let (app, mut browser, path) = at_the_goal(Role::Viewer).await;
    let goal = goals_by_key(&app).await["g-sf-01"];
    let whole = matches_of(app.db(), goal, date(2026, 11, 22)).await;
    let whole = whole.unwrap().unwrap();
    let open: Vec<_> = whole
        .goal()
        .open_lines()
        .map(|(id, _, left)| (id, left))
        .collect();
    assert!(open.len() > 1, "{open:?}");
    let all = whole.explain(app.db(), &whole.best(100)).await.unwrap();
    let eligible = |matches: &[GoalMatch]| -> Vec<FundingSourceId> {
        let eligible = matches
            .iter()
            .filter(|each| each.found.likely_ask.is_some());
        eligible.map(|each| each.pocket.id).collect()
    };
    let mut by_line = Vec::new();
    for (line, ..) in &open {
        let one = matches_for(app.db(), goal, Some(*line), date(2026, 11, 22)).await;
        let one = one.unwrap().unwrap();
        let found = one.explain(app.db(), &one.best(100)).await.unwrap();
        assert_eq!(
            one.could_help(),
            whole.could_help(),
            "gates but the last are the goal's"
        );
        by_line.extend(eligible(&found));
    }
    by_line.sort_unstable();
    by_line.dedup();
    let mut together = eligible(&all);
    together.sort_unstable();
    assert_eq!(by_line, together, "who fits the goal fits one of its lines");

    let (line, left) = open[0];
    let page = browser.get(&format!("{path}?line={line}")).await;
    page.see(&format!(
        r#"<option value="{line}" selected>{}"#,
        left.short()
    ));
    let json = browser.get(&format!("/api/v1{path}?line={line}")).await;
    let json: Value = serde_json::from_str(&json.body).unwrap();
    assert_eq!(json["line"], json!(line.to_string()));
    // What is asked about a line that is not there is not answered about another.
    browser.get(&format!("{path}?line={goal}")).await.is(404);
    browser
        .get(&format!("/api/v1{path}?line={goal}"))
        .await
        .is(404);
}
