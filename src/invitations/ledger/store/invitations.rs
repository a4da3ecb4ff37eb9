//! Invitations: planning, reading, removing.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait as _},
};

use crate::{
    convenings,
    entities::invitations,
    ids::{ConveningId, InvitationId, OrganizationId, PersonId, SeatId},
    values::{Attendance, EmailAddress, InvitationState, Partstat},
};

/// The most invitations of one convening that are read at once.
const MOST: u64 = 20_000;

/// Who is to be invited, and to which address.
#[derive(Clone, Debug)]
pub(in crate::invitations) struct NewInvitation {
    pub(in crate::invitations) convening: ConveningId,
    pub(in crate::invitations) seat: Option<SeatId>,
    pub(in crate::invitations) organization: Option<OrganizationId>,
    pub(in crate::invitations) person: Option<PersonId>,
    pub(in crate::invitations) address: EmailAddress,
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) attendance: Attendance,
    /// The human host.
    pub(in crate::invitations) is_chair: bool,
    pub(in crate::invitations) why: String,
    pub(in crate::invitations) illustrative: bool,
}

/// Plans an invitation; nothing if the address has one at this convening already.
pub(in crate::invitations) async fn plan(
    txn: &DatabaseTransaction,
    new: &NewInvitation,
    now: DateTime<Utc>,
) -> Result<Option<InvitationId>, DbErr> {
    let key = new.address.as_str().to_lowercase();
    match of_address(txn, new.convening, &key).await? {
        Some(known) if is_out(&known) => {
            take_back(txn, known.id, new).await?;
            return Ok(Some(known.id));
        }
        Some(_) => return Ok(None),
        None => {}
    }
    let id = InvitationId::fresh();
    let row = invitations::ActiveModel {
        id: Set(id),
        convening_id: Set(new.convening),
        seat_id: Set(new.seat),
        organization_id: Set(new.organization),
        person_id: Set(new.person),
        address: Set(new.address.clone()),
        address_key: Set(key),
        name: Set(new.name.clone()),
        attendance: Set(new.attendance),
        is_chair: Set(new.is_chair),
        state: Set(InvitationState::Planned),
        partstat: Set(if new.is_chair {
            Partstat::Accepted
        } else {
            Partstat::NeedsAction
        }),
        rsvp: Set(false),
        why: Set(new.why.clone()),
        seen_sequence: Set(None),
        seen_stamp: Set(None),
        seen_starts_at: Set(None),
        seen_ends_at: Set(None),
        seen_facts: Set(None),
        last_sequence: Set(None),
        last_stamp: Set(None),
        answered_at: Set(None),
        answer_source: Set(None),
        answered_sequence: Set(None),
        note: Set(String::new()),
        delegated_from: Set(None),
        offered_until: Set(None),
        invited_at: Set(None),
        removed_at: Set(None),
        illustrative: Set(new.illustrative),
        version: Set(1),
        created_at: Set(now),
    };
    invitations::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    if new.seat.is_some() {
        convenings::room_follows(txn, new.convening, now).await?;
    }
    Ok(Some(id))
}

/// Whether somebody is no longer invited, or has no seat any more.
fn is_out(known: &invitations::Model) -> bool {
    known.state == InvitationState::Removed || (known.seat_id.is_none() && !known.is_chair)
}

