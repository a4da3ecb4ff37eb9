//! Who is kept apart and who stays away from a goal. Confidential: what is written to the audit log names nobody, because
//! lists of activity are read by more people than these pages.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict,
};

use crate::{
    audit::{self, Act, Actor},
    convenings::hold_organizations,
    entities::{kept_apart, recusals},
    ids::{GoalId, KeptApartId, OrganizationId, RecusalId},
};

/// The most pairs, and the most recusals, that are shown; one more is read, to know whether there are more.
pub(super) const MOST_SHOWN: usize = 500;

/// The pairs that are kept apart, to be shown: the newest first.
pub(super) async fn pairs(db: &impl ConnectionTrait) -> Result<Vec<kept_apart::Model>, DbErr> {
    kept_apart::Entity::find()
        .order_by_desc(kept_apart::Column::Id)
        .limit(MOST_SHOWN as u64 + 1)
        .all(db)
        .await
}

/// Who stays away from these goals, to be shown: the newest first.
pub(super) async fn recusals(
    db: &impl ConnectionTrait,
    goals: impl IntoIterator<Item = GoalId>,
) -> Result<Vec<recusals::Model>, DbErr> {
    recusals::Entity::find()
        .filter(recusals::Column::GoalId.is_in(goals))
        .order_by_desc(recusals::Column::Id)
        .limit(MOST_SHOWN as u64 + 1)
        .all(db)
        .await
}

/// Keeps two apart; `false` if they are already. Whoever gives one of them a seat meanwhile is waited for.
pub(super) async fn keep_apart(
    txn: &DatabaseTransaction,
    [one, other]: [OrganizationId; 2],
    reason: &str,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    use kept_apart::Column as C;
    let (one, other) = (one.min(other), one.max(other));
    hold_organizations(txn, &[one, other].into()).await?;
    let same = kept_apart::Entity::find()
        .filter(C::OneId.eq(one))
        .filter(C::OtherId.eq(other));
    if same.one(txn).await?.is_some() {
        return Ok(false);
    }
    let id = KeptApartId::fresh();
    let row = kept_apart::ActiveModel {
        id: Set(id),
        one_id: Set(one),
        other_id: Set(other),
        reason: Set(reason.to_owned()),
        added_by: Set(actor.name.clone()),
        created_at: Set(now),
    };
    let made = kept_apart::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(txn)
        .await;
    if !is_new(made)? {
        return Ok(false);
    }
    note(txn, (id.to_string(), "added"), actor, now).await?;
    Ok(true)
}

/// Lets two sit together again; `false` if they could.
pub(super) async fn bring_together(
    txn: &DatabaseTransaction,
    id: KeptApartId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let done = kept_apart::Entity::delete_by_id(id).exec(txn).await?;
    if done.rows_affected == 0 {
        return Ok(false);
    }
    note(txn, (id.to_string(), "removed"), actor, now).await?;
    Ok(true)
}

/// Keeps an organization away from a goal; `false` if it is already. Whoever gives it a seat meanwhile is waited for.
pub(super) async fn recuse(
    txn: &DatabaseTransaction,
    (goal, organization): (GoalId, OrganizationId),
    reason: &str,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    use recusals::Column as C;
    hold_organizations(txn, &[organization].into()).await?;
    let same = recusals::Entity::find()
        .filter(C::GoalId.eq(goal))
        .filter(C::OrganizationId.eq(organization));
    if same.one(txn).await?.is_some() {
        return Ok(false);
    }
    let id = RecusalId::fresh();
    let row = recusals::ActiveModel {
        id: Set(id),
        goal_id: Set(goal),
        organization_id: Set(organization),
        reason: Set(reason.to_owned()),
        added_by: Set(actor.name.clone()),
        created_at: Set(now),
    };
    let made = recusals::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(txn)
        .await;
    if !is_new(made)? {
        return Ok(false);
    }
    note(txn, (id.to_string(), "added"), actor, now).await?;
    Ok(true)
}

/// Ends a recusal from this goal; `false` if there is none.
pub(super) async fn end_recusal(
    txn: &DatabaseTransaction,
    (goal, id): (GoalId, RecusalId),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let done = recusals::Entity::delete_many()
        .filter(recusals::Column::Id.eq(id))
        .filter(recusals::Column::GoalId.eq(goal))
        .exec(txn)
        .await?;
    if done.rows_affected == 0 {
        return Ok(false);
    }
    note(txn, (id.to_string(), "removed"), actor, now).await?;
    Ok(true)
}

/// Whether the row is new, or somebody else has just made the same.
fn is_new(made: Result<u64, DbErr>) -> Result<bool, DbErr> {
    match made {
        Ok(rows) => Ok(rows > 0),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(error) => Err(error),
    }
}

async fn note(
    txn: &DatabaseTransaction,
    (id, action): (String, &'static str),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let act = Act {
        action,
        kind: "seating_limit",
        id,
        summary: "Changed who may be seated together or at all (confidential)".to_owned(),
        before: None,
        after: None,
    };
    audit::record(txn, actor, act, now).await
}
