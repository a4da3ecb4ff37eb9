//! Who is kept apart and who stays away from a goal. Confidential: what is written to the audit log names nobody, because
//! lists of activity are read by more people than these pages.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use crate::{
    audit::{self, Act, Actor},
    entities::{kept_apart, recusals},
    ids::{GoalId, KeptApartId, OrganizationId, RecusalId},
};

/// The most pairs, and the most recusals, that are shown; one more is read, to know whether there are more.
pub(super) const MOST_SHOWN: usize = 500;
/// How many organizations one query asks about.
const AT_ONCE: usize = 1_000;

/// The pairs that are kept apart, to be shown: the newest first.
pub(super) async fn pairs(db: &impl ConnectionTrait) -> Result<Vec<kept_apart::Model>, DbErr> {
    kept_apart::Entity::find()
        .order_by_desc(kept_apart::Column::Id)
        .limit(MOST_SHOWN as u64 + 1)
        .all(db)
        .await
}

/// Every two of these organizations that are kept apart.
pub(super) async fn pairs_among(
    db: &impl ConnectionTrait,
    organizations: &BTreeSet<OrganizationId>,
) -> Result<Vec<[OrganizationId; 2]>, DbErr> {
    use kept_apart::Column as C;
    let all: Vec<OrganizationId> = organizations.iter().copied().collect();
    let mut among = Vec::new();
    for some in all.chunks(AT_ONCE) {
        let found: Vec<(OrganizationId, OrganizationId)> = kept_apart::Entity::find()
            .select_only()
            .columns([C::OneId, C::OtherId])
            .filter(C::OneId.is_in(some.iter().copied()))
            .order_by_asc(C::OneId)
            .order_by_asc(C::OtherId)
            .into_tuple()
            .all(db)
            .await?;
        let found = found.into_iter().map(|(one, other)| [one, other]);
        among.extend(found.filter(|[_, other]| organizations.contains(other)));
    }
    Ok(among)
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

/// Every organization that stays away from one of these goals.
pub(super) async fn recused(
    db: &impl ConnectionTrait,
    goals: impl IntoIterator<Item = GoalId>,
) -> Result<BTreeSet<OrganizationId>, DbErr> {
    let found: Vec<OrganizationId> = recusals::Entity::find()
        .select_only()
        .column(recusals::Column::OrganizationId)
        .filter(recusals::Column::GoalId.is_in(goals))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().collect())
}

/// Keeps two apart; `false` if they are already.
pub(super) async fn keep_apart(
    txn: &DatabaseTransaction,
    [one, other]: [OrganizationId; 2],
    reason: &str,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    use kept_apart::Column as C;
    let (one, other) = (one.min(other), one.max(other));
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
    kept_apart::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
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

/// Keeps an organization away from a goal; `false` if it is already.
pub(super) async fn recuse(
    txn: &DatabaseTransaction,
    (goal, organization): (GoalId, OrganizationId),
    reason: &str,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    use recusals::Column as C;
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
    recusals::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
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
