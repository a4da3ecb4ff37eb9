//! What a score rests on: asks of this quarter, the public record, when a source decides, and where each is from.

use jiff::civil::date;
use roundtable::{
    convenings::{add_seat, rules::SeatPlan},
    entities::{funding_sources, organizations},
    ids::{ConveningId, GoalId, OrganizationId},
    matching::{GoalMatch, matches_of, rules::Component},
    values::{Attendance, ParticipantRole, Role},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::Value;

use crate::{
    convenings::{goal, plan},
    funders::{named, with_real},
    support::{Browser, Page, TestApp},
};

async fn rosewater(app: &TestApp) -> OrganizationId {
    named(app, "Rosewater Outcomes Fund (example)").await.id
}

/// Gives a seat at a convening, and another under a name of its own.
async fn seat(app: &TestApp, meeting: ConveningId, organization: OrganizationId, guest: &str) {
    let seat = SeatPlan {
        organization: Some(organization),
        guest_name: guest.to_owned(),
        role: ParticipantRole::Funder,
        attendance: Attendance::Optional,
    };
    let (actor, now) = (roundtable::audit::Actor::named("Tester"), app.now());
    app.db()
        .write(async |txn| add_seat(txn, meeting, &seat, &actor, now).await)
        .await
        .unwrap();
}

async fn meeting(app: &TestApp, staff: &mut Browser) -> ConveningId {
    let path = plan(app, staff, &[]).await;
    path.rsplit('/').next().unwrap().parse().unwrap()
}

/// How this organization's first source stands.
async fn match_of(app: &TestApp, goal: GoalId, organization: OrganizationId) -> GoalMatch {
    let found = matches_of(app.db(), goal, date(2026, 11, 22)).await;
    let found = found.unwrap().unwrap();
    let all = found.explain(app.db(), &found.ids()).await.unwrap();
    let mut theirs = all.into_iter();
    theirs
        .find(|each| each.pocket.organization_id == organization)
        .unwrap()
}

async fn score(app: &TestApp, goal: GoalId, organization: OrganizationId) -> u64 {
    let found = match_of(app, goal, organization).await;
    let listed = matches_of(app.db(), goal, date(2026, 11, 22)).await;
    assert!(listed.unwrap().unwrap().could_help() > 0);
    found.found.fit.unwrap().score
}

fn row_with<'a>(page: &'a Page, text: &str) -> &'a str {
    page.body
        .split("<tr")
        .find(|row| row.contains(text))
        .unwrap_or_else(|| panic!("no row with {text}: {}", page.body))
}

#[tokio::test]
async fn asks_of_this_quarter_are_taken_off_at_once_and_warned_of() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let (goal, funder) = (goal(&app).await, rosewater(&app).await);
    let before = score(&app, goal, funder).await;
    let path = format!("/goals/{goal}/matches?q=rosewater");
    staff
        .get(&path)
        .await
        .see("Not asked this quarter, so nothing is taken off.");
    let first = meeting(&app, &mut staff).await;
    seat(&app, first, funder, "Ann Lee").await;
    let once = score(&app, goal, funder).await;
    assert_eq!(before - once, 10 * 1_250, "an eighth of ten points");
    seat(&app, first, funder, "Bo Katz").await;
    assert_eq!(
        score(&app, goal, funder).await,
        once,
        "two seats at one convening are one ask"
    );
    staff
        .get(&path)
        .await
        .see("Asked once this quarter; the limit is 4.")
        .see("−1.2")
        .not_see("Think twice");
    for _ in 0..3 {
        let next = meeting(&app, &mut staff).await;
        seat(&app, next, funder, "").await;
    }
    assert_eq!(
        before - score(&app, goal, funder).await,
        50_000,
        "half of it"
    );
    let page = staff.get(&path).await;
    page.see("Think twice before asking again.");
    assert!(
        row_with(&page, "Rosewater Outcomes Fund (example)</a>")
            .contains("Asked 4 times this quarter; the limit is 4")
    );
    let api = staff
        .get(&format!("/api/v1/goals/{goal}/matches?q=rosewater"))
        .await;
    let told: Value = serde_json::from_str(&api.body).unwrap();
    let fit = &told["matches"][0]["fit"];
    assert_eq!(fit["load"]["asked_this_quarter"], 4);
    assert_eq!(fit["load"]["limit"], 4);
    assert_eq!(fit["load"]["taken"], 50_000);
    assert!(fit["raise"]["component"].is_string(), "{fit}");
    let sum: u64 = fit["components"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| each["basis_points"].as_u64().unwrap() * each["weight"].as_u64().unwrap())
        .sum();
    assert_eq!(fit["score"], sum - 50_000);
    let composed = staff.get(&format!("/goals/{goal}/compose")).await;
    composed.see("Asked 4 times this quarter; the limit is 4");
    let coverage = staff.get("/coverage/funders").await;
    let card = &coverage.body[coverage.body.find("h-saturated").unwrap()..];
    let card = &card[..card.find("</table>").unwrap()];
    assert!(card.contains("Rosewater Outcomes Fund (example)") && card.contains("<span>4</span>"));
    let file = staff.get("/coverage/funders.csv").await;
    file.is(200)
        .see("Asked to the limit,4,")
        .see("Wanted by many goals,");
}

