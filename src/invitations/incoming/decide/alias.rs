//! Who stands at the door is a guest already, who answers from another address.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::{Decided, note};
use crate::{
    audit::Actor,
    convenings,
    entities::{door_requests, invitations},
    ids::InvitationId,
    invitations::{
        incoming::{
            counting::{count, keep},
            store,
        },
        itip::replies::Ask,
        ledger,
    },
    values::{DoorState, InvitationState, Partstat},
};

/// Notes whose other address it is. What they said at the door is that guest's answer, and from now on mail from there is
/// theirs.
pub(in crate::invitations) async fn is_guest(
    txn: &DatabaseTransaction,
    request: &door_requests::Model,
    guest: InvitationId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> anyhow::Result<Decided> {
    let held = ledger::held(txn, guest).await?;
    let held = held.filter(|held| {
        held.convening_id == request.convening_id
            && !held.is_chair
            && held.state != InvitationState::Removed
    });
    let Some(guest) = held else {
        return Ok(Decided::Overtaken);
    };
    let decided = (DoorState::LetIn, actor.name.as_str());
    if !store::decide(txn, request.id, decided, now).await? {
        return Ok(Decided::Overtaken);
    }
    let alias = (request.address.as_str(), actor.name.as_str());
    ledger::keep_alias(txn, &guest, alias, now).await?;
    let told = format!(
        "Noted that {} is an address of {}",
        request.address, guest.name
    );
    note(txn, guest.convening_id, (actor, "recognised", told), now).await?;
    answer(txn, &guest, request, now).await?;
    Ok(Decided::Done)
}

/// Their word at the door counts unless it is to an earlier time, or older than what they said since.
async fn answer(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    request: &door_requests::Model,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let said = Ask {
        guest: guest.address_key.clone(),
        partstat: request.partstat,
        sequence: request.sequence,
        said_at: request.said_at,
        note: request.note.clone(),
    };
    let of = convenings::by_id(txn, guest.convening_id).await?;
    let stands = of.map_or(0, |of| of.row.rescheduled_sequence);
    let last = guest.answered_sequence.zip(guest.answered_at);
    let is_newer = last.is_none_or(|last| (said.sequence, said.said_at) > last);
    if said.partstat == Partstat::NeedsAction || !is_newer {
        return Ok(());
    }
    if said.sequence < stands {
        return keep(txn, guest, &said, ("R9", false), now).await;
    }
    count(txn, guest, &said, "R7", now).await.map(|_| ())
}
