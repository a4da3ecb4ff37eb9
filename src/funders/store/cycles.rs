//! When the pockets of some organizations decide, as their funders state it.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::{entities::funding_sources, ids::OrganizationId};

/// The decision cycle of one pocket, with where it is from.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Cycle {
    pub organization_id: OrganizationId,
    pub decision_cycle: String,
    pub source: String,
    pub as_of: String,
}

/// The cycles of the active pockets of these organizations.
pub async fn cycles_of(
    db: &impl ConnectionTrait,
    organizations: impl IntoIterator<Item = OrganizationId>,
) -> Result<Vec<Cycle>, DbErr> {
    use funding_sources::Column as S;
    funding_sources::Entity::find()
        .select_only()
        .columns([S::OrganizationId, S::DecisionCycle, S::Source, S::AsOf])
        .filter(S::OrganizationId.is_in(organizations))
        .filter(S::Active.eq(true))
        .filter(S::DecisionCycle.is_not_in(["", "[]"]))
        .order_by_asc(S::OrganizationId)
        .order_by_asc(S::Id)
        .into_model()
        .all(db)
        .await
}
