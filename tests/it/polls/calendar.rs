//! Who is asked may have their own calendar looked into: clashes are marked, only busy time is kept, and only while the poll is
//! open.

use roundtable::entities::poll_busy_times;
use sea_orm::EntityTrait;

use super::{
    guest::{ANN, BO, asked, link},
    offered, turn,
};
use crate::support::TestApp;

/// Busy on the first of the two times, on the clocks of Los Angeles, in a series with a title.
const FILE: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Board secrets\r\n\
    DTSTART;TZID=America/Los_Angeles:20261201T110000\r\nDTEND;TZID=America/Los_Angeles:20261201T120000\r\n\
    RRULE:FREQ=WEEKLY;BYDAY=TU\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

async fn kept(app: &TestApp) -> Vec<poll_busy_times::Model> {
    let all = poll_busy_times::Entity::find();
    all.all(app.db().read()).await.unwrap()
}

#[tokio::test]
async fn a_file_marks_clashes_and_nothing_of_it_but_times_is_kept() {
    let (app, _, dates, mails) = asked(&[]).await;
    let (mut guest, ann) = (app.visitor(), link(&mails, ANN));
    guest
        .get(&ann)
        .await
        .see("Check against your calendar")
        .not_see("Busy in your calendar");
    let sent = guest
        .upload(
            &format!("{ann}/calendar"),
            &[("calendar", ""), ("file", FILE)],
        )
        .await;
    sent.is(303);
    let page = guest.get(&ann).await;
    page.see("The times at which your calendar is busy are marked")
        .see("Your calendar was looked into")
        .not_see("Board secrets");
    assert_eq!(page.body.matches("Busy in your calendar").count(), 1);
    let first = &offered(&app, &dates).await[0];
    let spans = kept(&app).await;
    assert!(
        spans
            .iter()
            .any(|span| span.starts_at < first.ends_at && first.starts_at < span.ends_at)
    );
    // Tuesdays until a month after the last time, and no longer.
    assert!(spans.iter().all(|span| span.ends_at > app.now()) && spans.len() < 20);
    // It is nobody else's.
    guest
        .get(&link(&mails, BO))
        .await
        .not_see("Busy in your calendar");
}

#[tokio::test]
async fn what_was_seen_is_forgotten_on_request_and_when_the_poll_is_over() {
    let (app, mut staff, dates, mails) = asked(&[]).await;
    let (mut guest, ann) = (app.visitor(), link(&mails, ANN));
    let look = format!("{ann}/calendar");
    guest.upload(&look, &[("file", FILE)]).await.is(303);
    guest.upload(&look, &[("file", FILE)]).await.is(303);
    let once = kept(&app).await.len();
    assert!(
        once > 0 && once < 20,
        "instead of what was there, not beside it"
    );
    guest.get(&format!("{look}/removal")).await.is(405);
    guest.post(&format!("{look}/removal"), &[]).await.is(303);
    assert!(kept(&app).await.is_empty());
    guest.upload(&look, &[("file", FILE)]).await.is(303);
    turn(&app, &mut staff, &dates, "withdrawal").await.is(303);
    assert!(kept(&app).await.is_empty());
    guest.upload(&look, &[("file", FILE)]).await.is(303);
    assert!(
        kept(&app).await.is_empty(),
        "a poll that is over keeps nothing"
    );
}

#[tokio::test]
async fn what_cannot_be_read_is_told_beside_the_field_and_kept() {
    let (app, _, _, mails) = asked(&[]).await;
    let (mut guest, ann) = (app.visitor(), link(&mails, ANN));
    let look = format!("{ann}/calendar");
    let inside = "https://127.0.0.1/private.ics";
    for (parts, words) in [
        (vec![("calendar", inside)], "This address cannot be reached"),
        (
            vec![("calendar", "http://example.com/x.ics")],
            "beginning with https://",
        ),
        (vec![("calendar", "")], "Paste the whole address"),
        (
            vec![("file", "Dear all, this is no calendar")],
            "This is no calendar",
        ),
        (
            vec![("file", &*"x".repeat(5 * 1024 * 1024 + 1))],
            "larger than 5 MB",
        ),
    ] {
        guest.upload(&look, &parts).await.is(422).see(words);
    }
    let page = guest.upload(&look, &[("calendar", inside)]).await;
    page.see(&format!("value=\"{inside}\""));
    assert!(kept(&app).await.is_empty());
    guest
        .upload("/polls/nobodys-secret/calendar", &[("file", FILE)])
        .await
        .is(404);
}

#[tokio::test]
async fn looking_into_calendars_is_limited() {
    let (app, _, _, mails) = asked(&[]).await;
    let (mut guest, ann) = (app.visitor(), link(&mails, ANN));
    let look = format!("{ann}/calendar");
    for _ in 0..20 {
        guest.upload(&look, &[("file", FILE)]).await.is(303);
    }
    guest.upload(&look, &[("file", FILE)]).await.is(429);
    guest.get(&ann).await.is(200);
}
