//! Before anything is mailed to many, a page says who gets it, who does not and why, and what it says. The page itself writes
//! nothing.

use chrono::TimeDelta;
use roundtable::{
    entities::poll_people,
    values::{PollPersonState, PollState, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    begin, crowd,
    guest::{ANN, BO, asked, real},
    list, offer, offered, person, poll, turn,
};
use crate::support::TestApp;

/// They are made up again, so no mail goes to them.
async fn made_up(app: &TestApp, who: &str) {
    poll_people::Entity::update_many()
        .col_expr(poll_people::Column::Illustrative, Expr::value(true))
        .filter(poll_people::Column::AddressKey.eq(who))
        .exec(app.db().read())
        .await
        .unwrap();
}

#[tokio::test]
async fn opening_is_asked_about_with_names_bars_and_the_mail() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = begin(&app, &mut staff, &[("holds", "yes")]).await;
    let opening = format!("{dates}/opening");
    staff
        .get(&opening)
        .await
        .is(422)
        .see("Offer at least one time");
    offer(&mut staff, &dates, "2027-01-12T10:00").await.is(303);
    for who in [ANN, BO] {
        list(&mut staff, &dates, who, "must").await.is(303);
    }
    real(&app).await;
    made_up(&app, BO).await;
    let before = poll(&app, &dates).await;
    let ann = person(&app, &dates, ANN).await;
    staff
        .get(&opening)
        .await
        .is(200)
        .see("1 person gets a mail at once:</strong> ann.")
        .see("bo is sample data, and no mail goes to that.")
        .see("When can you join? ")
        .see("Hello ann,")
        .see("Tue 12 Jan 2027")
        .see("http://roundtable.test/polls/their-own-link")
        .see("tentative entries in the calendars");
    assert_eq!(poll(&app, &dates).await, before);
    assert_eq!(person(&app, &dates, ANN).await, ann);
    assert!(app.mail().await.is_empty(), "looking sends nothing");
    let mut viewer = app.staff(Role::Viewer).await;
    viewer.get(&opening).await.is(403);
    turn(&app, &mut staff, &dates, "opening").await.is(303);
    assert_eq!(poll(&app, &dates).await.state, PollState::Open);
    // Opened again, those who were asked are not asked anew.
    turn(&app, &mut staff, &dates, "closing").await.is(303);
    staff
        .get(&opening)
        .await
        .see("Open the poll again?")
        .see("Nobody gets a mail.");
}

#[tokio::test]
async fn asking_the_rest_and_withdrawing_are_asked_about() {
    let (app, mut staff, dates, _) = asked(&[]).await;
    list(&mut staff, &dates, "cy@example.org", "optional")
        .await
        .is(303);
    real(&app).await;
    staff
        .get(&dates)
        .await
        .see(&format!("href=\"{dates}/asking\""))
        .see(&format!("href=\"{dates}/withdrawal\""));
    staff
        .get(&format!("{dates}/asking"))
        .await
        .is(200)
        .see("1 person gets a mail at once:</strong> cy.")
        .see("Write to 1 person");
    staff
        .get(&format!("{dates}/withdrawal"))
        .await
        .is(200)
        .see("2 people get a mail at once:</strong> ann, bo.")
        .see("No date is sought any more")
        .not_see("cy.");
    assert!(app.mail().await.is_empty());
    assert_eq!(poll(&app, &dates).await.state, PollState::Open);
    staff.post(&format!("{dates}/asking"), &[]).await.is(303);
    assert_eq!(app.mail().await.len(), 1);
}

#[tokio::test]
async fn choosing_says_truthfully_who_hears_of_it_at_once() {
    let (app, mut staff, dates, _) = asked(&[]).await;
    let option = offered(&app, &dates).await[1].id;
    staff
        .get(&format!("{dates}/decision?option={option}"))
        .await
        .is(200)
        .see("2 people below get a mail at once that a time is chosen")
        .see("2 people get a mail at once:</strong> ann, bo.")
        .see("The date is set: ")
        .see("Please keep free: ")
        .see("Wed 13 Jan 2027")
        .not_see("No invitation goes out from here");
    assert!(app.mail().await.is_empty());
}

