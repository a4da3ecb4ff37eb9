//! Where a funder's money may go, as one list: a bank's assessment areas, a CDFI's target markets, or the places it
//! states; and writing them down for one pocket.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, sea_query::Expr,
};
use serde_json::json;

use crate::{
    audit::{self, Act, Actor},
    entities::{funding_source_areas as areas, funding_sources},
    funders::rules::{market_json, read_markets, source_words},
    ids::{FundingSourceId, OrganizationId},
    places,
    values::{AreaBasis, PlaceId},
};

/// The places of all pockets together, of the narrowest kind there is.
pub struct Reach {
    /// "Assessment areas", "Target markets" or "Funds in".
    pub basis: &'static str,
    /// Key and name, by name.
    pub areas: Vec<(PlaceId, String)>,
    /// Where they are written down; may be empty.
    pub source: String,
    pub as_of: Option<NaiveDate>,
}

/// Where this funder's money may go: three queries.
pub async fn reach_of(db: &impl ConnectionTrait, id: OrganizationId) -> Result<Reach, DbErr> {
    let pockets = funding_sources::Entity::find()
        .filter(funding_sources::Column::OrganizationId.eq(id))
        .all(db)
        .await?;
    let rows = areas::Entity::find()
        .filter(areas::Column::FundingSourceId.is_in(pockets.iter().map(|pocket| pocket.id)))
        .all(db)
        .await?;
    let on = |basis| -> Vec<PlaceId> {
        let of = rows.iter().filter(|row| row.basis == basis);
        of.map(|row| row.area.clone()).collect()
    };
    let markets: Vec<PlaceId> = pockets
        .iter()
        .flat_map(|pocket| read_markets(&pocket.target_markets))
        .filter_map(|market| market.place)
        .collect();
    let (basis, found) = match (on(AreaBasis::Cra), markets) {
        (assessed, _) if !assessed.is_empty() => ("Assessment areas", assessed),
        (_, markets) if !markets.is_empty() => ("Target markets", markets),
        _ => ("Funds in", on(AreaBasis::Stated)),
    };
    let names = places::names(db, found.iter().cloned()).await?;
    let known: BTreeMap<PlaceId, String> = found
        .into_iter()
        .map(|place| {
            let name = names.get(&place).cloned();
            let name = name.unwrap_or_else(|| place.to_string());
            (place, name)
        })
        .collect();
    let told = pockets
        .iter()
        .find(|pocket| !pocket.areas_source.is_empty())
        .or_else(|| pockets.first());
    Ok(Reach {
        basis,
        areas: known.into_iter().collect(),
        source: told.map_or_else(String::new, |pocket| {
            let stated = Some(&pocket.areas_source).filter(|source| !source.is_empty());
            source_words(stated.unwrap_or(&pocket.source)).to_owned()
        }),
        as_of: told.and_then(|pocket| pocket.areas_as_of),
    })
}

/// One pocket of a funder.
pub(crate) async fn pocket_of(
    db: &impl ConnectionTrait,
    organization: OrganizationId,
    id: FundingSourceId,
) -> Result<Option<funding_sources::Model>, DbErr> {
    funding_sources::Entity::find_by_id(id)
        .filter(funding_sources::Column::OrganizationId.eq(organization))
        .one(db)
        .await
}

/// A pocket's assessment areas.
pub(crate) async fn assessed(
    db: &impl ConnectionTrait,
    id: FundingSourceId,
) -> Result<Vec<PlaceId>, DbErr> {
    let rows = areas::Entity::find()
        .filter(areas::Column::FundingSourceId.eq(id))
        .filter(areas::Column::Basis.eq(AreaBasis::Cra))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.area).collect())
}

/// What a funder says of where its pocket works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReachEdit {
    pub assessed: Vec<PlaceId>,
    /// Places of a CDFI's target markets, each with its kind.
    pub markets: Vec<(String, PlaceId)>,
    pub certified_on: Option<NaiveDate>,
    pub source: String,
    pub as_of: NaiveDate,
}

/// Keeps it, if the pocket is still at `version`; target markets that name a population stay as they are.
pub(crate) async fn save_reach(
    txn: &DatabaseTransaction,
    (pocket, version): (&funding_sources::Model, i32),
    edit: &ReachEdit,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    use funding_sources::Column as C;
    let before = assessed(txn, pocket.id).await?;
    let written = funding_sources::Entity::update_many()
        .col_expr(
            C::TargetMarkets,
            Expr::value(market_json(&pocket.target_markets, &edit.markets)),
        )
        .col_expr(C::CertifiedOn, Expr::value(edit.certified_on))
        .col_expr(C::AreasSource, Expr::value(edit.source.clone()))
        .col_expr(C::AreasAsOf, Expr::value(edit.as_of))
        .col_expr(C::Version, Expr::value(version + 1))
        .filter(C::Id.eq(pocket.id))
        .filter(C::Version.eq(version))
        .exec(txn)
        .await?;
    if written.rows_affected != 1 {
        return Ok(false);
    }
    areas::Entity::delete_many()
        .filter(areas::Column::FundingSourceId.eq(pocket.id))
        .filter(areas::Column::Basis.eq(AreaBasis::Cra))
        .exec(txn)
        .await?;
    if !edit.assessed.is_empty() {
        let rows = edit.assessed.iter().map(|area| areas::ActiveModel {
            funding_source_id: Set(pocket.id),
            basis: Set(AreaBasis::Cra),
            area: Set(area.clone()),
        });
        areas::Entity::insert_many(rows)
            .exec_without_returning(txn)
            .await?;
    }
    let markets = |pairs: &[(String, PlaceId)]| {
        let words = pairs.iter().map(|(kind, place)| format!("{kind} {place}"));
        words.collect::<Vec<_>>().join("; ")
    };
    let act = Act {
        action: "changed",
        kind: "funder",
        id: pocket.organization_id.to_string(),
        summary: format!("Changed where the pocket {} works", pocket.name),
        before: Some(json!({
            "assessment_areas": before, "target_markets": pocket.target_markets,
            "certified_on": pocket.certified_on.map(|day| day.to_string()),
        })),
        after: Some(json!({
            "assessment_areas": edit.assessed, "target_markets": markets(&edit.markets),
            "certified_on": edit.certified_on.map(|day| day.to_string()),
            "source": edit.source, "as_of": edit.as_of.to_string(),
        })),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(true)
}
