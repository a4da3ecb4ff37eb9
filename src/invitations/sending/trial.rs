//! A test invitation, its update and its cancellation, to the administrator who asks for them: the same writer and the
//! same mail as for guests, and an event of their own that nobody else holds.

use anyhow::Context as _;
use jiff::{ToSpan as _, tz};
use uuid::Uuid;

use crate::{
    auth::accounts,
    entities::users,
    invitations::{
        calendar::{
            Attendee, AttendeeRole, CalendarEvent, EventStatus, Method, Organizer, ProdId, message,
        },
        conformance::{SendTestInvitation, TestStep},
    },
    mail::{self, CalendarPart, Draft, Sender},
    values::{Partstat, TimeZone, time_convert::to_timestamp},
    web::{AppState, Settings},
};

/// Sends one of the three mails.
pub async fn send_test_invitation(state: &AppState, job: SendTestInvitation) -> anyhow::Result<()> {
    let Some(user) = accounts::by_id(state.db.read(), job.user).await? else {
        return Ok(());
    };
    let now = state.now();
    let draft = draft(&state.settings, &user, job.step, to_timestamp(now)?)?;
    state
        .db
        .write(async |txn| mail::enqueue(txn, &draft, now).await)
        .await?;
    Ok(())
}

fn draft(
    settings: &Settings,
    user: &users::Model,
    step: TestStep,
    now: jiff::Timestamp,
) -> anyhow::Result<Draft> {
    let organizer = Organizer {
        name: "Roundtable test".to_owned(),
        address: format!("c-test@{}", settings.reply_domain)
            .parse()
            .context("invitations need a domain that replies reach: set ROUNDTABLE_REPLY_DOMAIN")?,
    };
    let event = event(settings, user, step, now)?;
    let guest = Attendee {
        name: user.name.clone(),
        address: user.email.clone(),
        role: AttendeeRole::Required,
        partstat: Partstat::NeedsAction,
        rsvp: step != TestStep::Cancel,
        delegated_to: None,
        delegated_from: None,
    };
    let method = match step {
        TestStep::Cancel => Method::Cancel,
        TestStep::Invite | TestStep::Update => Method::Request,
    };
    let body = message(method, &event, &organizer, &[guest], &ProdId::default())?;
    let (subject, says) = match step {
        TestStep::Invite => (
            "Test invitation",
            "Your calendar should show buttons to answer, and the meeting in a week at ten.",
        ),
        TestStep::Update => (
            "Test update",
            "The meeting should have moved to eleven: one entry, not two.",
        ),
        TestStep::Cancel => ("Test cancellation", "The entry should go away."),
    };
    let html = format!("<!doctype html>\n<html lang=\"en\"><body><p>{says}</p></body></html>\n");
    Ok(Draft {
        sender: Some(Sender {
            name: organizer.name,
            address: organizer.address,
        }),
        calendar: Some(CalendarPart {
            method: method.name().to_owned(),
            body,
        }),
        lane: Some(Uuid::from_u128(user.id.as_u128())),
        ..Draft::plain(
            user.email.clone(),
            subject.to_owned(),
            format!("{says}\n"),
            html,
        )
    })
}

/// A week from today at ten, on the administrator's clocks; at eleven once it has moved.
fn event(
    settings: &Settings,
    user: &users::Model,
    step: TestStep,
    now: jiff::Timestamp,
) -> anyhow::Result<CalendarEvent> {
    let zone = user.time_zone.clone().unwrap_or_else(TimeZone::utc);
    let day = zone.rules().to_datetime(now).date().checked_add(7.days())?;
    let (hour, sequence) = match step {
        TestStep::Invite => (10, 0),
        TestStep::Update => (11, 1),
        TestStep::Cancel => (11, 2),
    };
    let (local_start, local_end) = (day.at(hour, 0, 0, 0), day.at(hour + 1, 0, 0, 0));
    let rules: &tz::TimeZone = zone.rules();
    let at = |local| -> anyhow::Result<jiff::Timestamp> {
        Ok(rules.to_ambiguous_zoned(local).compatible()?.timestamp())
    };
    Ok(CalendarEvent {
        uid: format!("test-{}@{}", user.id, settings.host()),
        sequence,
        dtstamp: now,
        last_modified: now,
        start_utc: at(local_start)?,
        end_utc: at(local_end)?,
        local_start,
        local_end,
        zone: zone.clone(),
        summary: "Roundtable test meeting".to_owned(),
        description: "A test of how this calendar reads Roundtable’s invitations.".to_owned(),
        location: None,
        url: None,
        online_link: None,
        status: if step == TestStep::Cancel {
            EventStatus::Cancelled
        } else {
            EventStatus::Confirmed
        },
    })
}
