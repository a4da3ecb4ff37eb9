//! A seat that a guest hands to somebody else: it belongs to the organization, and stays one line of the ledger long.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::{
    answer::{AtDoor, Refusal, at_door, holds},
    note,
};
use crate::{
    audit::Actor,
    convenings,
    entities::{invitations, seat_transfers as transfers},
    ids::{InvitationId, TransferId},
    invitations::{
        answering::{
            jobs::SeatHandedOver,
            rules::{Closed, Handover},
        },
        ledger::{self, Answer, NewInvitation},
    },
    jobs, people,
    values::{AnswerSource, InvitationState, Partstat},
};

/// How far back a seat's history is followed.
const LONGEST_CHAIN: usize = 50;

/// Hands the seat over. Whoever has or had a line in the ledger of this convening is refused, so is every spelling of an
/// address the seat came from (no seat goes in a circle), and whoever asked not to be written to.
pub(in crate::invitations) async fn hand_over(
    txn: &DatabaseTransaction,
    id: InvitationId,
    to: &Handover,
    now: DateTime<Utc>,
) -> Result<Result<InvitationId, Refusal>, DbErr> {
    let at = match at_door(txn, id, now).await? {
        Ok(at) => at,
        Err(why) => return Ok(Err(why)),
    };
    if at.guest.state != InvitationState::Invited {
        return Ok(Err(Refusal::Closed(Closed::Waits)));
    }
    let key = to.email.as_str().to_lowercase();
    let known = ledger::of_address(txn, at.guest.convening_id, &key).await?;
    let left_alone = people::by_email(txn, &to.email).await?;
    let left_alone = left_alone.is_some_and(|person| person.do_not_contact);
    if known.is_some() || left_alone || came_from(txn, &at.guest, to).await? {
        return Ok(Err(Refusal::Address));
    }
    let Some(taker) = ledger::plan(txn, &taker(&at, to), now).await? else {
        return Ok(Err(Refusal::Address));
    };
    ledger::set_delegated_from(txn, taker, at.guest.id).await?;
    ledger::record(txn, &at.guest, &delegated(&at, to, now), now).await?;
    ledger::remove(txn, at.guest.id, now).await?;
    ledger::revoke_links(txn, at.guest.id, now).await?;
    if let Some(seat) = at.guest.seat_id {
        convenings::hand_over_seat(txn, seat, &to.name).await?;
    }
    keep(txn, &at, (taker, to), now).await?;
    Ok(Ok(taker))
}

fn taker(at: &AtDoor, to: &Handover) -> NewInvitation {
    let guest = &at.guest;
    NewInvitation {
        convening: guest.convening_id,
        seat: guest.seat_id,
        organization: guest.organization_id,
        person: None,
        address: to.email.clone(),
        name: to.name.clone(),
        attendance: guest.attendance,
        is_chair: false,
        why: format!("{} asked that you take their seat.", guest.name),
        illustrative: guest.illustrative,
    }
}

fn delegated(at: &AtDoor, to: &Handover, now: DateTime<Utc>) -> Answer {
    Answer {
        partstat: Partstat::Delegated,
        source: AnswerSource::Link,
        sequence: holds(&at.guest, &at.convening),
        said_at: now,
        note: to.why.clone(),
        counts: true,
        rule: "",
        written_by: String::new(),
    }
}

/// Whether the seat came from this mailbox, however it is spelled.
async fn came_from(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    to: &Handover,
) -> Result<bool, DbErr> {
    let mailbox = to.email.normalized();
    let mut here = Some(guest.clone());
    for _ in 0..LONGEST_CHAIN {
        let Some(each) = here else { return Ok(false) };
        if each.address.normalized() == mailbox {
            return Ok(true);
        }
        here = match each.delegated_from {
            Some(from) => ledger::by_id(txn, from).await?,
            None => None,
        };
    }
    // Nobody hands a seat on so often: better no than a circle.
    Ok(true)
}

/// The history, the log, and the promise of both mails.
async fn keep(
    txn: &DatabaseTransaction,
    at: &AtDoor,
    (taker, to): (InvitationId, &Handover),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    note_transfer(txn, &at.guest, taker, &to.why, now).await?;
    let told = format!("{} handed the seat to {}", at.guest.name, to.name);
    let actor = Actor::named("A guest");
    note(txn, &at.guest, &actor, ("handed_over", told), now).await?;
    let job = SeatHandedOver {
        convening: at.guest.convening_id,
        from: at.guest.id,
        to: taker,
        at: now,
    };
    jobs::enqueue(txn, &job, now).await?;
    Ok(())
}

/// Notes in a seat's history that its guest handed it on.
pub(in crate::invitations) async fn note_transfer(
    txn: &DatabaseTransaction,
    from: &invitations::Model,
    to: InvitationId,
    why: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    transfers::Entity::insert(transfers::ActiveModel {
        id: Set(TransferId::fresh()),
        seat_id: Set(from.seat_id),
        from_id: Set(from.id),
        to_id: Set(to),
        made_at: Set(now),
        made_by: Set(from.name.clone()),
        why: Set(why.to_owned()),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(())
}

/// The transfers a guest was part of, the newest first.
pub(in crate::invitations) async fn transfers_of(
    db: &impl ConnectionTrait,
    id: InvitationId,
) -> Result<Vec<transfers::Model>, DbErr> {
    let part = Condition::any()
        .add(transfers::Column::FromId.eq(id))
        .add(transfers::Column::ToId.eq(id));
    transfers::Entity::find()
        .filter(part)
        .order_by_desc(transfers::Column::MadeAt)
        .order_by_desc(transfers::Column::Id)
        .limit(100)
        .all(db)
        .await
}
