//! Shortlisting, pinning, setting aside and bringing back: each changes what it says, for that goal only.

use jiff::civil::date;
use roundtable::{
    entities::{audit_entries, match_stances},
    ids::{FundingSourceId, GoalId},
    matching::matches_of,
    partnerships::by_slug,
    values::{Role, Stance},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use super::{funder, goal, source};
use crate::support::{Browser, Page, TestApp};

const ROSEWATER: &str = "Rosewater Outcomes Fund (example)</a>";

/// The sample, a program officer's browser, a goal and a source that is eligible for it.
async fn at_a_match() -> (TestApp, Browser, GoalId, FundingSourceId) {
    let app = TestApp::with_sample().await;
    let browser = app.staff(Role::ProgramOfficer).await;
    let (goal, source) = (
        goal(&app, "g-sf-01").await,
        source(&app, "f-rosewater").await,
    );
    (app, browser, goal, source)
}

async fn rows(app: &TestApp) -> Vec<match_stances::Model> {
    let found = match_stances::Entity::find().all(app.db().read());
    found.await.unwrap()
}

async fn entries(app: &TestApp) -> u64 {
    let found =
        audit_entries::Entity::find().filter(audit_entries::Column::SubjectKind.eq("match_stance"));
    found.count(app.db().read()).await.unwrap()
}

/// Presses a button of the panel on the first page of the list.
async fn press(
    staff: &mut Browser,
    (goal, source): (GoalId, FundingSourceId),
    fields: &[(&str, &str)],
) -> Page {
    let list = format!("/goals/{goal}/matches?show={source}");
    let page = staff.get(&list).await;
    let version = page.body.split("name=\"version\" value=\"").nth(1).unwrap();
    let version = version.split('"').next().unwrap().to_owned();
    let mut sent = vec![("version", version.as_str()), ("state", list.as_str())];
    sent.extend(fields);
    let path = format!("/goals/{goal}/matches/{source}/stance");
    staff.post(&path, &sent).await
}

const NOT_NOW: [(&str, &str); 5] = [
    ("act", "set_aside"),
    ("stance", "not_now"),
    ("reason_kind", "amount"),
    ("reason", "Their cap is too low"),
    ("look_again_on", "2027-03-03"),
];
const NEVER: [(&str, &str); 3] = [
    ("act", "set_aside"),
    ("stance", "never"),
    ("reason_kind", "policy"),
];

#[tokio::test]
async fn each_button_changes_what_it_says_and_is_undone() {
    let (app, mut staff, goal, source) = at_a_match().await;
    let at = (goal, source);
    for (button, undo, said) in [
        ("shortlist", "unlist", ">Shortlisted</span>"),
        ("pin", "unpin", ">Pinned</span>"),
    ] {
        let done = press(&mut staff, at, &[("act", button)]).await;
        done.is(303);
        assert_eq!(
            done.location(),
            format!("/goals/{goal}/matches?show={source}")
        );
        staff.get(done.location()).await.see(said).see(undo);
        press(&mut staff, at, &[("act", undo)]).await.is(303);
        let list = staff.get(done.location()).await;
        list.not_see(said);
        let row = rows(&app).await.pop().unwrap();
        assert_eq!((row.stance, row.pinned), (None, false), "{button}");
    }
    assert_eq!(entries(&app).await, 4);
    let idle = press(&mut staff, at, &[("act", "unpin")]).await;
    staff
        .get(idle.location())
        .await
        .see("Nothing was different");
    assert_eq!(entries(&app).await, 4, "nothing happened, nothing is noted");
}

#[tokio::test]
async fn statement_20_a_dismissed_match_stays_dismissed_for_that_goal() {
    let (app, mut staff, goal, source) = at_a_match().await;
    let path = format!("/goals/{goal}/matches");
    staff.get(&path).await.see(ROSEWATER);
    let told = press(&mut staff, (goal, source), &NEVER).await;
    let panel = staff.get(told.location()).await;
    panel.see("Never for this goal: policy").see("Bring back");
    staff.get(&path).await.not_see(ROSEWATER);
    let aside = staff.get(&format!("{path}?aside=yes")).await;
    aside
        .see("Set aside (1): off the list for this goal")
        .see(ROSEWATER)
        .see("Program officer Tester, 22 Nov 2026");
    let rosewater = funder(&app, "f-rosewater").await;
    let goals = staff.get(&format!("/funders/{rosewater}/matches")).await;
    goals.is(200).see("Set aside for this goal");
    let all = roundtable::entities::goals::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    let day = date(2026, 11, 22);
    for other in all.iter().filter(|each| each.id != goal) {
        let found = matches_of(app.db(), other.id, day).await.unwrap().unwrap();
        let best = found.best(100);
        assert_eq!(best.len(), found.could_help(), "{}", other.title);
    }
    for day in [day, date(2027, 11, 22)] {
        let found = matches_of(app.db(), goal, day).await.unwrap().unwrap();
        assert!(!found.best(100).contains(&source), "on {day}");
    }
    let found = matches_of(app.db(), goal, day).await.unwrap().unwrap();
    assert!(found.ids().contains(&source), "it is never dropped as data");
    press(&mut staff, (goal, source), &[("act", "bring_back")])
        .await
        .is(303);
    staff.get(&path).await.see(ROSEWATER);
    assert_eq!(rows(&app).await[0].stance, None);
}

#[tokio::test]
async fn a_not_now_comes_back_on_its_day_with_its_note() {
    let (app, mut staff, goal, source) = at_a_match().await;
    let list = format!("/goals/{goal}/matches");
    press(&mut staff, (goal, source), &NOT_NOW).await.is(303);
    staff.get(&list).await.is(200).not_see(ROSEWATER);
    for (day, listed) in [(date(2027, 3, 2), false), (date(2027, 3, 3), true)] {
        let found = matches_of(app.db(), goal, day).await.unwrap().unwrap();
        assert_eq!(found.best(100).contains(&source), listed, "on {day}");
    }
    // Its day comes: sessions keep the machine's time, so the day moves here, not the clock.
    app.db()
        .read()
        .execute_unprepared("UPDATE match_stances SET look_again_on = '2026-11-22'")
        .await
        .unwrap();
    staff
        .get(&list)
        .await
        .see(ROSEWATER)
        .see("Not now until 22 Nov 2026: amount, Their cap is too low");
    let report = staff.get("/matching/set-aside").await;
    report.see("Listed again since 22 Nov 2026");
}

#[tokio::test]
async fn nobody_set_aside_is_a_candidate_for_a_guest_list_and_the_json_says_so() {
    let (app, mut staff, goal, source) = at_a_match().await;
    let org = funder(&app, "f-rosewater").await;
    let day = date(2026, 11, 22);
    let before = matches_of(app.db(), goal, day).await.unwrap().unwrap();
    let candidates = before.candidates(2_000, &[org].into());
    assert!(candidates.contains(&source));
    press(&mut staff, (goal, source), &NOT_NOW).await.is(303);
    let after = matches_of(app.db(), goal, day).await.unwrap().unwrap();
    let left = after.candidates(2_000, &[org].into());
    assert_eq!(left.len(), candidates.len() - 1);
    assert!(!left.contains(&source));
    let api = format!("/api/v1/goals/{goal}/matches");
    let told: Value = serde_json::from_str(&staff.get(&api).await.body).unwrap();
    assert_eq!(told["total"], 25);
    let all = told["matches"].as_array().unwrap();
    let theirs = all
        .iter()
        .find(|each| each["funding_source"]["id"] == source.to_string());
    let stance = &theirs.unwrap()["stance"];
    assert_eq!(stance["stance"], "not_now");
    assert_eq!(stance["set_aside"], true);
    assert_eq!(stance["reason"], "amount");
    assert_eq!(stance["look_again_on"], "2027-03-03");
    let others = all.iter().filter(|each| each["stance"] != json!(null));
    assert_eq!(others.count(), 1);
}

#[tokio::test]
async fn pinned_come_first_within_their_verdict() {
    let (app, mut staff, goal, _) = at_a_match().await;
    let day = date(2026, 11, 22);
    let found = matches_of(app.db(), goal, day).await.unwrap().unwrap();
    let all = found.explain(app.db(), &found.best(100)).await.unwrap();
    let verdict = all[0].found.judgment.verdict;
    let last = all
        .iter()
        .rfind(|each| each.found.judgment.verdict == verdict)
        .unwrap();
    assert!(last.pocket.id != all[0].pocket.id, "there are several");
    let path = format!("/goals/{goal}/matches");
    let at = |page: &Page, name: &str| page.body.find(&format!(">{name}</a>")).unwrap();
    let page = staff.get(&path).await;
    assert!(at(&page, &all[0].pocket.name) < at(&page, &last.pocket.name));
    press(&mut staff, (goal, last.pocket.id), &[("act", "pin")])
        .await
        .is(303);
    let page = staff.get(&path).await;
    assert!(at(&page, &last.pocket.name) < at(&page, &all[0].pocket.name));
}

#[tokio::test]
async fn the_list_comes_back_as_it_was() {
    let (_app, mut staff, goal, source) = at_a_match().await;
    let path = format!("/goals/{goal}/matches/{source}/stance");
    let state = format!("/goals/{goal}/matches?q=rose&money=senior_debt&verdict=eligible");
    let elsewhere = GoalId::fresh();
    for (sent, expected) in [
        (state.clone(), state.clone()),
        (
            "https://example.org/".to_owned(),
            format!("/goals/{goal}/matches"),
        ),
        (
            format!("/goals/{elsewhere}/matches"),
            format!("/goals/{goal}/matches"),
        ),
    ] {
        let fields = [("act", "pin"), ("version", "0"), ("state", &*sent)];
        assert_eq!(staff.post(&path, &fields).await.location(), expected);
    }
    let parts = "told chips found results peek";
    let page = staff.get_part(&state, parts).await;
    page.see("id=\"told\" data-announce").not_see("<html");
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_its_field_with_everything_kept() {
    let (app, mut staff, goal, source) = at_a_match().await;
    let at = (goal, source);
    let typed = [
        ("act", "set_aside"),
        ("stance", "never"),
        ("reason_kind", "other"),
        ("reason", ""),
        ("look_again_on", "2027-03-03"),
    ];
    let page = press(&mut staff, at, &typed).await;
    page.is(422)
        .see("<title>Error: ")
        .see("id=\"f-reason-error\"")
        .see("id=\"f-look_again_on-error\"")
        .see("value=\"2027-03-03\"")
        .see("value=\"never\" checked")
        .see("value=\"other\" selected");
    assert!(rows(&app).await.is_empty());
    let path = format!("/goals/{goal}/matches/{source}/stance");
    staff.post(&path, &[("act", "adore")]).await.is(422);
    let nobody = format!("/goals/{goal}/matches/{}/stance", FundingSourceId::fresh());
    staff.post(&nobody, &[("act", "pin")]).await.is(404);
}

#[tokio::test]
async fn whoever_comes_second_sees_both_and_presses_again() {
    let (app, mut one, goal, source) = at_a_match().await;
    let mut other = app.staff(Role::Administrator).await;
    press(&mut one, (goal, source), &[("act", "shortlist")])
        .await
        .is(303);
    let path = format!("/goals/{goal}/matches/{source}/stance");
    let mut stale = NEVER.to_vec();
    stale.push(("version", "0"));
    let page = other.post(&path, &stale).await;
    page.is(409)
        .see("Someone else changed this meanwhile")
        .see("Shortlisted; not pinned (Program officer Tester, 22 Nov 2026)")
        .see("Never for this goal: policy; not pinned")
        .see("name=\"version\" value=\"1\"");
    assert_eq!(rows(&app).await[0].stance, Some(Stance::Shortlisted));
    stale.pop();
    stale.push(("version", "1"));
    other.post(&path, &stale).await.is(303);
    assert_eq!(rows(&app).await[0].stance, Some(Stance::Never));
}

#[tokio::test]
async fn viewers_read_and_leads_see_their_own_report_only() {
    let (app, mut staff, goal_id, source_id) = at_a_match().await;
    press(&mut staff, (goal_id, source_id), &NOT_NOW)
        .await
        .is(303);
    let path = format!("/goals/{goal_id}/matches/{source_id}/stance");
    let mut viewer = app.staff(Role::Viewer).await;
    let page = viewer
        .get(&format!(
            "/goals/{goal_id}/matches?aside=yes&show={source_id}"
        ))
        .await;
    page.see("Not now until 3 Mar 2027")
        .not_see("name=\"act\"")
        .not_see("/stance\"");
    viewer.post(&path, &[("act", "pin")]).await.is(403);
    page.not_see("Their cap is too low");
    viewer
        .get("/matching/set-aside")
        .await
        .see("Rosewater")
        .not_see("Their cap is too low");
    let api = viewer
        .get(&format!("/api/v1/goals/{goal_id}/matches"))
        .await;
    api.is(200).not_see("Their cap is too low");
    let of_staff = staff.get(&format!("/api/v1/goals/{goal_id}/matches")).await;
    of_staff.is(200).see("Their cap is too low");
    for (slug, sees) in [
        ("bay-crossing-integration-table-example", true),
        ("ocean-state-working-cities-team-providence-example", false),
    ] {
        let table = by_slug(app.db().read(), slug).await.unwrap().unwrap();
        let mut lead = app.lead(table.id).await;
        lead.post(&path, &[("act", "pin")]).await.is(403);
        for page in ["/matching/set-aside", "/matching/set-aside.csv"] {
            let other = format!("{page}?partnership={}", table.id);
            for asked in [page, &other] {
                let shown = lead.get(asked).await;
                shown.is(200);
                assert_eq!(shown.body.contains("Rosewater"), sees, "{slug} {asked}");
                // The words are staff's own.
                shown.not_see("Their cap is too low");
            }
        }
        lead.get("/matching/set-aside")
            .await
            .not_see("href=\"/funders");
    }
    assert_eq!(rows(&app).await.len(), 1);
}

#[tokio::test]
async fn the_report_counts_filters_and_is_a_safe_file() {
    let (app, mut staff, first, rosewater) = at_a_match().await;
    let bayhills = source(&app, "f-bayhills").await;
    press(&mut staff, (first, rosewater), &NOT_NOW)
        .await
        .is(303);
    let formula = [
        ("act", "set_aside"),
        ("stance", "never"),
        ("reason_kind", "other"),
        ("reason", "=HYPERLINK(\"http://x\")"),
    ];
    press(&mut staff, (first, bayhills), &formula).await.is(303);
    let report = staff.get("/matching/set-aside").await;
    report
        .see("2 set aside")
        .see("Rosewater")
        .see("Bay Hills")
        .see("How often each reason was given");
    let narrowed = staff.get("/matching/set-aside?kind=amount").await;
    narrowed
        .see("1 set aside")
        .see("Rosewater")
        .not_see("Bay Hills");
    let file = staff.get("/matching/set-aside.csv").await;
    file.is(200).see("'=HYPERLINK").see("Their cap is too low");
    assert_eq!(file.body.lines().count(), 3);
    assert_eq!(
        file.headers["content-disposition"],
        "attachment; filename=\"set-aside.csv\""
    );
    let none = staff.get("/matching/set-aside?kind=place").await;
    none.see("Nobody is set aside with these filters.");
}
