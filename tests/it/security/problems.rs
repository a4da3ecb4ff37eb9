//! What a failure looks like: a page that says what to do, or problem+json under `/api`.

use axum::{Router, routing::get};
use roundtable::values::Role;

use crate::support::{Browser, TestApp};

/// The application with a page that panics and one that fails.
fn broken(app: &TestApp) -> Browser {
    async fn panics() -> &'static str {
        panic!("on purpose, in a test");
    }
    let more = Router::new()
        .route("/panics", get(panics))
        .route("/api/panics", get(panics));
    Browser::new(app.app.router_with(more).unwrap())
}

#[tokio::test]
async fn each_failure_has_a_page_that_says_what_to_do() {
    let app = TestApp::new().await;
    let mut visitor = app.visitor();
    let missing = visitor.get("/nowhere").await;
    missing
        .is(404)
        .see("Page not found")
        .see("Go to the start page");
    let wrong = visitor.post("/about", &[]).await;
    wrong.is(405).see("does not take this kind of request");
    assert_eq!(wrong.headers["allow"], "GET,HEAD");
    let long = "x".repeat(300 * 1024);
    let large = visitor.post("/sign-in", &[("email", &long)]).await;
    large.is(413).see("That is too much at once");
    for path in ["/g/a%00b/interest", "/sign-in/%00", "/sign-in?next=%00"] {
        visitor.get(path).await.is(404).see("Page not found");
    }
    let unreadable = visitor.get("/admin/jobs?page=%FF").await;
    unreadable.is(303);
    let mut viewer = app.staff(Role::Viewer).await;
    viewer.get("/admin").await.is(403).see("for administrators");
    viewer
        .post("/settings/theme", &[("theme", "pink")])
        .await
        .is(422)
        .see("There is no such theme.");
}

#[tokio::test]
async fn a_panic_is_caught_and_its_page_names_the_request() {
    let app = TestApp::new().await;
    let mut browser = broken(&app);
    browser.extra.push(("x-request-id", "chosen".to_owned()));
    let page = browser.get("/panics").await;
    page.not_see("chosen");
    let id = page.headers["x-request-id"].to_str().unwrap().to_owned();
    page.is(500)
        .see("Something went wrong on our side")
        .see(&format!("<code>{id}</code>"))
        .not_see("on purpose");
    broken(&app).get("/about").await.is(200);
}

#[tokio::test]
async fn machines_get_problem_json() {
    let app = TestApp::new().await;
    for (page, status) in [
        (app.visitor().get("/api/nowhere").await, 404),
        (broken(&app).get("/api/panics").await, 500),
        (
            app.visitor().post_from_elsewhere("/api/nowhere", &[]).await,
            403,
        ),
    ] {
        page.is(status);
        assert_eq!(page.headers["content-type"], "application/problem+json");
        let problem: serde_json::Value = serde_json::from_str(&page.body).unwrap();
        assert_eq!(problem["status"], status);
        assert!(
            problem["title"]
                .as_str()
                .is_some_and(|title| !title.is_empty())
        );
        assert!(!page.body.contains("on purpose"));
    }
}
