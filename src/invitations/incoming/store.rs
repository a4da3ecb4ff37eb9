//! The log of mail that came in, proposals, and requests at the door.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, TryInsertResult,
    sea_query::{Expr, OnConflict},
};

use super::receive::Way;
use crate::{
    entities::{door_requests, inbound_mails, invitations, time_proposals},
    ids::{ConveningId, DoorRequestId, InboundMailId, InvitationId, TimeProposalId},
    invitations::itip::replies::Ask,
    values::{DoorState, ProposalState},
};

/// How long a mail itself is kept; what was decided of it stays.
const RAW_STAYS: TimeDelta = TimeDelta::days(30);

/// What was decided of a mail.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) message_id: String,
    pub(super) sender: String,
    pub(super) recipient: String,
    pub(super) convening: Option<ConveningId>,
    pub(super) invitation: Option<InvitationId>,
    pub(super) method: String,
    pub(super) rule: String,
    pub(super) verdict: String,
    pub(super) told: String,
}

/// Begins the entry of a mail; nothing if this very mail was received before. Whoever brings it at the same moment
/// waits here.
pub(super) async fn begin(
    txn: &DatabaseTransaction,
    way: Way,
    digest: &str,
    raw: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<InboundMailId>, DbErr> {
    let id = InboundMailId::fresh();
    let inserted = inbound_mails::Entity::insert(inbound_mails::ActiveModel {
        id: Set(id),
        received_at: Set(now),
        way: Set(way.as_str().to_owned()),
        digest: Set(digest.to_owned()),
        message_id: Set(String::new()),
        sender: Set(String::new()),
        recipient: Set(String::new()),
        convening_id: Set(None),
        invitation_id: Set(None),
        method: Set(String::new()),
        rule: Set(String::new()),
        verdict: Set(String::new()),
        told: Set(String::new()),
        raw: Set(Some(raw.to_vec())),
    })
    .on_conflict(
        OnConflict::column(inbound_mails::Column::Digest)
            .do_nothing()
            .to_owned(),
    )
    .try_insert()
    .exec_without_returning(txn)
    .await?;
    Ok(match inserted {
        TryInsertResult::Inserted(1..) => Some(id),
        _ => None,
    })
}

/// Completes it.
pub(super) async fn complete(
    txn: &DatabaseTransaction,
    id: InboundMailId,
    entry: &Entry,
) -> Result<(), DbErr> {
    inbound_mails::Entity::update_many()
        .set(inbound_mails::ActiveModel {
            message_id: Set(entry.message_id.clone()),
            sender: Set(entry.sender.clone()),
            recipient: Set(entry.recipient.clone()),
            convening_id: Set(entry.convening),
            invitation_id: Set(entry.invitation),
            method: Set(entry.method.clone()),
            rule: Set(entry.rule.clone()),
            verdict: Set(entry.verdict.clone()),
            told: Set(entry.told.clone()),
            ..Default::default()
        })
        .filter(inbound_mails::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Empties the mails that were kept long enough.
pub(in crate::invitations) async fn forget_raw(
    txn: &DatabaseTransaction,
    now: DateTime<Utc>,
) -> Result<u64, DbErr> {
    let emptied = inbound_mails::Entity::update_many()
        .col_expr(inbound_mails::Column::Raw, Expr::value(None::<Vec<u8>>))
        .filter(inbound_mails::Column::Raw.is_not_null())
        .filter(inbound_mails::Column::ReceivedAt.lt(now - RAW_STAYS))
        .exec(txn)
        .await?;
    Ok(emptied.rows_affected)
}

/// Keeps a proposal in the place of an older one of the same guest. One that was overtaken is not kept.
pub(super) async fn propose(
    txn: &DatabaseTransaction,
    of: &invitations::Model,
    ask: &Ask,
    (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>),
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    use time_proposals::Column as C;
    let made = (ask.sequence, ask.said_at);
    let others = time_proposals::Entity::find()
        .filter(C::InvitationId.eq(of.id))
        .all(txn)
        .await?;
    if others
        .iter()
        .any(|other| (other.sequence, other.said_at) >= made)
    {
        return Ok(false);
    }
    time_proposals::Entity::update_many()
        .col_expr(C::State, Expr::value(ProposalState::Replaced))
        .filter(C::InvitationId.eq(of.id))
        .filter(C::State.eq(ProposalState::Open))
        .exec(txn)
        .await?;
    time_proposals::Entity::insert(time_proposals::ActiveModel {
        id: Set(TimeProposalId::fresh()),
        invitation_id: Set(of.id),
        convening_id: Set(of.convening_id),
        starts_at: Set(starts_at),
        ends_at: Set(ends_at),
        note: Set(ask.note.clone()),
        sequence: Set(ask.sequence),
        said_at: Set(ask.said_at),
        made_at: Set(now),
        state: Set(ProposalState::Open),
        decided_by: Set(String::new()),
        decided_at: Set(None),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(true)
}

/// Notes who stands at the door. A newer word of theirs takes the place of an older one while they wait; what was
/// decided stays decided.
pub(super) async fn knock(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    (ask, name): (&Ask, &str),
    delegated_from: Option<InvitationId>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let there = at_door(txn, convening, &ask.guest).await?;
    let mut row = door_requests::ActiveModel {
        partstat: Set(ask.partstat),
        sequence: Set(ask.sequence),
        said_at: Set(ask.said_at),
        note: Set(ask.note.clone()),
        name: Set(name.to_owned()),
        ..Default::default()
    };
    if let Some(there) = there {
        let is_newer = (ask.sequence, ask.said_at) > (there.sequence, there.said_at);
        if is_newer && there.state == DoorState::Waiting {
            door_requests::Entity::update_many()
                .set(row)
                .filter(door_requests::Column::Id.eq(there.id))
                .exec(txn)
                .await?;
        }
        return Ok(());
    }
    row.id = Set(DoorRequestId::fresh());
    row.convening_id = Set(convening);
    row.address = Set(ask.guest.clone());
    row.delegated_from = Set(delegated_from);
    row.received_at = Set(now);
    row.state = Set(DoorState::Waiting);
    row.decided_by = Set(String::new());
    row.decided_at = Set(None);
    door_requests::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Who stands at the door under this address.
pub(super) async fn at_door(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    address: &str,
) -> Result<Option<door_requests::Model>, DbErr> {
    door_requests::Entity::find()
        .filter(door_requests::Column::ConveningId.eq(convening))
        .filter(door_requests::Column::Address.eq(address))
        .one(txn)
        .await
}

/// Notes that somebody at the door is a guest now, by the word of the guest who sends them.
pub(super) async fn let_in(
    txn: &DatabaseTransaction,
    id: DoorRequestId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    use door_requests::Column as C;
    door_requests::Entity::update_many()
        .col_expr(C::State, Expr::value(DoorState::LetIn))
        .col_expr(C::DecidedAt, Expr::value(now))
        .filter(C::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}
