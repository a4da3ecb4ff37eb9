//! Which pockets have changed since somebody last read them.

use std::collections::BTreeSet;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::{
    entities::{directory_changes, funding_sources},
    ids::{FundingSourceId, OrganizationId},
};

/// The most changes that are worth reading one by one.
const MOST: u64 = 20_000;
/// How many changes are kept for processes that have not read them yet.
const KEPT: i64 = 100_000;

/// What has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PocketChanges {
    /// These may have been written or deleted.
    Of(Vec<FundingSourceId>),
    /// So much that all are to be read again.
    All,
}

/// The number of the newest change; read it before what it speaks of.
pub async fn newest_pocket_change(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let newest = directory_changes::Entity::find()
        .order_by_desc(directory_changes::Column::Number)
        .limit(1);
    Ok(newest.one(db).await?.map_or(0, |change| change.number))
}

/// What has changed after the change of this number.
pub async fn pocket_changes_after(
    db: &impl ConnectionTrait,
    number: i64,
) -> Result<PocketChanges, DbErr> {
    use directory_changes::Column as C;
    let changes = directory_changes::Entity::find()
        .filter(C::Number.gte(number))
        .order_by_asc(C::Number)
        .limit(MOST + 2)
        .all(db)
        .await?;
    // The change itself must still be there: if it has been dropped, so may others have been that nobody read.
    let follows = changes.first().is_some_and(|first| first.number == number);
    let new = if follows { &changes[1..] } else { &changes[..] };
    let (mut pockets, mut organizations) = (BTreeSet::new(), BTreeSet::<OrganizationId>::new());
    for change in new {
        match (change.funding_source_id, change.organization_id) {
            (Some(pocket), _) => pockets.insert(pocket),
            (None, Some(organization)) => organizations.insert(organization),
            (None, None) => return Ok(PocketChanges::All),
        };
    }
    if (!follows && number > 0) || u64::try_from(new.len()).unwrap_or(u64::MAX) > MOST {
        return Ok(PocketChanges::All);
    }
    let theirs: Vec<FundingSourceId> = funding_sources::Entity::find()
        .select_only()
        .column(funding_sources::Column::Id)
        .filter(funding_sources::Column::OrganizationId.is_in(organizations))
        .into_tuple()
        .all(db)
        .await?;
    pockets.extend(theirs);
    Ok(PocketChanges::Of(pockets.into_iter().collect()))
}

/// Drops changes that nobody who is still at work can have missed.
pub async fn forget_pocket_changes(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    let newest = newest_pocket_change(db).await?;
    let dropped = directory_changes::Entity::delete_many()
        .filter(directory_changes::Column::Number.lt(newest - KEPT))
        .exec(db)
        .await?;
    Ok(dropped.rows_affected)
}
