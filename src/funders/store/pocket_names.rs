//! Pockets by name, as people pick one for a line of a stack: "Organization: pocket".

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait, Select,
};

use crate::{
    entities::{funding_sources, organizations},
    funders::rules::{pocket_label, pocket_readings},
    ids::{FundingSourceId, OrganizationId},
    search,
    values::FunderType,
};

/// A pocket with what tells it from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PocketName {
    pub id: FundingSourceId,
    pub organization_id: OrganizationId,
    pub label: String,
    pub illustrative: bool,
    /// Convenes; never counted as capital.
    pub convener: bool,
}

#[derive(FromQueryResult)]
struct Row {
    id: FundingSourceId,
    organization_id: OrganizationId,
    organization: String,
    name: String,
    kind: FunderType,
    illustrative: bool,
}

fn named(row: &Row) -> PocketName {
    PocketName {
        id: row.id,
        organization_id: row.organization_id,
        label: pocket_label(&row.organization, &row.name),
        illustrative: row.illustrative,
        convener: row.kind == FunderType::ConvenerNonfunder,
    }
}

fn with_organization() -> Select<funding_sources::Entity> {
    use funding_sources::Column as C;
    funding_sources::Entity::find()
        .select_only()
        .columns([C::Id, C::OrganizationId, C::Name, C::Kind])
        .column_as(organizations::Column::Name, "organization")
        .column(organizations::Column::Illustrative)
        .join(
            JoinType::InnerJoin,
            funding_sources::Relation::Organization.def(),
        )
}

/// The names of pockets by their keys, in one query.
pub async fn pocket_names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = FundingSourceId>,
) -> Result<BTreeMap<FundingSourceId, PocketName>, DbErr> {
    let ids: Vec<FundingSourceId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = with_organization()
        .filter(funding_sources::Column::Id.is_in(ids))
        .into_model::<Row>()
        .all(db)
        .await?;
    Ok(rows.iter().map(|row| (row.id, named(row))).collect())
}

/// The pockets called exactly this; names repeat, so there may be more than one.
pub async fn pockets_called(
    db: &impl ConnectionTrait,
    typed: &str,
) -> Result<Vec<PocketName>, DbErr> {
    let mut either = Condition::any();
    for (organization, pocket) in pocket_readings(typed) {
        either = either.add(
            Condition::all()
                .add(organizations::Column::Name.eq(organization))
                .add(funding_sources::Column::Name.eq(pocket)),
        );
    }
    let rows = with_organization()
        .filter(either)
        .limit(3)
        .into_model::<Row>()
        .all(db)
        .await?;
    Ok(rows.iter().map(named).collect())
}

/// Active pockets of organizations whose name has words beginning so; of any for no words.
pub async fn pockets_like(
    db: &impl ConnectionTrait,
    typed: &str,
    limit: u64,
) -> Result<Vec<PocketName>, DbErr> {
    let mut wanted = with_organization()
        .filter(funding_sources::Column::Active.eq(true))
        .filter(funding_sources::Column::Kind.ne(FunderType::ConvenerNonfunder));
    let organization = typed.split(':').next().unwrap_or_default();
    if let Some(found) = search::matching_ids(db, "funder", organization).await? {
        let ids: Vec<OrganizationId> = found.iter().filter_map(|id| id.parse().ok()).collect();
        wanted = wanted.filter(funding_sources::Column::OrganizationId.is_in(ids));
    }
    let rows = wanted
        .order_by_asc(organizations::Column::Name)
        .order_by_asc(funding_sources::Column::Name)
        .limit(limit)
        .into_model::<Row>()
        .all(db)
        .await?;
    Ok(rows.iter().map(named).collect())
}
