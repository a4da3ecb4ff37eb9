//! Who gets through which door: nobody without signing in, viewers change nothing, and no form from
//! another site is taken.

use roundtable::{entities::audit_entries, values::Role};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::routes;
use crate::support::TestApp;

async fn acts(app: &TestApp) -> u64 {
    let entries = audit_entries::Entity::find().count(app.db().read()).await;
    entries.unwrap()
}

#[tokio::test]
async fn no_staff_page_answers_a_stranger() {
    let app = TestApp::new().await;
    let mut stranger = app.visitor();
    for route in routes::all().iter().filter(|route| !route.public) {
        let page = stranger.get(&route.path).await;
        let told = format!("GET {}", route.declared);
        if route.path.starts_with("/api/") {
            // A program cannot sign in on a page: it is told so in its own way.
            assert_eq!(page.status, 401, "{told}");
            page.see("Sign in first");
            continue;
        }
        assert_eq!(page.status, 303, "{told}");
        assert!(page.location().starts_with("/sign-in?next="), "{told}");
        let page = stranger.post(&route.path, &[]).await;
        let told = format!("POST {}", route.declared);
        assert_eq!(page.status, 303, "{told}");
        assert_eq!(page.location(), "/sign-in?next=%2Ftoday", "{told}");
    }
    assert_eq!(acts(&app).await, 0);
}

#[tokio::test]
async fn viewers_change_nothing_but_their_own_settings() {
    let app = TestApp::new().await;
    let mut viewer = app.staff(Role::Viewer).await;
    let before = acts(&app).await;
    for route in routes::all().iter().filter(|route| !route.public) {
        if route.path == "/sign-out" || route.path.starts_with("/settings") {
            continue;
        }
        let page = viewer.post(&route.path, &[]).await;
        assert_eq!(page.status, 403, "POST {}", route.declared);
    }
    assert_eq!(acts(&app).await, before);
    let page = viewer.post("/admin/accounts", &[]).await;
    page.is(403).see("Viewers can read everything here");
}

#[tokio::test]
async fn administrators_pages_are_theirs_alone() {
    let app = TestApp::new().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    for route in routes::all()
        .iter()
        .filter(|route| route.path.starts_with("/admin"))
    {
        assert_eq!(
            officer.get(&route.path).await.status,
            403,
            "GET {}",
            route.declared
        );
        let page = officer.post(&route.path, &[]).await;
        assert_eq!(page.status, 403, "POST {}", route.declared);
    }
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let app = TestApp::new().await;
    let mut admin = app.staff(Role::Administrator).await;
    let before = acts(&app).await;
    for route in routes::all() {
        let page = admin.post_from_elsewhere(&route.path, &[]).await;
        assert_eq!(page.status, 403, "POST {}", route.declared);
    }
    assert_eq!(acts(&app).await, before);
    admin.get("/settings").await.is(200);
}
