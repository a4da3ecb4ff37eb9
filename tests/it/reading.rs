//! While a process is still reading the funding sources, the pages that need them say so and look again by themselves.

use std::time::Duration;

use roundtable::values::Role;
use sea_orm::{ConnectionTrait, DatabaseBackend, DbErr};

use crate::{convenings::goal, support::TestApp};

/// On PostgreSQL only: there somebody else can make the sources wait, which is the one way to be sure of the moment.
#[tokio::test]
async fn the_page_says_that_the_sources_are_being_read() {
    let app = TestApp::with_sample().await;
    if app.db().read().get_database_backend() != DatabaseBackend::Postgres {
        return;
    }
    let staff = tokio::sync::Mutex::new(app.staff(Role::ProgramOfficer).await);
    let path = format!("/goals/{}/matches", goal(&app).await);
    let meanwhile = app.db().write(async |txn| {
        let lock = "LOCK TABLE funding_sources IN ACCESS EXCLUSIVE MODE";
        txn.execute_unprepared(lock).await?;
        Ok::<_, DbErr>(staff.lock().await.get(&path).await)
    });
    let page = meanwhile.await.unwrap();
    page.is(200)
        .see("Reading the funding sources")
        .see("So far: 0 funding sources")
        .see("looks again by itself")
        .not_see("Eligible");
    assert_eq!(page.headers["refresh"], "3");
    let mut staff = staff.into_inner();
    // What was begun goes on by itself, also when whoever asked has gone.
    let mut looks = 0;
    while staff
        .get(&path)
        .await
        .body
        .contains("Reading the funding sources")
        && looks < 50
    {
        tokio::time::sleep(Duration::from_millis(100)).await;
        looks += 1;
    }
    staff.get(&path).await.is(200).see("Eligible");
}
