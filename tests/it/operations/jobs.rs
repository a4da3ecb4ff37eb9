//! Jobs that go wrong in unkind ways: a panic, one without end, a worker that fell silent.

use chrono::TimeDelta;
use roundtable::{
    entities::jobs::{self as rows, Column},
    jobs::{self, Job, LEASE, MOST_ATTEMPTS, Outcome, Workers},
    values::JobState,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};

use crate::support::TestApp;

#[derive(Serialize, Deserialize)]
struct Trouble;

impl Job for Trouble {
    const KIND: &'static str = "trouble";
}

async fn promised() -> TestApp {
    let app = TestApp::new().await;
    app.db()
        .write(async |txn| jobs::enqueue(txn, &Trouble, app.now()).await)
        .await
        .unwrap();
    app
}

async fn row(app: &TestApp) -> rows::Model {
    rows::Entity::find()
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

/// Puts the one job in hand, for the n-th time, until a minute from now.
async fn in_hand(app: &TestApp, attempts: i32) {
    let until = app.now() + TimeDelta::minutes(1);
    rows::Entity::update_many()
        .col_expr(Column::State, Expr::value(JobState::Leased))
        .col_expr(Column::Attempts, Expr::value(attempts))
        .col_expr(Column::LeaseUntil, Expr::value(until))
        .filter(Column::Kind.eq(Trouble::KIND))
        .exec(app.db().read())
        .await
        .unwrap();
}

fn workers(app: &TestApp) -> Workers {
    Workers::new(app.db().clone(), app.clock().clone())
}

/// So that the test application finds no job undone.
async fn clear(app: &TestApp) {
    rows::Entity::delete_many()
        .exec(app.db().read())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_panic_is_the_jobs_own_failure() {
    let app = promised().await;
    let workers = workers(&app).with::<Trouble, _, _>(|_| async { panic!("on purpose") });
    assert_eq!(workers.turn().await.unwrap(), Outcome::Failed);
    let job = row(&app).await;
    assert_eq!((job.state, job.attempts), (JobState::Queued, 1));
    assert_eq!(job.lease_until, None);
    assert_eq!(job.last_error.as_deref(), Some("the job panicked"));
    assert_eq!(workers.turn().await.unwrap(), Outcome::Idle);
    clear(&app).await;
}

#[tokio::test]
async fn a_job_without_end_is_stopped_before_its_lease_is_over() {
    let app = promised().await;
    let workers = workers(&app)
        .with_lease(TimeDelta::milliseconds(200))
        .with::<Trouble, _, _>(|_| std::future::pending());
    assert_eq!(workers.turn().await.unwrap(), Outcome::Failed);
    let job = row(&app).await;
    assert_eq!(job.state, JobState::Queued);
    assert_eq!(job.last_error.as_deref(), Some("the job took too long"));
    clear(&app).await;
}

#[tokio::test]
async fn silence_at_the_last_attempt_leaves_the_job_for_a_person() {
    let app = promised().await;
    in_hand(&app, MOST_ATTEMPTS).await;
    let workers = workers(&app).with::<Trouble, _, _>(|_| async { Ok(()) });
    assert_eq!(workers.turn().await.unwrap(), Outcome::Idle);
    assert_eq!(row(&app).await.state, JobState::Leased);
    app.clock().advance(LEASE);
    assert_eq!(workers.turn().await.unwrap(), Outcome::Idle);
    let job = row(&app).await;
    assert_eq!((job.state, job.attempts), (JobState::Failed, MOST_ATTEMPTS));
    clear(&app).await;
}

#[tokio::test]
async fn a_worker_that_lost_its_job_writes_nothing_about_it() {
    let app = promised().await;
    let (db, now) = (app.db().clone(), app.now());
    let workers = workers(&app).with::<Trouble, _, _>(move |_| {
        let db = db.clone();
        async move {
            // Another worker takes the job over while this one is at it.
            rows::Entity::update_many()
                .col_expr(Column::Attempts, Expr::value(2))
                .col_expr(Column::LeaseUntil, Expr::value(now + LEASE))
                .exec(db.read())
                .await?;
            Ok(())
        }
    });
    workers.turn().await.unwrap();
    let job = row(&app).await;
    assert_eq!((job.state, job.attempts), (JobState::Leased, 2));
    assert_eq!(job.lease_until, Some(app.now() + LEASE));
    clear(&app).await;
}
