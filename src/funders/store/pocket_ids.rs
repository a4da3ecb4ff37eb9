//! Which pockets there are, and how many organizations have none.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use crate::{
    entities::{funding_sources, organizations},
    ids::FundingSourceId,
};

/// How many organizations the directory holds, with or without a pocket.
pub async fn organization_count(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    organizations::Entity::find().count(db).await
}

/// How many organizations have no active pocket.
pub async fn organizations_without_pocket(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    let with_one = funding_sources::Entity::find()
        .select_only()
        .column(funding_sources::Column::OrganizationId)
        .filter(funding_sources::Column::Active.eq(true))
        .into_query();
    organizations::Entity::find()
        .filter(organizations::Column::Id.not_in_subquery(with_one))
        .count(db)
        .await
}

/// The next active pockets after this one, by id.
pub async fn active_pockets_after(
    db: &impl ConnectionTrait,
    after: Option<FundingSourceId>,
    most: u64,
) -> Result<Vec<FundingSourceId>, DbErr> {
    use funding_sources::Column as S;
    let mut found = funding_sources::Entity::find()
        .select_only()
        .column(S::Id)
        .filter(S::Active.eq(true));
    if let Some(after) = after {
        found = found.filter(S::Id.gt(after));
    }
    found
        .order_by_asc(S::Id)
        .limit(most)
        .into_tuple()
        .all(db)
        .await
}
