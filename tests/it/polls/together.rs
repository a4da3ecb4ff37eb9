//! A poll and what happens beside it: its settings once it is closed, its convening called off, an answer that is changed
//! while staff write one down, a time that is taken back.

use chrono::TimeDelta;
use roundtable::{
    entities::{convenings, poll_votes},
    scheduling::keep_polls,
    values::{PollAnswer, PollState},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::convenings::{form, stored};

use super::{
    decision::{chosen, fields},
    guest::{ANN, BO, answers, asked, link},
    offer, offered, person, poll, settings, turn,
};

#[tokio::test]
async fn settings_of_a_closed_poll_change_whole_or_not_at_all() {
    let (app, mut staff, dates, _) = asked(&[]).await;
    turn(&app, &mut staff, &dates, "closing").await.is(303);
    let (before, times) = (poll(&app, &dates).await, offered(&app, &dates).await);
    let version = before.version.to_string();
    let page = format!("{dates}/settings");
    for (field, value, keep) in [
        ("minutes", "60", ""),
        ("time_zone", "America/New_York", "clock"),
    ] {
        let mut form = settings(&[(field, value)]);
        form.extend([("version", version.as_str()), ("zone_change", keep)]);
        staff
            .post(&page, &form)
            .await
            .is(422)
            .see("Open it again to change");
        assert_eq!(poll(&app, &dates).await, before);
        assert_eq!(offered(&app, &dates).await, times);
    }
    // The same moments on other clocks are the same times.
    let mut moment = settings(&[("time_zone", "America/New_York")]);
    moment.extend([("version", version.as_str()), ("zone_change", "instant")]);
    staff.post(&page, &moment).await.is(303);
    let now = offered(&app, &dates).await;
    assert_eq!(
        (now[0].id, now[0].starts_at),
        (times[0].id, times[0].starts_at)
    );
    assert_eq!(now[0].local_start.to_string(), "2027-01-12 13:00:00");
    assert_eq!(
        poll(&app, &dates).await.time_zone.name(),
        "America/New_York"
    );
}

#[tokio::test]
async fn a_poll_ends_with_its_convening() {
    let (app, mut staff, dates, mails) = asked(&[("reminders", "2")]).await;
    let path = dates.trim_end_matches("/dates");
    let version = crate::convenings::stored(&app, path)
        .await
        .version
        .to_string();
    let cancel = format!("{path}/cancellation");
    staff
        .post(
            &cancel,
            &[("version", &version), ("reason", "The hall burnt down")],
        )
        .await
        .is(303);
    app.mail().await;
    app.clock().advance(TimeDelta::days(8));
    keep_polls(&app.app.state).await.unwrap();
    assert_eq!(poll(&app, &dates).await.state, PollState::Withdrawn);
    let sent = app.mail().await;
    assert_eq!(sent.len(), 2);
    for mail in &sent {
        assert!(
            mail.subject.starts_with("No date is sought any more"),
            "{}",
            mail.subject
        );
    }
    app.clock().advance(TimeDelta::days(8));
    keep_polls(&app.app.state).await.unwrap();
    assert!(app.mail().await.is_empty(), "nobody is reminded");
    let option = offered(&app, &dates).await[0].id.to_string();
    let vote = format!("{}/votes", link(&mails, ANN));
    app.visitor()
        .post(&vote, &[("option", &option), ("answer", "yes")])
        .await
        .is(409);
}

#[tokio::test]
async fn a_poll_ends_where_its_convening_has_a_date_another_way() {
    let (app, _, dates, _) = asked(&[]).await;
    convenings::Entity::update_many()
        .col_expr(
            convenings::Column::Status,
            sea_orm::sea_query::Expr::value("confirmed"),
        )
        .filter(convenings::Column::Id.eq(poll(&app, &dates).await.convening_id))
        .exec(app.db().read())
        .await
        .unwrap();
    keep_polls(&app.app.state).await.unwrap();
    assert_eq!(poll(&app, &dates).await.state, PollState::Withdrawn);
    assert_eq!(app.mail().await.len(), 2);
}

#[tokio::test]
async fn who_heard_that_the_date_is_set_hears_that_it_is_open_again() {
    let (app, mut staff, dates, _) = asked(&[]).await;
    let form: Vec<_> = chosen(&app, &dates, 0)
        .await
        .into_iter()
        .chain([("anyway", "yes".to_owned())])
        .collect();
    staff
        .post(&format!("{dates}/decision"), &fields(&form))
        .await
        .is(303);
    let set = app.mail().await;
    assert_eq!(set.len(), 2);
    // It is a hold: nothing is called sure that is not.
    assert!(
        set[0].subject.starts_with("Please keep free"),
        "{}",
        set[0].subject
    );
    assert!(
        set[0].text.contains("It is not confirmed yet") && !set[0].text.contains("An invitation")
    );
    app.clock().advance(TimeDelta::minutes(5));
    let path = dates.trim_end_matches("/dates");
    let versions = [
        ("version", poll(&app, &dates).await.version.to_string()),
        (
            "convening_version",
            crate::convenings::stored(&app, path)
                .await
                .version
                .to_string(),
        ),
    ];
    let back = format!("{dates}/taking-back");
    staff
        .get(&back)
        .await
        .see("Everybody who was asked gets a mail at once");
    staff.post(&back, &fields(&versions)).await.is(303);
    let open = app.mail().await;
    assert_eq!(open.len(), 2);
    assert!(open[0].subject.starts_with("The date is open again"));
    app.visitor()
        .get(&link(&open, BO))
        .await
        .is(200)
        .see("When can you join?");
}

#[tokio::test]
async fn an_old_page_takes_nothing_back_that_was_said_since() {
    let (app, mut staff, dates, mails) = asked(&[]).await;
    let (mut guest, ann) = (app.visitor(), link(&mails, ANN));
    let times = offered(&app, &dates).await;
    let vote = async |guest: &mut crate::support::Browser, at: usize, answer: &str| {
        let option = times[at].id.to_string();
        let form = [("option", option.as_str()), ("answer", answer)];
        guest.post(&format!("{ann}/votes"), &form).await.is(204);
    };
    vote(&mut guest, 0, "yes").await;
    let here = format!("{dates}/people/{}", person(&app, &dates, ANN).await.id);
    let page = staff.get(&here).await;
    let was = |at: usize| {
        (
            format!("was-{}", times[at].id),
            page.held(&format!("was-{}", times[at].id)),
        )
    };
    let loaded = [was(0), was(1)];
    assert_eq!((loaded[0].1.as_str(), loaded[1].1.as_str()), ("yes", ""));
    // Ann changes her mind while staff look at the page, and staff add only what she said of the other time.
    vote(&mut guest, 0, "no").await;
    let field = |at: usize, answer: &str| (format!("answer-{}", times[at].id), answer.to_owned());
    let send = |fields: Vec<(String, String)>| {
        fields.into_iter().chain(loaded.clone()).collect::<Vec<_>>()
    };
    let post = async |staff: &mut crate::support::Browser, form: Vec<(String, String)>| {
        let form: Vec<(&str, &str)> = form
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .collect();
        staff.post(&here, &form).await
    };
    post(
        &mut staff,
        send(vec![field(0, "yes"), field(1, "if_needed")]),
    )
    .await
    .is(303);
    assert_eq!(
        answers(&app, &dates, ANN).await,
        [PollAnswer::No, PollAnswer::IfNeeded]
    );
    let by = poll_votes::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    let by: Vec<_> = by
        .iter()
        .filter(|vote| vote.written_by.is_empty())
        .map(|vote| vote.poll_option_id)
        .collect();
    assert_eq!(by, [times[0].id], "what she said herself stays hers");
    // What both changed is shown to staff before it is written over.
    let page = post(&mut staff, send(vec![field(0, "if_needed")])).await;
    page.is(409).see("They answered meanwhile");
    assert_eq!(answers(&app, &dates, ANN).await[0], PollAnswer::No);
}

#[tokio::test]
async fn a_time_that_has_begun_cannot_be_chosen() {
    let (app, mut staff, dates, _) = asked(&[]).await;
    let form: Vec<_> = chosen(&app, &dates, 0)
        .await
        .into_iter()
        .chain([("anyway", "yes".to_owned())])
        .collect();
    app.clock().advance(TimeDelta::days(60));
    staff
        .post(&format!("{dates}/decision"), &fields(&form))
        .await;
    assert_ne!(poll(&app, &dates).await.state, PollState::Decided);
}

#[tokio::test]
async fn another_status_ends_the_poll_only_where_that_is_said() {
    let (app, mut staff, dates, _) = asked(&[]).await;
    let path = dates.trim_end_matches("/dates").to_owned();
    let row = stored(&app, &path).await;
    let version = row.version.to_string();
    let edit = format!("{path}/edit");
    let quiet = form("", &[("status", "hold"), ("version", &version)]);
    staff
        .post(&edit, &quiet)
        .await
        .is(422)
        .see("id=\"f-end_poll-error\"");
    keep_polls(&app.app.state).await.unwrap();
    assert_eq!(poll(&app, &dates).await.state, PollState::Open);
    let said = [
        ("status", "hold"),
        ("version", &version),
        ("end_poll", "yes"),
    ];
    staff.post(&edit, &form("", &said)).await.is(303);
    keep_polls(&app.app.state).await.unwrap();
    assert_eq!(poll(&app, &dates).await.state, PollState::Withdrawn);
    assert_eq!(app.mail().await.len(), 2);
}

#[tokio::test]
async fn who_answers_many_times_in_a_row_is_heard_once_and_anew_where_something_happened() {
    let (app, mut staff, dates, mails) = asked(&[]).await;
    let (mut guest, ann) = (app.visitor(), link(&mails, ANN));
    let votes = format!("{ann}/votes");
    let time = async |at: usize| offered(&app, &dates).await[at].id.to_string();
    let heard = async || person(&app, &dates, ANN).await.answered_at.unwrap();
    let (first, second) = (time(0).await, time(1).await);
    let vote = |option: &str, answer: &'static str| {
        [("option", option.to_owned()), ("answer", answer.to_owned())]
    };
    let pairs = |form: &[(&'static str, String); 2]| form.clone();
    let mut say = async |option: &str, answer: &'static str| {
        let form = pairs(&vote(option, answer));
        let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
        guest.post(&votes, &form).await.status
    };
    assert_eq!(say(&first, "yes").await, 204);
    let begun = heard().await;
    app.clock().advance(TimeDelta::seconds(4));
    assert_eq!(say(&second, "no").await, 204);
    assert_eq!(say(&first, "if_needed").await, 204);
    assert_eq!(heard().await, begun);
    assert_eq!(
        answers(&app, &dates, ANN).await,
        [PollAnswer::IfNeeded, PollAnswer::No]
    );
    offer(&mut staff, &dates, "2027-01-14T10:00").await.is(303);
    let added = time(2).await;
    assert_eq!(say(&added, "yes").await, 204);
    let again = heard().await;
    assert!(again > begun, "an answer to a newer time is heard");
    app.clock().advance(TimeDelta::seconds(11));
    assert_eq!(say(&first, "no").await, 204);
    assert!(heard().await > again);
    assert_eq!(say("nonsense", "yes").await, 404);
    turn(&app, &mut staff, &dates, "closing").await.is(303);
    assert_eq!(say(&first, "yes").await, 409);
    assert_eq!(
        answers(&app, &dates, ANN).await,
        [PollAnswer::No, PollAnswer::No, PollAnswer::Yes]
    );
}
