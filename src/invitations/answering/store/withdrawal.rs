//! Taking a guest off who is only planned, or waits: what is said of it depends on what they were told.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::{note, waiting};
use crate::{
    audit::Actor,
    entities::invitations,
    ids::{ConveningId, InvitationId},
    invitations::ledger,
    values::InvitationState,
};

/// What the guest had been told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::invitations) enum Withdrawn {
    /// Nothing: the line is gone.
    Untold,
    /// Something by mail, such as an offer, and nothing by calendar.
    Written,
    /// Their calendar holds the meeting.
    Holds,
}

/// Takes the guest off; nothing if there is no such guest, or they are invited: then their seat is taken away instead.
pub(in crate::invitations) async fn withdraw(
    txn: &DatabaseTransaction,
    (convening, id): (ConveningId, InvitationId),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<(String, Withdrawn)>, DbErr> {
    let held = ledger::held(txn, id).await?;
    let Some(guest) = held.filter(|held| held.convening_id == convening && may_go(held)) else {
        return Ok(None);
    };
    let written = !ledger::newest_mails(txn, [id]).await?.is_empty();
    let told = match (guest.seen_sequence, written) {
        (Some(_), _) => Withdrawn::Holds,
        (None, true) => Withdrawn::Written,
        (None, false) => Withdrawn::Untold,
    };
    if guest.state == InvitationState::Waiting {
        waiting::leave(txn, &guest, now).await?;
    }
    if told == Withdrawn::Untold {
        ledger::forget(txn, id).await?;
    } else {
        ledger::remove(txn, id, now).await?;
        ledger::revoke_links(txn, id, now).await?;
    }
    let summary = format!("Took {} off the invitations", guest.name);
    note(txn, &guest, actor, ("uninvited", summary), now).await?;
    Ok(Some((guest.name, told)))
}

fn may_go(guest: &invitations::Model) -> bool {
    match guest.state {
        InvitationState::Waiting => true,
        InvitationState::Planned | InvitationState::Invited => guest.seen_sequence.is_none(),
        InvitationState::Removed => false,
    }
}
