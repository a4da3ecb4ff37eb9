//! Who is asked answers by a personal link, in their own time zone, as often as they like until the poll closes.

use chrono::TimeDelta;
use roundtable::{
    entities::{date_polls, poll_hours, poll_people, poll_votes},
    mail::Envelope,
    scheduling::keep_polls,
    values::{AnswerSource, PollAnswer, PollPersonState, PollState, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

use super::{begin, list, offer, offered, person, poll, turn, turn_and_mail};
use crate::support::{Browser, TestApp};

pub(super) const ANN: &str = "ann@example.org";
pub(super) const BO: &str = "bo@example.org";

pub(super) fn link(mails: &[Envelope], to: &str) -> String {
    let mail = mails.iter().find(|mail| mail.to.as_str() == to).unwrap();
    let (_, rest) = mail
        .text
        .split_once("http://roundtable.test/polls/")
        .unwrap();
    let secret: String = rest.chars().take_while(|c| !c.is_whitespace()).collect();
    format!("/polls/{secret}")
}

/// Nothing of it is made up any more, so mail is sent.
pub(super) async fn real(app: &TestApp) {
    date_polls::Entity::update_many()
        .col_expr(date_polls::Column::Illustrative, Expr::value(false))
        .exec(app.db().read())
        .await
        .unwrap();
    poll_people::Entity::update_many()
        .col_expr(poll_people::Column::Illustrative, Expr::value(false))
        .exec(app.db().read())
        .await
        .unwrap();
}

/// An open poll of two times that asks two people, and the mails that ask.
pub(super) async fn asked(changed: &[(&str, &str)]) -> (TestApp, Browser, String, Vec<Envelope>) {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = begin(&app, &mut staff, changed).await;
    if !changed.contains(&("manner", "any_time")) {
        for at in ["2027-01-12T10:00", "2027-01-13T10:00"] {
            offer(&mut staff, &dates, at).await.is(303);
        }
    }
    for who in [ANN, BO] {
        list(&mut staff, &dates, who, "must").await.is(303);
    }
    real(&app).await;
    let (page, mails) = turn_and_mail(&app, &mut staff, &dates, "opening").await;
    page.is(303);
    assert_eq!(mails.len(), 2);
    app.clock().advance(TimeDelta::minutes(1));
    (app, staff, dates, mails)
}

pub(super) async fn votes(app: &TestApp, dates: &str, who: &str) -> Vec<poll_votes::Model> {
    let times: Vec<_> = offered(app, dates)
        .await
        .iter()
        .map(|time| time.id)
        .collect();
    let mut found = poll_votes::Entity::find()
        .filter(poll_votes::Column::PollPersonId.eq(person(app, dates, who).await.id))
        .all(app.db().read())
        .await
        .unwrap();
    found.sort_by_key(|vote| times.iter().position(|time| *time == vote.poll_option_id));
    found
}

pub(super) async fn answers(app: &TestApp, dates: &str, who: &str) -> Vec<PollAnswer> {
    let votes = votes(app, dates, who).await;
    votes.iter().map(|vote| vote.answer).collect()
}

#[tokio::test]
async fn a_link_shows_the_times_on_both_clocks_and_opening_it_changes_nothing() {
    let (app, _, dates, mails) = asked(&[]).await;
    let (mut guest, ann) = (app.visitor(), link(&mails, ANN));
    let before = person(&app, &dates, ANN).await;
    let page = guest.get(&ann).await;
    page.is(200)
        .see("When can you join?")
        .see("Help us choose")
        .see("Tue 12 Jan 2027")
        .see("10:00 am PT")
        .not_see(BO);
    assert_eq!(page.headers["x-robots-tag"], "noindex, nofollow");
    assert_eq!(page.headers["cache-control"], "private, no-store");
    guest.head(&ann).await.is(200);
    let elsewhere = guest.get(&format!("{ann}?zone=America/New_York")).await;
    elsewhere
        .see("1:00 pm ET")
        .see("Tue 12 Jan 2027, 10:00 am PT to 11:30 am PT");
    assert_eq!(person(&app, &dates, ANN).await, before);
    assert!(votes(&app, &dates, ANN).await.is_empty());
    guest.get("/polls/nobodys-secret").await.is(404);
}

#[tokio::test]
async fn answers_are_kept_and_can_be_changed_until_the_poll_closes() {
    let (app, mut staff, dates, mails) = asked(&[]).await;
    let (mut guest, ann) = (app.visitor(), link(&mails, ANN));
    let times = offered(&app, &dates).await;
    let names: Vec<String> = times
        .iter()
        .map(|time| format!("answer-{}", time.id))
        .collect();
    let note = format!("note-{}", times[0].id);
    let form = [
        (names[0].as_str(), "if_needed"),
        (&note, "After my train"),
        ("note", "A ramp, please"),
        ("zone", "America/New_York"),
    ];
    guest.submit(&ann, &form).await.see("Your times are saved");
    let kept = votes(&app, &dates, ANN).await;
    assert_eq!(kept.len(), 1, "what was not said stays unsaid");
    assert_eq!(
        (kept[0].answer, kept[0].note.as_str()),
        (PollAnswer::IfNeeded, "After my train")
    );
    assert_eq!(kept[0].source, AnswerSource::Link);
    let who = person(&app, &dates, ANN).await;
    assert_eq!(
        (who.state, who.note.as_str()),
        (PollPersonState::Answered, "A ramp, please")
    );
    assert_eq!(who.time_zone.unwrap().name(), "America/New_York");
    // What cannot be read is said, with everything else still there.
    let long = "x".repeat(501);
    let wrong = [
        (names[0].as_str(), "yes"),
        (names[1].as_str(), "perhaps"),
        ("note", &long),
    ];
    let refused = guest.post(&ann, &wrong).await;
    refused
        .is(422)
        .see("Choose Yes, If needed or No")
        .see(&long);
    assert_eq!(answers(&app, &dates, ANN).await, [PollAnswer::IfNeeded]);
    let both = [(names[0].as_str(), "no"), (names[1].as_str(), "yes")];
    guest.post(&ann, &both).await.is(303);
    assert_eq!(
        answers(&app, &dates, ANN).await,
        [PollAnswer::No, PollAnswer::Yes]
    );
    turn(&app, &mut staff, &dates, "closing").await.is(303);
    guest.get(&ann).await.is(200).see("This poll is closed");
    guest
        .submit(&ann, &[(&names[0], "yes")])
        .await
        .see("nothing was changed");
    assert_eq!(
        answers(&app, &dates, ANN).await,
        [PollAnswer::No, PollAnswer::Yes]
    );
}

#[tokio::test]
async fn each_answer_is_saved_as_it_is_given_and_two_at_once_are_both_kept() {
    let (app, mut staff, dates, mails) = asked(&[]).await;
    let times = offered(&app, &dates).await;
    let ids: Vec<String> = times.iter().map(|time| time.id.to_string()).collect();
    let (ann, bo) = (link(&mails, ANN), link(&mails, BO));
    let vote = async |link: &str, option: &str, answer: &str| {
        let form = [("option", option), ("answer", answer), ("note", "")];
        app.visitor()
            .post(&format!("{link}/votes"), &form)
            .await
            .status
    };
    let four = tokio::join!(
        vote(&ann, &ids[0], "yes"),
        vote(&ann, &ids[1], "no"),
        vote(&bo, &ids[0], "no"),
        vote(&bo, &ids[1], "if_needed"),
    );
    assert_eq!(
        four,
        (
            204.try_into().unwrap(),
            204.try_into().unwrap(),
            204.try_into().unwrap(),
            204.try_into().unwrap()
        )
    );
    assert_eq!(
        answers(&app, &dates, ANN).await,
        [PollAnswer::Yes, PollAnswer::No]
    );
    assert_eq!(
        answers(&app, &dates, BO).await,
        [PollAnswer::No, PollAnswer::IfNeeded]
    );
    assert_eq!(vote(&ann, &ids[0], "perhaps").await, 422);
    assert_eq!(vote(&ann, "nothing", "yes").await, 404);
    assert_eq!(vote("/polls/nobodys-secret", &ids[0], "yes").await, 404);
    turn(&app, &mut staff, &dates, "closing").await.is(303);
    assert_eq!(vote(&ann, &ids[0], "no").await, 409);
    assert_eq!(
        answers(&app, &dates, ANN).await,
        [PollAnswer::Yes, PollAnswer::No]
    );
}

#[tokio::test]
async fn a_week_is_kept_where_any_time_will_do() {
    let week = [
        ("manner", "any_time"),
        ("first_day", "2027-01-11"),
        ("last_day", "2027-01-22"),
    ];
    let (app, _, dates, mails) = asked(&week).await;
    let (mut guest, ann) = (app.visitor(), link(&mails, ANN));
    guest
        .get(&ann)
        .await
        .is(200)
        .see("in a usual week")
        .see("Monday");
    let row = |day, from, to, how| [("day", day), ("from", from), ("to", to), ("hours", how)];
    let wrong = row("1", "12:00", "09:00", "yes");
    guest
        .post(&ann, &wrong)
        .await
        .is(422)
        .see("The end of a row comes after");
    let form = [
        row("1", "09:00", "12:00", "yes"),
        row("3", "13:00", "15:30", "if_needed"),
    ];
    guest.post(&ann, &form.concat()).await.is(303);
    let id = person(&app, &dates, ANN).await.id;
    let kept = poll_hours::Entity::find()
        .filter(poll_hours::Column::PollPersonId.eq(id))
        .order_by_asc(poll_hours::Column::Weekday)
        .all(app.db().read())
        .await
        .unwrap();
    let kept: Vec<_> = kept
        .iter()
        .map(|row| (row.weekday, row.from_minute, row.to_minute))
        .collect();
    assert_eq!(kept, [(1, 540, 720), (3, 780, 930)]);
    guest.get(&ann).await.see("value=\"13:00\"");
}

#[tokio::test]
async fn only_the_silent_are_reminded_and_nobody_twice_in_a_day() {
    let (app, mut staff, dates, mails) = asked(&[]).await;
    let form = [("note", "No idea yet")];
    app.visitor().post(&link(&mails, ANN), &form).await.is(303);
    let reminders = format!("{dates}/reminders");
    staff.post(&reminders, &[("all", "yes")]).await.is(303);
    assert!(app.mail().await.is_empty(), "asked a minute ago");
    app.clock().advance(TimeDelta::hours(25));
    let mut staff = app.staff(Role::ProgramOfficer).await;
    staff
        .submit(&reminders, &[("all", "yes")])
        .await
        .see("One reminder is on its way");
    staff
        .submit(&reminders, &[("all", "yes")])
        .await
        .see("Nobody was reminded");
    let sent = app.mail().await;
    assert_eq!(sent.len(), 1);
    assert_eq!(
        (sent[0].to.as_str(), sent[0].unsubscribe.is_some()),
        (BO, true)
    );
    // One press leaves, and no reminder follows; the link still opens the poll.
    let stop = sent[0].unsubscribe.as_ref().unwrap().path().to_owned();
    app.visitor()
        .get(&stop)
        .await
        .is(200)
        .see("Stop reminders?");
    app.visitor()
        .post(&stop, &[])
        .await
        .is(200)
        .see("No more reminders");
    app.clock().advance(TimeDelta::hours(25));
    let mut staff = app.staff(Role::ProgramOfficer).await;
    staff
        .submit(&reminders, &[("all", "yes")])
        .await
        .see("Nobody was reminded");
    app.visitor().get(&link(&sent, BO)).await.is(200);
}

#[tokio::test]
async fn a_poll_closes_by_itself_and_staff_hear_of_it_once() {
    let (app, _, dates, _) = asked(&[("closes", "2026-11-25T12:00"), ("reminders", "0")]).await;
    assert_eq!(keep_polls(&app.app.state).await.unwrap(), 0);
    app.clock().advance(TimeDelta::days(4));
    let state = &app.app.state;
    let (one, other) = tokio::join!(keep_polls(state), keep_polls(state));
    assert_eq!(one.unwrap() + other.unwrap(), 1, "two processes, one mail");
    assert_eq!(poll(&app, &dates).await.state, PollState::Closed);
    let mails = app.mail().await;
    assert_eq!(mails.len(), 1);
    assert!(
        mails[0].subject.starts_with("Ready to decide"),
        "{}",
        mails[0].subject
    );
}

#[tokio::test]
async fn a_late_time_is_asked_only_of_those_who_answered() {
    let (app, mut staff, dates, mails) = asked(&[]).await;
    let form = [("note", "Fine")];
    app.visitor().post(&link(&mails, ANN), &form).await.is(303);
    app.clock().advance(TimeDelta::minutes(5));
    offer(&mut staff, &dates, "2027-01-14T10:00").await.is(303);
    staff.post(&format!("{dates}/asking"), &[]).await.is(303);
    let sent = app.mail().await;
    let to: Vec<&str> = sent.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, [ANN], "who has not answered has the page already");
    assert!(sent[0].text.contains("Thu 14 Jan 2027") && !sent[0].text.contains("Tue 12 Jan 2027"));
    app.visitor().get(&link(&sent, ANN)).await.see("New");
    staff.post(&format!("{dates}/asking"), &[]).await.is(303);
    assert!(app.mail().await.is_empty());
}

#[tokio::test]
async fn staff_write_an_answer_down_and_send_or_end_links() {
    let (app, mut staff, dates, mails) = asked(&[]).await;
    let bo = person(&app, &dates, BO).await;
    let path = format!("{dates}/people/{}", bo.id);
    staff
        .get(&path)
        .await
        .is(200)
        .see(BO)
        .see("Save their answer");
    let time = offered(&app, &dates).await[0].id;
    staff
        .submit(
            &path,
            &[(&format!("answer-{time}"), "yes"), ("note", "By telephone")],
        )
        .await
        .see("Their answer is saved")
        .see("Recorded by staff (Program officer Tester)");
    let kept = votes(&app, &dates, BO).await;
    assert_eq!((kept.len(), kept[0].source), (1, AnswerSource::Staff));
    assert_eq!(kept[0].written_by, "Program officer Tester");
    staff.post(&format!("{path}/link"), &[]).await.is(303);
    let sent = app.mail().await;
    let mut guest = app.visitor();
    guest.get(&link(&sent, BO)).await.is(200);
    staff
        .post(&format!("{path}/link/removal"), &[])
        .await
        .is(303);
    guest.get(&link(&sent, BO)).await.is(404);
    guest.get(&link(&mails, BO)).await.is(404);
    guest.get(&link(&mails, ANN)).await.is(200);
    let mut viewer = app.staff(Role::Viewer).await;
    viewer.get(&path).await.is(403);
    viewer.post(&path, &[]).await.is(403);
    // Nobody learns of others from an address of another convening.
    let elsewhere = format!(
        "/convenings/{}/dates/people/{}",
        roundtable::ids::ConveningId::fresh(),
        bo.id
    );
    staff.get(&elsewhere).await.is(404);
}

#[tokio::test]
async fn a_decision_is_told_with_what_each_had_said() {
    let (app, mut staff, dates, mails) = asked(&[]).await;
    let times = offered(&app, &dates).await;
    let form = [(format!("answer-{}", times[0].id), "yes")];
    let form = [(form[0].0.as_str(), form[0].1)];
    app.visitor().post(&link(&mails, ANN), &form).await.is(303);
    turn(&app, &mut staff, &dates, "closing").await.is(303);
    let decision = format!("{dates}/decision");
    let shown = staff
        .get(&format!("{decision}?option={}", times[0].id))
        .await;
    let mut sent: Vec<(&str, String)> = ["version", "convening_version"]
        .into_iter()
        .map(|name| (name, shown.held(name)))
        .collect();
    sent.extend([
        ("option", times[0].id.to_string()),
        ("status", "confirmed".to_owned()),
        ("anyway", "yes".to_owned()),
    ]);
    let fields: Vec<(&str, &str)> = sent
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    staff.post(&decision, &fields).await.is(303);
    let told = app.mail().await;
    let text = |to: &str| {
        &told
            .iter()
            .find(|mail| mail.to.as_str() == to)
            .unwrap()
            .text
    };
    assert!(text(ANN).contains("You had said that you can make it."));
    assert!(text(BO).contains("You had not said whether you can make it."));
    assert!(
        told.iter().all(|mail| mail.calendar.is_none()),
        "the invitation follows"
    );
    app.visitor()
        .get(&link(&mails, ANN))
        .await
        .see("has chosen a time: Tue 12 Jan 2027");
}
