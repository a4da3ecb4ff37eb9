//! Matches of a goal: verdicts people agreed on, read from the database, and the page and JSON that show them.

use std::collections::BTreeMap;

use jiff::civil::date;
use roundtable::{
    entities::{goals, organizations},
    ids::{GoalId, OrganizationId},
    matching::matches_of,
};
use sea_orm::EntityTrait;
use serde::Deserialize;

use crate::support::TestApp;

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
        let found = matches_of(app.db().read(), goals[&case.goal_id], date(2026, 11, 22))
            .await
            .unwrap()
            .unwrap();
        let funder = funders[&case.funder_id];
        let of_funder: Vec<_> = found
            .matches
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
