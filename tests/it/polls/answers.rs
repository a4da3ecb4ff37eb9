//! What the answers mean: which time wins and why, what it would be without some, and what to give up where none will do.

use roundtable::{
    entities::{organizations, poll_hours, poll_people, poll_votes},
    ids::{OrganizationId, PollHourId},
    values::{PollAnswer, PollPersonState, PollState, Role},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{begin, list, offer, offered, person, poll, say, turn};
use crate::{
    convenings::stored,
    support::{Browser, TestApp},
};

/// An open poll with three times and these people.
async fn opened(app: &TestApp, staff: &mut Browser, people: &[(&str, &str)]) -> String {
    let dates = begin(app, staff, &[]).await;
    for at in ["2027-01-12T10:00", "2027-01-13T10:00", "2027-01-14T10:00"] {
        offer(staff, &dates, at).await.is(303);
    }
    for (email, attendance) in people {
        list(staff, &dates, email, attendance).await.is(303);
    }
    turn(app, staff, &dates, "opening").await.is(303);
    dates
}

#[tokio::test]
async fn opening_takes_the_convening_along_and_needs_times_and_people() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = begin(&app, &mut staff, &[]).await;
    let path = dates.trim_end_matches("/dates").to_owned();
    turn(&app, &mut staff, &dates, "opening")
        .await
        .is(422)
        .see("Offer at least one time");
    offer(&mut staff, &dates, "2027-01-12T10:00").await.is(303);
    turn(&app, &mut staff, &dates, "opening")
        .await
        .is(422)
        .see("Choose whom to ask");
    list(&mut staff, &dates, "ann@example.org", "must")
        .await
        .is(303);
    let stale = [("version", "1")];
    staff
        .post(&format!("{dates}/opening"), &stale)
        .await
        .is(409);
    turn(&app, &mut staff, &dates, "opening").await.is(303);
    assert_eq!(poll(&app, &dates).await.state, PollState::Open);
    assert_eq!(stored(&app, &path).await.status.as_str(), "date_poll");
    staff
        .get(&path)
        .await
        .see("Polling dates")
        .see("Opened the date poll");
    let mut viewer = app.staff(Role::Viewer).await;
    viewer.get(&dates).await.is(200).not_see("Close the poll");
    viewer.post(&format!("{dates}/closing"), &[]).await.is(403);
    turn(&app, &mut staff, &dates, "closing").await.is(303);
    assert_eq!(poll(&app, &dates).await.state, PollState::Closed);
    staff.get("/today").await.see("can be chosen").see(&dates);
    turn(&app, &mut staff, &dates, "withdrawal").await.is(303);
    staff
        .get(&dates)
        .await
        .see("was withdrawn")
        .see("Prepare the poll");
}

#[tokio::test]
async fn the_page_says_which_time_wins_who_cannot_and_who_is_silent() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let people = [
        ("ann@example.org", "must"),
        ("bo@example.org", "optional"),
        ("cy@example.org", "optional"),
        ("di@example.org", "optional"),
    ];
    let dates = opened(&app, &mut staff, &people).await;
    staff.get(&dates).await.see("Nobody has answered yet.");
    say(&app, &dates, "ann@example.org", "nyi").await;
    say(&app, &dates, "bo@example.org", "yyn").await;
    say(&app, &dates, "cy@example.org", "yny").await;
    let page = staff.get(&dates).await;
    page.see("Wed 13 Jan 2027, 10:00 am to 11:30 am Pacific (UTC-8) wins")
        .see("2 of 4 can come")
        .see("Cannot come: cy.")
        .see("1 person has not replied yet: di.")
        .see("class=\"best\"");
    // Without the one who must attend, the first time has more heads.
    let ann = person(&app, &dates, "ann@example.org").await.id;
    staff
        .get(&format!("{dates}?without={ann}"))
        .await
        .see("Without ann.")
        .see("Tue 12 Jan 2027, 10:00 am to 11:30 am Pacific (UTC-8) wins");
    let file = staff.get(&format!("{dates}.csv")).await;
    file.is(200)
        .see("ann,,ann@example.org,")
        .see(",No,Yes,If needed");
    say(&app, &dates, "di@example.org", "nnn").await;
    staff.get("/today").await.see("Everybody has answered.");
}

#[tokio::test]
async fn where_no_time_will_do_the_smallest_change_is_named() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let people = [("ann@example.org", "must"), ("bo@example.org", "must")];
    let dates = opened(&app, &mut staff, &people).await;
    say(&app, &dates, "ann@example.org", "ynn").await;
    say(&app, &dates, "bo@example.org", "nyn").await;
    staff
        .get(&dates)
        .await
        .see("No time has everything it has to have")
        .see("Without ann: 1 time is open; the best is Wed 13 Jan 2027, 10:00 am")
        .see("Without bo: 1 time is open; the best is Tue 12 Jan 2027, 10:00 am");
    assert_eq!(offered(&app, &dates).await.len(), 3);
}