#[tokio::test]
async fn reminders_go_to_those_who_are_ticked_or_to_all_and_never_to_neither() {
    let (app, _, dates, _) = asked(&[]).await;
    app.clock().advance(TimeDelta::days(2));
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let (ann, bo) = (
        person(&app, &dates, ANN).await.id.to_string(),
        person(&app, &dates, BO).await.id.to_string(),
    );
    let reminders = format!("{dates}/reminders");
    staff
        .get(&dates)
        .await
        .see(&format!("form=\"remind\" name=\"person\" value=\"{ann}\""))
        .see("Remind those ticked")
        .see("Remind all 2 silent");
    staff
        .get(&reminders)
        .await
        .is(422)
        .see("Tick whom to remind");
    staff
        .post(&reminders, &[])
        .await
        .is(422)
        .see("f-remind-error");
    assert!(app.mail().await.is_empty(), "no tick is not everybody");
    staff
        .get(&format!("{reminders}?person={ann}"))
        .await
        .is(200)
        .see("1 person gets a mail at once:</strong> ann.")
        .see("Reminder: when can you join?")
        .see(&format!("name=\"person\" value=\"{ann}\""))
        .not_see(&bo);
    staff.post(&reminders, &[("person", &ann)]).await.is(303);
    let sent = app.mail().await;
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].to.as_str(), ANN);
    staff
        .get(&format!("{reminders}?all=yes"))
        .await
        .see("1 person gets a mail at once:</strong> bo.")
        .see("ann had a mail in the last 24 hours.");
    staff.post(&reminders, &[("all", "yes")]).await.is(303);
    let sent = app.mail().await;
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].to.as_str(), BO);
    staff
        .get(&format!("{reminders}?all=yes"))
        .await
        .see("Nobody gets a mail.")
        .not_see("Remind 0");
}

#[tokio::test]
async fn more_silent_people_than_one_go_reminds_are_reached_by_the_next() {
    let (app, _, dates, _) = asked(&[]).await;
    crowd(&app, &dates, 510, PollPersonState::Asked).await;
    app.clock().advance(TimeDelta::days(2));
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let (reminders, all) = (format!("{dates}/reminders"), [("all", "yes")]);
    staff
        .get(&format!("{reminders}?all=yes"))
        .await
        .see("512 people get a mail at once:</strong> ann, bo, guest 000")
        .see("and 492 more.")
        .see("500 are written to in one go");
    staff
        .submit(&reminders, &all)
        .await
        .see("500 reminders are on their way")
        .see("press again for the other 12");
    staff
        .submit(&reminders, &all)
        .await
        .see("12 reminders are on their way.");
    staff
        .submit(&reminders, &all)
        .await
        .see("Nobody was reminded");
    assert_eq!(app.mail().await.len(), 512);
}

#[tokio::test]
async fn staff_see_the_page_of_guests_before_anybody_is_asked() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = begin(&app, &mut staff, &[]).await;
    offer(&mut staff, &dates, "2027-01-12T10:00").await.is(303);
    let preview = format!("{dates}/preview");
    staff.get(&dates).await.see(&preview);
    staff
        .get(&preview)
        .await
        .is(200)
        .see("This is what guests see.")
        .see("Help us choose")
        .see("10:00 am PT")
        .see("<form id=\"poll\" inert")
        .not_see("poll.js");
    staff
        .get(&format!("{preview}?zone=America/New_York"))
        .await
        .see("1:00 pm ET");
    staff.post(&preview, &[]).await.is(405);
    app.staff(Role::Viewer).await.get(&preview).await.is(403);
}
