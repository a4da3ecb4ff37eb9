//! The door: passwords, mailed links, limits, and answers that tell strangers nothing.

use chrono::TimeDelta;
use roundtable::{
    auth::{accounts, links},
    entities::{outbound_mails, sessions, users},
    values::Role,
};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::{PASSWORD, account, acts, link_in, with_password};
use crate::support::TestApp;

#[tokio::test]
async fn a_password_opens_the_door_and_leads_back() {
    let app = TestApp::new().await;
    let id = with_password(&app, "dana@example.org", Role::ProgramOfficer).await;
    let mut browser = app.visitor();
    browser.extra.push((
        "user-agent",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned(),
    ));
    let gate = browser.get("/settings").await;
    assert_eq!(gate.is(303).location(), "/sign-in?next=%2Fsettings");
    browser
        .get(gate.location())
        .await
        .is(200)
        .see("value=\"/settings\"");
    let fields = [
        ("email", " Dana@EXAMPLE.org "),
        ("password", PASSWORD),
        ("next", "/settings"),
    ];
    let inside = browser.post("/sign-in", &fields).await;
    assert_eq!(inside.is(303).location(), "/settings");
    browser
        .get("/settings")
        .await
        .is(200)
        .see("Firefox on Linux");
    assert_eq!(account(&app, id).await.last_sign_in_at, Some(app.now()));
    assert_eq!(acts(&app).await, ["signed_in"]);
    // Nobody already inside is asked again.
    let again = browser.get("/sign-in?next=//evil.test").await;
    assert_eq!(again.is(303).location(), "/today");
}

#[tokio::test]
async fn wrong_passwords_unknown_addresses_and_closed_accounts_look_alike() {
    let app = TestApp::new().await;
    with_password(&app, "dana@example.org", Role::Viewer).await;
    let closed = with_password(&app, "leo@example.org", Role::Viewer).await;
    app.db()
        .write(async |txn| accounts::set(txn, closed, users::Column::DisabledAt, app.now()).await)
        .await
        .unwrap();
    let mut answers = Vec::new();
    for (email, password) in [
        ("dana@example.org", "not the password"),
        ("nobody@example.org", PASSWORD),
        ("leo@example.org", PASSWORD),
    ] {
        let fields = [("email", email), ("password", password)];
        let page = app.visitor().post("/sign-in", &fields).await;
        page.is(422)
            .see("do not open an account")
            .see("<title>Error: Sign in")
            .not_see(password);
        answers.push(page.body.replace(email, "someone"));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(
        sessions::Entity::find()
            .count(app.db().read())
            .await
            .unwrap(),
        0
    );
}

#[tokio::test]
async fn tries_are_limited_by_address_and_by_place() {
    let app = TestApp::new().await;
    with_password(&app, "dana@example.org", Role::Viewer).await;
    let from = |place: String| {
        let mut browser = app.visitor();
        browser.extra.push(("x-forwarded-for", place));
        browser
    };
    let wrong = [("email", "dana@example.org"), ("password", "guess")];
    let right = [("email", "DANA@example.org"), ("password", PASSWORD)];
    let mut guesser = from("198.51.100.1".to_owned());
    for _ in 0..10 {
        guesser.post("/sign-in", &wrong).await.is(422);
    }
    let refused = guesser.post("/sign-in", &right).await;
    refused.is(429).see("You can try again in");
    assert!(refused.headers.contains_key("retry-after"));
    // Its owner, elsewhere, is not kept out by that.
    let mut other = from("198.51.100.99".to_owned());
    other.post("/sign-in", &right).await.is(303);
    // Too long to be anybody's, so refused without hashing; counted all the same.
    let novel = "x".repeat(201);
    let wrong = [("email", "dana@example.org"), ("password", novel.as_str())];
    for n in 0..89 {
        let mut browser = from(format!("192.0.2.{}", n / 10));
        browser.post("/sign-in", &wrong).await.is(422);
    }
    other.post("/sign-in", &right).await.is(429);
    app.clock().advance(TimeDelta::minutes(16));
    other.post("/sign-in", &right).await.is(303);

    let mut one_place = from("203.0.113.7".to_owned());
    for n in 0..30 {
        let email = format!("person{n}@example.org");
        let fields = [("email", email.as_str()), ("password", "guess")];
        one_place.post("/sign-in", &fields).await.is(422);
    }
    one_place.post("/sign-in", &right).await.is(429);
}

#[tokio::test]
async fn a_mailed_link_works_once_and_only_by_its_button() {
    let app = TestApp::new().await;
    let id = with_password(&app, "dana@example.org", Role::Viewer).await;
    let mut browser = app.visitor();
    let fields = [("email", "dana@example.org"), ("next", "/settings")];
    let sent = browser.post("/sign-in/link", &fields).await;
    sent.is(200).see("a link is on its way");
    let mail = app.mail().await;
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].subject, "Sign in to Roundtable");
    assert_eq!(mail[0].to.as_str(), "dana@example.org");
    let link = link_in(&mail[0].text);
    assert!(
        mail[0]
            .html
            .contains(&format!("http://roundtable.test{link}"))
    );

    for _ in 0..3 {
        browser.get(&link).await.is(200).see("Press the button");
        browser.head(&link).await.is(200);
    }
    assert_eq!(account(&app, id).await.last_sign_in_at, None);
    let path = link.split('?').next().unwrap();
    let inside = browser.post(path, &[("next", "/settings")]).await;
    assert_eq!(inside.is(303).location(), "/settings");
    browser.get("/settings").await.is(200);

    let mut other = app.visitor();
    other.get(&link).await.is(410).see("used or is too old");
    other.post(path, &[]).await.is(410).see("Email me a link");
    other.get("/settings").await.is(303);
}

