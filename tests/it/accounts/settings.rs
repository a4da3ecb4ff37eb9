//! One's own settings: what is saved, what two windows did at once, theme, password, sessions.

use roundtable::{entities::sessions, values::Role};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::{PASSWORD, acts, tester};
use crate::support::{Page, TestApp};

fn cookie(page: &Page, name: &str) -> Option<String> {
    page.headers
        .get_all("set-cookie")
        .iter()
        .map(|value| value.to_str().unwrap().to_owned())
        .find(|line| line.starts_with(&format!("{name}=")))
}

#[tokio::test]
async fn settings_are_saved_and_shown() {
    let app = TestApp::new().await;
    let mut browser = app.staff(Role::Viewer).await;
    let before = tester(&app, Role::Viewer).await;
    let version = before.version.to_string();
    let page = browser
        .submit(
            "/settings",
            &[
                ("name", "Vera  Nkemelu"),
                ("time_zone", "America/Chicago"),
                ("version", &version),
            ],
        )
        .await;
    page.see("Your settings are saved.")
        .see("value=\"Vera Nkemelu\"")
        .see("Central (UTC-6)")
        .see("data-keys=\"off\"")
        .see("href=\"/settings/calendar\"");
    let after = tester(&app, Role::Viewer).await;
    assert_eq!(after.name, "Vera Nkemelu");
    assert_eq!(after.time_zone.unwrap().name(), "America/Chicago");
    assert!(!after.shortcuts);
    assert_eq!(after.version, before.version + 1);
    assert!(acts(&app).await.contains(&"changed".to_owned()));
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed() {
    let app = TestApp::new().await;
    let mut browser = app.staff(Role::Viewer).await;
    let fields = [
        ("name", ""),
        ("time_zone", "Mars/Olympus"),
        ("shortcuts", "yes"),
        ("version", "1"),
    ];
    let page = browser.post("/settings", &fields).await;
    page.is(422)
        .see("<title>Error: Settings")
        .see("Type a name.")
        .see("is not a time zone we know");
    assert_eq!(tester(&app, Role::Viewer).await.version, 1);
}

#[tokio::test]
async fn two_windows_at_once_are_shown_both_and_choose() {
    let app = TestApp::new().await;
    let mut browser = app.staff(Role::Viewer).await;
    let save = |name: &'static str, version: &'static str| {
        [("name", name), ("shortcuts", "yes"), ("version", version)]
    };
    browser.post("/settings", &save("First", "1")).await.is(303);
    let clash = browser.post("/settings", &save("Second", "1")).await;
    clash
        .is(409)
        .see("Someone else changed this")
        .see("value=\"Second\" checked")
        .see("value=\"First\"")
        .see("name=\"version\" value=\"2\"")
        .see("type=\"hidden\" name=\"shortcuts\" value=\"yes\"");
    assert_eq!(tester(&app, Role::Viewer).await.name, "First");
    browser
        .post("/settings", &save("Second", "2"))
        .await
        .is(303);
    assert_eq!(tester(&app, Role::Viewer).await.name, "Second");
}

#[tokio::test]
async fn the_theme_is_kept_and_one_stays_on_the_page() {
    let app = TestApp::new().await;
    let mut browser = app.staff(Role::Viewer).await;
    browser.extra.push((
        "referer",
        "http://roundtable.test/help/shortcuts?x=1".to_owned(),
    ));
    let answer = browser.post("/settings/theme", &[("theme", "dark")]).await;
    assert_eq!(answer.is(303).location(), "/help/shortcuts?x=1");
    let kept = cookie(&answer, "theme").unwrap();
    assert!(kept.starts_with("theme=dark; Path=/; Max-Age=31536000; HttpOnly"));
    browser.get("/settings").await.see("data-theme=\"dark\"");
    assert_eq!(tester(&app, Role::Viewer).await.theme, "dark");
    browser
        .post("/settings/theme", &[("theme", "pink")])
        .await
        .is(422);
    // The next browser of the same person has it from the start.
    app.staff(Role::Viewer)
        .await
        .get("/settings")
        .await
        .see("data-theme=\"dark\"");
}

#[tokio::test]
async fn a_password_is_set_changed_and_ends_other_sessions() {
    let app = TestApp::new().await;
    let mut browser = app.staff(Role::Viewer).await;
    let mut elsewhere = app.staff(Role::Viewer).await;
    let short = [("new_password", "eleven char")];
    let page = browser.post("/settings/password", &short).await;
    page.is(422)
        .see("Use at least 12 characters.")
        .not_see("eleven char");
    let set = [("new_password", PASSWORD)];
    browser
        .submit("/settings/password", &set)
        .await
        .see("Your password is set.")
        .see("Current password");
    let hash = tester(&app, Role::Viewer).await.password_hash.unwrap();
    assert!(hash.starts_with("$argon2id$"));
    elsewhere.get("/settings").await.is(303);

    let wrong = [
        ("current_password", "not the password"),
        ("new_password", "another orchard wall"),
    ];
    browser
        .post("/settings/password", &wrong)
        .await
        .is(422)
        .see("That is not the password you use now.");
    assert_eq!(tester(&app, Role::Viewer).await.password_hash, Some(hash));
    let right = [
        ("current_password", PASSWORD),
        ("new_password", "another orchard wall"),
    ];
    browser.post("/settings/password", &right).await.is(303);
    browser.get("/settings").await.is(200);
    let fields = [
        ("email", "viewer@roundtable.test"),
        ("password", "another orchard wall"),
    ];
    app.visitor().post("/sign-in", &fields).await.is(303);
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_or_all() {
    let app = TestApp::new().await;
    let mut here = app.staff(Role::Viewer).await;
    let mut there = app.staff(Role::Viewer).await;
    let mut third = app.staff(Role::Viewer).await;
    let page = here.get("/settings").await;
    page.see("This device").see("Sign out everywhere else");
    let named = "name=\"session\" value=\"";
    let key = page.body.split(named).nth(1).unwrap();
    let key = key.split('"').next().unwrap();
    here.submit("/settings/sessions/end", &[("session", key)])
        .await
        .see("That device is signed out.");
    let mut inside = 0;
    for other in [&mut there, &mut third] {
        inside += i32::from(other.get("/settings").await.status == 200);
    }
    assert_eq!(inside, 1);
    here.post("/settings/sessions/end-others", &[])
        .await
        .is(303);
    here.get("/settings")
        .await
        .is(200)
        .not_see("everywhere else</button>");
    let left = sessions::Entity::find().count(app.db().read()).await;
    assert_eq!(left.unwrap(), 1);

    // Another person's session is out of reach.
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let mine = here.get("/settings").await;
    assert!(!mine.body.contains(named));
    let row = sessions::Entity::find().all(app.db().read()).await.unwrap();
    let theirs = row
        .iter()
        .map(|row| row.id_hash.clone())
        .collect::<Vec<_>>();
    for key in &theirs {
        officer
            .post("/settings/sessions/end", &[("session", key)])
            .await;
    }
    here.get("/settings").await.is(200);
}

#[tokio::test]
async fn the_list_of_shortcuts_is_a_page() {
    let app = TestApp::new().await;
    let mut browser = app.staff(Role::Viewer).await;
    let page = browser.get("/help/shortcuts").await;
    page.is(200)
        .see("<kbd>Ctrl</kbd> <kbd>K</kbd>")
        .see("<kbd>g</kbd> <kbd>y</kbd>")
        .see("Tick the row");
}
