//! Times that are kept free in calendars until one is chosen: entered when people are asked, given free by a no, by
//! withdrawing, and by choosing.

use chrono::TimeDelta;
use roundtable::{entities::poll_holds, mail::Envelope, scheduling::keep_polls};
use sea_orm::EntityTrait;

use super::{
    decision::{chosen, fields},
    guest::{ANN, BO, asked, link},
    offer, offered, turn,
};
use crate::support::TestApp;

const HOLDS: &[(&str, &str)] = &[("holds", "yes")];

/// What is due a minute later, as mails.
async fn minute(app: &TestApp) -> Vec<Envelope> {
    app.clock().advance(TimeDelta::minutes(1));
    keep_polls(&app.app.state).await.unwrap();
    let mails = app.mail().await;
    mails
        .into_iter()
        .filter(|mail| mail.calendar.is_some())
        .collect()
}

/// The calendar part, its folded lines joined.
fn part(mail: &Envelope) -> String {
    mail.calendar.as_ref().unwrap().body.replace("\r\n ", "")
}

fn method(mail: &Envelope) -> &str {
    &mail.calendar.as_ref().unwrap().method
}

fn line(mail: &Envelope, name: &str) -> String {
    let body = part(mail);
    let mut lines = body.lines().filter(|line| line.starts_with(name));
    lines.next().unwrap_or_default().to_owned()
}

async fn unreleased(app: &TestApp) -> usize {
    let all = poll_holds::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    all.iter().filter(|hold| hold.released_at.is_none()).count()
}

#[tokio::test]
async fn each_time_is_held_as_tentative_until_one_is_chosen() {
    let (app, mut staff, dates, _) = asked(HOLDS).await;
    let held = minute(&app).await;
    assert_eq!(held.len(), 4, "two people, two times");
    for mail in &held {
        assert_eq!(method(mail), "REQUEST");
        let body = part(mail);
        for says in [
            "STATUS:TENTATIVE",
            "SEQUENCE:0",
            "RSVP=FALSE",
            "PARTSTAT=TENTATIVE",
        ] {
            assert!(body.contains(says), "{says}: {body}");
        }
        assert_eq!(body.matches("ATTENDEE").count(), 1, "nobody else is named");
        assert!(mail.text.contains("is no answer"), "{}", mail.text);
    }
    let uids: std::collections::BTreeSet<String> =
        held.iter().map(|mail| line(mail, "UID:")).collect();
    assert_eq!(uids.len(), 2, "one for each time");
    assert!(
        minute(&app).await.is_empty(),
        "nothing changed, nothing is sent"
    );

    let choice = chosen(&app, &dates, 0).await;
    let anyway = [("anyway", "yes".to_owned())];
    let choice: Vec<_> = choice.into_iter().chain(anyway).collect();
    staff
        .post(&format!("{dates}/decision"), &fields(&choice))
        .await
        .is(303);
    let released = minute(&app).await;
    assert_eq!(
        released.len(),
        4,
        "the chosen one too: the meeting itself is another entry"
    );
    for mail in &released {
        assert_eq!(method(mail), "CANCEL");
        assert!(part(mail).contains("SEQUENCE:1") && part(mail).contains("STATUS:CANCELLED"));
    }
    assert_eq!(unreleased(&app).await, 0);
    assert!(minute(&app).await.is_empty());
}

#[tokio::test]
async fn a_no_gives_the_time_free_and_a_yes_takes_it_again() {
    let (app, _, dates, mails) = asked(HOLDS).await;
    assert_eq!(minute(&app).await.len(), 4);
    let (mut guest, ann) = (app.visitor(), link(&mails, ANN));
    let option = offered(&app, &dates).await[0].id.to_string();
    let vote = format!("{ann}/votes");
    guest
        .post(&vote, &[("option", &option), ("answer", "no")])
        .await
        .is(204);
    let free = minute(&app).await;
    assert_eq!(free.len(), 1);
    assert_eq!((method(&free[0]), free[0].to.as_str()), ("CANCEL", ANN));
    guest
        .post(&vote, &[("option", &option), ("answer", "if_needed")])
        .await
        .is(204);
    let again = minute(&app).await;
    assert_eq!(again.len(), 1);
    assert_eq!(
        (method(&again[0]), line(&again[0], "SEQUENCE")),
        ("REQUEST", "SEQUENCE:2".to_owned())
    );
}

#[tokio::test]
async fn late_times_are_held_and_withdrawing_gives_all_free() {
    let (app, mut staff, dates, _) = asked(HOLDS).await;
    assert_eq!(minute(&app).await.len(), 4);
    offer(&mut staff, &dates, "2027-01-14T10:00").await.is(303);
    let late = minute(&app).await;
    assert_eq!(late.len(), 2);
    assert!(late.iter().all(|mail| method(mail) == "REQUEST"));
    turn(&app, &mut staff, &dates, "withdrawal").await.is(303);
    let free = minute(&app).await;
    assert_eq!(free.len(), 6);
    assert!(free.iter().any(|mail| mail.to.as_str() == BO));
    assert!(free.iter().all(|mail| method(mail) == "CANCEL"));
}

#[tokio::test]
async fn two_processes_hold_each_time_once() {
    let (app, _, _, _) = asked(HOLDS).await;
    app.clock().advance(TimeDelta::minutes(1));
    let state = &app.app.state;
    let (one, other) = tokio::join!(keep_polls(state), keep_polls(state));
    assert_eq!(one.unwrap() + other.unwrap(), 4);
    assert_eq!(app.mail().await.len(), 4);
}

#[tokio::test]
async fn without_the_setting_nothing_is_held() {
    let (app, _, _, _) = asked(&[]).await;
    assert!(minute(&app).await.is_empty());
    assert_eq!(unreleased(&app).await, 0);
}
