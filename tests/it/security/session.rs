//! The session's number changes whenever someone signs in, and an old number opens nothing.

use roundtable::{entities::sessions, values::Role};
use sea_orm::EntityTrait;

use crate::support::{Page, TestApp};

fn number(page: &Page) -> String {
    let line = page
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|value| value.to_str().unwrap())
        .find(|line| line.starts_with("roundtable="))
        .expect("a session cookie")
        .to_owned();
    assert!(
        line.contains("HttpOnly") && line.contains("SameSite=Lax"),
        "{line}"
    );
    line.split(';').next().unwrap().to_owned()
}

async fn link(app: &TestApp) -> String {
    app.visitor()
        .post("/sign-in/link", &[("email", "viewer@roundtable.test")])
        .await
        .is(200);
    let mail = app.mail().await;
    let text = &mail[0].text;
    let at = text.find("/sign-in/").unwrap();
    text[at..].split(['?', '\n']).next().unwrap().to_owned()
}

#[tokio::test]
async fn signing_in_again_voids_the_number_before() {
    let app = TestApp::new().await;
    app.staff(Role::Viewer).await;
    let mut browser = app.visitor();
    let first = number(&browser.post(&link(&app).await, &[]).await);
    let second = number(&browser.post(&link(&app).await, &[]).await);
    assert_ne!(first, second);
    let with = |cookie: &str| {
        let mut other = app.visitor();
        other.extra.push(("cookie", cookie.to_owned()));
        other
    };
    with(&first).get("/settings").await.is(303);
    with(&second).get("/settings").await.is(200);
    // A number nobody was given is not taken up.
    let planted = "roundtable=AAAAAAAAAAAAAAAAAAAAAA";
    let mut victim = with(planted);
    let given = number(&victim.post(&link(&app).await, &[]).await);
    assert_ne!(given, planted);
    with(planted).get("/settings").await.is(303);
}

#[tokio::test]
async fn the_number_is_kept_only_as_a_hash() {
    let app = TestApp::new().await;
    app.staff(Role::Viewer).await;
    let given = number(&app.visitor().post(&link(&app).await, &[]).await);
    let secret = given.trim_start_matches("roundtable=");
    for row in sessions::Entity::find().all(app.db().read()).await.unwrap() {
        assert_ne!(row.id_hash, secret);
        assert!(!row.data.contains(secret));
    }
}
