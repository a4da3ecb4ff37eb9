//! What is worked out once and kept: a goal's sums, its page, and the directory in memory.

use std::{
    convert::Infallible,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use jiff::civil::date;
use roundtable::{
    db::Topic,
    entities::{
        affiliations, goal_populations, goals, organization_facts, organizations, partnerships,
        people, stack_lines,
    },
    goals::{rule_lines, rules::stack::totals, stack_of, sums_of, widest_gaps},
    ids::FactId,
    matching::matches_of,
    people::Consents,
    values::Role,
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, sea_query::Expr};

use super::{people::register, support::TestApp};

async fn assert_sums_are_the_rules(app: &TestApp) {
    let db = app.db().read();
    let all = goals::Entity::find().all(db).await.unwrap();
    let kept = sums_of(db, all.iter().map(|goal| goal.id)).await.unwrap();
    assert_eq!(kept.len(), 28);
    for goal in all {
        let lines = stack_of(db, goal.id).await.unwrap();
        let newest = lines.iter().map(|line| line.as_of).max();
        let sums = (totals(&rule_lines(&lines)), newest);
        assert_eq!(kept[&goal.id], sums, "{}", goal.title);
    }
}

#[tokio::test]
async fn kept_sums_are_the_rules_sums() {
    assert_sums_are_the_rules(&TestApp::with_sample().await).await;
}

#[tokio::test]
async fn a_change_made_elsewhere_is_seen_at_the_next_look() {
    let app = TestApp::with_sample().await;
    let goal = goals::Entity::find()
        .filter(goals::Column::SourceKey.eq("g-sf-01"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let look = async || {
        let found = matches_of(app.db(), goal.id, date(2026, 11, 22)).await;
        let found = found.unwrap().unwrap();
        let best = found.explain(app.db(), &found.best(1)).await.unwrap();
        best[0].pocket.clone()
    };
    let best = look().await.organization_id;
    let elsewhere = app.another_process().await;
    organizations::Entity::update_many()
        .col_expr(
            organizations::Column::Name,
            Expr::value("Renamed elsewhere"),
        )
        .filter(organizations::Column::Id.eq(best))
        .exec(elsewhere.read())
        .await
        .unwrap();
    assert_eq!(look().await.organization, "Renamed elsewhere");
    elsewhere.close().await.unwrap();
}

#[tokio::test]
async fn a_goals_page_is_kept_only_as_long_as_it_is_true_and_for_readers_alike() {
    let app = TestApp::with_sample().await;
    let goal = goals::Entity::find()
        .filter(goals::Column::SourceKey.eq("g-sf-01"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let path = format!("/goals/{}", goal.id);
    let mut officer = app.staff(Role::ProgramOfficer).await;
    officer.get(&path).await.see("/lines/new");
    let mut viewer = app.staff(Role::Viewer).await;
    viewer.get(&path).await.not_see("/lines/new");
    officer.get(&path).await.see("/lines/new");

    let elsewhere = app.another_process().await;
    let db = elsewhere.read();
    partnerships::Entity::update_many()
        .col_expr(partnerships::Column::Name, Expr::value("Table renamed"))
        .filter(partnerships::Column::Id.eq(goal.partnership_id.unwrap()))
        .exec(db)
        .await
        .unwrap();
    viewer.get(&path).await.see("Table renamed");
    stack_lines::Entity::update_many()
        .col_expr(stack_lines::Column::Purpose, Expr::value("used otherwise"))
        .filter(stack_lines::Column::GoalId.eq(goal.id))
        .exec(db)
        .await
        .unwrap();
    viewer.get(&path).await.see("used otherwise");
    goal_populations::Entity::delete_many()
        .filter(goal_populations::Column::GoalId.eq(goal.id))
        .filter(goal_populations::Column::PopulationCode.eq("tay"))
        .exec(db)
        .await
        .unwrap();
    viewer.get(&path).await.not_see("Transition-age youth");
    elsewhere.close().await.unwrap();
}

#[tokio::test]
async fn the_page_of_matches_is_kept_for_readers_alike_and_sees_what_staff_think() {
    let app = TestApp::with_sample().await;
    let goal = goals::Entity::find()
        .filter(goals::Column::SourceKey.eq("g-sf-01"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let path = format!("/goals/{}/matches", goal.id);
    let found = matches_of(app.db(), goal.id, date(2026, 11, 22)).await;
    let best = found.unwrap().unwrap().best(1)[0];
    let mut officer = app.staff(Role::ProgramOfficer).await;
    officer.get(&path).await.see("Plan a convening</button>");
    let mut viewer = app.staff(Role::Viewer).await;
    viewer.get(&path).await.not_see("Plan a convening</button>");
    let page = officer.get(&format!("{path}?show={best}")).await;
    page.not_see(">Pinned</span>");
    let version = page.body.split_once("name=\"version\" value=\"").unwrap().1;
    let mut form = vec![("version", version.split('"').next().unwrap())];
    form.push(("act", "pin"));
    officer
        .post(&format!("{path}/{best}/stance"), &form)
        .await
        .is(303);
    officer.get(&path).await.see(">Pinned</span>");
    viewer.get(&path).await.see(">Pinned</span>");

    let elsewhere = app.another_process().await;
    goals::Entity::update_many()
        .col_expr(goals::Column::Title, Expr::value("Worded elsewhere"))
        .col_expr(
            goals::Column::Version,
            Expr::col(goals::Column::Version).add(1),
        )
        .filter(goals::Column::Id.eq(goal.id))
        .exec(elsewhere.read())
        .await
        .unwrap();
    viewer.get(&path).await.see("Worded elsewhere");
    elsewhere.close().await.unwrap();
}

#[tokio::test]
async fn a_funders_page_is_kept_and_sees_its_people_and_facts() {
    let app = TestApp::with_sample().await;
    let ana = register(&app, "ana@harborpoint.example.org", Consents::default()).await;
    let post = affiliations::Entity::find()
        .filter(affiliations::Column::PersonId.eq(ana))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let path = format!("/funders/{}", post.organization_id);
    let mut officer = app.staff(Role::ProgramOfficer).await;
    officer.get(&path).await.see("Ana Ruiz").see("/pockets/new");
    let mut viewer = app.staff(Role::Viewer).await;
    viewer
        .get(&path)
        .await
        .see("Ana Ruiz")
        .not_see("/pockets/new");

    let elsewhere = app.another_process().await;
    people::Entity::update_many()
        .col_expr(people::Column::Name, Expr::value("Renamed elsewhere"))
        .filter(people::Column::Id.eq(ana))
        .exec(elsewhere.read())
        .await
        .unwrap();
    viewer.get(&path).await.see("Renamed elsewhere");
    let fact = organization_facts::Model {
        id: FactId::fresh(),
        organization_id: post.organization_id,
        label: "Told anew".to_owned(),
        value: "Yes".to_owned(),
        amount_usd: None,
        source: "Made up".to_owned(),
        as_of: "2026".to_owned(),
        position: 1,
    };
    organization_facts::Entity::insert(fact.into_active_model())
        .exec_without_returning(elsewhere.read())
        .await
        .unwrap();
    viewer.get(&path).await.see("Told anew");
    elsewhere.close().await.unwrap();
}

#[tokio::test]
async fn today_shows_the_widest_gaps_as_they_are_now() {
    let app = TestApp::with_sample().await;
    let goal = goals::Entity::find()
        .filter(goals::Column::SourceKey.eq("g-sf-01"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let first = async || {
        let directory = app.db().revision(Topic::Funders).await.unwrap();
        let kept = widest_gaps(app.db(), directory, 5).await.unwrap();
        (kept[0].id, kept[0].title.clone(), kept[0].totals.gap)
    };
    let (before, _, _) = first().await;
    assert_ne!(before, goal.id, "another goal has the widest gap");

    let mut officer = app.staff(Role::ProgramOfficer).await;
    let sent = officer
        .post(
            &format!("/goals/{}/lines/new", goal.id),
            &[
                ("purpose", "All that is missing"),
                ("layer", "senior"),
                ("product", "senior_debt"),
                ("status", "need"),
                ("amount", "900,000,000"),
                ("source", "Made up"),
                ("as_of", "2026-01-31"),
            ],
        )
        .await;
    sent.is(303);
    assert_eq!(first().await.0, goal.id);
    officer.get("/today").await.see("$900");

    let elsewhere = app.another_process().await;
    goals::Entity::update_many()
        .col_expr(goals::Column::Title, Expr::value("Worded elsewhere"))
        .col_expr(
            goals::Column::Version,
            Expr::col(goals::Column::Version).add(1),
        )
        .filter(goals::Column::Id.eq(goal.id))
        .exec(elsewhere.read())
        .await
        .unwrap();
    assert_eq!(first().await.1, "Worded elsewhere");
    elsewhere.close().await.unwrap();
}

#[tokio::test]
async fn a_crowd_at_a_cold_page_has_it_made_once() {
    let app = TestApp::new().await;
    let made = AtomicUsize::new(0);
    let look = |revision: &'static str| {
        let (db, made) = (app.db(), &made);
        async move {
            let kept = db.kept_as("crowd", revision, async || {
                made.fetch_add(1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(30)).await;
                Ok::<_, Infallible>(revision.to_owned())
            });
            kept.await.unwrap().to_string()
        }
    };
    let crowd = async |revision| {
        let (a, b, c) = tokio::join!(look(revision), look(revision), look(revision));
        assert_eq!([a, b, c], [revision; 3]);
    };
    crowd("1").await;
    crowd("1").await;
    assert_eq!(made.load(Ordering::SeqCst), 1);
    crowd("2").await;
    assert_eq!(
        made.load(Ordering::SeqCst),
        2,
        "once more for what has changed"
    );
}
