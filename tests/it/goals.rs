//! Goals through the router: the board, a goal's sums, changing it side by side with somebody else, and what the public
//! may and may not see.

use roundtable::{
    entities::{audit_entries, goals, stack_lines},
    goals::{GoalFilter, GoalOrder, cards},
    values::{GoalStatus, Role, StackLineStatus},
    web::Paging,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::support::TestApp;

/// The goal of the demonstration with this key.
async fn sample(app: &TestApp, key: &str) -> goals::Model {
    goals::Entity::find()
        .filter(goals::Column::SourceKey.eq(key))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

async fn reread(app: &TestApp, goal: &goals::Model) -> goals::Model {
    goals::Entity::find_by_id(goal.id)
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

async fn lines_of(app: &TestApp, goal: &goals::Model) -> Vec<stack_lines::Model> {
    stack_lines::Entity::find()
        .filter(stack_lines::Column::GoalId.eq(goal.id))
        .order_by_asc(stack_lines::Column::Position)
        .all(app.db().read())
        .await
        .unwrap()
}

/// The goal's partnership as a form sends it.
fn led_by(goal: &goals::Model) -> &'static str {
    goal.partnership_id.map_or("", |id| id.to_string().leak())
}

fn edit_of<'a>(
    goal: &'a goals::Model,
    title: &'a str,
    version: &'a str,
) -> Vec<(&'a str, &'a str)> {
    vec![
        ("title", title),
        ("result_statement", &goal.result_statement),
        ("story", &goal.story),
        ("partnership", led_by(goal)),
        ("status", "proposed"),
        ("primary_issue", &goal.primary_issue),
        ("open_for_interest", "yes"),
        ("version", version),
    ]
}

#[tokio::test]
async fn the_board_lists_searches_and_filters() {
    let app = TestApp::with_sample().await;
    let mut viewer = app.staff(Role::Viewer).await;
    let all = viewer.get("/goals").await;
    all.is(200)
        .see("28 goals")
        .see("San Francisco, CA")
        .see("Sample");
    all.see("Opportunity youth reconnected to school or work")
        .see("$4M");
    all.not_see("/goals/new");

    let part = viewer
        .get_part("/goals?q=providence&page=1", "results")
        .await;
    part.see("Providence residents of color reach median wage")
        .see("Affordable homes near the new commuter stop")
        .see("2 goals")
        .not_see("<html");
    viewer.get("/goals?city=city:0667000").await.see("3 goals");
    viewer
        .get("/goals?issue=youth_pathways")
        .await
        .see("Opportunity youth reconnected");
    viewer
        .get("/goals?status=met")
        .await
        .see("No goal matches")
        .see("Clear filters");
    viewer
        .get("/goals?open=yes&sort=gap")
        .await
        .not_see("Living-wage jobs for residents");
    viewer
        .get("/goals?page=999999&city=nonsense&status=x")
        .await
        .is(200);
}

#[tokio::test]
async fn cards_sort_by_gap_across_pages() {
    let app = TestApp::with_sample().await;
    let filter = GoalFilter {
        order: GoalOrder::Gap,
        ..GoalFilter::default()
    };
    let db = app.db().read();
    let mut gaps = Vec::new();
    for page in 1..=4 {
        let (cards, total) = cards(db, &filter, Paging { page, size: 10 }).await.unwrap();
        assert_eq!(total, 28);
        gaps.extend(cards.iter().map(|card| card.totals.gap));
    }
    assert_eq!(gaps.len(), 28);
    assert!(gaps.is_sorted_by(|a, b| a >= b), "{gaps:?}");
}

#[tokio::test]
async fn a_goal_shows_its_sums_its_curve_and_its_contract() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut viewer = app.staff(Role::Viewer).await;
    let page = viewer.get(&format!("/goals/{}", goal.id)).await;
    page.is(200)
        .see("All San Francisco young people aged 16-24 are in school, working, or both.");
    for (label, amount) in [
        ("Committed", "$900,000"),
        ("Soft", "$2,500,000"),
        ("Unidentified", "$1,500,000"),
        ("Gap", "$4,000,000"),
    ] {
        page.see(&format!("<dt>{label}</dt><dd>{amount}<small>"));
    }
    page.see("Total $4,900,000")
        .see("$6,000,000")
        .see("No, repays investors");
    page.see("Outcome payments of up to $6M would repay investors");
    page.see("8.6 percent at 31 Dec 2013")
        .see("Target </tspan>5.5%")
        .see("needs to fall by 3.1 points");
    page.see("Is anyone better off?")
        .see("$9,500")
        .see("Shared priorities");
    page.see("Figures invented for demonstration").see("Sample");
    page.not_see("/edit\"").not_see("/lines/new");
    for tab in ["activity", "convenings"] {
        viewer
            .get(&format!("/goals/{}/{tab}", goal.id))
            .await
            .is(200);
    }
}

