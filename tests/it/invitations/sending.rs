//! Seats, addresses, texts, the review and the outbox.

use roundtable::{
    entities::{invitation_links, invitation_mails, invitations, outbound_mails},
    mail::suppression::suppress,
    values::{InvitationState, MailState, Partstat, Role, SuppressionKind},
};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::{Table, calendar, property, recipients, to};

#[tokio::test]
async fn from_seats_to_invitations_in_calendars() {
    let mut table = Table::with(&["ann", "bo"]).await;
    let review = table.review("").await;
    review.is(200).see("Invited").see("ann@funder.example");
    let mails = table.send("").await;
    assert_eq!(
        recipients(&mails),
        [
            "ann@funder.example",
            "bo@funder.example",
            "program_officer@roundtable.test"
        ]
    );
    let mail = to(&mails, "ann");
    assert_eq!(mail.calendar.as_ref().unwrap().method, "REQUEST");
    assert_eq!(property(mail, "METHOD"), "REQUEST");
    assert_eq!(property(mail, "UID"), table.row().await.uid);
    assert_eq!(property(mail, "SEQUENCE"), "0");
    let sender = mail.sender.as_ref().unwrap();
    assert_eq!(
        property(mail, "ORGANIZER"),
        format!("mailto:{}", sender.address)
    );
    assert!(
        sender.address.as_str().starts_with("c-"),
        "{}",
        sender.address
    );
    assert!(sender.address.as_str().ends_with("@roundtable.example"));
    assert!(mail.text.contains("You know this city."), "{}", mail.text);
    assert!(
        mail.text.contains("http://roundtable.test/i/"),
        "{}",
        mail.text
    );
    let text = calendar(mail);
    assert!(
        text.contains("RSVP=TRUE") && text.contains("PARTSTAT=NEEDS-ACTION"),
        "{text}"
    );
    assert!(!text.contains("/i/"), "a link of the guest's own: {text}");
    let board = table
        .staff
        .get(&format!("{}/invitations", table.path))
        .await;
    board.is(200).see("Holds SEQUENCE 0").see("handed over");
    table
        .review("")
        .await
        .see("Every guest holds the meeting as it is.");
}

#[tokio::test]
async fn no_guest_reads_the_name_of_another() {
    let mut table = Table::with(&["ann", "bo"]).await;
    let mails = table.send("").await;
    let mail = to(&mails, "ann");
    for text in [
        &mail.text,
        &mail.html,
        &mail.calendar.as_ref().unwrap().body,
    ] {
        assert!(!text.contains("bo@") && !text.contains("CN=bo"), "{text}");
    }
}

#[tokio::test]
async fn what_changed_after_the_look_comes_back_and_nothing_is_sent() {
    let mut table = Table::with(&["ann"]).await;
    let seen = table.review("").await.held("seen");
    table.seat("bo").await;
    let form = [("seen", &*seen), ("group", "invite"), ("when", "now")];
    let page = table
        .staff
        .post(&format!("{}/outbox", table.path), &form)
        .await;
    page.is(409)
        .see("Something changed while you were looking.");
    let sent = invitation_mails::Entity::find().count(table.app.db().read());
    assert_eq!(sent.await.unwrap(), 0);
}

#[tokio::test]
async fn whoever_is_left_out_gets_nothing() {
    let mut table = Table::with(&["ann", "bo"]).await;
    let seen = table.review("").await.held("seen");
    let bo = table.guest("bo").await.id.to_string();
    let form = [
        ("seen", &*seen),
        ("group", "invite"),
        ("skip", &bo),
        ("when", "now"),
    ];
    let path = format!("{}/outbox", table.path);
    table.staff.post(&path, &form).await.is(303);
    let mails = table.app.mail().await;
    assert!(!recipients(&mails).contains(&"bo@funder.example".to_owned()));
    assert_eq!(table.guest("bo").await.state, InvitationState::Planned);
    assert_eq!(table.guest("ann").await.state, InvitationState::Invited);
    let none = [("seen", &*seen), ("when", "now")];
    table.staff.post(&path, &none).await.is(409);
}

#[tokio::test]
async fn the_text_is_staffs_own_with_placeholders() {
    let mut table = Table::with(&["ann"]).await;
    let path = format!("{}/outbox/text", table.path);
    let wrong = [
        ("kind", "invite"),
        ("subject", "Come, {nickname}"),
        ("body", "x"),
    ];
    let page = table.staff.post(&path, &wrong).await;
    page.is(422)
        .see("Nothing is known as {nickname}")
        .see("Come, {nickname}");
    let form = [
        ("kind", "invite"),
        ("subject", "Come, {name}: {title}"),
        ("body", "Dear {name},\r\n\r\n{host} asks."),
    ];
    table.staff.post(&path, &form).await.is(303);
    let preview = table.guest("ann").await.id;
    let preview = format!("{}/outbox/{preview}", table.path);
    table
        .staff
        .get(&preview)
        .await
        .is(200)
        .see("Come, ann: Youth funder table")
        .see("METHOD:REQUEST")
        .see("Dear ann,");
    let mails = table.send("").await;
    let mail = to(&mails, "ann");
    assert_eq!(mail.subject, "Come, ann: Youth funder table");
    assert!(
        mail.text
            .starts_with("Dear ann,\n\nProgram officer Tester asks.\n"),
        "{}",
        mail.text
    );
}

