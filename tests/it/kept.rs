//! What is worked out once and kept: a goal's sums, its page, and the directory in memory.

use jiff::civil::date;
use roundtable::{
    entities::{goal_populations, goals, organizations, partnerships, stack_lines},
    goals::{rule_lines, rules::stack::totals, stack_of, sums_of},
    matching::matches_of,
    values::Role,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::support::TestApp;

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
        found.unwrap().unwrap()
    };
    let best = look().await.matches[0].pocket.organization_id;
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
    assert_eq!(
        look().await.matches[0].pocket.organization,
        "Renamed elsewhere"
    );
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
