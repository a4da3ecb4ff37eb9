//! The pages anybody can open, and the addresses for machines.

use roundtable::values::Role;
use sea_orm::ConnectionTrait;

use crate::support::TestApp;

#[tokio::test]
async fn the_start_page_is_for_visitors_and_leads_staff_to_work() {
    let app = TestApp::new().await;
    let page = app.visitor().get("/").await;
    page.is(200)
        .see("Bring funders together around a goal")
        .see("href=\"/open\"")
        .see("href=\"/sign-in\"");
    let mut staff = app.staff(Role::Viewer).await;
    assert_eq!(staff.get("/").await.is(303).location(), "/today");
}

#[tokio::test]
async fn credits_name_every_source_and_licence() {
    let app = TestApp::new().await;
    let page = app.visitor().get("/credits").await;
    page.is(200);
    for named in [
        "GeoNames",
        "CC BY 4.0",
        "Open Civic Data",
        "CC0",
        "Census Bureau",
        "Office of Management and Budget",
        "CDFI Fund",
        "Internal Revenue Service",
        "Federal Reserve Bank of Minneapolis",
        "MIT licence",
        "Research Organization Registry",
        "Candid",
        "Living Cities",
        "Federal Reserve Bank of Boston",
        "IANA Time Zone Database",
    ] {
        page.see(named);
    }
    app.visitor().get("/about").await.is(200).see("Version");
    app.visitor()
        .get("/privacy")
        .await
        .is(200)
        .see("seven days");
}

#[tokio::test]
async fn machines_get_plain_answers() {
    let app = TestApp::new().await;
    let mut visitor = app.visitor();
    assert_eq!(visitor.get("/healthz").await.is(200).body, "ok");
    visitor.get("/readyz").await.is(200).see("\"ready\":true");
    let robots = visitor.get("/robots.txt").await;
    robots.is(200).see("Allow: /open\n").see("Disallow: /\n");
    let icon = visitor.get("/favicon.ico").await;
    let at = icon.is(303).location().to_owned();
    assert!(at.starts_with("/assets/favicon"), "{at}");
    let image = visitor.get(&at).await;
    assert_eq!(image.is(200).headers["content-type"], "image/svg+xml");
}

#[tokio::test]
async fn a_database_that_lacks_a_migration_is_not_ready() {
    let app = TestApp::new().await;
    let newest = "DELETE FROM seaql_migrations WHERE version = \
        (SELECT MAX(version) FROM seaql_migrations)";
    app.db().read().execute_unprepared(newest).await.unwrap();
    let mut visitor = app.visitor();
    visitor
        .get("/readyz")
        .await
        .is(503)
        .see("\"pending_migrations\":1");
    visitor.get("/healthz").await.is(200);
}