#[tokio::test]
async fn any_time_is_found_from_ordinary_weeks() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let any = [
        ("manner", "any_time"),
        ("minutes", "60"),
        ("first_day", "2027-01-12"),
        ("last_day", "2027-01-15"),
    ];
    let dates = begin(&app, &mut staff, &any).await;
    list(&mut staff, &dates, "ann@example.org", "must")
        .await
        .is(303);
    list(&mut staff, &dates, "bo@example.org", "must")
        .await
        .is(303);
    turn(&app, &mut staff, &dates, "opening").await.is(303);
    for (email, zone, from, to) in [
        ("ann@example.org", "America/Los_Angeles", 9 * 60, 12 * 60),
        ("bo@example.org", "America/New_York", 13 * 60, 17 * 60),
    ] {
        let id = person(&app, &dates, email).await.id;
        let hours = poll_hours::ActiveModel {
            id: Set(PollHourId::fresh()),
            poll_person_id: Set(id),
            weekday: Set(3),
            from_minute: Set(from),
            to_minute: Set(to),
            answer: Set(PollAnswer::Yes),
        };
        poll_hours::Entity::insert(hours)
            .exec_without_returning(app.db().read())
            .await
            .unwrap();
        poll_people::Entity::update_many()
            .col_expr(poll_people::Column::TimeZone, Expr::value(zone))
            .col_expr(poll_people::Column::AnsweredAt, Expr::value(app.now()))
            .col_expr(
                poll_people::Column::State,
                Expr::value(PollPersonState::Answered),
            )
            .filter(poll_people::Column::Id.eq(id))
            .exec(app.db().read())
            .await
            .unwrap();
    }
    // 1:00 pm Eastern is 10:00 am Pacific; noon Pacific ends it.
    let page = staff.get(&dates).await;
    page.see("Wed 13 Jan 2027, 10:00 am to 11:00 am Pacific (UTC-8) wins")
        .see("2 of 2 can come");
    let choose = page.link(&format!("{dates}/decision?start="));
    staff
        .get(&choose.replace("&amp;", "&"))
        .await
        .is(200)
        .see("Choose this time?");
}

#[tokio::test]
async fn the_time_that_fills_the_gap_beats_the_one_with_more_heads() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let people = [
        ("ann@example.org", "optional"),
        ("bo@example.org", "optional"),
        ("cy@example.org", "optional"),
    ];
    let dates = opened(&app, &mut staff, &people).await;
    let goal = crate::convenings::goal(&app).await;
    let all: Vec<OrganizationId> = organizations::Entity::find()
        .filter(organizations::Column::Illustrative.eq(true))
        .all(app.db().read())
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.id)
        .collect();
    let today = "2026-11-22".parse().unwrap();
    let these = all.into_iter().collect();
    let brought = roundtable::composing::brought_by(app.db(), &[goal], &these, today)
        .await
        .unwrap();
    let most = |id: &OrganizationId| {
        brought.offers[id]
            .iter()
            .map(|offer| offer.max)
            .sum::<u64>()
    };
    let richest = brought.offers.keys().max_by_key(|id| most(id)).unwrap();
    assert!(most(richest) > 0);
    let ann = person(&app, &dates, "ann@example.org").await.id;
    poll_people::Entity::update_many()
        .col_expr(poll_people::Column::OrganizationId, Expr::value(*richest))
        .filter(poll_people::Column::Id.eq(ann))
        .exec(app.db().read())
        .await
        .unwrap();
    say(&app, &dates, "ann@example.org", "nyn").await;
    say(&app, &dates, "bo@example.org", "ynn").await;
    say(&app, &dates, "cy@example.org", "ynn").await;
    staff
        .get(&dates)
        .await
        .see("Wed 13 Jan 2027, 10:00 am to 11:30 am Pacific (UTC-8) wins: it covers $")
        .see("more than Tue 12 Jan 2027, 10:00 am PT, which has more heads: only here can ann come")
        .see("Most heads</span>");
    // A vote that comes later is seen at once, though answers are kept in memory.
    let first = offered(&app, &dates).await[0].id;
    poll_votes::Entity::update_many()
        .col_expr(poll_votes::Column::Answer, Expr::value(PollAnswer::Yes))
        .filter(poll_votes::Column::PollPersonId.eq(ann))
        .filter(poll_votes::Column::PollOptionId.eq(first))
        .exec(app.db().read())
        .await
        .unwrap();
    staff
        .get(&dates)
        .await
        .see("Tue 12 Jan 2027, 10:00 am to 11:30 am Pacific (UTC-8) wins")
        .see("Counting heads would choose it too.");
}