#[tokio::test]
async fn an_address_that_names_nothing_is_not_found() {
    let app = TestApp::new().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let nobody = "0190a1b2-0000-7000-8000-000000000000";
    for path in [
        "/goals/x",
        &format!("/goals/{nobody}"),
        &format!("/goals/{nobody}/lines/{nobody}/edit"),
    ] {
        officer.get(path).await.is(404);
    }
    app.visitor().get("/goals").await.is(303);
    officer.get("/goals").await.see("Draft the first goal");
}

#[tokio::test]
async fn a_save_is_audited_and_findable_under_its_new_name() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let path = format!("/goals/{}/edit", goal.id);
    officer
        .get(&path)
        .await
        .see("name=\"version\" value=\"1\"")
        .not_see("Adopted by the table");
    let page = officer
        .submit(&path, &edit_of(&goal, "Zephyr youth", "1"))
        .await;
    page.see("Goal saved.").see("Zephyr youth");
    let saved = reread(&app, &goal).await;
    assert_eq!((saved.version, saved.title.as_str()), (2, "Zephyr youth"));
    assert_eq!(
        saved.slug, goal.slug,
        "links that were given out still work"
    );
    assert!(saved.updated_by.is_some());
    officer
        .get("/goals?q=zeph")
        .await
        .see("1 goal")
        .see("Zephyr youth");
    officer
        .get(&format!("/goals/{}/activity", goal.id))
        .await
        .see("Changed the goal: title")
        .see("<td>Opportunity youth reconnected to school or work</td><td>Zephyr youth</td>");
    let same = officer
        .submit(&path, &edit_of(&goal, "Zephyr youth", "2"))
        .await;
    same.see("nothing changed");
    assert_eq!(reread(&app, &goal).await.version, 2);
}

#[tokio::test]
async fn two_who_edit_at_once_are_shown_both_and_choose() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut first = app.staff(Role::ProgramOfficer).await;
    let mut second = app.staff(Role::Administrator).await;
    let path = format!("/goals/{}/edit", goal.id);
    first
        .post(&path, &edit_of(&goal, "First title", "1"))
        .await
        .is(303);
    let conflict = second
        .post(&path, &edit_of(&goal, "Second title", "1"))
        .await;
    conflict
        .is(409)
        .see("Someone else saved this")
        .see("name=\"title\" value=\"Second title\" checked")
        .see("name=\"title\" value=\"First title\"")
        .see("Program officer Tester")
        .see("name=\"version\" value=\"2\"");
    assert_eq!(reread(&app, &goal).await.title, "First title");
    second
        .post(&path, &edit_of(&goal, "Second title", "2"))
        .await
        .is(303);
    assert_eq!(reread(&app, &goal).await.title, "Second title");
}

#[tokio::test]
async fn a_refused_edit_keeps_what_was_typed() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let path = format!("/goals/{}/edit", goal.id);
    let refused = officer
        .post(
            &path,
            &[
                ("title", " "),
                ("story", "kept words"),
                ("status", "adopted_by_table"),
                ("version", "1"),
            ],
        )
        .await;
    refused
        .is(422)
        .see("<title>Error: ")
        .see("There is a problem")
        .see("kept words")
        .see("Only the table adopts a goal");
    let draft_and_open = [("status", "draft"), ("open_for_interest", "yes")];
    officer
        .post(&path, &draft_and_open)
        .await
        .is(422)
        .see("cannot be open for interest");
    let mut viewer = app.staff(Role::Viewer).await;
    viewer.get(&path).await.is(403);
    viewer.post(&path, &edit_of(&goal, "No", "1")).await.is(403);
    assert_eq!(reread(&app, &goal).await, goal);
}

#[tokio::test]
async fn a_line_joins_the_sums_and_can_be_withdrawn() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let here = format!("/goals/{}", goal.id);
    let mut fields = vec![
        ("product", "grant"),
        ("layer", "grant"),
        ("amount", "$1.5m"),
        ("status", "committed"),
        ("purpose", "wraparound support"),
        ("source", "Board letter"),
        ("as_of", "2026-11-20"),
    ];
    let added = officer.submit(&format!("{here}/lines/new"), &fields).await;
    added
        .see("<dt>Committed</dt><dd>$2,400,000<small>")
        .see("<dt>Gap</dt><dd>$4,000,000<small>");
    added.see("Board letter").see("20 Nov 2026");
    let line = lines_of(&app, &goal).await.pop().unwrap();
    assert_eq!((line.position, line.amount_usd.dollars()), (5, 1_500_000));

    let edit = format!("{here}/lines/{}/edit", line.id);
    officer.get(&edit).await.see("$1,500,000");
    fields[3].1 = "withdrawn";
    fields.push(("version", "1"));
    let withdrawn = officer.submit(&edit, &fields).await;
    withdrawn.see("<dt>Committed</dt><dd>$900,000<small>");
    let line = lines_of(&app, &goal).await.pop().unwrap();
    assert_eq!((line.status, line.version), (StackLineStatus::Withdrawn, 2));
    fields[2].1 = "$2m";
    officer
        .post(&edit, &fields)
        .await
        .is(409)
        .see("$2,000,000")
        .see("$1,500,000");
    officer
        .get(&format!("{here}/activity"))
        .await
        .see("Withdrew a line: Grant, $1,500,000")
        .see("Added a line: Grant, $1,500,000");
    fields[2].1 = "a lot";
    officer
        .post(&edit, &fields)
        .await
        .is(422)
        .see("Type the amount in digits");
}

