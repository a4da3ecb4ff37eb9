//! What somebody who leads one partnership may open: exactly the routes named here, and of those only their own.

use roundtable::{
    entities::{convening_goals, convenings, goals, partnerships, stack_lines},
    ids::ConveningId,
    values::{ConveningFormat, ConveningMode, ConveningPurpose, ConveningStatus, Role},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};

use super::routes;
use crate::support::{TestApp, then};

/// Every route of those signed in that a lead may use, at their own partnership.
const ALLOWED: &[&str] = &[
    "/sign-out",
    "/settings",
    "/settings/theme",
    "/settings/password",
    "/settings/sessions/end",
    "/settings/sessions/end-others",
    "/help/shortcuts",
    "/today",
    "/convenings/{id}",
    "/goals",
    "/goals/map",
    "/goals/{id}",
    "/goals/{id}/activity",
    "/goals/{id}/convenings",
    "/goals/{id}/contract",
    "/goals/{id}/contract/remove",
    "/goals/{id}/edit",
    "/goals/{id}/lines/new",
    "/goals/{id}/lines/{line}/edit",
    "/goals/{id}/points/new",
    "/goals/{id}/adopt",
    "/goals/{id}/changes/new",
    "/goals/{id}/changes/{piece}/edit",
    "/goals/{id}/changes/{piece}/remove",
    "/goals/{id}/check",
    "/goals/{id}/indicators/new",
    "/goals/{id}/indicators/{indicator}",
    "/goals/{id}/indicators/{indicator}/edit",
    "/goals/{id}/indicators/{indicator}/headline",
    "/goals/{id}/indicators/{indicator}/import",
    "/goals/{id}/indicators/{indicator}/points/new",
    "/goals/{id}/indicators/{indicator}/series.csv",
    "/goals/{id}/measures/new",
    "/goals/{id}/measures/{piece}/edit",
    "/goals/{id}/measures/{piece}/remove",
    "/goals/{id}/partners/new",
    "/goals/{id}/partners/{piece}/edit",
    "/goals/{id}/partners/{piece}/remove",
    "/goals/{id}/projects",
    "/goals/{id}/projects/new",
    "/goals/{id}/projects/{piece}/edit",
    "/goals/{id}/sheet",
    "/goals/{id}/stack",
    "/goals/{id}/stack/compare",
    "/goals/{id}/stack/export",
    "/goals/{id}/stack/print",
    "/goals/{id}/stack/snapshots",
    "/goals/{id}/status",
    "/goals/{id}/strategies/new",
    "/goals/{id}/strategies/{piece}/edit",
    "/goals/{id}/strategies/{piece}/remove",
    "/goals/{id}/turn",
    "/initiatives",
    "/initiatives/{code}",
    "/matching/set-aside",
    "/matching/set-aside.csv",
    "/partnerships/{id}",
    "/partnerships/{id}/activity",
    "/partnerships/{id}/edit",
    "/partnerships/{id}/members/new",
    "/partnerships/{id}/members/{member}/edit",
    "/partnerships/{id}/self-check",
    "/partnerships/{id}/self-check/sharing",
];

async fn table(app: &TestApp, slug: &str) -> partnerships::Model {
    let found = roundtable::partnerships::by_slug(app.db().read(), slug).await;
    found.unwrap().unwrap()
}

fn pattern(route: &routes::Route) -> &str {
    route.declared.split(' ').next().unwrap()
}

#[tokio::test]
async fn leads_open_exactly_what_is_theirs() {
    let app = TestApp::with_sample().await;
    let own = table(&app, "bay-crossing-integration-table-example").await;
    let mut lead = app.lead(own.id).await;
    let mut open: Vec<String> = Vec::new();
    for route in routes::all().iter().filter(|route| !route.public) {
        // Signing out ends this walk, and is looked at below.
        if route.path == "/sign-out" {
            open.push(route.path.clone());
            continue;
        }
        let read = lead.get(&route.path).await.status;
        let write = lead.post(&route.path, &[]).await.status;
        match (read, write) {
            // A route that takes one method only answers 405 to the other.
            (403, 403 | 405) | (405, 403) => {}
            (403, _) | (_, 403) => panic!("{}: GET {read}, POST {write}", route.declared),
            _ => open.push(pattern(route).to_owned()),
        }
    }
    let mut expected: Vec<&str> = ALLOWED.to_vec();
    expected.sort_unstable();
    open.sort();
    open.dedup();
    assert_eq!(open, expected);
    lead.post("/sign-out", &[]).await.is(303);
}

