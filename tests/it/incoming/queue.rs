//! The host's queue, and the administrators' log.

use roundtable::{
    entities::{door_requests, time_proposals},
    values::{DoorState, InvitationState, Partstat, ProposalState, Role},
};
use sea_orm::EntityTrait;

use super::{ANN, deliver, invited, mail};
use crate::{
    invitations::{Table, property, to},
    support::Page,
};

/// Where a form of the page posts to.
pub fn action(page: &Page, end: &str) -> String {
    let actions = page.body.split("action=\"").skip(1);
    let mut actions = actions.filter_map(|part| part.split('"').next());
    let found = actions.find(|action| action.ends_with(end));
    found
        .unwrap_or_else(|| panic!("no form for {end} in {}", page.body))
        .to_owned()
}

pub async fn queue(table: &mut Table) -> Page {
    let path = format!("{}/incoming", table.path);
    let page = table.staff.get(&path).await;
    page.is(200);
    page
}

async fn proposal(table: &Table) -> time_proposals::Model {
    let found = time_proposals::Entity::find();
    let found = found.one(table.app.db().read()).await.unwrap();
    found.unwrap()
}

pub async fn at_door(table: &Table) -> door_requests::Model {
    let found = door_requests::Entity::find();
    let found = found.one(table.app.db().read()).await.unwrap();
    found.unwrap()
}

#[tokio::test]
async fn a_stranger_is_let_in_with_a_seat_and_an_invitation_and_only_once() {
    let mut table = invited().await;
    deliver(
        &table,
        &mail(&table, "stranger@other.example", "crasher").await,
    )
    .await;
    let page = queue(&mut table).await;
    page.see("stranger@other.example").see("Let in and invite");
    let admit = action(&page, "/admission");
    table
        .staff
        .submit(&admit, &[])
        .await
        .see("They have a seat");
    table
        .staff
        .submit(&admit, &[])
        .await
        .see("decided or changed meanwhile");
    assert_eq!(at_door(&table).await.state, DoorState::LetIn);
    let guest = table.guest("stranger@other.example").await;
    assert_eq!(
        (guest.state, guest.partstat),
        (InvitationState::Invited, Partstat::Accepted)
    );
    assert!(guest.seat_id.is_some());
    let mails = table.app.mail().await;
    assert_eq!(mails.len(), 1, "the others hear nothing");
    assert_eq!(mails[0].to.as_str(), "stranger@other.example");
    assert_eq!(property(&mails[0], "METHOD"), "REQUEST");
    queue(&mut table).await.see("Nobody waits.");
}

#[tokio::test]
async fn a_stranger_is_turned_away_without_a_mail() {
    let mut table = invited().await;
    deliver(
        &table,
        &mail(&table, "stranger@other.example", "crasher").await,
    )
    .await;
    let page = queue(&mut table).await;
    let refuse = action(&page, "/refusal");
    table
        .staff
        .submit(&refuse, &[])
        .await
        .see("No mail was sent");
    assert_eq!(at_door(&table).await.state, DoorState::Refused);
    assert_eq!(table.app.mail().await, []);
    // Asking again does not open what was decided.
    let again = mail(&table, "stranger@other.example", "crasher").await;
    deliver(&table, &again.replace("<crasher@", "<again@")).await;
    queue(&mut table).await.see("Nobody waits.");
}

#[tokio::test]
async fn a_proposed_time_is_taken_into_the_form_that_changes_the_convening() {
    let mut table = invited().await;
    deliver(&table, &mail(&table, ANN, "exchange-counter").await).await;
    let page = queue(&mut table).await;
    page.see("Mon 2 Nov 2026").see("Calendar reply");
    let page = table.staff.submit(&action(&page, "/acceptance"), &[]).await;
    // 9 in New York is 6 in the convening's zone.
    page.see("value=\"2026-11-02T06:00\"")
        .see("value=\"2026-11-02T14:00\"")
        .see("The proposed time is filled in");
    // Until the convening has that time, nothing is decided.
    assert_eq!(proposal(&table).await.state, ProposalState::Open);
    queue(&mut table).await.see("Mon 2 Nov 2026");
    assert_eq!(table.app.mail().await, [], "saving and sending come later");
}

