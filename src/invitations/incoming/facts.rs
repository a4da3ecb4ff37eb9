//! What judging a message needs to know, from the database.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;

use crate::{
    convenings::{
        self,
        rules::{Firmness, firmness},
    },
    entities::{invitation_settings, invitations},
    ids::InvitationId,
    invitations::{
        itip::{
            read::{Incoming, Standing},
            replies::{Context, Guest, GuestState, Sender},
        },
        ledger,
    },
    values::{Delegation, InvitationState},
};

/// The most addresses of one message that are looked up.
const MOST: usize = 8;

/// Which convening a mail came to, by the address it was sent to.
pub(super) struct Target {
    pub(super) settings: invitation_settings::Model,
    /// The address as it was written.
    pub(super) address: String,
}

/// The first recipient that is an address of ours: `c-token@anything`.
pub(super) async fn target(
    txn: &DatabaseTransaction,
    recipients: &[String],
) -> Result<Option<Target>, sea_orm::DbErr> {
    let ours = recipients.iter().filter_map(|address| {
        let (left, _) = address.split_once('@')?;
        Some((address, left.strip_prefix("c-")?))
    });
    for (address, token) in ours.take(MOST) {
        if let Some(settings) = ledger::by_mail_token(txn, token).await? {
            let address = address.clone();
            return Ok(Some(Target { settings, address }));
        }
    }
    Ok(None)
}

/// The invitations a message names, each held.
pub(super) async fn named(
    txn: &DatabaseTransaction,
    of: &Incoming,
    target: &Target,
) -> Result<Vec<invitations::Model>, sea_orm::DbErr> {
    let mut addresses: Vec<&String> = of
        .attendees
        .iter()
        .flat_map(|line| {
            let handed = line.delegated_to.iter().chain(&line.delegated_from);
            [&line.address].into_iter().chain(&line.email).chain(handed)
        })
        .collect();
    // Always locked in one order, so that two messages cannot wait for each other.
    addresses.sort_unstable();
    addresses.dedup();
    let mut held = Vec::new();
    for address in addresses.into_iter().take(MOST) {
        let convening = target.settings.convening_id;
        let found = match ledger::of_address(txn, convening, address).await? {
            Some(found) => Some(found.id),
            None => ledger::of_alias(txn, convening, address).await?,
        };
        let is_new =
            |id: &InvitationId| held.iter().all(|each: &invitations::Model| each.id != *id);
        if let Some(found) = found.filter(is_new) {
            held.extend(ledger::held(txn, found).await?);
        }
    }
    Ok(held)
}

/// Everything judging needs.
pub(super) async fn context(
    txn: &DatabaseTransaction,
    target: Option<&Target>,
    guests: &[invitations::Model],
    (from, standing): (&str, Standing),
    now: DateTime<Utc>,
) -> Result<Context, sea_orm::DbErr> {
    let convening = match target {
        Some(target) => convenings::by_id(txn, target.settings.convening_id).await?,
        None => None,
    };
    let mut aliases = ledger::aliases_of(txn, guests.iter().map(|guest| guest.id)).await?;
    let row = convening.map(|convening| convening.row);
    let row = row.as_ref();
    Ok(Context {
        sender: Sender {
            address: from.to_owned(),
            standing,
        },
        uid: row.map(|row| row.uid.clone()),
        organizer: target.map_or_else(String::new, |target| target.address.clone()),
        sequence: row.map_or(0, |row| row.sequence),
        rescheduled_sequence: row.map_or(0, |row| row.rescheduled_sequence),
        starts_at: row.map_or(now, |row| row.starts_at),
        // Without a date there is nothing to answer.
        is_cancelled: row.is_some_and(|row| {
            matches!(
                firmness(row.status),
                Firmness::Cancelled | Firmness::Undated
            )
        }),
        is_over: row.is_some_and(|row| row.ends_at < now),
        delegation: target.map_or(Delegation::Ask, |target| target.settings.delegation),
        guests: guests
            .iter()
            .map(|row| Guest {
                aliases: aliases.remove(&row.id).unwrap_or_default(),
                ..guest(row)
            })
            .collect(),
        now,
    })
}

fn guest(row: &invitations::Model) -> Guest {
    let by_calendar = row.last_sequence.zip(row.last_stamp);
    let by_any = row.answered_sequence.zip(row.answered_at);
    Guest {
        address: row.address_key.clone(),
        aliases: Vec::new(),
        state: match row.state {
            InvitationState::Invited => GuestState::Invited,
            InvitationState::Removed => GuestState::Removed,
            // Whoever waits for a place and holds the meeting in a calendar answers as on their page.
            InvitationState::Waiting if row.seen_sequence.is_some() => GuestState::Invited,
            InvitationState::Planned | InvitationState::Waiting => GuestState::NotYet,
        },
        partstat: row.partstat,
        seen_sequence: row.seen_sequence,
        last: by_calendar.max(by_any),
        is_delegate: row.delegated_from.is_some(),
    }
}
