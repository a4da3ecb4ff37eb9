//! Choosing a time, what it leaves behind, and taking it back.

use roundtable::{
    entities::{date_polls, invitations},
    values::{ConveningStatus, Partstat, PollState, Role},
};
use sea_orm::EntityTrait;

use super::{begin, list, offer, offered, poll, say, turn};
use crate::{
    convenings::stored,
    reminders::invite,
    support::{Browser, TestApp},
};

/// A closed poll: ann must attend and can come only to the second time.
async fn closed(app: &TestApp, staff: &mut Browser) -> String {
    let dates = begin(app, staff, &[]).await;
    for at in ["2027-01-12T10:00", "2027-01-13T10:00"] {
        offer(staff, &dates, at).await.is(303);
    }
    list(staff, &dates, "ann@example.org", "must").await.is(303);
    list(staff, &dates, "bo@example.org", "optional")
        .await
        .is(303);
    turn(app, staff, &dates, "opening").await.is(303);
    say(app, &dates, "ann@example.org", "ny").await;
    say(app, &dates, "bo@example.org", "yi").await;
    turn(app, staff, &dates, "closing").await.is(303);
    dates
}

/// What the form sends for one of the times.
pub(super) async fn chosen(app: &TestApp, dates: &str, at: usize) -> Vec<(&'static str, String)> {
    let path = dates.trim_end_matches("/dates");
    vec![
        ("option", offered(app, dates).await[at].id.to_string()),
        ("version", poll(app, dates).await.version.to_string()),
        (
            "convening_version",
            stored(app, path).await.version.to_string(),
        ),
        ("status", "hold".to_owned()),
        ("reason", "Both can come".to_owned()),
    ]
}

pub(super) fn fields<'a>(form: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    form.iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

#[tokio::test]
async fn a_time_is_chosen_and_the_convening_has_it() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = closed(&app, &mut staff).await;
    let path = dates.trim_end_matches("/dates").to_owned();
    invite(&app, &path, "ann@example.org", Partstat::NeedsAction).await;
    let form = chosen(&app, &dates, 1).await;
    let before = stored(&app, &path).await;
    let decision = format!("{dates}/decision");
    staff
        .get(&format!("{decision}?option={}", form[0].1))
        .await
        .is(200)
        .see("Wed 13 Jan 2027, 10:00 am to 11:30 am Pacific (UTC-8)")
        .not_see("Choose it anyway");
    staff
        .submit(&decision, &fields(&form))
        .await
        .see("The time is chosen")
        .see("Both can come")
        .see(&format!("{path}/outbox"));
    let row = stored(&app, &path).await;
    assert_eq!(row.status, ConveningStatus::Hold);
    assert_eq!(row.starts_at.to_rfc3339(), "2027-01-13T18:00:00+00:00");
    assert_eq!(row.ends_at.to_rfc3339(), "2027-01-13T19:30:00+00:00");
    assert_eq!(row.sequence, before.sequence + 1);
    assert_eq!(row.rescheduled_sequence, row.sequence);
    let held = poll(&app, &dates).await;
    assert_eq!(held.state, PollState::Decided);
    assert_eq!(held.decided_by, "Program officer Tester");
    // What was said in the poll is shown, and is no answer to an invitation.
    staff
        .get(&format!("{path}/invitations"))
        .await
        .see("Yes in the date poll");
    let guests = invitations::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    assert_eq!(guests[0].partstat, Partstat::NeedsAction);
    // A second choice comes too late and changes nothing.
    staff
        .post(&decision, &fields(&form))
        .await
        .is(409)
        .see("Program officer Tester chose Wed 13 Jan 2027");
    app.mail().await;
}

#[tokio::test]
async fn passing_over_somebody_who_must_attend_has_to_be_said() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = closed(&app, &mut staff).await;
    let decision = format!("{dates}/decision");
    let mut form = chosen(&app, &dates, 0).await;
    staff
        .get(&format!("{decision}?option={}", form[0].1))
        .await
        .see("ann must attend and said no");
    staff
        .post(&decision, &fields(&form))
        .await
        .is(422)
        .see("Tick this to choose the time anyway")
        .see("Both can come");
    assert_eq!(poll(&app, &dates).await.state, PollState::Closed);
    form.push(("anyway", "yes".to_owned()));
    staff.post(&decision, &fields(&form)).await.is(303);
    assert_eq!(poll(&app, &dates).await.state, PollState::Decided);
    app.mail().await;
}

#[tokio::test]
async fn of_two_who_choose_at_once_one_is_told() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let mut other = app.staff(Role::Administrator).await;
    let dates = closed(&app, &mut staff).await;
    let decision = format!("{dates}/decision");
    let one = chosen(&app, &dates, 1).await;
    let mut two = chosen(&app, &dates, 0).await;
    two.push(("anyway", "yes".to_owned()));
    let (one, two) = (fields(&one), fields(&two));
    let (first, second) = tokio::join!(staff.post(&decision, &one), other.post(&decision, &two));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let polls = date_polls::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    assert_eq!((polls.len(), polls[0].state), (1, PollState::Decided));
    app.mail().await;
}

#[tokio::test]
async fn a_chosen_time_is_taken_back_in_one_act() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = closed(&app, &mut staff).await;
    let path = dates.trim_end_matches("/dates").to_owned();
    let form = chosen(&app, &dates, 1).await;
    staff
        .post(&format!("{dates}/decision"), &fields(&form))
        .await
        .is(303);
    invite(&app, &path, "ann@example.org", Partstat::Accepted).await;
    let back = format!("{dates}/taking-back");
    staff
        .get(&back)
        .await
        .is(200)
        .see("One calendar holds an entry: ann")
        .see("cancellation");
    let row = stored(&app, &path).await;
    let versions = [
        ("version", poll(&app, &dates).await.version.to_string()),
        ("convening_version", row.version.to_string()),
    ];
    staff
        .submit(&back, &fields(&versions))
        .await
        .see("is taken back");
    let after = stored(&app, &path).await;
    assert_eq!(after.status, ConveningStatus::DatePoll);
    assert_eq!(after.sequence, row.sequence + 1);
    let held = poll(&app, &dates).await;
    assert_eq!(
        (held.state, held.decided_option_id),
        (PollState::Open, None)
    );
    staff.post(&back, &fields(&versions)).await.is(409);
    // Chosen again: the same votes, the same convening.
    let form = chosen(&app, &dates, 1).await;
    staff
        .post(&format!("{dates}/decision"), &fields(&form))
        .await
        .is(303);
    assert_eq!(stored(&app, &path).await.status, ConveningStatus::Hold);
    app.mail().await;
}
