//! The log can be read by people who run machines: it holds no token, address or password.

use std::{
    io,
    sync::{Arc, Mutex},
};

use axum::{Router, routing::get};
use roundtable::values::Role;
use tracing_subscriber::fmt::MakeWriter;

use crate::support::{Browser, TestApp};

/// A log kept in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn no_secret_and_no_address_is_logged() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter("debug,sqlx=warn")
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    // For the whole process: a subscriber of one thread misses what other tests have met first.
    // What those tests log must hold no secrets either.
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let app = TestApp::new().await;
    app.staff(Role::Viewer).await;
    let mut browser = app.visitor();
    browser
        .extra
        .push(("x-forwarded-for", "203.0.113.77".to_owned()));
    let wrong = [
        ("email", "viewer@roundtable.test"),
        ("password", "a secret guess"),
    ];
    browser.post("/sign-in", &wrong).await.is(422);
    browser
        .post("/sign-in/link", &[("email", "viewer@roundtable.test")])
        .await
        .is(200);
    let mail = app.mail().await;
    let at = mail[0].text.find("/sign-in/").unwrap();
    let path = mail[0].text[at..].split(['?', '\n']).next().unwrap();
    let token = path.trim_start_matches("/sign-in/");
    browser.get(path).await.is(200);
    browser.post(path, &[]).await.is(303);
    browser.get("/nowhere/viewer@roundtable.test").await.is(404);

    let more = Router::new().route("/panics", get(panics));
    let mut broken = Browser::new(app.app.router_with(more).unwrap());
    let page = broken.get("/panics").await;
    let id = page.is(500).headers["x-request-id"].to_str().unwrap();

    let written = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(written.contains("POST /sign-in/{token} 303"), "{written}");
    let mut lines = written.lines();
    assert!(
        lines.any(|line| line.contains("a handler panicked") && line.contains(id)),
        "{written}"
    );
    for secret in [
        token,
        "viewer@roundtable.test",
        "a secret guess",
        "203.0.113.77",
    ] {
        assert!(!written.contains(secret), "{secret} was logged:\n{written}");
    }
}

async fn panics() -> &'static str {
    panic!("on purpose, in a test");
}
