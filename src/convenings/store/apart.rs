//! Who may not have a seat: who asked not to be contacted, who stays away from a goal, and who is not to sit at one table
//! with whom. The limits are kept where guest lists are composed; they are read here, because they hold at every door.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::LockType,
};

use super::{history::Seated, seats};
use crate::{
    convenings::rules::Barred,
    entities::{convening_goals, kept_apart, organizations, recusals},
    ids::{ConveningId, GoalId, OrganizationId},
};

/// How many organizations one query asks about.
const AT_ONCE: usize = 1_000;

/// Makes everybody who seats one of these organizations, or limits where it may sit, wait for each other, so that what one
/// looks at stays as it is until it has written. SQLite lets one writer in at a time anyway.
pub async fn hold_organizations(
    txn: &DatabaseTransaction,
    ids: &BTreeSet<OrganizationId>,
) -> Result<(), DbErr> {
    if txn.get_database_backend() == DatabaseBackend::Postgres {
        // In one order, so that two who hold several wait for each other and not in a ring.
        organizations::Entity::find()
            .filter(organizations::Column::Id.is_in(ids.iter().copied()))
            .order_by_asc(organizations::Column::Id)
            .lock(LockType::NoKeyUpdate)
            .all(txn)
            .await?;
    }
    Ok(())
}

/// What keeps one of these newcomers from a table where others have a seat, and which is for these goals. Two who sit there
/// already are no newcomer's fault.
pub(super) async fn barred(
    txn: &DatabaseTransaction,
    newcomers: &BTreeSet<OrganizationId>,
    seated: &Seated,
    goals: impl IntoIterator<Item = GoalId>,
) -> Result<Option<Barred>, DbErr> {
    if newcomers.is_empty() {
        return Ok(None);
    }
    hold_organizations(txn, newcomers).await?;
    let known = seats::organizations(txn, newcomers.iter().copied()).await?;
    if let Some(one) = known.values().find(|one| one.do_not_contact) {
        return Ok(Some(Barred::Silent(one.name.clone())));
    }
    let away = recused(txn, goals).await?;
    if let Some(one) = known.values().find(|one| away.contains(&one.id)) {
        return Ok(Some(Barred::Recused(one.name.clone())));
    }
    let table: BTreeSet<OrganizationId> = newcomers.union(seated).copied().collect();
    let pairs = pairs_among(txn, &table).await?;
    let mut new = pairs
        .into_iter()
        .filter(|pair| pair.iter().any(|id| newcomers.contains(id)));
    let Some([one, other]) = new.next() else {
        return Ok(None);
    };
    let known = seats::organizations(txn, [one, other]).await?;
    let name = |id: OrganizationId| known.get(&id).map(|one| one.name.clone());
    Ok(Some(Barred::Apart(
        name(one).unwrap_or_default(),
        name(other).unwrap_or_default(),
    )))
}

/// Every two of these organizations that are kept apart.
pub async fn pairs_among(
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

/// Every organization that stays away from one of these goals.
pub async fn recused(
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

/// Who has a seat at one of these convenings and stays away from a goal that it is for.
pub async fn recused_at(
    db: &impl ConnectionTrait,
    tables: &BTreeMap<ConveningId, Seated>,
) -> Result<BTreeSet<(ConveningId, OrganizationId)>, DbErr> {
    use recusals::Column as C;
    let links = goals_at(db, tables.keys().copied()).await?;
    let goals: BTreeSet<GoalId> = links.iter().map(|(_, goal)| *goal).collect();
    let away: Vec<(GoalId, OrganizationId)> = recusals::Entity::find()
        .select_only()
        .columns([C::GoalId, C::OrganizationId])
        .filter(C::GoalId.is_in(goals))
        .into_tuple()
        .all(db)
        .await?;
    let away: BTreeSet<(GoalId, OrganizationId)> = away.into_iter().collect();
    let mut found = BTreeSet::new();
    for (convening, goal) in links {
        let seated = tables.get(&convening).into_iter().flatten();
        let gone = seated.filter(|id| away.contains(&(goal, **id)));
        found.extend(gone.map(|id| (convening, *id)));
    }
    Ok(found)
}

/// The goals that these convenings are for.
pub async fn goals_at(
    db: &impl ConnectionTrait,
    convenings: impl IntoIterator<Item = ConveningId>,
) -> Result<Vec<(ConveningId, GoalId)>, DbErr> {
    use convening_goals::Column as C;
    convening_goals::Entity::find()
        .select_only()
        .columns([C::ConveningId, C::GoalId])
        .filter(C::ConveningId.is_in(convenings))
        .into_tuple()
        .all(db)
        .await
}
