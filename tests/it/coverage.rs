//! Coverage both ways: goals without a funder and what stops most, funders without a goal, places by issues; and the goals
//! for a funder.

use roundtable::{
    entities::{
        funding_source_issues, funding_sources, goals, organization_city_records, organizations,
        partnerships, stack_lines,
    },
    ids::{GoalId, OrganizationId},
    values::Role,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::support::{Browser, TestApp};

async fn with_staff() -> (TestApp, Browser) {
    let app = TestApp::with_sample().await;
    let browser = app.staff(Role::ProgramOfficer).await;
    (app, browser)
}

async fn goal(app: &TestApp, key: &str) -> goals::Model {
    let found = goals::Entity::find().filter(goals::Column::SourceKey.eq(key));
    found.one(app.db().read()).await.unwrap().unwrap()
}

async fn funder(app: &TestApp, name: &str) -> organizations::Model {
    let found = organizations::Entity::find().filter(organizations::Column::Name.contains(name));
    found.one(app.db().read()).await.unwrap().unwrap()
}

/// Nobody in the sample funds space flight.
async fn make_nobody_fund_it(app: &TestApp, goal: GoalId) {
    let mut all = funding_source_issues::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    all.retain(|row| row.issue_code.starts_with("youth_pathways") || row.issue_code.is_empty());
    assert!(!all.is_empty());
    for row in all {
        funding_source_issues::Entity::delete_by_id((row.funding_source_id, row.issue_code))
            .exec(app.db().read())
            .await
            .unwrap();
    }
    let issues = roundtable::entities::goal_issues::Entity::delete_many()
        .filter(roundtable::entities::goal_issues::Column::GoalId.eq(goal));
    issues.exec(app.db().read()).await.unwrap();
}

#[tokio::test]
async fn a_goal_that_nobody_funds_any_more_is_listed_with_the_rule_that_stops_most() {
    let (app, mut browser) = with_staff().await;
    let goal = goal(&app, "g-sf-01").await;
    let before = browser.get("/coverage").await;
    before
        .is(200)
        .not_see(&format!("/goals/{}/matches", goal.id));
    make_nobody_fund_it(&app, goal.id).await;
    let after = browser.get("/coverage").await;
    let row = after
        .is(200)
        .body
        .split("<tr")
        .find(|row| row.contains(&goal.title))
        .unwrap();
    assert!(
        row.contains(&format!("/goals/{}/matches", goal.id)),
        "{row}"
    );
    assert!(
        row.contains("Those who serve this place fund other issues."),
        "{row}"
    );
    let file = browser.get("/coverage/goals.csv").await;
    let line = file
        .is(200)
        .body
        .lines()
        .find(|line| line.contains(&goal.title))
        .unwrap();
    assert!(line.contains(",Issue,yes,"), "{line}");
}

#[tokio::test]
async fn a_goal_with_its_money_together_is_not_without_a_funder() {
    let (app, mut browser) = with_staff().await;
    let goal = goal(&app, "g-sf-01").await;
    make_nobody_fund_it(&app, goal.id).await;
    stack_lines::Entity::delete_many()
        .filter(stack_lines::Column::GoalId.eq(goal.id))
        .exec(app.db().read())
        .await
        .unwrap();
    browser.get("/coverage").await.is(200).not_see(&goal.title);
    browser
        .get("/coverage?show=all")
        .await
        .is(200)
        .see(&goal.title);
}

#[tokio::test]
async fn a_funder_that_no_goal_can_use_is_listed_until_one_can() {
    let (app, mut browser) = with_staff().await;
    let rosewater = funder(&app, "Rosewater").await;
    let pocket = funding_sources::Entity::find()
        .filter(funding_sources::Column::OrganizationId.eq(rosewater.id))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let listed = format!("/funders/{}/matches", rosewater.id);
    let unused = |page: &str| {
        let at = page.find("h-unused").unwrap();
        page[at..].contains(&listed)
    };
    let before = browser.get("/coverage/funders").await;
    assert!(!unused(&before.is(200).body));
    funding_source_issues::Entity::delete_many()
        .filter(funding_source_issues::Column::FundingSourceId.eq(pocket.id))
        .exec(app.db().read())
        .await
        .unwrap();
    let after = browser.get("/coverage/funders").await;
    assert!(unused(&after.is(200).body));
    let file = browser.get("/coverage/funders.csv").await;
    file.is(200).see(&pocket.name);
}

#[tokio::test]
async fn places_by_issues_count_sources_and_goals() {
    let (_app, mut browser) = with_staff().await;
    let page = browser.get("/coverage/places").await;
    let row = page
        .is(200)
        .see("homelessness")
        .body
        .split("<tr")
        .find(|row| row.contains("San Francisco, CA"))
        .unwrap();
    assert!(row.contains("1 goal") || row.contains("goals"), "{row}");
    let file = browser.get("/coverage/places.csv").await;
    file.is(200)
        .see("San Francisco")
        .see("goals without a funder");
}

#[tokio::test]
async fn a_funder_sees_the_goals_it_could_help_as_the_goals_see_it() {
    let (app, mut browser) = with_staff().await;
    let (goal, rosewater) = (goal(&app, "g-sf-01").await, funder(&app, "Rosewater").await);
    let path = format!("/funders/{}/matches", rosewater.id);
    let theirs = browser.get(&path).await;
    let row = theirs
        .is(200)
        .body
        .split("<tr")
        .find(|row| row.contains(&goal.title))
        .unwrap();
    let fit = |row: &str| {
        let (_, rest) = row.split_once(r#"<span class="fit">"#).unwrap();
        rest.split('<').next().unwrap().to_owned()
    };
    let ours = browser.get(&format!("/goals/{}/matches", goal.id)).await;
    let our_row = ours
        .body
        .split("<tr")
        .find(|row| row.contains("Rosewater"))
        .unwrap();
    assert_eq!(fit(row), fit(our_row));
    assert!(row.contains("Senior debt of $500k to $3M fits"), "{row}");

    let mut off: organizations::ActiveModel = rosewater.into();
    off.do_not_contact = Set(true);
    off.update(app.db().read()).await.unwrap();
    browser
        .get(&path)
        .await
        .is(200)
        .not_see(&goal.title)
        .see("It asked not to be contacted");
}

#[tokio::test]
async fn an_organization_without_stated_criteria_is_invited_to_be_asked() {
    let (app, mut browser) = with_staff().await;
    let real = organizations::Entity::find()
        .filter(organizations::Column::Illustrative.eq(false))
        .one(app.db().read())
        .await
        .unwrap();
    let Some(real) = real else { return };
    browser
        .get(&format!("/funders/{}/matches", real.id))
        .await
        .is(200)
        .see("What it funds is not recorded yet")
        .see(&format!("/funders/{}/pockets/new", real.id));
}

#[tokio::test]
async fn coverage_is_for_staff() {
    let app = TestApp::with_sample().await;
    let table = partnerships::Entity::find()
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let mut stranger = app.visitor();
    let mut lead = app.lead(table.id).await;
    let mut viewer = app.staff(Role::Viewer).await;
    for path in [
        "/coverage",
        "/coverage/funders",
        "/coverage/places",
        "/coverage/goals.csv",
    ] {
        stranger.get(path).await.is(303);
        lead.get(path).await.is(403);
        viewer.get(path).await.is(200);
    }
}

#[tokio::test]
async fn what_is_below_a_goals_matches_names_who_has_invested_there_and_is_not_matched() {
    let (app, mut browser) = with_staff().await;
    let goal = goal(&app, "g-sf-01").await;
    let matches = format!("/goals/{}/matches", goal.id);
    browser.get(&matches).await.is(200).not_see("h-known-here");
    let real = register(&app, "Made-up Builders Fund").await;
    let city = "city:0667000".to_owned().parse().unwrap();
    organization_city_records::ActiveModel {
        organization_id: Set(real),
        place_id: Set(city),
        source: Set("nmtc".to_owned()),
        investments: Set(3),
        amount_usd: Set(7_000_000.try_into().unwrap()),
        first_year: Set(2015),
        last_year: Set(2019),
        as_of: Set("2022".to_owned()),
    }
    .insert(app.db().read())
    .await
    .unwrap();
    browser
        .get(&matches)
        .await
        .is(200)
        .see("Made-up Builders Fund")
        .see("3 investments, $7M, last in 2019")
        .see(&format!("/funders/{real}/pockets/new"));
}

async fn register(app: &TestApp, name: &str) -> OrganizationId {
    let sample = funder(app, "Rosewater").await;
    let id = OrganizationId::fresh();
    let mut new: organizations::ActiveModel = sample.into();
    new = new.reset_all();
    new.id = Set(id);
    new.name = Set(name.to_owned());
    new.source_key = Set(None);
    new.insert(app.db().read()).await.unwrap();
    id
}
