//! Mail that an answer calls for: a seat that changed hands, and a place that is free.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{ConveningId, InvitationId},
    invitations::{
        ledger,
        sending::{Meeting, Order, SendToGuests, Text, Wish, post, send},
    },
    jobs::Job,
    values::{InvitationMailKind, InvitationState, wall_time},
    web::AppState,
};

/// A seat changed hands: CANCEL to one, REQUEST with the same UID to the other.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SeatHandedOver {
    pub(in crate::invitations) convening: ConveningId,
    pub(in crate::invitations) from: InvitationId,
    pub(in crate::invitations) to: InvitationId,
    pub(in crate::invitations) at: DateTime<Utc>,
}

impl Job for SeatHandedOver {
    const KIND: &'static str = "seat_handed_over";
}

/// Writes both mails. Done twice it writes none twice.
pub async fn seat_handed_over(state: &AppState, job: SeatHandedOver) -> anyhow::Result<()> {
    let guests = vec![job.from, job.to];
    let order = order(job.convening, guests, job.at);
    let now = state.now();
    state
        .db
        .write(async |txn| send(txn, &state.settings, &order, now).await)
        .await
        .map(|_| ())
}

/// An order that no person gave.
pub(super) fn order(
    convening: ConveningId,
    guests: Vec<InvitationId>,
    ordered_at: DateTime<Utc>,
) -> SendToGuests {
    SendToGuests {
        convening,
        guests,
        wish: Wish::default(),
        in_working_hours: false,
        by: "Roundtable".to_owned(),
        by_user: None,
        ordered_at,
        as_job: true,
    }
}

/// A place was offered to somebody who waits.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlaceOffered {
    pub(in crate::invitations) invitation: InvitationId,
    pub(in crate::invitations) until: DateTime<Utc>,
    pub(in crate::invitations) at: DateTime<Utc>,
}

impl Job for PlaceOffered {
    const KIND: &'static str = "place_offered";
}

/// Tells the guest, unless the offer is over or was made anew meanwhile. Done twice it writes one mail.
pub async fn place_offered(state: &AppState, job: PlaceOffered) -> anyhow::Result<()> {
    let now = state.now();
    state
        .db
        .write(async |txn| tell_of_place(txn, state, &job, now).await)
        .await
}

async fn tell_of_place(
    txn: &DatabaseTransaction,
    state: &AppState,
    job: &PlaceOffered,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let Some(guest) = ledger::held(txn, job.invitation).await? else {
        return Ok(());
    };
    let stands = guest.state == InvitationState::Waiting && guest.offered_until == Some(job.until);
    let newest = ledger::newest_mails(txn, [guest.id]).await?;
    let told = newest.get(&guest.id).is_some_and(|(mail, _)| {
        mail.kind == InvitationMailKind::Reminder && mail.created_at >= job.at
    });
    if !stands || told || job.until <= now {
        return Ok(());
    }
    ledger::settings_or_made(txn, guest.convening_id, now).await?;
    let Some(meeting) = Meeting::load(txn, guest.convening_id).await? else {
        return Ok(());
    };
    let until = wall_time::moment(job.until, &meeting.zone_of(&guest));
    let order = Order {
        kind: InvitationMailKind::Reminder,
        text: &free_place(&until),
        rsvp: false,
        resets: false,
        only_seat: false,
        leaves: None,
        not_before: now,
        by: "Roundtable",
    };
    post(txn, (&state.settings, &meeting), &guest, &order, now).await
}

fn free_place(until: &str) -> Text {
    Text {
        subject: "A place is free: {title}, {when}".to_owned(),
        body: format!(
            "A place at this meeting is free. It is yours if you take it by {until}, with the link below. After that \
             we offer it to the next person.\n\n{{why}}"
        ),
    }
}
