//! The public form: what it refuses, what it stores, and that its answer gives nobody away.

use roundtable::values::{RegistrationStatus, Role};

use super::{GOAL, filled, goal_path, link_in, rows, send, send_and_read};
use crate::support::TestApp;

#[tokio::test]
async fn a_phone_gets_the_form_and_a_stranger_gets_no_list() {
    let app = TestApp::with_sample().await;
    let path = goal_path(&app).await;
    let page = app.visitor().get(&path).await;
    page.is(200)
        .see(GOAL)
        .see("name=\"organization\"")
        .see("autocomplete=\"email\"")
        .see("class=\"trap\"");
    app.visitor()
        .get(&path.replace("interest", "nothing"))
        .await
        .is(404);
    app.visitor().get("/g/no-such-goal/interest").await.is(404);
    app.visitor()
        .post("/g/no-such-goal/interest", &filled(&[]))
        .await
        .is(404);
}

#[tokio::test]
async fn goals_that_are_closed_take_no_registration() {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let app = TestApp::with_sample().await;
    let closed = roundtable::entities::goals::Entity::find()
        .filter(roundtable::entities::goals::Column::OpenForInterest.eq(false))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let path = format!("/g/{}/interest", closed.slug);
    app.visitor().get(&path).await.is(404);
    app.visitor().post(&path, &filled(&[])).await.is(404);
    assert!(rows(&app).await.is_empty());
}

#[tokio::test]
async fn a_refused_form_keeps_everything_typed() {
    let app = TestApp::with_sample().await;
    let with = [
        ("email", "robin@"),
        ("amount_high", "lots"),
        ("consent", ""),
        ("name", "<b>Robin</b>"),
    ];
    let page = send(&app, &with).await;
    page.is(422)
        .see("<title>Error: ")
        .see("There is a problem")
        .see("href=\"#f-email\"")
        .see("href=\"#f-amount_high\"")
        .see("href=\"#f-consent\"")
        .see("value=\"robin@\"")
        .see("value=\"lots\"")
        .see("We would like to hear about the loan part.")
        .see("value=\"pri_loan\" checked")
        .not_see("<b>Robin</b>");
    assert!(rows(&app).await.is_empty());
    assert!(app.mail().await.is_empty());
}

#[tokio::test]
async fn a_registration_is_stored_unconfirmed_with_its_mail() {
    let app = TestApp::with_sample().await;
    let with = [
        ("consent_list", "yes"),
        ("ein", "12-3456789"),
        ("email", "Robin+Funds@Lantern-Street.example.org"),
    ];
    let link = send_and_read(&app, &with).await;
    let row = &rows(&app).await[0];
    assert_eq!(row.status, RegistrationStatus::Unconfirmed);
    assert_eq!(row.email_key, "robin@lantern-street.example.org");
    assert_eq!(row.products.to_string(), "grant;pri_loan");
    assert_eq!(row.amount_high_usd.unwrap().dollars(), 1_500_000);
    assert_eq!(row.ein.unwrap().to_string(), "12-3456789");
    assert!(row.consent_list && !row.consent_contact);
    assert_eq!(row.confirm_by, app.now() + chrono::TimeDelta::days(7));
    // The secret is in the mail only.
    let secret = link.rsplit('/').next().unwrap();
    assert_eq!(secret.len(), 43);
    assert_ne!(row.confirm_token_hash.as_deref(), Some(secret));
}

#[tokio::test]
async fn the_mail_says_who_asks_for_what_until_when() {
    let app = TestApp::with_sample().await;
    send(&app, &[]).await.is(303);
    let mails = app.mail().await;
    let mail = &mails[0];
    assert_eq!(mail.to.as_str(), "robin@lantern-street.example.org");
    assert_eq!(mail.subject, format!("Confirm your interest: {GOAL}"));
    for words in [
        GOAL,
        "Robin Example",
        "Lantern Street Fund (example)",
        "Sun 29 Nov 2026, 7:00 am Pacific (UTC-8)",
        "Not you?",
        "deleted after 7 days",
    ] {
        assert!(mail.text.contains(words), "{words}: {}", mail.text);
        assert!(mail.html.contains(words), "{words}: {}", mail.html);
    }
}

#[tokio::test]
async fn sending_again_renews_the_link_and_replaces_the_words() {
    let app = TestApp::with_sample().await;
    let first = send_and_read(&app, &[]).await;
    let again = [
        ("message", "On second thought."),
        ("email", "ROBIN@lantern-street.example.org"),
    ];
    let second = send_and_read(&app, &again).await;
    assert_ne!(first, second);
    let rows = rows(&app).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].message, "On second thought.");
    app.visitor().get(&first).await.is(404);
    app.visitor().get(&second).await.is(200);
}

#[tokio::test]
async fn the_same_form_twice_at_once_is_one_registration() {
    let app = TestApp::with_sample().await;
    let (one, other) = tokio::join!(send(&app, &[]), send(&app, &[]));
    assert_eq!((one.status, other.status), (303, 303));
    assert_eq!(rows(&app).await.len(), 1);
    let mails = app.mail().await;
    assert_eq!(mails.len(), 1);
    app.visitor().get(&link_in(&mails[0])).await.is(200);
}

