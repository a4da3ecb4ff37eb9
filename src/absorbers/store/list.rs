//! The list of absorbers: narrowed by county, issue and readiness, a page at a time.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use super::read::{Absorber, with_links};
use crate::{
    entities::{absorber_counties, absorber_issues, absorbers, organizations},
    issues, places,
    values::{PlaceId, Readiness},
    web::Paging,
};

/// Which absorbers are wanted; the default is all.
#[derive(Clone, Debug, Default)]
pub(crate) struct AbsorberFilter {
    pub county: Option<PlaceId>,
    /// Code of an area, which holds its sub-areas, or of a sub-area.
    pub issue: String,
    pub readiness: Option<Readiness>,
}

/// An absorber in the list.
pub(crate) type AbsorberRow = Absorber;

/// A page of absorbers by name, and how many pass.
pub(crate) async fn page(
    db: &impl ConnectionTrait,
    filter: &AbsorberFilter,
    paging: Paging,
) -> Result<(Vec<AbsorberRow>, u64), DbErr> {
    use absorbers::Column as C;
    let mut wanted = absorbers::Entity::find();
    if let Some(county) = &filter.county {
        let here = absorber_counties::Entity::find()
            .select_only()
            .column(absorber_counties::Column::AbsorberId)
            .filter(absorber_counties::Column::PlaceId.eq(county.clone()))
            .into_query();
        wanted = wanted.filter(C::Id.in_subquery(here));
    }
    if !filter.issue.is_empty() {
        let taxonomy = issues::issues(db).await?;
        let codes = taxonomy.0.iter().filter(|issue| {
            issue.code == filter.issue || issue.parent.as_deref() == Some(filter.issue.as_str())
        });
        let versed = absorber_issues::Entity::find()
            .select_only()
            .column(absorber_issues::Column::AbsorberId)
            .filter(absorber_issues::Column::IssueCode.is_in(codes.map(|issue| issue.code.clone())))
            .into_query();
        wanted = wanted.filter(C::Id.in_subquery(versed));
    }
    if let Some(readiness) = filter.readiness {
        wanted = wanted.filter(C::Readiness.eq(readiness));
    }
    let total = wanted.clone().count(db).await?;
    let found = wanted
        .find_also_related(organizations::Entity)
        .order_by_asc(organizations::Column::Name)
        .order_by_asc(C::Id)
        .offset(paging.offset())
        .limit(paging.size)
        .all(db)
        .await?;
    Ok((with_links(db, found).await?, total))
}

/// The counties that absorbers name, with their names, by name.
pub(crate) async fn counties_known(
    db: &impl ConnectionTrait,
) -> Result<Vec<(PlaceId, String)>, DbErr> {
    let ids: Vec<PlaceId> = absorber_counties::Entity::find()
        .select_only()
        .column(absorber_counties::Column::PlaceId)
        .distinct()
        .limit(500)
        .into_tuple()
        .all(db)
        .await?;
    let mut named: Vec<_> = places::names(db, ids).await?.into_iter().collect();
    named.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(named)
}