async fn goal_of(app: &TestApp, partnership: &partnerships::Model) -> goals::Model {
    goals::Entity::find()
        .filter(goals::Column::PartnershipId.eq(partnership.id))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

async fn convening_for(app: &TestApp, goal: &goals::Model) -> ConveningId {
    let id = ConveningId::fresh();
    let row = convenings::Model {
        id,
        title: "Second table".to_owned(),
        mode: ConveningMode::IssueFocused,
        purpose: ConveningPurpose::DealMatching,
        summary: "A note that staff keep".to_owned(),
        place_id: None,
        time_zone: "America/Chicago".parse().unwrap(),
        local_start: then().naive_utc(),
        local_end: then().naive_utc(),
        start_fold: None,
        end_fold: None,
        starts_at: then(),
        ends_at: then(),
        tzdb_version: "2026a".to_owned(),
        format: ConveningFormat::InPerson,
        venue: String::new(),
        online_link: String::new(),
        status: ConveningStatus::Idea,
        uid: format!("{id}@roundtable.test"),
        sequence: 0,
        rescheduled_sequence: 0,
        stamped_at: then(),
        modified_at: then(),
        cancelled_at: None,
        host_id: None,
        illustrative: true,
        version: 1,
        created_at: then(),
    };
    let row = row.into_active_model().reset_all();
    let db = app.db().read();
    convenings::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .unwrap();
    let link = convening_goals::ActiveModel {
        convening_id: Set(id),
        goal_id: Set(goal.id),
    };
    convening_goals::Entity::insert(link)
        .exec_without_returning(db)
        .await
        .unwrap();
    id
}

#[tokio::test]
async fn another_partnership_s_things_are_not_there_by_any_method() {
    let app = TestApp::with_sample().await;
    let own = table(&app, "bay-crossing-integration-table-example").await;
    let other = table(&app, "ocean-state-working-cities-team-providence-example").await;
    let (mine, theirs) = (goal_of(&app, &own).await, goal_of(&app, &other).await);
    let line = stack_lines::Entity::find()
        .filter(stack_lines::Column::GoalId.eq(theirs.id))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let (met, theirs_met) = (
        convening_for(&app, &mine).await,
        convening_for(&app, &theirs).await,
    );
    let mut lead = app.lead(own.id).await;
    let before = goals::Entity::find().all(app.db().read()).await.unwrap();
    for route in ALLOWED {
        let path = match route.split('/').nth(1).unwrap() {
            "goals" => route.replace("{id}", &theirs.id.to_string()),
            "partnerships" => route.replace("{id}", &other.id.to_string()),
            "convenings" => route.replace("{id}", &theirs_met.to_string()),
            _ => continue,
        };
        if !route.contains("{id}") {
            continue;
        }
        let path = path.replace("{line}", &line.id.to_string());
        for status in [
            lead.get(&path).await.status,
            lead.head(&path).await.status,
            lead.post(&path, &[("version", "1"), ("title", "Taken")])
                .await
                .status,
        ] {
            assert!(matches!(status, 404 | 405), "{path}: {status}");
        }
    }
    let after = goals::Entity::find().all(app.db().read()).await.unwrap();
    assert_eq!(before, after);
    lead.get(&format!("/goals/{}/matches", mine.id))
        .await
        .is(403);
    lead.get(&format!("/api/v1/goals/{}/matches", mine.id))
        .await
        .is(403);
    lead.get(&format!("/goals/{}", mine.id)).await.is(200);
    lead.get(&format!("/convenings/{met}"))
        .await
        .is(200)
        .see("Second table")
        .not_see("A note that staff keep");
}

#[tokio::test]
async fn a_lead_without_a_partnership_opens_nothing() {
    let app = TestApp::with_sample().await;
    let own = table(&app, "bay-crossing-integration-table-example").await;
    let mut lead = app.lead(own.id).await;
    let mut admin = app.staff(Role::Administrator).await;
    admin.post("/admin/sample-data/removal", &[]).await.is(303);
    for path in ["/today", "/goals", "/settings", "/initiatives", "/funders"] {
        lead.get(path).await.is(403);
    }
    lead.get("/today")
        .await
        .see("leads no partnership any more");
}