#[tokio::test]
async fn a_renewal_withdraws_a_mail_not_yet_sent() {
    let app = TestApp::with_sample().await;
    send(&app, &[]).await.is(303);
    send(&app, &[]).await.is(303);
    let mails = app.mail().await;
    assert_eq!(mails.len(), 1);
    app.visitor().get(&link_in(&mails[0])).await.is(200);
}

#[tokio::test]
async fn every_answer_is_the_same_page() {
    let app = TestApp::with_sample().await;
    let new = send(&app, &[]).await;
    let unconfirmed = send(&app, &[]).await;
    let link = link_in(&app.mail().await[0]);
    app.visitor().post(&link, &[]).await.is(303);
    let known = send(&app, &[("message", "Changed by a stranger")]).await;
    let told = app.mail().await;
    assert_eq!(told.len(), 1);
    assert_eq!(
        told[0].subject,
        format!("We have your interest already: {GOAL}")
    );
    assert!(!told[0].text.contains("/interest/confirm/"));
    let trapped = send(&app, &[("referral", "https://spam.example")]).await;
    for answer in [&unconfirmed, &known, &trapped] {
        assert_eq!(answer.status, new.status);
        assert_eq!(answer.location(), new.location());
        assert_eq!(answer.body, new.body);
    }
    let thanks = app.visitor().get(new.location()).await;
    thanks
        .is(200)
        .see("Check your mail")
        .see("7 days")
        .see("try again tomorrow");
    let rows = rows(&app).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].status, RegistrationStatus::Confirmed);
    assert!(rows[0].message.contains("the loan part"));
}

#[tokio::test]
async fn what_a_program_sends_leaves_nothing_behind() {
    let app = TestApp::with_sample().await;
    send(&app, &[("referral", "x"), ("email", "not even one")])
        .await
        .is(303);
    assert!(rows(&app).await.is_empty());
    assert!(app.mail().await.is_empty());
}

#[tokio::test]
async fn one_visitor_may_send_so_many_an_hour() {
    let app = TestApp::with_sample().await;
    let path = goal_path(&app).await;
    let mut visitor = app.visitor();
    visitor.extra = vec![("x-forwarded-for", "203.0.113.7".to_owned())];
    for n in 0..10 {
        let email = format!("person{n}@lantern-street.example.org");
        visitor
            .post(&path, &filled(&[("email", &email)]))
            .await
            .is(303);
    }
    let eleventh = visitor.post(&path, &filled(&[])).await;
    eleventh.is(429).see("Too many tries");
    assert!(eleventh.headers.contains_key("retry-after"));
    assert_eq!(rows(&app).await.len(), 10);
    visitor.extra = vec![("x-forwarded-for", "203.0.113.8".to_owned())];
    visitor.post(&path, &filled(&[])).await.is(303);
    app.clock().advance(chrono::TimeDelta::hours(1));
    visitor.extra = vec![("x-forwarded-for", "203.0.113.7".to_owned())];
    visitor
        .post(
            &path,
            &filled(&[("email", "late@lantern-street.example.org")]),
        )
        .await
        .is(303);
    assert_eq!(app.mail().await.len(), 12);
}

#[tokio::test]
async fn one_address_is_written_to_so_often_a_day() {
    let app = TestApp::with_sample().await;
    let path = goal_path(&app).await;
    let mut answers = Vec::new();
    let mut mails = 0;
    for n in 0..5 {
        let mut visitor = app.visitor();
        visitor.extra = vec![("x-forwarded-for", format!("203.0.113.{n}"))];
        let answer = visitor.post(&path, &filled(&[])).await;
        answers.push((answer.status, answer.location().to_owned(), answer.body));
        mails += app.mail().await.len();
    }
    assert_eq!(mails, 3);
    assert!(answers.iter().all(|answer| *answer == answers[0]));
}

#[tokio::test]
async fn another_site_cannot_send_the_form() {
    let app = TestApp::with_sample().await;
    let path = goal_path(&app).await;
    let answer = app.visitor().post_from_elsewhere(&path, &filled(&[])).await;
    answer.is(403);
    assert!(rows(&app).await.is_empty());
}

#[tokio::test]
async fn hostile_text_stays_text() {
    let app = TestApp::with_sample().await;
    let nasty = "<script>alert(1)</script>\" onload=x \u{202e}";
    let with = [
        ("organization", nasty),
        ("message", nasty),
        ("role", "'; DROP TABLE interests; --"),
    ];
    let nul = send(&app, &[("message", "a\0b")]).await;
    nul.is(422).see("a character that cannot be kept");
    assert!(rows(&app).await.is_empty());
    let link = send_and_read(&app, &with).await;
    app.visitor()
        .get(&link)
        .await
        .is(200)
        .see("&#60;script&#62;alert(1)")
        .not_see("<script>alert(1)");
    app.visitor().post(&link, &[]).await.is(303);
    let mut staff = app.staff(Role::Viewer).await;
    for path in [
        "/interest".to_owned(),
        format!("/interest/{}", rows(&app).await[0].id),
    ] {
        staff
            .get(&path)
            .await
            .is(200)
            .see("&#60;script&#62;")
            .not_see("<script>alert(1)");
    }
    let mail_with_address = send(&app, &[("name", "Win at https://spam.example")]).await;
    mail_with_address.is(422);
}