#[tokio::test]
async fn an_ask_made_by_another_process_is_seen_at_the_next_look() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let (goal, funder) = (goal(&app).await, rosewater(&app).await);
    let planned = meeting(&app, &mut staff).await;
    let before = score(&app, goal, funder).await;
    seat(&app, planned, funder, "").await;
    assert!(score(&app, goal, funder).await < before);
    let elsewhere = app.another_process().await;
    let run = async |sql: &str| {
        elsewhere.read().execute_unprepared(sql).await.unwrap();
    };
    run("UPDATE convenings SET starts_at = '2026-08-01 00:00:00+00:00'").await;
    assert_eq!(
        score(&app, goal, funder).await,
        before,
        "more than 90 days ago"
    );
    run("UPDATE convenings SET starts_at = '2026-09-01 00:00:00+00:00'").await;
    assert!(score(&app, goal, funder).await < before);
    run("UPDATE convenings SET status = 'cancelled'").await;
    assert_eq!(score(&app, goal, funder).await, before);
    elsewhere.close().await.unwrap();
}

#[tokio::test]
async fn statement_15_who_could_fill_a_line_is_answered_by_verdict_with_reasons() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let goal = goal(&app).await;
    let found = matches_of(app.db(), goal, date(2026, 11, 22)).await;
    let found = found.unwrap().unwrap();
    let (line, ..) = found.goal().open_lines().next().unwrap();
    let path = format!("/goals/{goal}/matches?line={line}");
    let all = "&verdict=eligible&verdict=aligned_no_open_line&verdict=ineligible";
    let page = staff.get(&format!("{path}{all}")).await;
    page.is(200)
        .see("Eligible (")
        .see("Aligned, no open line (")
        .see("Ineligible (");
    let funders = page.body.split("<tr").filter(|row| row.contains("rowlink"));
    let mut rows = 0;
    for row in funders {
        rows += 1;
        assert!(row.contains("class=\"reasons\""), "no reason: {row}");
    }
    assert!(rows > 10, "{rows} rows");
}

#[tokio::test]
async fn statement_16_each_match_says_its_next_board_its_letters_and_whether_they_are_reachable() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let goal = goal(&app).await;
    let cycle =
        r#"[{"board_month": 12, "loi_due": "11-01"}, {"board_month": 3, "loi_due": "01-15"}]"#;
    let sql = format!(
        "UPDATE funding_sources SET decision_cycle = '{cycle}' WHERE organization_id IN \
         (SELECT id FROM organizations WHERE source_key = 'f-rosewater')"
    );
    app.db().read().execute_unprepared(&sql).await.unwrap();
    let page = staff
        .get(&format!("/goals/{goal}/matches?q=rosewater"))
        .await;
    let row = row_with(&page, "Rosewater Outcomes Fund (example)</a>");
    assert!(row.contains("Board meets Mar 2027"), "{row}");
    assert!(row.contains("Letters due 15 Jan 2027"), "{row}");
    page.see("Letters for December 2026 closed 1 Nov 2026; next board March 2027; letters due 15 Jan 2027");
    let found = match_of(&app, goal, rosewater(&app).await).await;
    let fit = found.found.fit.unwrap();
    let timing = &fit.measures[Component::Timing as usize];
    assert_eq!(timing.basis_points, 7_000, "a season is lost");
    page.see("still in time for");
}

