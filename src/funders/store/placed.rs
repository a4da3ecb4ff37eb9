//! What providers have placed in which cities, from public data, for the track record of a match; and whose the pockets are.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, RelationTrait,
};

use crate::{
    entities::{funding_sources, organization_city_records as records, places},
    ids::{FundingSourceId, OrganizationId},
    values::PlaceId,
};

/// Records read at a time.
const BATCH: u64 = 5_000;

/// What one provider has placed in one city, by one source.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Placed {
    pub organization_id: OrganizationId,
    pub place_id: PlaceId,
    pub state: Option<String>,
    pub cbsa_code: Option<String>,
    pub source: String,
    pub investments: i32,
    pub last_year: i32,
    pub as_of: String,
}

/// Everything on record of providers that have an active pocket: nobody else can be matched.
pub async fn placed_by_providers(db: &impl ConnectionTrait) -> Result<Vec<Placed>, DbErr> {
    use records::Column as R;
    let providers = funding_sources::Entity::find()
        .select_only()
        .column(funding_sources::Column::OrganizationId)
        .filter(funding_sources::Column::Active.eq(true));
    let all = records::Entity::find()
        .select_only()
        .columns([
            R::OrganizationId,
            R::PlaceId,
            R::Source,
            R::Investments,
            R::LastYear,
            R::AsOf,
        ])
        .columns([places::Column::State, places::Column::CbsaCode])
        .join(JoinType::InnerJoin, records::Relation::Place.def())
        .filter(R::OrganizationId.in_subquery(providers.into_query()))
        .order_by_asc(R::OrganizationId)
        .order_by_asc(R::PlaceId)
        .order_by_asc(R::Source);
    let mut found: Vec<Placed> = Vec::new();
    loop {
        let read = u64::try_from(found.len()).unwrap_or(u64::MAX);
        let some = all.clone().offset(read).limit(BATCH);
        let some: Vec<Placed> = some.into_model().all(db).await?;
        if some.is_empty() {
            return Ok(found);
        }
        found.extend(some);
    }
}

/// The active pockets of these organizations.
pub async fn pockets_of_organizations(
    db: &impl ConnectionTrait,
    organizations: &[OrganizationId],
) -> Result<Vec<(FundingSourceId, OrganizationId)>, DbErr> {
    use funding_sources::Column as S;
    let mut found = Vec::new();
    for some in organizations.chunks(super::BATCH) {
        let pockets: Vec<(FundingSourceId, OrganizationId)> = funding_sources::Entity::find()
            .select_only()
            .columns([S::Id, S::OrganizationId])
            .filter(S::OrganizationId.is_in(some.iter().copied()))
            .filter(S::Active.eq(true))
            .into_tuple()
            .all(db)
            .await?;
        found.extend(pockets);
    }
    Ok(found)
}
