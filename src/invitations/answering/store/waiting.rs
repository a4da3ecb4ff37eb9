//! The waiting list: who waits, who is offered a place until when, and who is next.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder,
};

use super::{answer::Refusal, note};
use crate::{
    audit::Actor,
    convenings,
    entities::{invitations, waiting_places as places},
    ids::{ConveningId, InvitationId},
    invitations::{answering::jobs::PlaceOffered, ledger},
    jobs,
    values::{ConveningStatus, InvitationState, Partstat},
};

/// How long the next one has to take a place.
const GOOD_FOR: TimeDelta = TimeDelta::hours(48);

/// Puts a guest at the end of the waiting list; who is on it keeps their turn.
pub(in crate::invitations) async fn wait(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    if guest.state != InvitationState::Waiting || guest.offered_until.is_some() {
        ledger::set_place(txn, guest.id, InvitationState::Waiting, None).await?;
    }
    let row = places::ActiveModel {
        invitation_id: Set(guest.id),
        convening_id: Set(guest.convening_id),
        since: Set(now),
    };
    places::Entity::insert(row)
        .on_conflict_do_nothing_on([places::Column::InvitationId])
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Takes a guest off the queue.
pub(in crate::invitations) async fn forget(
    txn: &DatabaseTransaction,
    id: InvitationId,
) -> Result<(), DbErr> {
    places::Entity::delete_by_id(id).exec(txn).await?;
    Ok(())
}

/// A guest who does not want the place any more: the next one is asked.
pub(in crate::invitations) async fn leave(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    forget(txn, guest.id).await?;
    ledger::set_place(txn, guest.id, InvitationState::Waiting, None).await?;
    if guest.offered_until.is_some() {
        offer_next(txn, guest.convening_id, Some(guest.id), now).await?;
    }
    Ok(())
}

/// Staff put a guest on the waiting list; who has said that they come is not moved there.
pub(in crate::invitations) async fn put_on_list(
    txn: &DatabaseTransaction,
    of: (ConveningId, InvitationId),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let Some(guest) = held_at(txn, of).await? else {
        return Ok(false);
    };
    let comes = guest.partstat == Partstat::Accepted;
    let movable = matches!(
        guest.state,
        InvitationState::Planned | InvitationState::Invited
    );
    if comes || guest.is_chair || !movable {
        return Ok(false);
    }
    wait(txn, &guest, now).await?;
    let told = format!("Put {} on the waiting list", guest.name);
    note(txn, &guest, actor, ("waitlisted", told), now).await?;
    Ok(true)
}

async fn held_at(
    txn: &DatabaseTransaction,
    (convening, id): (ConveningId, InvitationId),
) -> Result<Option<invitations::Model>, DbErr> {
    let held = ledger::held(txn, id).await?;
    Ok(held.filter(|guest| guest.convening_id == convening))
}

/// Offers a place until a moment; the guest is written to.
pub(in crate::invitations) async fn offer_place(
    txn: &DatabaseTransaction,
    of: (ConveningId, InvitationId),
    until: DateTime<Utc>,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Result<(), Refusal>, DbErr> {
    let guest = held_at(txn, of).await?;
    let waits = guest.filter(|guest| guest.state == InvitationState::Waiting);
    let Some(guest) = waits else {
        return Ok(Err(Refusal::Gone));
    };
    offer(txn, &guest, until, now).await?;
    let told = format!("Offered {} a place", guest.name);
    note(txn, &guest, actor, ("offered", told), now).await?;
    Ok(Ok(()))
}

async fn offer(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    ledger::set_place(txn, guest.id, InvitationState::Waiting, Some(until)).await?;
    let job = PlaceOffered {
        invitation: guest.id,
        until,
        at: now,
    };
    jobs::enqueue(txn, &job, now).await?;
    Ok(())
}

/// Whether an offer's time is over.
pub async fn any_lapsed(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<bool, DbErr> {
    Ok(!ledger::lapsed_offers(db, now).await?.is_empty())
}

/// Ends the offers whose time is over, and offers each place to the next who waits. Says how many ended.
pub async fn expire_offers(txn: &DatabaseTransaction, now: DateTime<Utc>) -> Result<usize, DbErr> {
    let lapsed = ledger::lapsed_offers(txn, now).await?;
    for guest in &lapsed {
        // Answered meanwhile, or offered anew: then it is not over.
        let held = ledger::held(txn, guest.id).await?;
        if held.is_none_or(|held| held.version != guest.version) {
            continue;
        }
        ledger::set_place(txn, guest.id, InvitationState::Waiting, None).await?;
        forget(txn, guest.id).await?;
        wait_again(txn, guest, now).await?;
        offer_next(txn, guest.convening_id, Some(guest.id), now).await?;
        let told = format!("{} let an offered place pass", guest.name);
        let actor = Actor::named("Roundtable");
        note(txn, guest, &actor, ("lapsed", told), now).await?;
    }
    Ok(lapsed.len())
}

async fn wait_again(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let still = invitations::Model {
        state: InvitationState::Waiting,
        offered_until: None,
        ..guest.clone()
    };
    wait(txn, &still, now).await
}

/// Offers a place that is free to whoever has waited longest, except the one who just let it pass. Says whether it was
/// offered to somebody.
pub(super) async fn offer_next(
    txn: &DatabaseTransaction,
    of: ConveningId,
    except: Option<InvitationId>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let Some(convening) = convenings::by_id(txn, of).await? else {
        return Ok(false);
    };
    let settings = ledger::held_settings(txn, of).await?;
    let until = (now + GOOD_FOR).min(convening.row.starts_at);
    if until <= now || convening.row.status == ConveningStatus::Cancelled {
        return Ok(false);
    }
    if let Some(capacity) = settings.and_then(|row| row.capacity) {
        let spoken_for = ledger::taken(txn, of).await? + ledger::offered(txn, of, now).await?;
        if spoken_for >= u64::try_from(capacity).unwrap_or_default() {
            return Ok(false);
        }
    }
    let mut waits = places::Entity::find().filter(places::Column::ConveningId.eq(of));
    if let Some(except) = except {
        waits = waits.filter(places::Column::InvitationId.ne(except));
    }
    let next = waits
        .find_also_related(invitations::Entity)
        .filter(invitations::Column::State.eq(InvitationState::Waiting))
        .filter(invitations::Column::SeatId.is_not_null())
        .filter(invitations::Column::OfferedUntil.is_null())
        .order_by_asc(places::Column::Since)
        .order_by_asc(places::Column::InvitationId)
        .one(txn)
        .await?;
    let Some((_, Some(guest))) = next else {
        return Ok(false);
    };
    offer(txn, &guest, until, now).await?;
    Ok(true)
}
