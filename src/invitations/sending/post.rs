//! One mail to one guest: the words, the calendar part, and what the ledger says of both, in the caller's transaction.
//! Nothing leaves before it commits, and the mails to one guest leave in the order they were written (their lane).

use chrono::{DateTime, SubsecRound as _, Utc};
use sea_orm::DatabaseTransaction;

use super::{mails::letter, meeting::Meeting, silent::silent, texts::Text};
use crate::{
    convenings::rules::next_stamp,
    entities::invitations,
    invitations::{
        calendar::{Attendee, AttendeeRole, EventStatus, Method, ProdId, message},
        ledger::{self, Noted},
    },
    mail::{self, CalendarPart, Draft, Sender},
    values::{
        Attendance, InvitationMailKind, Partstat, SuppressionKind, time_convert::to_timestamp,
    },
    web::Settings,
};

/// What is to be sent to a guest.
#[derive(Clone, Debug)]
pub(in crate::invitations) struct Order<'a> {
    pub(in crate::invitations) kind: InvitationMailKind,
    pub(in crate::invitations) text: &'a Text,
    /// Whether it asks for an answer.
    pub(in crate::invitations) rsvp: bool,
    /// Whether the answer they gave no longer counts.
    pub(in crate::invitations) resets: bool,
    /// Only their seat is withdrawn; the meeting stays.
    pub(in crate::invitations) only_seat: bool,
    /// What their calendar says afterwards (`seen_facts`).
    pub(in crate::invitations) leaves: Option<String>,
    /// Not before this moment.
    pub(in crate::invitations) not_before: DateTime<Utc>,
    /// Who pressed send.
    pub(in crate::invitations) by: &'a str,
}

/// Writes the mail and its line of the ledger. The caller holds the guest's row, and the convening has its address.
pub(in crate::invitations) async fn post(
    txn: &DatabaseTransaction,
    (settings, meeting): (&Settings, &Meeting),
    guest: &invitations::Model,
    order: &Order<'_>,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let stamp = guest
        .seen_stamp
        .map_or_else(|| now.trunc_subsecs(0), |before| next_stamp(before, now));
    let link = ledger::fresh_link(txn, guest.id, now).await?;
    let organizer = meeting.organizer(settings)?;
    let letter = letter(
        settings,
        meeting,
        guest,
        (order.kind, order.text),
        link.reveal(),
    )?;
    let calendar = calendar_part(settings, meeting, guest, order, stamp)?;
    let draft = Draft {
        sender: Some(Sender {
            name: organizer.name,
            address: organizer.address,
        }),
        calendar,
        mask: Some(link.reveal().to_owned()),
        lane: Some(guest.id.0),
        ..Draft::plain(
            guest.address.clone(),
            letter.subject.clone(),
            letter.text,
            letter.html,
        )
    };
    let withheld = guest.illustrative && settings.demo_mailbox.is_none()
        || is_undeliverable(txn, guest).await?
        || order.kind != InvitationMailKind::Cancel && is_silent(txn, guest).await?;
    let mail = if withheld {
        None
    } else {
        Some(mail::enqueue_at(txn, &draft, order.not_before.max(now), now).await?)
    };
    let noted = Noted {
        kind: order.kind,
        sequence: meeting.of.convening.row.sequence,
        stamp,
        subject: &letter.subject,
        mail,
        by: order.by,
    };
    ledger::note_mail(txn, guest, &noted, now).await?;
    // Who is not written to holds nothing new; only a cancellation counts as told, because there is nothing more to do.
    let reaches = mail.is_some() || order.kind == InvitationMailKind::Cancel;
    if reaches && carries_calendar(order.kind) {
        let told = ledger::ToldNow {
            stamp,
            rsvp: order.rsvp,
            resets: order.resets,
            unseats: order.only_seat,
            is_cancel: order.kind == InvitationMailKind::Cancel,
            facts: order.leaves.clone(),
        };
        ledger::told(txn, guest, &meeting.of.convening.row, &told, now).await?;
    }
    Ok(())
}

/// Mail to them came back, or they marked it as spam. Having unsubscribed from reminders keeps nobody from an invitation.
async fn is_undeliverable(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
) -> anyhow::Result<bool> {
    let found = mail::suppression::is_suppressed(txn, guest.address.as_str()).await?;
    Ok(found.is_some_and(SuppressionKind::stops_invitations))
}

/// They asked not to be contacted: only a cancellation goes to them, so that no calendar keeps what is over.
async fn is_silent(txn: &DatabaseTransaction, guest: &invitations::Model) -> anyhow::Result<bool> {
    let found = silent(txn, std::slice::from_ref(guest)).await?;
    Ok(!found.is_empty())
}

/// Whether a mail of this kind has a calendar part that changes what the guest holds.
pub(in crate::invitations) const fn carries_calendar(kind: InvitationMailKind) -> bool {
    use InvitationMailKind as K;
    matches!(
        kind,
        K::Hold | K::Invite | K::Update | K::AskAgain | K::Cancel
    )
}

/// The calendar part of the mail; nothing for reminders and questions.
pub(in crate::invitations) fn calendar_part(
    settings: &Settings,
    meeting: &Meeting,
    guest: &invitations::Model,
    order: &Order<'_>,
    stamp: DateTime<Utc>,
) -> anyhow::Result<Option<CalendarPart>> {
    let method = match order.kind {
        InvitationMailKind::Cancel => Method::Cancel,
        InvitationMailKind::Refused => Method::DeclineCounter(&order.text.body),
        kind if carries_calendar(kind) => Method::Request,
        _ => return Ok(None),
    };
    let mut event = meeting.event(to_timestamp(stamp)?)?;
    if order.kind == InvitationMailKind::Cancel && !order.only_seat {
        event.status = EventStatus::Cancelled;
    }
    let organizer = meeting.organizer(settings)?;
    let people = attendees(meeting, guest, order);
    let body = message(method, &event, &organizer, &people, &ProdId::default())?;
    Ok(Some(CalendarPart {
        method: method.name().to_owned(),
        body,
    }))
}

/// Who the guest may see: themselves and the human host. The others only where the list is open, and that is told in
/// words on the guest's page: an open list in a calendar is copied into every colleague's.
fn attendees(meeting: &Meeting, guest: &invitations::Model, order: &Order<'_>) -> Vec<Attendee> {
    let this = Attendee {
        name: guest.name.clone(),
        address: guest.address.clone(),
        role: match (guest.is_chair, guest.attendance) {
            (true, _) => AttendeeRole::Chair,
            (false, Attendance::Must) => AttendeeRole::Required,
            (false, Attendance::Optional) => AttendeeRole::Optional,
        },
        partstat: if order.resets {
            Partstat::NeedsAction
        } else {
            guest.partstat
        },
        rsvp: order.rsvp && !guest.is_chair,
        delegated_to: None,
        delegated_from: None,
    };
    let only_this = order.kind == InvitationMailKind::Cancel && order.only_seat;
    let host = meeting
        .host
        .as_ref()
        .filter(|_| !guest.is_chair && !only_this);
    let host = host.map(|host| Attendee {
        name: host.name.clone(),
        address: host.email.clone(),
        role: AttendeeRole::Chair,
        partstat: Partstat::Accepted,
        rsvp: false,
        delegated_to: None,
        delegated_from: None,
    });
    let host = host.filter(|host| host.address.normalized() != guest.address.normalized());
    host.into_iter().chain([this]).collect()
}