/// Invites somebody again who was taken off: the same line of the ledger, because their calendar knows this UID.
async fn take_back(
    txn: &DatabaseTransaction,
    id: InvitationId,
    new: &NewInvitation,
) -> Result<(), DbErr> {
    invitations::Entity::update_many()
        .set(invitations::ActiveModel {
            seat_id: Set(new.seat),
            organization_id: Set(new.organization),
            person_id: Set(new.person),
            name: Set(new.name.clone()),
            attendance: Set(new.attendance),
            state: Set(InvitationState::Planned),
            why: Set(new.why.clone()),
            delegated_from: Set(None),
            removed_at: Set(None),
            ..Default::default()
        })
        .col_expr(
            invitations::Column::Version,
            Expr::col(invitations::Column::Version).add(1),
        )
        .filter(invitations::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Whether any guest of a convening was written to.
pub(in crate::invitations) async fn anybody_invited(
    db: &impl ConnectionTrait,
    id: ConveningId,
) -> Result<bool, DbErr> {
    let told = invitations::Entity::find()
        .filter(invitations::Column::ConveningId.eq(id))
        .filter(invitations::Column::SeenSequence.is_not_null())
        .filter(invitations::Column::IsChair.eq(false));
    Ok(told.one(db).await?.is_some())
}

pub(in crate::invitations) async fn by_id(
    db: &impl ConnectionTrait,
    id: InvitationId,
) -> Result<Option<invitations::Model>, DbErr> {
    invitations::Entity::find_by_id(id).one(db).await
}

/// Those of these keys.
pub(in crate::invitations) async fn by_keys(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = InvitationId>,
) -> Result<Vec<invitations::Model>, DbErr> {
    invitations::Entity::find()
        .filter(invitations::Column::Id.is_in(ids))
        .order_by_asc(invitations::Column::Id)
        .all(db)
        .await
}

/// One invitation, locked: whoever answers, sends or removes at the same time waits.
pub(in crate::invitations) async fn held(
    txn: &DatabaseTransaction,
    id: InvitationId,
) -> Result<Option<invitations::Model>, DbErr> {
    let found = invitations::Entity::find_by_id(id);
    // SQLite lets one writer in at a time anyway.
    if txn.get_database_backend() == DatabaseBackend::Postgres {
        return found.lock_exclusive().one(txn).await;
    }
    found.one(txn).await
}

/// These guests of one convening, locked, always in one order.
pub(in crate::invitations) async fn held_many(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    ids: &[InvitationId],
) -> Result<Vec<invitations::Model>, DbErr> {
    let found = invitations::Entity::find()
        .filter(invitations::Column::ConveningId.eq(convening))
        .filter(invitations::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(invitations::Column::Id);
    if txn.get_database_backend() == DatabaseBackend::Postgres {
        return found.lock_exclusive().all(txn).await;
    }
    found.all(txn).await
}

/// The invitation of an address (in lower case) at a convening.
pub(in crate::invitations) async fn of_address(
    db: &impl ConnectionTrait,
    convening: ConveningId,
    key: &str,
) -> Result<Option<invitations::Model>, DbErr> {
    invitations::Entity::find()
        .filter(invitations::Column::ConveningId.eq(convening))
        .filter(invitations::Column::AddressKey.eq(key))
        .one(db)
        .await
}

/// Whose invitation a seat has; the caller holds the settings of the convening, so that no other comes meanwhile.
pub(in crate::invitations) async fn of_seat(
    txn: &DatabaseTransaction,
    seat: SeatId,
) -> Result<Option<invitations::Model>, DbErr> {
    invitations::Entity::find()
        .filter(invitations::Column::SeatId.eq(seat))
        .filter(invitations::Column::State.ne(InvitationState::Removed))
        .order_by_asc(invitations::Column::Id)
        .one(txn)
        .await
}

/// Every invitation of a convening, removed ones too, in the order they were planned.
pub(in crate::invitations) async fn of_convening(
    db: &impl ConnectionTrait,
    id: ConveningId,
) -> Result<Vec<invitations::Model>, DbErr> {
    invitations::Entity::find()
        .filter(invitations::Column::ConveningId.eq(id))
        .order_by_asc(invitations::Column::Id)
        .limit(MOST)
        .all(db)
        .await
}

/// Notes that the guest is no longer invited; the answer stays for the record.
pub(in crate::invitations) async fn remove(
    txn: &DatabaseTransaction,
    id: InvitationId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    invitations::Entity::update_many()
        .col_expr(
            invitations::Column::State,
            Expr::value(InvitationState::Removed),
        )
        .col_expr(invitations::Column::RemovedAt, Expr::value(now))
        .col_expr(
            invitations::Column::Version,
            Expr::col(invitations::Column::Version).add(1),
        )
        .filter(invitations::Column::Id.eq(id))
        .exec(txn)
        .await?;
    if let Some(row) = by_id(txn, id).await? {
        convenings::room_follows(txn, row.convening_id, now).await?;
    }
    Ok(())
}

/// Drops an invitation that nobody was told of.
pub(in crate::invitations) async fn forget(
    txn: &DatabaseTransaction,
    id: InvitationId,
) -> Result<(), DbErr> {
    invitations::Entity::delete_by_id(id).exec(txn).await?;
    Ok(())
}