#[tokio::test]
async fn an_old_link_and_one_of_a_closed_account_open_nothing() {
    let app = TestApp::new().await;
    let id = with_password(&app, "dana@example.org", Role::Viewer).await;
    let link = async || {
        let made = app
            .db()
            .write(async |txn| links::make(txn, id, links::GOOD_FOR, app.now()).await)
            .await;
        format!("/sign-in/{}", made.unwrap().reveal())
    };
    let old = link().await;
    app.clock().advance(TimeDelta::minutes(31));
    app.visitor().post(&old, &[]).await.is(410);
    let fresh = link().await;
    app.db()
        .write(async |txn| accounts::set(txn, id, users::Column::DisabledAt, app.now()).await)
        .await
        .unwrap();
    app.visitor().post(&fresh, &[]).await.is(410);
    app.visitor().get("/sign-in/no-such-token").await.is(410);
}

#[tokio::test]
async fn asking_for_a_link_tells_nobody_who_has_an_account() {
    let app = TestApp::new().await;
    with_password(&app, "dana@example.org", Role::Viewer).await;
    let mut answers = Vec::new();
    for email in ["dana@example.org", "nobody@example.org"] {
        let page = app
            .visitor()
            .post("/sign-in/link", &[("email", email)])
            .await;
        page.is(200);
        answers.push(page.body.replace(email, "someone"));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(app.mail().await.len(), 1);
    let asked = [("email", "dana@example.org")];
    for n in 0..6 {
        let mut stranger = app.visitor();
        let place = format!("198.51.100.{n}");
        stranger.extra.push(("x-forwarded-for", place));
        let page = stranger.post("/sign-in/link", &asked).await;
        let body = page.is(200).body.replace("dana@example.org", "someone");
        assert_eq!(body, answers[0]);
    }
    assert_eq!(app.mail().await.len(), 4, "no more than five in all");
    app.clock().advance(TimeDelta::minutes(16));
    let mails = outbound_mails::Entity::find().count(app.db().read()).await;
    assert_eq!(mails.unwrap(), 5);
    let page = app
        .visitor()
        .post("/sign-in/link", &[("email", "dana@")])
        .await;
    page.is(422)
        .see("There is a problem")
        .see("value=\"dana@\"");
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let app = TestApp::new().await;
    let mut browser = app.staff(Role::Viewer).await;
    let out = browser.submit("/sign-out", &[]).await;
    out.is(200).see("You are signed out.");
    browser.get("/settings").await.is(303);
    assert_eq!(
        sessions::Entity::find()
            .count(app.db().read())
            .await
            .unwrap(),
        0
    );
    assert_eq!(acts(&app).await, ["signed_in", "signed_out"]);
}
