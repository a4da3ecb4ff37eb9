//! What browsers are told with every answer.

use roundtable::values::Role;

use crate::support::{Page, TestApp};

fn guarded(page: &Page, what: &str) {
    let header = |name: &str| {
        let value = page.headers.get(name).map(|value| value.to_str().unwrap());
        value
            .unwrap_or_else(|| panic!("{what} lacks {name}"))
            .to_owned()
    };
    let policy = header("content-security-policy");
    for part in [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ] {
        assert!(policy.contains(part), "{what}: {policy}");
    }
    assert!(!policy.contains("unsafe"), "{what}: {policy}");
    assert_eq!(header("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(header("referrer-policy"), "same-origin", "{what}");
    assert!(header("permissions-policy").contains("camera=()"), "{what}");
    assert!(!header("x-request-id").is_empty(), "{what}");
}

#[tokio::test]
async fn every_kind_of_answer_carries_them() {
    let app = TestApp::new().await;
    let mut visitor = app.visitor();
    for path in [
        "/",
        "/sign-in",
        "/robots.txt",
        "/healthz",
        "/readyz",
        "/nowhere",
        "/api/nowhere",
    ] {
        guarded(&visitor.get(path).await, path);
    }
    guarded(&visitor.get("/settings").await, "a redirect");
    guarded(&visitor.post("/sign-in", &[]).await, "a refused form");
    guarded(&visitor.post("/about", &[]).await, "a wrong method");
    let mut staff = app.staff(Role::Administrator).await;
    for path in ["/settings", "/admin", "/admin/jobs"] {
        guarded(&staff.get(path).await, path);
    }
}

#[tokio::test]
async fn signed_in_pages_are_never_kept_by_caches() {
    let app = TestApp::new().await;
    let mut staff = app.staff(Role::Viewer).await;
    let page = staff.get("/settings").await;
    assert_eq!(page.headers["cache-control"], "private, no-store");
    let vary: Vec<_> = page.headers.get_all("vary").iter().collect();
    assert!(
        vary.iter()
            .any(|value| value.as_bytes().eq_ignore_ascii_case(b"x-partial"))
    );
}

#[tokio::test]
async fn reports_of_violations_are_taken_only_where_asked_for() {
    let mut app = TestApp::new().await;
    app.visitor().post("/csp-reports", &[]).await.is(404);
    app.app.state.settings = std::sync::Arc::new(roundtable::web::Settings {
        csp_report: true,
        ..(*app.app.state.settings).clone()
    });
    // Not JSON.
    app.visitor().post("/csp-reports", &[]).await.is(400);
}