#[tokio::test]
async fn statement_17_the_track_record_in_the_city_is_shown_with_its_source() {
    let app = with_real().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let goal = goal(&app).await;
    let provider = named(&app, "123 New Market Investors LLC").await.id;
    let pocket = [
        ("name", "Allocation"),
        ("kind", "cdfi_loan_fund"),
        ("nation", "yes"),
        ("issues", "youth_pathways"),
        ("product_1", "senior_debt"),
        ("max_1", "$5m"),
        ("source", "Call with its program lead"),
        ("as_of", "2024-03-09"),
    ];
    let page = staff
        .submit(&format!("/funders/{provider}/pockets/new"), &pocket)
        .await;
    page.see("Allocation is now one of the pockets");
    let page = staff
        .get(&format!("/goals/{goal}/matches?q=allocation"))
        .await;
    page.see("1 investment in San Francisco, the last in 2007.")
        .see("CDFI Fund, New Markets Tax Credit public data release, as of 2013")
        .see("Call with its program lead, as of 9 Mar 2024");
    let found = match_of(&app, goal, provider).await;
    let fit = found.found.fit.unwrap();
    let record = &fit.measures[Component::History as usize];
    assert!(record.recorded && record.basis_points > 0, "{record:?}");
    // What it says of itself is more than a year old: row and panel say so, and where to write down more.
    assert!(row_with(&page, "rowlink").contains("Stale: from Mar 2024"));
    page.see("What it says of itself is from Mar 2024.")
        .see(&format!("href=\"/funders/{provider}/pockets/new\""));
    let mut viewer = app.staff(Role::Viewer).await;
    viewer
        .get(&format!("/goals/{goal}/matches?q=allocation"))
        .await
        .see("Stale: from Mar 2024")
        .not_see("Add what you hear");

    let elsewhere = app.another_process().await;
    elsewhere
        .read()
        .execute_unprepared("UPDATE organization_city_records SET last_year = 2025")
        .await
        .unwrap();
    let again = match_of(&app, goal, provider).await.found.fit.unwrap();
    let newer = &again.measures[Component::History as usize];
    assert!(newer.basis_points > record.basis_points);
    elsewhere.close().await.unwrap();
}

#[tokio::test]
async fn what_is_not_recorded_leads_to_where_it_can_be_written_down() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let goal = goal(&app).await;
    let bank = organizations::Entity::find()
        .filter(organizations::Column::Kind.eq("bank"))
        .one(app.db().read())
        .await
        .unwrap()
        .expect("a bank in the sample");
    let pocket = funding_sources::Entity::find()
        .filter(funding_sources::Column::OrganizationId.eq(bank.id))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let sql = "DELETE FROM funding_source_areas WHERE basis = 'cra'";
    app.db().read().execute_unprepared(sql).await.unwrap();
    let path = format!("/goals/{goal}/matches?show={}", pocket.id);
    staff
        .get_part(&path, "peek")
        .await
        .see("Its CRA assessment areas")
        .see(&format!(
            "href=\"/funders/{}/pockets/{}/areas\">Add what you hear</a>",
            bank.id, pocket.id
        ));
}

#[tokio::test]
async fn dates_on_the_stack_and_the_target_say_when_money_is_needed() {
    let app = TestApp::with_sample().await;
    let (goal, funder) = (goal(&app).await, rosewater(&app).await);
    let run = async |sql: String| {
        app.db().read().execute_unprepared(&sql).await.unwrap();
    };
    run("UPDATE funding_sources SET decision_cycle = '[{\"board_month\": 9, \"loi_due\": \"07-15\"}]'".to_owned()).await;
    let sf = "(SELECT id FROM goals WHERE source_key = 'g-sf-01')";
    let timing = async || {
        let fit = match_of(&app, goal, funder).await.found.fit.unwrap();
        let measure = fit.measures[Component::Timing as usize].clone();
        (measure.basis_points, measure.sentence)
    };
    run(format!(
        "UPDATE indicators SET target_on = '2030-12-31' WHERE goal_id IN {sf}"
    ))
    .await;
    let (points, said) = timing().await;
    assert_eq!(points, 10_000);
    assert!(
        said.ends_with("in time for 31 Dec 2030, the goal’s target date"),
        "{said}"
    );
    run(format!(
        "UPDATE stack_lines SET expected_on = '2027-06-30' WHERE goal_id IN {sf}"
    ))
    .await;
    let (points, said) = timing().await;
    assert_eq!(points, 0);
    assert!(
        said.ends_with("only after 30 Jun 2027, the next date on the stack"),
        "{said}"
    );
    run(format!(
        "UPDATE stack_lines SET expected_on = '2026-01-31' WHERE goal_id IN {sf}"
    ))
    .await;
    run(format!(
        "UPDATE indicators SET target_on = '2026-01-31' WHERE goal_id IN {sf}"
    ))
    .await;
    let (points, said) = timing().await;
    assert_eq!(points, 10_000);
    assert!(
        said.ends_with("in time for 22 Nov 2027, a year from today"),
        "{said}"
    );
}