#[tokio::test]
async fn a_draft_names_its_place_people_and_number() {
    let app = TestApp::with_sample().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    officer.get("/goals/new").await.is(200);
    let mut fields = vec![
        ("place", "Newark"),
        ("title", "Families stay housed"),
        (
            "result_statement",
            "Newark families with children keep their homes.",
        ),
        ("primary_issue", "housing.anti_displacement"),
        ("populations", "low_income"),
        ("populations", "renters"),
        (
            "indicator_name",
            "Evictions filed per 1,000 renter households",
        ),
        ("unit", "per_1000"),
        ("direction", "decrease"),
        ("baseline_value", "41.5"),
        ("baseline_on", "2025-12-31"),
        ("target_value", "20"),
        ("target_on", "2030-12-31"),
        ("source", "Court records, yearly"),
    ];
    let unclear = officer.post("/goals/new", &fields).await;
    unclear
        .is(422)
        .see("could be")
        .see("Newark, NJ")
        .see("Families stay housed");
    fields[0].1 = "Atlantis, ZZ";
    officer
        .post("/goals/new", &fields)
        .await
        .is(422)
        .see("No city here is called");
    fields[0].1 = "newark, nj; 0667000";
    let page = officer.submit("/goals/new", &fields).await;
    page.see("Families stay housed")
        .see("Newark, NJ; San Francisco, CA")
        .see("Draft")
        .see("Add a line");
    page.see("41.5 per 1,000").not_see("Sample</span>");
    let goal = goals::Entity::find()
        .filter(goals::Column::Slug.eq("families-stay-housed"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(goal.status, GoalStatus::Draft);
    assert!(!goal.open_for_interest && !goal.illustrative);
    officer.get("/goals?q=families+newark").await.see("1 goal");
    let twin = officer.submit("/goals/new", &fields).await;
    twin.see("Families stay housed");
    let slugs = goals::Entity::find().filter(goals::Column::Title.eq("Families stay housed"));
    assert_eq!(slugs.count(app.db().read()).await.unwrap(), 2);
}

#[tokio::test]
async fn the_public_sees_open_goals_and_nothing_of_staff_or_soft_money() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let closed = sample(&app, "g-sf-02").await;
    let mut visitor = app.visitor();
    let list = visitor.get("/open").await;
    list.is(200)
        .see("San Francisco, CA")
        .see(&goal.title)
        .not_see(&closed.title)
        .see("Sample");
    let page = visitor.get(&format!("/g/{}", goal.slug)).await;
    page.is(200)
        .see(&goal.result_statement)
        .see("This needs $4.9M. $900k is committed and $4M is still to raise.");
    page.see(&format!("/g/{}/interest", goal.slug))
        .see("Register interest")
        .see("8.6 percent at 31 Dec 2013");
    page.see("ACS microdata")
        .see("Bay Crossing Integration Table (example)")
        .see("Sample");
    let ids: Vec<String> = lines_of(&app, &goal)
        .await
        .iter()
        .map(|line| line.id.to_string())
        .collect();
    for shown in [&list, &page] {
        for hidden in [
            ">Soft",
            "is soft",
            "Nobody named",
            "first-loss",
            "Identified",
            "\"/goals",
        ] {
            shown.not_see(hidden);
        }
        shown.not_see(&goal.id.to_string());
        for id in &ids {
            shown.not_see(id);
        }
        assert_eq!(shown.headers["cache-control"], "public, max-age=60");
        let vary: Vec<_> = shown
            .headers
            .get_all("vary")
            .iter()
            .map(|value| value.to_str().unwrap())
            .collect();
        assert!(vary.contains(&"Cookie"), "{vary:?}");
    }
    for amount in ["$2.5M", "$2,500,000", "$1.5M", "$6M"] {
        page.not_see(amount);
    }
    visitor.get(&format!("/g/{}", closed.slug)).await.is(404);
    visitor.get("/g/no-such-goal").await.is(404);
}

#[tokio::test]
async fn closing_a_goal_takes_it_off_the_public_pages() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let mut fields = edit_of(&goal, &goal.title, "1");
    fields.retain(|(name, _)| *name != "open_for_interest");
    officer
        .post(&format!("/goals/{}/edit", goal.id), &fields)
        .await
        .is(303);
    app.visitor()
        .get(&format!("/g/{}", goal.slug))
        .await
        .is(404);
    let entry = audit_entries::Entity::find()
        .filter(audit_entries::Column::SubjectId.eq(goal.id.to_string()))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        entry.before.as_deref(),
        Some(r#"{"open_for_interest":true}"#)
    );
    assert_eq!(
        entry.after.as_deref(),
        Some(r#"{"open_for_interest":false}"#)
    );
}
