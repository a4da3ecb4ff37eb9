//! Two at once: a deadlock that PostgreSQL breaks off is tried again, and whoever comes second is shown what the first
//! left, not what was there before both.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use roundtable::{
    audit::Actor,
    db::Running,
    entities::{
        goals, organizations, partnership_members, partnerships, performance_measures, strategies,
    },
    goals::{MeasureDraft, add_piece},
    partnerships::by_slug,
    values::{MeasureQuadrant, Role},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, EntityTrait,
    ExprTrait, QueryFilter, QueryOrder,
    sea_query::{BinOper, Expr},
};
use tokio::sync::{Barrier, Notify};

use crate::support::{Browser, Page, TestApp};

const BAY: &str = "bay-crossing-integration-table-example";

async fn lengthen(txn: &DatabaseTransaction, goal: &goals::Model) -> Result<(), DbErr> {
    let longer = Expr::col(goals::Column::Story).binary(BinOper::Custom("||"), "x");
    goals::Entity::update_many()
        .col_expr(goals::Column::Story, longer)
        .filter(goals::Column::Id.eq(goal.id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Lengthens the story of a goal by one letter, or fails where that is asked for.
fn letter<'t>(
    txn: &'t DatabaseTransaction,
    goal: &goals::Model,
    fails: bool,
) -> Running<'t, Result<(), DbErr>> {
    let goal = goal.clone();
    Box::pin(async move {
        lengthen(txn, &goal).await?;
        if fails {
            return Err(DbErr::Custom("no".to_owned()));
        }
        Ok(())
    })
}

#[tokio::test]
async fn small_writes_that_wait_are_all_kept_and_one_that_fails_takes_none_with_it() {
    let app = TestApp::with_sample().await;
    let goal = goals::Entity::find().one(app.db().read()).await.unwrap();
    let goal = goal.unwrap();
    let (met, free) = (Barrier::new(2), Notify::new());
    // While one writes, a hundred come; two of them fail.
    let first = app.db().write(async |txn: &DatabaseTransaction| {
        met.wait().await;
        free.notified().await;
        lengthen(txn, &goal).await
    });
    let many = async {
        met.wait().await;
        let one = |number: usize| {
            let goal = goal.clone();
            let fails = number % 50 == 7;
            app.db()
                .write_together(move |txn| letter(txn, &goal, fails))
        };
        let all = futures_util::future::join_all((0..100).map(one));
        let open = async {
            tokio::time::sleep(Duration::from_millis(50)).await;
            free.notify_one();
        };
        tokio::join!(all, open).0
    };
    let (first, many) = tokio::join!(first, many);
    first.unwrap();
    let failed = many.iter().filter(|one| one.is_err()).count();
    assert_eq!((many.len(), failed), (100, 2));
    let after = goals::Entity::find_by_id(goal.id).one(app.db().read());
    let after = after.await.unwrap().unwrap();
    assert_eq!(after.story.len(), goal.story.len() + 99);
}

#[tokio::test]
async fn a_deadlock_is_broken_off_and_tried_again() {
    let app = TestApp::with_sample().await;
    // SQLite lets one writer in at a time: nobody there waits for each other.
    if app.db().read().get_database_backend() != DatabaseBackend::Postgres {
        return;
    }
    let all = goals::Entity::find().order_by_asc(goals::Column::Id);
    let all = all.all(app.db().read()).await.unwrap();
    let (tries, met) = (AtomicU32::new(0), Barrier::new(2));
    let both = async |first: &goals::Model, second: &goals::Model| {
        let work = async |txn: &DatabaseTransaction| {
            let go = tries.fetch_add(1, Ordering::SeqCst) < 2;
            lengthen(txn, first).await?;
            if go {
                met.wait().await;
            }
            lengthen(txn, second).await
        };
        app.db().write(work).await
    };
    let (one, other) = tokio::join!(both(&all[0], &all[1]), both(&all[1], &all[0]));
    one.unwrap();
    other.unwrap();
    assert_eq!(tries.load(Ordering::SeqCst), 3, "one of the two came again");
    for goal in &all[..2] {
        let now = goals::Entity::find_by_id(goal.id)
            .one(app.db().read())
            .await;
        assert_eq!(now.unwrap().unwrap().story, format!("{}xx", goal.story));
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_write_itself_is_tried_once() {
    let app = TestApp::new().await;
    let tries = AtomicU32::new(0);
    let refused = app
        .db()
        .write(async |txn| {
            tries.fetch_add(1, Ordering::SeqCst);
            txn.execute_unprepared("UPDATE no_such_table SET a = 1")
                .await?;
            Ok::<_, DbErr>(())
        })
        .await;
    assert!(refused.is_err());
    assert_eq!(tries.load(Ordering::SeqCst), 1);
}

/// Sends a form while somebody else's change of the same row waits to be committed.
async fn sent_meanwhile(
    app: &TestApp,
    change: &str,
    browser: &mut Browser,
    (path, fields): (&str, &[(&str, &str)]),
) -> Page {
    let changed = Notify::new();
    let first = app.db().write(async |txn| {
        txn.execute_unprepared(change).await?;
        changed.notify_one();
        tokio::time::sleep(Duration::from_millis(600)).await;
        Ok::<_, DbErr>(())
    });
    let second = async {
        changed.notified().await;
        browser.post(path, fields).await
    };
    let (first, page) = tokio::join!(first, second);
    first.unwrap();
    page
}

async fn bay(app: &TestApp) -> partnerships::Model {
    by_slug(app.db().read(), BAY).await.unwrap().unwrap()
}

#[tokio::test]
async fn the_second_to_save_a_partnership_sees_what_the_first_left() {
    let app = TestApp::with_sample().await;
    let path = format!("/partnerships/{}/edit", bay(&app).await.id);
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let fields = [
        ("name", "Mine"),
        ("stage", "planning"),
        ("places", "San Francisco, CA"),
        ("source", "Letter"),
        ("version", "1"),
    ];
    let change = format!(
        "UPDATE partnerships SET name = 'Theirs', version = version + 1 WHERE slug = '{BAY}'"
    );
    let page = sent_meanwhile(&app, &change, &mut officer, (&path, &fields)).await;
    page.is(409)
        .see("Mine")
        .see("value=\"Theirs\"")
        .see("name=\"version\" value=\"2\"");
}

#[tokio::test]
async fn the_second_to_save_a_member_sees_what_the_first_left() {
    let app = TestApp::with_sample().await;
    let of = bay(&app).await.id;
    let member = partnership_members::Entity::find()
        .filter(partnership_members::Column::PartnershipId.eq(of))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let path = format!("/partnerships/{of}/members/{}/edit", member.id);
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let fields = [
        ("name", "Mine"),
        ("sector", "public"),
        ("role", "member"),
        ("version", "1"),
    ];
    let (name, other) = (member.name.replace('\'', "''"), "Theirs");
    let change = format!(
        "UPDATE partnership_members SET name = '{other}', version = version + 1 WHERE name = '{name}'"
    );
    let page = sent_meanwhile(&app, &change, &mut officer, (&path, &fields)).await;
    page.is(409)
        .see("value=\"Theirs\"")
        .see("name=\"version\" value=\"2\"");
}

#[tokio::test]
async fn the_second_to_save_a_funder_sees_what_the_first_left() {
    let app = TestApp::with_sample().await;
    let funder = organizations::Entity::find()
        .filter(organizations::Column::SourceKey.eq("f-rosewater"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let path = format!("/funders/{}/edit", funder.id);
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let version = funder.version.to_string();
    let fields = [("name", "Mine"), ("version", version.as_str())];
    let change = "UPDATE organizations SET name = 'Theirs', version = version + 1 WHERE source_key = 'f-rosewater'";
    let page = sent_meanwhile(&app, change, &mut officer, (&path, &fields)).await;
    page.is(409).see("Mine").see("value=\"Theirs\"");
}

#[tokio::test]
async fn a_strategy_that_gets_a_measure_meanwhile_stays() {
    let app = TestApp::with_sample().await;
    let goal = goals::Entity::find()
        .filter(goals::Column::SourceKey.eq("g-sf-01"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let here = format!("/goals/{}", goal.id);
    let fields = [("name", "Paid work"), ("note", "")];
    let new = format!("{here}/strategies/new");
    officer.post(&new, &fields).await.is(303);
    let strategy = strategies::Entity::find()
        .filter(strategies::Column::Name.eq("Paid work"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let measure = MeasureDraft {
        strategy_id: strategy.id,
        quadrant: MeasureQuadrant::HowWell,
        measure: "Trainees who finish".to_owned(),
        unit: String::new(),
        value: None,
        as_of: None,
        source: String::new(),
    };
    let (added, actor, now) = (Notify::new(), Actor::named("A test"), app.now());
    let first = app.db().write(async |txn| {
        add_piece(txn, &goal, &measure, &actor, now).await?;
        added.notify_one();
        tokio::time::sleep(Duration::from_millis(600)).await;
        Ok::<_, DbErr>(())
    });
    let remove = format!("{here}/strategies/{}/remove", strategy.id);
    let second = async {
        added.notified().await;
        officer.post(&remove, &[("version", "1")]).await
    };
    let (first, page) = tokio::join!(first, second);
    first.unwrap();
    page.is(422).see("This strategy has measures.");
    let held = performance_measures::Entity::find()
        .filter(performance_measures::Column::StrategyId.eq(strategy.id))
        .all(app.db().read());
    assert_eq!(held.await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_goal_that_was_taken_back_meanwhile_is_not_adopted() {
    let app = TestApp::with_sample().await;
    let goal = goals::Entity::find()
        .filter(goals::Column::SourceKey.eq("g-sf-01"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let defined = "UPDATE indicators SET definition = 'Counted people over all people'";
    let db = app.db().read();
    db.execute_unprepared(defined).await.unwrap();
    let mut lead = app.lead(goal.partnership_id.unwrap()).await;
    let path = format!("/goals/{}/adopt", goal.id);
    let change =
        "UPDATE goals SET status = 'draft', version = version + 1 WHERE source_key = 'g-sf-01'";
    let stamp = lead.get(&path).await.held("stamp");
    let page = sent_meanwhile(&app, change, &mut lead, (&path, &[("stamp", &stamp)])).await;
    page.is(409).see("it now stands at “Draft”");
}
