//! Writing down a pocket that staff heard of.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait};
use serde_json::json;

use crate::{
    audit::{self, Act, Actor},
    entities::{
        capital_products, funding_source_areas as areas, funding_source_issues as issue_rows,
        funding_source_populations as population_rows, funding_sources, organizations,
    },
    ids::{FundingSourceId, ProductId},
    values::{AreaBasis, CapitalProduct, CodeList, FunderType, Money, PlaceId},
};

/// What was heard of a pocket, read and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewPocket {
    pub name: String,
    pub kind: FunderType,
    pub areas: Vec<PlaceId>,
    /// Codes of issue areas.
    pub issues: Vec<String>,
    /// Codes of populations.
    pub populations: Vec<String>,
    pub offers: Vec<NewOffer>,
    /// As stored: see `rules::read_cycle`.
    pub cycle: String,
    pub notes: String,
    /// Where it was heard.
    pub source: String,
    pub as_of: NaiveDate,
}

/// One product of a new pocket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NewOffer {
    pub product: CapitalProduct,
    pub min: Money,
    pub max: Money,
}

/// Keeps the pocket with its areas, issues, populations and products.
pub(crate) async fn add_pocket(
    txn: &DatabaseTransaction,
    organization: &organizations::Model,
    pocket: NewPocket,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<FundingSourceId, DbErr> {
    let id = FundingSourceId::fresh();
    let act = Act {
        action: "added",
        kind: "funder",
        id: organization.id.to_string(),
        summary: format!("Added the pocket {} of {}", pocket.name, organization.name),
        before: None,
        after: Some(json!({
            "pocket": id, "name": pocket.name, "kind": pocket.kind, "areas": pocket.areas,
            "issues": pocket.issues, "source": pocket.source,
        })),
    };
    let row = funding_sources::ActiveModel {
        id: Set(id),
        organization_id: Set(organization.id),
        name: Set(pocket.name),
        kind: Set(pocket.kind),
        decision_body: Set(String::new()),
        decision_cycle: Set(pocket.cycle),
        constraints: Set(CodeList::default()),
        target_markets: Set("[]".to_owned()),
        notes: Set(pocket.notes),
        active: Set(true),
        source: Set(pocket.source),
        as_of: Set(pocket.as_of.to_string()),
        version: Set(1),
        created_at: Set(now),
        areas_source: Set(String::new()),
        areas_as_of: Set(None),
        certified_on: Set(None),
    };
    funding_sources::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    add_reach(txn, id, pocket.areas, pocket.issues, pocket.populations).await?;
    add_offers(txn, id, &pocket.offers).await?;
    audit::record(txn, actor, act, now).await?;
    Ok(id)
}

/// Where it may be spent, on what and for whom.
async fn add_reach(
    txn: &DatabaseTransaction,
    id: FundingSourceId,
    places: Vec<PlaceId>,
    issues: Vec<String>,
    populations: Vec<String>,
) -> Result<(), DbErr> {
    let places = places.into_iter().map(|area| areas::ActiveModel {
        funding_source_id: Set(id),
        basis: Set(AreaBasis::Stated),
        area: Set(area),
    });
    areas::Entity::insert_many(places)
        .exec_without_returning(txn)
        .await?;
    let issues = issues.into_iter().map(|code| issue_rows::ActiveModel {
        funding_source_id: Set(id),
        issue_code: Set(code),
    });
    issue_rows::Entity::insert_many(issues)
        .exec_without_returning(txn)
        .await?;
    let populations = populations
        .into_iter()
        .map(|code| population_rows::ActiveModel {
            funding_source_id: Set(id),
            population_code: Set(code),
        });
    population_rows::Entity::insert_many(populations)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

async fn add_offers(
    txn: &DatabaseTransaction,
    id: FundingSourceId,
    offers: &[NewOffer],
) -> Result<(), DbErr> {
    let rows = offers.iter().map(|offer| capital_products::ActiveModel {
        id: Set(ProductId::fresh()),
        funding_source_id: Set(id),
        product: Set(offer.product),
        min_usd: Set(offer.min),
        max_usd: Set(offer.max),
        rate_low_bp: Set(None),
        rate_high_bp: Set(None),
        term_months: Set(None),
        position: Set(String::new()),
        conditions: Set(String::new()),
    });
    capital_products::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}