#[tokio::test]
async fn whose_mail_came_back_is_not_said_to_hold_anything() {
    let mut table = Table::with(&["ann", "bo"]).await;
    let now = table.app.now();
    table
        .app
        .db()
        .write(async |txn| {
            suppress(txn, "bo@funder.example", SuppressionKind::Bounce, "", now).await
        })
        .await
        .unwrap();
    let mails = table.send("").await;
    assert!(!recipients(&mails).contains(&"bo@funder.example".to_owned()));
    let bo = table.guest("bo").await;
    assert_eq!(
        (bo.state, bo.seen_sequence),
        (InvitationState::Planned, None)
    );
    let board = table
        .staff
        .get(&format!("{}/invitations", table.path))
        .await;
    board.is(200).see("withheld: not to be written to");
    table.review("").await.see("bo@funder.example");
}

#[tokio::test]
async fn working_hours_hold_the_mail_back() {
    let mut table = Table::with(&["ann"]).await;
    let seen = table.review("").await.held("seen");
    let form = [("seen", &*seen), ("group", "invite"), ("when", "hours")];
    let path = format!("{}/outbox", table.path);
    table.staff.post(&path, &form).await.is(303);
    assert!(table.app.mail().await.is_empty(), "it is a Sunday");
    let queued = outbound_mails::Entity::find().all(table.app.db().read());
    assert!(
        queued
            .await
            .unwrap()
            .iter()
            .all(|mail| mail.state == MailState::Queued)
    );
    // Nine in the morning of Monday in Los Angeles.
    table.app.clock().advance(chrono::TimeDelta::hours(26));
    let mails = table.app.mail().await;
    assert_eq!(mails.len(), 2, "ann and the host");
}

#[tokio::test]
async fn many_guests_go_as_jobs_and_a_repeated_job_sends_nothing_twice() {
    let mut table = Table::with(&[]).await;
    let names: Vec<String> = (0..120).map(|n| format!("guest{n:03}")).collect();
    table.seat("first").await;
    table.many(&names).await;
    let page = table.review("").await;
    page.is(200);
    let seen = page.held("seen");
    let form = [("seen", &*seen), ("group", "invite"), ("when", "now")];
    let path = format!("{}/outbox", table.path);
    table.staff.post(&path, &form).await.is(303);
    let mails = table.app.mail().await;
    assert_eq!(mails.len(), 122, "120, the first, and the host");
    let links = invitation_links::Entity::find().count(table.app.db().read());
    assert_eq!(links.await.unwrap(), 122);
    table.again().await;
    assert!(table.app.mail().await.is_empty(), "sent twice");
}

#[tokio::test]
async fn answers_stay_beside_an_invitation_that_nobody_was_told_of() {
    let mut table = Table::with(&["ann"]).await;
    let ann = table.guest("ann").await;
    assert_eq!(
        (ann.state, ann.partstat),
        (InvitationState::Planned, Partstat::NeedsAction)
    );
    let path = format!("{}/invitations/{}/withdrawal", table.path, ann.id);
    table.staff.post(&path, &[]).await.is(303);
    let left = invitations::Entity::find_by_id(ann.id).one(table.app.db().read());
    assert!(left.await.unwrap().is_none());
}

#[tokio::test]
async fn the_pages_are_for_staff_who_may_change_things() {
    let mut table = Table::with(&["ann"]).await;
    let mut viewer = table.app.staff(Role::Viewer).await;
    let board = format!("{}/invitations", table.path);
    viewer.get(&board).await.is(200).see("ann@funder.example");
    for page in [
        "outbox",
        "invitations/addresses",
        "invitations/settings",
        "invitations.csv",
    ] {
        viewer.get(&format!("{}/{page}", table.path)).await.is(403);
    }
    viewer
        .post(&format!("{}/outbox", table.path), &[])
        .await
        .is(403);
    let mut visitor = table.app.visitor();
    visitor.get(&board).await.is(303);
    let file = table
        .staff
        .get(&format!("{}/invitations.csv", table.path))
        .await;
    file.is(200)
        .see("ann@funder.example")
        .see("Not invited yet");
}

#[tokio::test]
async fn a_reminder_comes_from_where_the_invitation_came_from() {
    let mut table = Table::with(&["ann"]).await;
    let invited = table.send("").await;
    let ann = table.guest("ann").await.id.to_string();
    let form = [
        ("subject", "Please answer: {title}"),
        ("body", "Dear {name}, at {place}: {why} {organization}"),
        ("guest", &*ann),
    ];
    let path = format!("{}/reminders/now", table.path);
    table.staff.post(&path, &form).await.is(303);
    let mails = table.app.mail().await;
    let reminder = to(&mails, "ann");
    assert_eq!(reminder.sender, to(&invited, "ann").sender);
    assert!(reminder.sender.is_some());
    assert!(
        reminder
            .text
            .contains(": You know this city. your organization"),
        "{}",
        reminder.text
    );
}
