//! What a change of the convening means for whom, on the wire.

use roundtable::values::{InvitationState, Partstat};

use super::{Table, calendar, property, recipients, to};

#[tokio::test]
async fn another_time_asks_everybody_again() {
    let mut table = Table::with(&["ann", "bo"]).await;
    let first = table.send("").await;
    let ann = table.guest("ann").await.id;
    table.answers(ann, "accepted").await;
    table
        .change(&[
            ("local_start", "2027-03-18T10:30"),
            ("local_end", "2027-03-18T13:00"),
        ])
        .await;
    table.review("").await.see("Asked again").see("O2");
    let mails = table.send("").await;
    let (before, after) = (to(&first, "ann"), to(&mails, "ann"));
    assert_eq!(property(after, "METHOD"), "REQUEST");
    assert_eq!(property(after, "UID"), property(before, "UID"));
    assert_eq!(property(after, "SEQUENCE"), "1");
    assert!(property(after, "DTSTAMP") > property(before, "DTSTAMP"));
    assert!(calendar(after).contains("PARTSTAT=NEEDS-ACTION"));
    assert_eq!(table.guest("ann").await.partstat, Partstat::NeedsAction);
}

#[tokio::test]
async fn a_mended_title_disturbs_nobody_unless_told_to() {
    let mut table = Table::with(&["ann"]).await;
    let first = table.send("").await;
    let ann = table.guest("ann").await.id;
    table.answers(ann, "accepted").await;
    table.change(&[("title", "Youth funders’ table")]).await;
    table.review("").await.see("Every guest holds").see("O5");
    let mails = table.send("?notify=yes").await;
    let (before, after) = (to(&first, "ann"), to(&mails, "ann"));
    assert_eq!(property(after, "SEQUENCE"), "0");
    assert!(property(after, "DTSTAMP") > property(before, "DTSTAMP"));
    let text = calendar(after);
    assert!(
        text.contains("PARTSTAT=ACCEPTED") && !text.contains("RSVP=TRUE"),
        "{text}"
    );
    assert_eq!(
        table.guest("ann").await.partstat,
        Partstat::Accepted,
        "the answer stays"
    );
}

#[tokio::test]
async fn who_loses_a_seat_alone_is_cancelled() {
    let mut table = Table::with(&["ann", "bo"]).await;
    table.send("").await;
    let bo = table.guest("bo").await;
    let path = format!("{}/seats/{}/removal", table.path, bo.seat_id.unwrap());
    table.staff.post(&path, &[]).await.is(303);
    table.review("").await.see("Cancelled").see("O9");
    let mails = table.send("").await;
    assert_eq!(recipients(&mails), ["bo@funder.example"]);
    let mail = to(&mails, "bo");
    assert_eq!(property(mail, "METHOD"), "CANCEL");
    assert_eq!(property(mail, "SEQUENCE"), "1");
    let text = calendar(mail);
    assert!(!text.contains("STATUS:"), "the meeting goes on: {text}");
    assert!(!text.contains("ann@"), "{text}");
    assert_eq!(table.guest("bo").await.state, InvitationState::Removed);
    assert_eq!(table.row().await.sequence, 1);
    assert_eq!(
        table.row().await.rescheduled_sequence,
        0,
        "answers of the others stay good"
    );
    table.review("").await.see("Every guest holds");
    // Invited again: the same line, the same UID, a newer SEQUENCE.
    table.seat("bo").await;
    let again = table.send("").await;
    assert_eq!(recipients(&again), ["bo@funder.example"]);
    assert_eq!(property(to(&again, "bo"), "METHOD"), "REQUEST");
    assert_eq!(table.guest("bo").await.id, bo.id);
}

#[tokio::test]
async fn statement_25_a_cancelled_meeting_goes_away_in_every_calendar() {
    let mut table = Table::with(&["ann", "bo"]).await;
    table.send("").await;
    let path = format!("{}/cancellation", table.path);
    let reason = [("reason", "The host is ill.")];
    table.staff.post(&path, &reason).await.is(303);
    let mails = table.send("").await;
    assert_eq!(mails.len(), 3);
    for mail in &mails {
        assert_eq!(property(mail, "METHOD"), "CANCEL");
        assert_eq!(property(mail, "STATUS"), "CANCELLED");
        assert_eq!(property(mail, "SEQUENCE"), "1");
        assert!(!mail.text.contains("/i/"), "nothing is left to answer");
    }
    table.review("").await.see("Every guest holds");
}

#[tokio::test]
async fn a_hold_is_tentative_until_the_date_is_firm() {
    let mut table = Table::with(&["ann"]).await;
    table.change(&[("status", "hold")]).await;
    let mails = table.send("").await;
    let mail = to(&mails, "ann");
    assert_eq!(property(mail, "STATUS"), "TENTATIVE");
    assert!(mail.subject.starts_with("Please hold "), "{}", mail.subject);
    table.change(&[]).await;
    table.review("").await.see("O7");
    let firm = table.send("").await;
    assert_eq!(property(to(&firm, "ann"), "STATUS"), "CONFIRMED");
    assert!(property(to(&firm, "ann"), "SEQUENCE") > property(mail, "SEQUENCE"));
}

#[tokio::test]
async fn only_the_silent_are_asked_again() {
    let mut table = Table::with(&["ann", "bo"]).await;
    table.send("").await;
    let ann = table.guest("ann").await.id;
    table.answers(ann, "declined").await;
    let mails = table.send("?ask=silent").await;
    assert_eq!(recipients(&mails), ["bo@funder.example"]);
    assert_eq!(property(to(&mails, "bo"), "SEQUENCE"), "0");
    assert!(calendar(to(&mails, "bo")).contains("RSVP=TRUE"));
}

#[tokio::test]
async fn a_date_that_is_open_again_leaves_calendars_and_comes_back_with_a_new_question() {
    let mut table = Table::with(&["ann"]).await;
    table.send("").await;
    let ann = table.guest("ann").await.id;
    table.answers(ann, "accepted").await;
    table.change(&[("status", "idea")]).await;
    table
        .review("")
        .await
        .see("the date is open again")
        .not_see("has no date yet");
    let open = table.send("").await;
    assert_eq!(property(to(&open, "ann"), "METHOD"), "CANCEL");
    assert_eq!(property(to(&open, "ann"), "SEQUENCE"), "1");
    table
        .review("")
        .await
        .see("This convening has no date yet.");
    table.change(&[("status", "confirmed")]).await;
    let on = table.send("").await;
    assert_eq!(property(to(&on, "ann"), "METHOD"), "REQUEST");
    assert_eq!(property(to(&on, "ann"), "SEQUENCE"), "2");
    assert_eq!(
        table.guest("ann").await.partstat,
        Partstat::NeedsAction,
        "an answer to the old date says nothing of the new one"
    );
}

#[tokio::test]
async fn without_a_date_nothing_can_be_sent() {
    let mut table = Table::with(&["ann"]).await;
    table.change(&[("status", "idea")]).await;
    let page = table.review("").await;
    page.is(200).see("This convening has no date yet.");
    let form = [("group", "hold"), ("when", "now")];
    let path = format!("{}/outbox", table.path);
    table.staff.post(&path, &form).await.is(409);
    assert!(table.app.mail().await.is_empty());
}
