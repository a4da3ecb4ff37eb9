//! The administrators' start page, the jobs and the audit log.

use roundtable::{
    db::Db,
    entities::jobs,
    ids::JobId,
    jobs::{Job, MOST_ATTEMPTS},
    mail::{self, Draft},
    values::{JobState, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::support::TestApp;

async fn only_job(db: &Db) -> jobs::Model {
    jobs::Entity::find().one(db.read()).await.unwrap().unwrap()
}

/// A mail whose job was given up, as after a day of a mail server's refusals.
async fn failed_mail(app: &TestApp) -> JobId {
    let draft = Draft::plain(
        "dana@example.org".parse().unwrap(),
        "Sign in to Roundtable".to_owned(),
        "text".to_owned(),
        "<p>text</p>".to_owned(),
    );
    app.db()
        .write(async |txn| mail::enqueue(txn, &draft, app.now()).await)
        .await
        .unwrap();
    let job = only_job(app.db()).await;
    jobs::Entity::update_many()
        .col_expr(jobs::Column::State, Expr::value(JobState::Failed))
        .col_expr(jobs::Column::Attempts, Expr::value(MOST_ATTEMPTS))
        .col_expr(jobs::Column::LastError, Expr::value("mailbox unavailable"))
        .filter(jobs::Column::Id.eq(job.id))
        .exec(app.db().read())
        .await
        .unwrap();
    job.id
}

#[tokio::test]
async fn a_failed_mail_is_seen_and_sent_round_again() {
    let app = TestApp::new().await;
    let mut admin = app.staff(Role::Administrator).await;
    let id = failed_mail(&app).await;
    admin
        .get("/admin")
        .await
        .is(200)
        .see("1 failed")
        .see("/admin/jobs?state=failed");
    let list = admin.get("/admin/jobs?state=failed").await;
    list.see("Send mail")
        .see("dana@example.org")
        .see("Sign in to Roundtable")
        .see("mailbox unavailable")
        .see("8 of 8");
    admin
        .get("/admin/jobs?state=done")
        .await
        .see("No jobs in this state.");
    let retry = format!("/admin/jobs/{id}/retry");
    admin
        .submit(&retry, &[])
        .await
        .see("The job is tried again now.");
    assert_eq!(only_job(app.db()).await.attempts, 0);
    assert_eq!(app.mail().await.len(), 1);
    assert_eq!(only_job(app.db()).await.state, JobState::Done);
    admin
        .submit(&retry, &[])
        .await
        .see("already done or in hand");
    admin
        .get("/admin/audit")
        .await
        .see("Sent a job round again");
    admin.post("/admin/jobs/nonsense/retry", &[]).await.is(404);
}

#[tokio::test]
async fn the_audit_log_is_newest_first_and_shows_before_and_after() {
    let app = TestApp::new().await;
    let mut admin = app.staff(Role::Administrator).await;
    app.clock().advance(chrono::TimeDelta::minutes(5));
    admin
        .post("/settings/theme", &[("theme", "dark")])
        .await
        .is(303);
    let page = admin.get("/admin/audit").await;
    page.is(200)
        .see("Administrator Tester")
        .see("Before: <code>");
    let (theme, entry) = ("Chose the theme dark", "Signed in with");
    assert!(page.body.find(theme).unwrap() < page.body.find(entry).unwrap());
    page.see("1 to 2 of 2 entries");
}

#[tokio::test]
async fn the_start_page_says_how_the_site_is_doing() {
    let app = TestApp::new().await;
    let mut admin = app.staff(Role::Administrator).await;
    let page = admin.get("/admin").await;
    page.is(200)
        .see("<b>1</b> account")
        .see("None failed")
        .see("http://roundtable.test")
        .see("There is none.");
    assert!(page.body.contains("SQLite") || page.body.contains("PostgreSQL"));
    let mut officer = app.staff(Role::ProgramOfficer).await;
    for path in [
        "/admin",
        "/admin/jobs",
        "/admin/audit",
        "/admin/sample-data/removal",
    ] {
        officer.get(path).await.is(403);
    }
}

#[test]
fn the_name_of_a_stored_job_stays() {
    assert_eq!(
        <roundtable::accounts::MailSignInLink as Job>::KIND,
        "mail_sign_in_link"
    );
}
