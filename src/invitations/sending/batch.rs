//! Sending to many: what was reviewed becomes mails in the outbox, in one transaction for a hundred guests. More go as
//! jobs of a hundred each. A job that is done twice sends nothing twice: a guest who got a mail since the order is left out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};

use super::{
    hours::next_working_moment,
    meeting::Meeting,
    post::{Order, post},
    review::{Planned, Wish, plan},
    silent::silent,
    texts::{Text, usual},
};
use crate::{
    audit::{self, Act, Actor},
    convenings,
    entities::invitations,
    ids::{ConveningId, InvitationId, UserId},
    invitations::{itip::changes::Told, ledger},
    jobs::Job,
    values::{
        InvitationMailKind,
        time_convert::{to_chrono, to_timestamp},
    },
    web::{AppState, Settings},
};

/// How many guests are written to in one transaction.
pub(in crate::invitations) const AT_ONCE: usize = 100;

/// An order to write to guests, as it was reviewed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SendToGuests {
    pub(in crate::invitations) convening: ConveningId,
    pub(in crate::invitations) guests: Vec<InvitationId>,
    pub(in crate::invitations) wish: Wish,
    /// Each mail waits for the working hours of whom it is to.
    pub(in crate::invitations) in_working_hours: bool,
    pub(in crate::invitations) by: String,
    pub(in crate::invitations) by_user: Option<UserId>,
    pub(in crate::invitations) ordered_at: DateTime<Utc>,
    /// It was left as a job, which may be done twice.
    pub(in crate::invitations) as_job: bool,
}

impl Job for SendToGuests {
    const KIND: &'static str = "send_to_guests";
}

/// Does an order that was left as a job.
pub async fn send_to_guests(state: &AppState, job: SendToGuests) -> anyhow::Result<()> {
    let now = state.now();
    state
        .db
        .write(async |txn| send(txn, &state.settings, &job, now).await)
        .await
        .map(|_| ())
}

/// Writes the mails; says how many.
pub(in crate::invitations) async fn send(
    txn: &DatabaseTransaction,
    settings: &Settings,
    order: &SendToGuests,
    now: DateTime<Utc>,
) -> anyhow::Result<usize> {
    ledger::settings_or_made(txn, order.convening, now).await?;
    let Some(mut meeting) = Meeting::load(txn, order.convening).await? else {
        return Ok(0);
    };
    let guests = not_yet(txn, order).await?;
    let begun = ledger::anybody_invited(txn, order.convening).await?;
    let silent = silent(txn, &guests).await?;
    let planned = plan(&meeting, (guests, &silent), order.wish, begun);
    let highest = planned.iter().map(|each| each.consequence.sequence).max();
    if let Some(highest) = highest.filter(|it| *it > meeting.of.convening.row.sequence) {
        // O9: the cancellation of a seat carries a SEQUENCE above the one its guest holds.
        convenings::raise_sequence(txn, order.convening, highest).await?;
        if let Some(raised) = Meeting::load(txn, order.convening).await? {
            meeting = raised;
        }
    }
    let texts = texts(txn, order.convening).await?;
    let mut counts: BTreeMap<InvitationMailKind, usize> = BTreeMap::new();
    for each in &planned {
        let Some(kind) = each.mail(&meeting) else {
            continue;
        };
        let text = texts.get(&kind).cloned().unwrap_or_else(|| usual(kind));
        let to = (&each.guest, each);
        one(txn, (settings, &meeting), to, (kind, &text), (order, now)).await?;
        *counts.entry(kind).or_default() += 1;
    }
    tell(txn, order, &counts, now).await?;
    Ok(counts.values().sum())
}

/// The guests of an order; of one that may have been done before, those who got no mail since.
async fn not_yet(
    txn: &DatabaseTransaction,
    order: &SendToGuests,
) -> anyhow::Result<Vec<invitations::Model>> {
    let guests = ledger::held_many(txn, order.convening, &order.guests).await?;
    if !order.as_job {
        return Ok(guests);
    }
    let newest = ledger::newest_mails(txn, guests.iter().map(|guest| guest.id)).await?;
    let done: BTreeSet<InvitationId> = newest
        .into_iter()
        .filter(|(_, (mail, _))| mail.created_at >= order.ordered_at)
        .map(|(id, _)| id)
        .collect();
    let fresh = guests.into_iter().filter(|guest| !done.contains(&guest.id));
    Ok(fresh.collect())
}

async fn texts(
    txn: &DatabaseTransaction,
    of: ConveningId,
) -> anyhow::Result<BTreeMap<InvitationMailKind, Text>> {
    Ok(ledger::texts(txn, of).await?.into_iter().collect())
}

async fn one(
    txn: &DatabaseTransaction,
    (settings, meeting): (&Settings, &Meeting),
    (guest, planned): (&invitations::Model, &Planned),
    (kind, text): (InvitationMailKind, &Text),
    (order, now): (&SendToGuests, DateTime<Utc>),
) -> anyhow::Result<()> {
    let zone = meeting.zone_of(guest);
    let not_before = if order.in_working_hours {
        to_chrono(next_working_moment(to_timestamp(now)?, zone.rules()))
    } else {
        now
    };
    let order = Order {
        kind,
        text,
        rsvp: planned.consequence.rsvp,
        resets: planned.consequence.resets_answer,
        only_seat: planned.only_seat(),
        leaves: planned.consequence.leaves.as_ref().map(Told::digest),
        not_before,
        by: &order.by,
    };
    post(txn, (settings, meeting), guest, &order, now).await
}

/// "Sent 12 invitations and 3 updates".
async fn tell(
    txn: &DatabaseTransaction,
    order: &SendToGuests,
    counts: &BTreeMap<InvitationMailKind, usize>,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    if counts.is_empty() {
        return Ok(());
    }
    let parts = counts.iter();
    let parts: Vec<String> = parts
        .map(|(kind, many)| format!("{}: {many}", kind.label().to_lowercase()))
        .collect();
    let actor = Actor {
        user: order.by_user,
        name: order.by.clone(),
    };
    let act = Act {
        action: "sent",
        kind: "convening",
        id: order.convening.to_string(),
        summary: format!("Wrote to guests ({})", parts.join(", ")),
        before: None,
        after: None,
    };
    audit::record(txn, &actor, act, now).await?;
    Ok(())
}