#[tokio::test]
async fn a_proposed_time_closes_once_the_convening_has_it_and_the_guest_is_told() {
    let mut table = invited().await;
    let counter = mail(&table, ANN, "exchange-counter").await;
    let counter = counter.replace("20261102T", "20270322T");
    deliver(&table, &counter).await;
    // Another time than the one that was proposed decides nothing.
    let other = [
        ("local_start", "2027-03-19T09:30"),
        ("local_end", "2027-03-19T12:00"),
    ];
    table.change(&other).await;
    assert_eq!(table.app.mail().await, []);
    assert_eq!(proposal(&table).await.state, ProposalState::Open);
    // 9 to 17 in New York is 6 to 14 in the convening's zone.
    let taken = [
        ("local_start", "2027-03-22T06:00"),
        ("local_end", "2027-03-22T14:00"),
    ];
    table.change(&taken).await;
    let mails = table.app.mail().await;
    let told = to(&mails, "ann");
    assert!(told.calendar.is_none(), "Review and send does that");
    assert!(told.text.contains("Mon 22 Mar 2027"), "{}", told.text);
    let decided = proposal(&table).await;
    assert_eq!(decided.state, ProposalState::Accepted);
    assert_eq!(
        decided.decided_by.as_deref(),
        Some("Program officer Tester")
    );
    queue(&mut table).await.see("Nobody proposes another time.");
    table.once_more("convening_changed").await;
    assert_eq!(table.app.mail().await, [], "done twice, written once");
}

#[tokio::test]
async fn a_proposed_time_is_declined_by_calendar_or_by_mail_as_it_came() {
    let mut table = invited().await;
    deliver(&table, &mail(&table, ANN, "exchange-counter").await).await;
    let page = queue(&mut table).await;
    let refuse = action(&page, "/refusal");
    let long = "x".repeat(1_001);
    table
        .staff
        .post(&refuse, &[("words", &long)])
        .await
        .is(422)
        .see(&long);
    table
        .staff
        .submit(&refuse, &[("words", "The {room} is taken.")])
        .await
        .see("Declined. ann gets a mail");
    let mails = table.app.mail().await;
    let told = to(&mails, "ann");
    assert_eq!(property(told, "METHOD"), "DECLINECOUNTER");
    assert_eq!(
        property(told, "SEQUENCE"),
        table.row().await.sequence.to_string()
    );
    assert!(property(told, "COMMENT").contains("is taken."));
    assert_eq!(proposal(&table).await.state, ProposalState::Refused);
}

#[tokio::test]
async fn who_proposed_on_their_page_gets_a_plain_mail() {
    let mut table = Table::with(&["ann"]).await;
    let mails = table.send("").await;
    let text = &to(&mails, "ann").text;
    let (_, rest) = text.split_once("http://roundtable.test/i/").unwrap();
    let secret: String = rest.chars().take_while(|c| !c.is_whitespace()).collect();
    let mut guest = table.app.visitor();
    guest
        .submit(
            &format!("/i/{secret}/another-time"),
            &[
                ("local_start", "2027-03-19T09:30"),
                ("local_end", "2027-03-19T12:00"),
            ],
        )
        .await
        .is(200);
    let page = queue(&mut table).await;
    page.see("Fri 19 Mar 2027").see("Their page");
    table
        .staff
        .submit(&action(&page, "/refusal"), &[("words", "Not that day.")])
        .await
        .see("Declined.");
    let mails = table.app.mail().await;
    let told = to(&mails, "ann");
    assert!(told.calendar.is_none());
    assert!(told.text.contains("Not that day."), "{}", told.text);
}

#[tokio::test]
async fn administrators_read_the_log_and_nobody_else() {
    let mut table = invited().await;
    deliver(&table, &mail(&table, ANN, "accepted").await).await;
    table.staff.get("/admin/incoming-mail").await.is(403);
    let mut admin = table.app.staff(Role::Administrator).await;
    admin.get("/admin").await.see("/admin/incoming-mail");
    admin
        .get("/admin/incoming-mail")
        .await
        .is(200)
        .see("ann@funder.example: Coming.")
        .see("R15")
        .see("By http")
        .not_see("BEGIN:VCALENDAR");
}
