//! How many may come: whether a place is left for a guest, and what becomes of one that is free again.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::waiting;
use crate::{
    entities::{invitation_settings, invitations},
    ids::{ConveningId, InvitationId},
    invitations::{answering::jobs::order, ledger},
    jobs,
    values::{InvitationState, Partstat},
};

/// Whether a guest is offered a place now.
pub(in crate::invitations) fn is_offered(guest: &invitations::Model, now: DateTime<Utc>) -> bool {
    guest.state == InvitationState::Waiting && guest.offered_until.is_some_and(|until| until > now)
}

fn has_place(guest: &invitations::Model) -> bool {
    let comes = guest.state == InvitationState::Invited && guest.partstat == Partstat::Accepted;
    comes && !guest.is_chair && guest.seat_id.is_some()
}

/// Whether every place is taken by others, or kept for whom it is offered to. Whoever is offered one competes with nobody
/// who is offered another. The settings are held, so nobody else takes one meanwhile.
pub(in crate::invitations) async fn is_full(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    settings: Option<&invitation_settings::Model>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let capacity = settings.and_then(|row| row.capacity);
    let Some(capacity) = capacity.filter(|_| !has_place(guest) && !guest.is_chair) else {
        return Ok(false);
    };
    let mut taken = ledger::taken(txn, guest.convening_id).await?;
    if !is_offered(guest, now) {
        taken += ledger::offered(txn, guest.convening_id, now).await?;
    }
    Ok(taken >= u64::try_from(capacity).unwrap_or_default())
}

/// A place from the waiting list: their calendar hears of it.
pub(in crate::invitations) async fn take_place(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    waiting::forget(txn, guest.id).await?;
    ledger::set_place(txn, guest.id, InvitationState::Invited, None).await?;
    let order = order(guest.convening_id, vec![guest.id], now);
    jobs::enqueue(txn, &order, now).await?;
    Ok(())
}

/// What an answer frees: whoever had a place and declines leaves it to whoever has waited longest. `before` is the guest as
/// they stood.
pub(in crate::invitations) async fn after_answer(
    txn: &DatabaseTransaction,
    before: &invitations::Model,
    said: Partstat,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    if said == Partstat::Declined && has_place(before) {
        offer_free(txn, before.convening_id, Some(before.id), now).await?;
    }
    Ok(())
}

/// Offers a place that is free to whoever has waited longest. Where nobody counts places none becomes free: the host
/// decides who comes off the list.
pub(in crate::invitations) async fn offer_free(
    txn: &DatabaseTransaction,
    of: ConveningId,
    except: Option<InvitationId>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let settings = ledger::held_settings(txn, of).await?;
    if settings.is_some_and(|row| row.capacity.is_some()) {
        waiting::offer_next(txn, of, except, now).await?;
    }
    Ok(())
}

/// Offers all places that are free, to those who have waited longest. Says how many.
pub(in crate::invitations) async fn offer_all_free(
    txn: &DatabaseTransaction,
    of: ConveningId,
    now: DateTime<Utc>,
) -> Result<usize, DbErr> {
    let mut offered = 0;
    while waiting::offer_next(txn, of, None, now).await? {
        offered += 1;
    }
    Ok(offered)
}
