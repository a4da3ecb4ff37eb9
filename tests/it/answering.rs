//! The guest's page: answering with one link and no account, sending somebody else, proposing another time, questions,
//! the waiting list, and what staff see and correct.

use chrono::{DateTime, TimeDelta, Utc};
use roundtable::{
    entities::{
        audit_entries, guest_answers, invitation_answers, invitation_links, invitations,
        rate_limits, seat_transfers, seats, time_proposals,
    },
    ids::AnswerId,
    invitations::{expire_offers, forget_answers},
    mail::Envelope,
    values::{AnswerSource, InvitationState, Partstat, Role},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

use crate::{
    invitations::{Table, calendar, property, recipients, to},
    support::{Browser, Page},
};

/// The personal link of a mail, without the site.
pub fn link(mail: &Envelope) -> String {
    let (_, rest) = mail.text.split_once("http://roundtable.test/i/").unwrap();
    let secret: String = rest.chars().take_while(|c| !c.is_whitespace()).collect();
    format!("/i/{secret}")
}

/// Guests who have their mails, with their links; a minute later.
pub async fn invited(guests: &[&str]) -> (Table, Vec<String>, Browser) {
    let mut table = Table::with(guests).await;
    let mails = table.send("").await;
    let links = guests.iter().map(|guest| link(to(&mails, guest))).collect();
    table.app.clock().advance(TimeDelta::minutes(1));
    let visitor = table.app.visitor();
    (table, links, visitor)
}

pub async fn say(visitor: &mut Browser, link: &str, answer: &str) -> Page {
    visitor
        .post(link, &[("answer", answer), ("note", "")])
        .await
}

async fn answers(table: &Table, name: &str) -> Vec<invitation_answers::Model> {
    invitation_answers::Entity::find()
        .filter(invitation_answers::Column::InvitationId.eq(table.guest(name).await.id))
        .order_by_asc(invitation_answers::Column::Id)
        .all(table.app.db().read())
        .await
        .unwrap()
}

/// Sets how many may come and who sees the list; `answer_by` is local.
pub async fn settings(table: &mut Table, answer_by: &str, list: &str, capacity: &str) {
    let path = format!("{}/invitations/settings", table.path);
    let version = table.staff.get(&path).await.held("version");
    let form = [
        ("version", &*version),
        ("answer_by", answer_by),
        ("guest_list", list),
        ("delegation", "ask"),
        ("capacity", capacity),
    ];
    table.staff.post(&path, &form).await.is(303);
}

#[tokio::test]
async fn s23_a_guest_answers_with_one_link_and_changes_their_mind() {
    let (table, links, mut guest) = invited(&["ann"]).await;
    let page = guest.get(&links[0]).await;
    page.is(200)
        .see("Program officer Tester invites ann")
        .see("<h1 dir=\"auto\">Youth funder table</h1>")
        .see("You know this city.")
        .see("Thu 18 Mar 2027, 9:30 am to 12:00 pm Pacific (UTC-7)")
        .see("Public library, community room")
        .see("Opportunity youth reconnected to school or work")
        .see("is still to raise")
        .see("Coming")
        .see("Not this time")
        .see("Send someone else")
        .see("Propose another time");
    assert_eq!(page.headers["cache-control"], "private, no-store");
    assert_eq!(page.headers["x-robots-tag"], "noindex, nofollow");
    assert_eq!(page.headers["referrer-policy"], "same-origin");
    page.see("name=\"robots\" content=\"noindex, nofollow\"")
        .not_see("<link rel=\"canonical\"");
    for part in page.body.split("href=\"https://").skip(1) {
        let tag = part.split('>').next().unwrap();
        assert!(tag.contains("rel=\"noreferrer\""), "{tag}");
    }

    guest
        .submit(&links[0], &[("answer", "accepted"), ("note", "")])
        .await
        .see("We look forward to seeing you.")
        .see("You said: <strong>Coming</strong>");
    let row = table.guest("ann").await;
    assert_eq!(
        (row.partstat, row.answer_source, row.answered_sequence),
        (Partstat::Accepted, Some(AnswerSource::Link), Some(0))
    );
    table.app.clock().advance(TimeDelta::minutes(1));
    let no = [("answer", "declined"), ("note", "We fund in the fall.")];
    guest.submit(&links[0], &no).await.see("Not coming");
    let row = table.guest("ann").await;
    assert_eq!(
        (row.partstat, row.note.as_str()),
        (Partstat::Declined, "We fund in the fall.")
    );
    let log = answers(&table, "ann").await;
    let said: Vec<_> = log
        .iter()
        .map(|each| (each.partstat, each.counted))
        .collect();
    assert_eq!(
        said,
        [(Partstat::Accepted, true), (Partstat::Declined, true)]
    );
    let told = audit_entries::Entity::find()
        .filter(audit_entries::Column::Action.eq("answered"))
        .count(table.app.db().read());
    assert_eq!(told.await.unwrap(), 2);
    // What is not an answer is refused beside the field, with everything typed kept.
    let wrong = [("answer", "delegated"), ("note", "Kept as typed")];
    guest
        .post(&links[0], &wrong)
        .await
        .is(422)
        .see("Choose one of the answers")
        .see("Kept as typed");
}

#[tokio::test]
async fn looking_changes_nothing() {
    let (table, links, mut guest) = invited(&["ann"]).await;
    let db = table.app.db().read();
    let count = async || {
        (
            table.guest("ann").await,
            invitation_answers::Entity::find().count(db).await.unwrap(),
            audit_entries::Entity::find().count(db).await.unwrap(),
            rate_limits::Entity::find().count(db).await.unwrap(),
            invitation_links::Entity::find().all(db).await.unwrap(),
        )
    };
    let before = count().await;
    let paths = [
        links[0].clone(),
        format!("{}?answer=accepted&zone=Asia/Tokyo", links[0]),
        format!("{}/calendar.ics", links[0]),
        format!("{}/somebody-else", links[0]),
        format!("{}/another-time", links[0]),
        "/i/nobodys-secret".to_owned(),
        "/i/handed-over".to_owned(),
    ];
    for path in &paths {
        guest.get(path).await;
        guest.head(path).await;
    }
    assert_eq!(count().await, before);
    guest.head(&links[0]).await.is(200);
    // Nor does a form on somebody else's site.
    let sent = [("answer", "accepted")];
    guest.post_from_elsewhere(&links[0], &sent).await.is(403);
    assert_eq!(count().await, before);
}

#[tokio::test]
async fn a_link_that_opens_nothing_says_nothing() {
    let (table, links, mut guest) = invited(&["ann", "bo"]).await;
    let db = table.app.db().read();
    let unknown = guest.get("/i/nobodys-secret").await;
    unknown.is(404).see("This link does not work any more");
    let ann = table.guest("ann").await;
    invitation_links::Entity::update_many()
        .col_expr(
            invitation_links::Column::RevokedAt,
            Expr::value(table.app.now()),
        )
        .filter(invitation_links::Column::InvitationId.eq(ann.id))
        .exec(db)
        .await
        .unwrap();
    invitations::Entity::update_many()
        .col_expr(
            invitations::Column::State,
            Expr::value(InvitationState::Removed),
        )
        .filter(invitations::Column::Name.eq("bo"))
        .exec(db)
        .await
        .unwrap();
    for (link, status) in [(&links[0], 404), (&links[1], 410)] {
        let page = guest.get(link).await;
        page.is(status);
        assert_eq!(page.body, unknown.body, "the same words");
        assert_eq!(page.headers["x-robots-tag"], "noindex, nofollow");
        say(&mut guest, link, "accepted").await.is(status);
        for end in ["somebody-else", "another-time"] {
            guest.post(&format!("{link}/{end}"), &[]).await.is(status);
        }
        guest.get(&format!("{link}/calendar.ics")).await.is(status);
    }
    assert_eq!(table.guest("ann").await, ann);
    assert_eq!(table.guest("bo").await.partstat, Partstat::NeedsAction);
}

#[tokio::test]
async fn after_the_cut_off_the_page_says_so_and_takes_nothing() {
    let (mut table, links, mut guest) = invited(&["ann"]).await;
    settings(&mut table, "2026-12-01T17:00", "hidden", "").await;
    guest
        .get(&links[0])
        .await
        .see("You can change your answer until Tue 1 Dec 2026, 5:00 pm Pacific (UTC-8)");
    say(&mut guest, &links[0], "accepted").await.is(303);
    let cut_off: DateTime<Utc> = "2026-12-02T01:00:00Z".parse().unwrap();
    table.app.clock().advance(cut_off - table.app.now());
    let page = guest.get(&links[0]).await;
    page.see("Answers were taken until Tue 1 Dec 2026")
        .see("mailto:c-")
        .see("You said: <strong>Coming</strong>")
        .not_see("Send my answer");
    guest
        .submit(&links[0], &[("answer", "declined")])
        .await
        .see("answers are no longer taken here");
    let to = [("name", "Cleo"), ("email", "cleo@funder.example")];
    guest
        .post(&format!("{}/somebody-else", links[0]), &to)
        .await
        .is(303);
    let row = table.guest("ann").await;
    assert_eq!(
        (row.partstat, row.state),
        (Partstat::Accepted, InvitationState::Invited)
    );
    // Without a cut-off, never after the start.
    settings(&mut table, "", "hidden", "").await;
    guest
        .get(&links[0])
        .await
        .see("You can change your answer until the meeting begins");
    let start = table.row().await.starts_at;
    table.app.clock().advance(start - table.app.now());
    guest
        .get(&links[0])
        .await
        .see("The meeting has begun or is over")
        .not_see("Send my answer");
    say(&mut guest, &links[0], "declined").await.is(303);
    assert_eq!(table.guest("ann").await.partstat, Partstat::Accepted);
}

#[tokio::test]
async fn a_seat_goes_to_somebody_else_and_never_in_a_circle() {
    let (table, links, mut guest) = invited(&["ann", "bo"]).await;
    let ann = table.guest("ann").await;
    let path = format!("{}/somebody-else", links[0]);
    let send = |name: &'static str, email: &'static str| [("name", name), ("email", email)];
    // Somebody invited, oneself in another spelling: the same words for both.
    for email in [
        "bo@funder.example",
        "BO@funder.example",
        "ann+x@funder.example",
    ] {
        guest
            .post(&path, &send("Somebody", email))
            .await
            .is(422)
            .see("The seat cannot go to this address from here")
            .see("value=\"Somebody\"");
    }
    guest.post(&path, &send("", "x")).await.is(422);
    let done = guest
        .post(&path, &send("Cleo", "cleo@funder.example"))
        .await;
    assert_eq!((done.status, done.location()), (303, "/i/handed-over"));
    guest
        .get("/i/handed-over")
        .await
        .is(200)
        .see("Your seat is handed over");

    let mails = table.app.mail().await;
    assert_eq!(
        recipients(&mails),
        ["ann@funder.example", "cleo@funder.example"]
    );
    let (cancel, invite) = (to(&mails, "ann"), to(&mails, "cleo"));
    assert_eq!(property(cancel, "METHOD"), "CANCEL");
    assert_eq!(property(invite, "METHOD"), "REQUEST");
    assert_eq!(property(cancel, "UID"), property(invite, "UID"));
    assert!(!calendar(cancel).contains("STATUS:"), "only one seat");
    assert!(invite.text.contains("ann asked that you take their seat."));
    let (gone, cleo) = (table.guest("ann").await, table.guest("Cleo").await);
    assert_eq!(
        (gone.state, gone.partstat),
        (InvitationState::Removed, Partstat::Delegated)
    );
    assert_eq!(
        (cleo.seat_id, cleo.delegated_from, cleo.state),
        (ann.seat_id, Some(ann.id), InvitationState::Invited)
    );
    let seat = seats::Entity::find_by_id(ann.seat_id.unwrap());
    let seat = seat.one(table.app.db().read()).await.unwrap().unwrap();
    assert_eq!(seat.guest_name, "Cleo");
    let made = seat_transfers::Entity::find();
    let made = made.all(table.app.db().read()).await.unwrap();
    assert_eq!(made.len(), 1);
    assert_eq!((made[0].from_id, made[0].to_id), (ann.id, cleo.id));

    guest.get(&links[0]).await.is(404).not_see("ann");
    let back = format!("{}/somebody-else", link(invite));
    for email in ["ann@funder.example", "Ann+later@funder.example"] {
        guest.post(&back, &send("Ann", email)).await.is(422);
    }
    // Nobody else heard of it.
    assert_eq!(table.guest("bo").await.seen_sequence, Some(0));
    let mut staff = table.staff.clone();
    staff
        .get(&format!("{}/invitations/{}", table.path, ann.id))
        .await
        .is(200)
        .see("ann handed the seat to Cleo");
}

#[tokio::test]
async fn another_time_is_proposed_on_the_meetings_clocks() {
    let (table, links, mut guest) = invited(&["ann"]).await;
    let path = format!("{}/another-time", links[0]);
    let form =
        |start: &'static str, end: &'static str| [("local_start", start), ("local_end", end)];
    guest
        .post(&path, &form("2027-03-14T02:30", "2027-03-14T05:00"))
        .await
        .is(422)
        .see("Choose 01:30 or 03:30")
        .see("value=\"2027-03-14T02:30\"");
    guest
        .post(&path, &form("2027-11-07T01:30", "2027-11-07T05:00"))
        .await
        .is(422)
        .see("The first 1:30 am (UTC-7)");
    guest
        .submit(&path, &form("2027-03-19T09:30", "2027-03-19T12:00"))
        .await
        .see("You proposed another time: Fri 19 Mar 2027, 9:30 am Pacific (UTC-7)");
    guest
        .submit(&path, &form("2027-03-20T09:30", "2027-03-20T12:00"))
        .await
        .see("Sat 20 Mar 2027");
    let all = time_proposals::Entity::find();
    let all = all.all(table.app.db().read()).await.unwrap();
    assert_eq!(all.len(), 1, "the newest is the open one");
    assert_eq!(all[0].starts_at.to_rfc3339(), "2027-03-20T16:30:00+00:00");
    assert_eq!(all[0].state.as_str(), "open");
    assert_eq!(table.guest("ann").await.partstat, Partstat::NeedsAction);
}

#[tokio::test]
async fn the_time_is_told_on_the_clocks_a_guest_chooses() {
    let (_table, links, mut guest) = invited(&["ann"]).await;
    let page = guest
        .get(&format!("{}?zone=America/New_York", links[0]))
        .await;
    page.see("Thu 18 Mar 2027, 12:30 pm to 3:00 pm Eastern (UTC-4)")
        .see("Thu 18 Mar 2027, 9:30 am to 12:00 pm Pacific (UTC-7)")
        .see("value=\"America/New_York\" selected")
        .see("?zone=America%2FNew_York\" method=\"post\"");
    guest
        .get(&format!("{}?zone=Mars/Base", links[0]))
        .await
        .is(200)
        .see("Pacific (UTC-7)");
}

#[tokio::test]
async fn the_file_names_nobody() {
    let (_table, links, mut guest) = invited(&["ann"]).await;
    let file = guest.get(&format!("{}/calendar.ics", links[0])).await;
    file.is(200)
        .see("BEGIN:VEVENT")
        .see("SUMMARY:Youth funder table");
    let secret = links[0].rsplit('/').next().unwrap();
    for word in ["ATTENDEE", "ORGANIZER", "METHOD", "mailto:", "/i/", secret] {
        file.not_see(word);
    }
    assert_eq!(file.headers["cache-control"], "private, no-store");
    let page = guest.get(&links[0]).await;
    for host in [
        "calendar.google.com",
        "outlook.office.com",
        "outlook.live.com",
    ] {
        let at = page.body.find(host).unwrap();
        let address = page.body[at..].split('"').next().unwrap();
        assert!(!address.contains(secret), "{address}");
    }
}

#[tokio::test]
async fn a_hidden_list_names_no_other_guest() {
    let (mut table, links, mut guest) = invited(&["ann", "borealis", "cleopatra"]).await;
    say(&mut guest, &links[1], "accepted").await.is(303);
    let page = guest.get(&links[0]).await;
    page.is(200).not_see("borealis").not_see("cleopatra");
    settings(&mut table, "", "named", "").await;
    let page = guest.get(&links[0]).await;
    page.see("Who is coming")
        .see("borealis")
        .not_see("borealis@")
        .not_see("cleopatra");
}

#[tokio::test]
async fn two_who_want_the_last_place_one_gets_it() {
    let (mut table, links, guest) = invited(&["ann", "bo"]).await;
    settings(&mut table, "", "hidden", "1").await;
    let (mut first, mut second) = (guest.clone(), guest.clone());
    let (one, other) = tokio::join!(
        say(&mut first, &links[0], "accepted"),
        say(&mut second, &links[1], "accepted")
    );
    assert_eq!((one.status, other.status), (303, 303));
    let rows = [table.guest("ann").await, table.guest("bo").await];
    let comes = |row: &&invitations::Model| row.partstat == Partstat::Accepted;
    let waits = |row: &&invitations::Model| row.state == InvitationState::Waiting;
    assert_eq!(rows.iter().filter(comes).count(), 1, "{rows:?}");
    assert_eq!(rows.iter().filter(waits).count(), 1, "{rows:?}");
    let late = usize::from(waits(&&rows[1]));
    let page = guest.clone().get(&links[late]).await;
    page.see("You are on the waiting list")
        .not_see("Send my answer");
    // Who has a place may say so again.
    let has = 1 - late;
    say(&mut guest.clone(), &links[has], "accepted")
        .await
        .is(303);
    let name = ["ann", "bo"][has];
    assert_eq!(table.guest(name).await.state, InvitationState::Invited);
}

/// Puts a guest on the waiting list, and offers a place if `until` (local) is given.
pub async fn wait(table: &mut Table, name: &str, until: &str) {
    let here = format!("{}/invitations/{}", table.path, table.guest(name).await.id);
    if until.is_empty() {
        table
            .staff
            .post(&format!("{here}/waiting"), &[])
            .await
            .is(303);
        return;
    }
    let form = [("until", until)];
    table
        .staff
        .post(&format!("{here}/offer"), &form)
        .await
        .is(303);
}

#[tokio::test]
async fn an_offered_place_is_taken_or_goes_to_the_next() {
    let (mut table, links, mut guest) = invited(&["ann", "bo", "cy"]).await;
    settings(&mut table, "", "hidden", "1").await;
    for name in ["ann", "bo", "cy"] {
        wait(&mut table, name, "").await;
        table.app.clock().advance(TimeDelta::minutes(1));
    }
    guest
        .get(&links[0])
        .await
        .see("You are on the waiting list");
    say(&mut guest, &links[0], "accepted").await.is(303);
    assert_eq!(table.guest("ann").await.partstat, Partstat::NeedsAction);

    wait(&mut table, "ann", "2026-11-24T12:00").await;
    let mails = table.app.mail().await;
    assert_eq!(recipients(&mails), ["ann@funder.example"]);
    assert!(mails[0].subject.starts_with("A place is free"));
    assert!(
        mails[0].text.contains("Tue 24 Nov 2026, 12:00 pm"),
        "{}",
        mails[0].text
    );
    let offered = link(&mails[0]);
    guest
        .get(&offered)
        .await
        .see("A place is free. It is yours if you take it by Tue 24 Nov 2026, 12:00 pm")
        .not_see("Maybe");
    // Nobody takes it in time: the next is asked, and the first waits at the end.
    table.app.clock().advance(TimeDelta::days(3));
    let now = table.app.now();
    let expire = async || {
        let done = table
            .app
            .db()
            .write(async |txn| expire_offers(txn, now).await);
        done.await.unwrap()
    };
    assert_eq!(expire().await, 1);
    assert_eq!(expire().await, 0, "once");
    let mails = table.app.mail().await;
    assert_eq!(recipients(&mails), ["bo@funder.example"]);
    say(&mut guest, &offered, "accepted").await.is(303);
    assert_eq!(table.guest("ann").await.state, InvitationState::Waiting);
    table.app.clock().advance(TimeDelta::minutes(1));
    guest
        .submit(&link(&mails[0]), &[("answer", "accepted")])
        .await
        .see("The place is yours");
    let bo = table.guest("bo").await;
    assert_eq!(
        (bo.state, bo.partstat, bo.offered_until),
        (InvitationState::Invited, Partstat::Accepted, None)
    );
    table.app.mail().await;
    assert_eq!(table.guest("bo").await.partstat, Partstat::Accepted);
    assert_eq!(table.guest("cy").await.state, InvitationState::Waiting);
}

#[tokio::test]
async fn places_added_go_to_those_who_waited_longest() {
    let (mut table, links, mut guest) = invited(&["ann", "bo", "cy", "di"]).await;
    settings(&mut table, "", "hidden", "1").await;
    say(&mut guest, &links[0], "accepted").await.is(303);
    for name in ["di", "cy", "bo"] {
        wait(&mut table, name, "").await;
        table.app.clock().advance(TimeDelta::minutes(1));
    }
    table.app.mail().await;
    // Saved again with as many places, or with fewer: nobody is offered anything.
    settings(&mut table, "", "hidden", "1").await;
    assert!(table.app.mail().await.is_empty());
    settings(&mut table, "", "hidden", "3").await;
    let mails = table.app.mail().await;
    assert_eq!(
        recipients(&mails),
        ["cy@funder.example", "di@funder.example"]
    );
    guest
        .submit(&link(to(&mails, "di")), &[("answer", "accepted")])
        .await
        .see("The place is yours");
    let bo = table.guest("bo").await;
    assert_eq!(
        (bo.state, bo.offered_until),
        (InvitationState::Waiting, None)
    );
    table.app.mail().await;
}

#[tokio::test]
async fn a_place_offered_to_two_goes_to_one() {
    let (mut table, _, guest) = invited(&["ann", "bo"]).await;
    settings(&mut table, "", "hidden", "1").await;
    for name in ["ann", "bo"] {
        wait(&mut table, name, "").await;
        wait(&mut table, name, "2026-11-24T12:00").await;
    }
    let mails = table.app.mail().await;
    let (ann, bo) = (link(to(&mails, "ann")), link(to(&mails, "bo")));
    table.app.clock().advance(TimeDelta::minutes(1));
    let (mut first, mut second) = (guest.clone(), guest);
    tokio::join!(
        say(&mut first, &ann, "accepted"),
        say(&mut second, &bo, "accepted")
    );
    let rows = [table.guest("ann").await, table.guest("bo").await];
    let comes = rows.iter().filter(|row| row.partstat == Partstat::Accepted);
    assert_eq!(comes.count(), 1, "{rows:?}");
    table.app.mail().await;
}

#[tokio::test]
async fn s29_arrangements_are_told_before_the_answer() {
    let (mut table, links, mut guest) = invited(&["ann"]).await;
    guest
        .get(&links[0])
        .await
        .not_see("What is arranged for you");
    let path = format!("{}/arrangements", table.path);
    let form = [
        ("version", "0"),
        ("stipend", "$150, paid on the day"),
        ("interpretation", "Spanish and ASL"),
        ("access", "Step-free from the street"),
    ];
    table.staff.post(&path, &form).await.is(303);
    let page = guest.get(&links[0]).await;
    page.see("$150, paid on the day")
        .see("Spanish and ASL")
        .see("Step-free from the street");
    let (told, asked) = (
        page.body.find("$150, paid on the day").unwrap(),
        page.body.find("Will you come?").unwrap(),
    );
    assert!(told < asked, "before the answer");
    // Somebody else saved meanwhile: both values.
    let mine = [("version", "0"), ("stipend", "$200")];
    table
        .staff
        .post(&path, &mine)
        .await
        .is(409)
        .see("Stipend: $150, paid on the day")
        .see("$200");
}

#[tokio::test]
async fn questions_are_asked_kept_a_while_and_forgotten() {
    let (mut table, links, mut guest) = invited(&["ann"]).await;
    let path = format!("{}/questions", table.path);
    let form = [
        ("label", "Do you need the shuttle?"),
        ("kind", "yes_no"),
        ("required", "yes"),
        ("keep_days", "7"),
    ];
    table.staff.post(&path, &form).await.is(303);
    table
        .staff
        .post(
            &path,
            &[("label", "Table"), ("kind", "one_of"), ("keep_days", "x")],
        )
        .await
        .is(422)
        .see("Give 2 to 20 choices")
        .see("from 0 to 365");
    let page = guest.get(&links[0]).await;
    page.see("Do you need the shuttle?")
        .see("What should we know about food?")
        .see("Forgotten 7 days after the meeting");
    let shuttle = page.link("q-0");
    let without = [("answer", "accepted"), ("q-diet", "Vegan")];
    guest
        .post(&links[0], &without)
        .await
        .is(422)
        .see("Answer “Do you need the shuttle?”")
        .see("Vegan");
    assert_eq!(table.guest("ann").await.partstat, Partstat::NeedsAction);
    let with = [
        ("answer", "accepted"),
        ("q-diet", "Vegan"),
        (&*shuttle, "yes"),
    ];
    guest.submit(&links[0], &with).await.see("Vegan");

    let said = format!("{}/guest-answers", table.path);
    table.staff.get(&said).await.is(200).see("Vegan").see("yes");
    let file = table.staff.get(&format!("{said}.csv")).await;
    file.is(200).see("Do you need the shuttle?").see("ann,");
    let mut viewer = table.app.staff(Role::Viewer).await;
    viewer.get(&said).await.is(403);
    viewer.get(&format!("{said}.csv")).await.is(403);
    let line = format!("{}/invitations/{}", table.path, table.guest("ann").await.id);
    viewer.get(&line).await.is(200).not_see("Vegan");
    table.staff.get(&line).await.see("Vegan");

    let forget = async || {
        let now = table.app.now();
        let done = table
            .app
            .db()
            .write(async |txn| forget_answers(txn, now).await);
        done.await.unwrap()
    };
    let ends = table.row().await.ends_at;
    table
        .app
        .clock()
        .advance(ends + TimeDelta::days(6) - table.app.now());
    assert_eq!(forget().await, 0);
    table.app.clock().advance(TimeDelta::days(2));
    assert_eq!(forget().await, 1, "the shuttle after 7 days");
    table.app.clock().advance(TimeDelta::days(7));
    assert_eq!(forget().await, 1, "food after 14");
    let left = guest_answers::Entity::find().count(table.app.db().read());
    assert_eq!(left.await.unwrap(), 0);
}

#[tokio::test]
async fn staff_record_correct_and_take_back_an_answer() {
    let (mut table, links, mut guest) = invited(&["ann"]).await;
    let here = format!("{}/invitations/{}", table.path, table.guest("ann").await.id);
    let version = table.staff.get(&here).await.held("version");
    let form = |version: &str, partstat: &str| {
        vec![
            ("version", version.to_owned()),
            ("partstat", partstat.to_owned()),
            ("note", "Called on Monday".to_owned()),
        ]
    };
    let post = async |staff: &mut Browser, fields: Vec<(&str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        staff.post(&format!("{here}/answer"), &fields).await
    };
    let mut staff = table.staff.clone();
    post(&mut staff, form(&version, "tentative")).await.is(303);
    let row = table.guest("ann").await;
    assert_eq!(
        (row.partstat, row.answer_source, row.note.as_str()),
        (
            Partstat::Tentative,
            Some(AnswerSource::Staff),
            "Called on Monday"
        )
    );
    // The guest answers while somebody at the desk still looks at the old page.
    say(&mut guest, &links[0], "declined").await.is(303);
    post(&mut staff, form(&row.version.to_string(), "accepted"))
        .await
        .is(409)
        .see("This changed while you were working on it.")
        .see("It says: Not coming (their page)")
        .see("value=\"accepted\" checked");
    assert_eq!(table.guest("ann").await.partstat, Partstat::Declined);
    let version = table.guest("ann").await.version.to_string();
    post(&mut staff, form(&version, "needs_action"))
        .await
        .is(303);
    assert_eq!(table.guest("ann").await.partstat, Partstat::NeedsAction);
    post(&mut staff, form("9", "delegated")).await.is(422);
    let page = staff.get(&here).await;
    page.see("Recorded by staff (Program officer Tester)")
        .see("Their page")
        .see("Invitation: Youth funder table")
        .see("SEQUENCE 0");
    let mut viewer = table.app.staff(Role::Viewer).await;
    viewer.get(&here).await.is(200).not_see("Record an answer");
    viewer.post(&format!("{here}/answer"), &[]).await.is(403);
}

#[tokio::test]
async fn a_calendar_and_a_page_that_disagree_are_shown_and_settled() {
    let (mut table, links, mut guest) = invited(&["ann"]).await;
    let ann = table.guest("ann").await;
    // The calendar's no was said first and came in before the yes on the page.
    let said_at = table.app.now();
    invitation_answers::Entity::insert(invitation_answers::ActiveModel {
        id: Set(AnswerId::fresh()),
        invitation_id: Set(ann.id),
        convening_id: Set(ann.convening_id),
        partstat: Set(Partstat::Declined),
        source: Set(AnswerSource::Calendar),
        sequence: Set(0),
        said_at: Set(said_at),
        received_at: Set(said_at),
        note: Set(String::new()),
        counted: Set(true),
        rule: Set("R15".to_owned()),
        written_by: Set(String::new()),
    })
    .exec(table.app.db().read())
    .await
    .unwrap();
    table.app.clock().advance(TimeDelta::minutes(5));
    say(&mut guest, &links[0], "accepted").await.is(303);
    assert_eq!(
        table.guest("ann").await.partstat,
        Partstat::Accepted,
        "the later"
    );
    let here = format!("{}/invitations/{}", table.path, ann.id);
    let page = table.staff.get(&here).await;
    page.see("Two answers disagree.")
        .see("Keep this answer")
        .see("(R15)");
    let calendars = answers(&table, "ann").await.remove(0);
    table.app.clock().advance(TimeDelta::minutes(5));
    let keep = format!("{here}/answers/{}/kept", calendars.id);
    let version = page.held("version");
    let page = table.staff.submit(&keep, &[("version", &*version)]).await;
    page.not_see("Two answers disagree.");
    let row = table.guest("ann").await;
    assert_eq!(
        (row.partstat, row.answer_source),
        (Partstat::Declined, Some(AnswerSource::Staff))
    );
    assert_eq!(answers(&table, "ann").await.len(), 3, "all are kept");
}

#[tokio::test]
async fn too_many_presses_are_put_off() {
    let (_table, links, mut guest) = invited(&["ann"]).await;
    guest.extra = vec![("x-forwarded-for", "203.0.113.77".to_owned())];
    let mut last = 0;
    for _ in 0..121 {
        last = guest
            .post("/i/nobodys-secret", &[("answer", "x")])
            .await
            .status;
    }
    assert_eq!(last, 429);
    guest.get(&links[0]).await.is(200);
}
