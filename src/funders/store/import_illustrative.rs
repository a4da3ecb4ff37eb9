//! Loading invented funders, for demonstrations and tests. Every row is marked; none is real.

use anyhow::Context;
use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};
use serde::Deserialize;
use serde_json::Value;

use super::import_directory::domain_of;
use crate::{
    entities::{
        capital_products, funding_source_areas, funding_source_issues, funding_source_populations,
        funding_sources, organizations, places as place_rows,
    },
    ids::{FundingSourceId, OrganizationId, ProductId},
    places,
    search::{self, Entry},
    values::{AreaBasis, CapitalProduct, EmailAddress, FunderType, GeoScope, Money, PlaceId},
};

const SOURCE: &str = "illustrative";

/// The layout of `funders.illustrative.json`.
#[derive(Deserialize)]
struct File {
    funders: Vec<Funder>,
    products: Vec<Product>,
}

#[derive(Deserialize)]
struct Area {
    scope: GeoScope,
    code: String,
}

#[derive(Deserialize)]
struct Funder {
    id: String,
    illustrative: bool,
    name: String,
    #[serde(rename = "funder_type")]
    kind: FunderType,
    hq_geoid: String,
    geographies: Vec<Area>,
    cra_assessment_areas: Vec<Area>,
    cdfi_target_markets: Value,
    issue_areas: Vec<String>,
    populations: Vec<String>,
    decision_body: String,
    decision_cycle: Value,
    constraints: Vec<String>,
    notes: String,
    website: String,
    public_email: EmailAddress,
}

#[derive(Deserialize)]
struct Product {
    funder_id: String,
    #[serde(rename = "product")]
    form: CapitalProduct,
    min_usd: Money,
    max_usd: Money,
    rate_pct_low: Option<f64>,
    rate_pct_high: Option<f64>,
    term_months: Option<i32>,
    position: String,
    conditions: String,
}

/// Loads the file; each funder becomes an organisation with one pocket. Returns how many.
pub async fn import_illustrative(
    txn: &DatabaseTransaction,
    text: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<usize> {
    let file: File = serde_json::from_str(text).context("the file is not a list of funders")?;
    let seats = file
        .funders
        .iter()
        .map(|funder| PlaceId::city(&funder.hq_geoid));
    let seats = places::by_ids(txn, seats).await?;
    for funder in &file.funders {
        anyhow::ensure!(
            funder.illustrative,
            "{} is not marked illustrative",
            funder.id
        );
        let organization = OrganizationId::fresh();
        let pocket = FundingSourceId::fresh();
        let seat = seats.get(&PlaceId::city(&funder.hq_geoid));
        organizations::Entity::insert(organization_row(organization, funder, seat, now))
            .exec_without_returning(txn)
            .await?;
        funding_sources::Entity::insert(pocket_row(pocket, organization, funder, now))
            .exec_without_returning(txn)
            .await?;
        insert_reach(txn, pocket, funder)
            .await
            .with_context(|| funder.id.clone())?;
        let offers = file
            .products
            .iter()
            .filter(|product| product.funder_id == funder.id);
        let offers: Vec<_> = offers
            .map(|product| {
                anyhow::ensure!(
                    product.min_usd <= product.max_usd,
                    "{}: the smallest amount of a product is above its largest",
                    funder.id
                );
                Ok(product_row(pocket, product))
            })
            .collect::<anyhow::Result<_>>()?;
        if !offers.is_empty() {
            capital_products::Entity::insert_many(offers)
                .exec_without_returning(txn)
                .await?;
        }
        search::index(txn, &[findable(organization, funder, seat)]).await?;
    }
    Ok(file.funders.len())
}

fn organization_row(
    id: OrganizationId,
    funder: &Funder,
    seat: Option<&place_rows::Model>,
    now: DateTime<Utc>,
) -> organizations::ActiveModel {
    organizations::ActiveModel {
        id: Set(id),
        name: Set(funder.name.clone()),
        kind: Set(Some(funder.kind)),
        kind_basis: Set("stated".to_owned()),
        ein: Set(None),
        ror_id: Set(None),
        website: Set(Some(funder.website.clone())),
        domain: Set(domain_of(&funder.website)),
        public_email: Set(Some(funder.public_email.clone())),
        hq_place_id: Set(Some(PlaceId::city(&funder.hq_geoid))),
        hq_city: Set(seat.map(|city| city.name.clone())),
        hq_state: Set(seat.and_then(|city| city.state.clone())),
        hq_zip: Set(None),
        source: Set(SOURCE.to_owned()),
        source_key: Set(Some(funder.id.clone())),
        as_of: Set(String::new()),
        illustrative: Set(true),
        do_not_contact: Set(false),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    }
}

fn pocket_row(
    id: FundingSourceId,
    organization: OrganizationId,
    funder: &Funder,
    now: DateTime<Utc>,
) -> funding_sources::ActiveModel {
    funding_sources::ActiveModel {
        id: Set(id),
        organization_id: Set(organization),
        name: Set(funder.name.clone()),
        kind: Set(funder.kind),
        decision_body: Set(funder.decision_body.clone()),
        decision_cycle: Set(funder.decision_cycle.to_string()),
        constraints: Set(funder.constraints.iter().collect()),
        target_markets: Set(funder.cdfi_target_markets.to_string()),
        notes: Set(funder.notes.clone()),
        active: Set(true),
        source: Set(SOURCE.to_owned()),
        as_of: Set(String::new()),
        version: Set(1),
        created_at: Set(now),
        areas_source: Set(String::new()),
        areas_as_of: Set(None),
        certified_on: Set(None),
    }
}

/// Where the pocket may be spent, on what and for whom.
async fn insert_reach(
    txn: &DatabaseTransaction,
    pocket: FundingSourceId,
    funder: &Funder,
) -> anyhow::Result<()> {
    let stated = funder
        .geographies
        .iter()
        .map(|area| (AreaBasis::Stated, area));
    let assessed = funder
        .cra_assessment_areas
        .iter()
        .map(|area| (AreaBasis::Cra, area));
    let areas = stated
        .chain(assessed)
        .map(|(basis, area)| funding_source_areas::ActiveModel {
            funding_source_id: Set(pocket),
            basis: Set(basis),
            area: Set(PlaceId::new(area.scope, &area.code)),
        });
    funding_source_areas::Entity::insert_many(areas)
        .exec_without_returning(txn)
        .await?;
    let issues = funder
        .issue_areas
        .iter()
        .map(|code| funding_source_issues::ActiveModel {
            funding_source_id: Set(pocket),
            issue_code: Set(code.clone()),
        });
    funding_source_issues::Entity::insert_many(issues)
        .exec_without_returning(txn)
        .await?;
    let people = funder
        .populations
        .iter()
        .map(|code| funding_source_populations::ActiveModel {
            funding_source_id: Set(pocket),
            population_code: Set(code.clone()),
        });
    funding_source_populations::Entity::insert_many(people)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

fn product_row(pocket: FundingSourceId, product: &Product) -> capital_products::ActiveModel {
    capital_products::ActiveModel {
        id: Set(ProductId::fresh()),
        funding_source_id: Set(pocket),
        product: Set(product.form),
        min_usd: Set(product.min_usd),
        max_usd: Set(product.max_usd),
        rate_low_bp: Set(product.rate_pct_low.map(basis_points)),
        rate_high_bp: Set(product.rate_pct_high.map(basis_points)),
        term_months: Set(product.term_months),
        position: Set(product.position.clone()),
        conditions: Set(product.conditions.clone()),
    }
}

/// 1.5 percent is 150 basis points.
fn basis_points(percent: f64) -> i32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a rate is a few thousand basis points"
    )]
    let points = (percent * 100.0).round() as i32;
    points
}

fn findable(id: OrganizationId, funder: &Funder, seat: Option<&place_rows::Model>) -> Entry {
    let where_it_sits = seat.map(|city| [Some(city.name.as_str()), city.state_name.as_deref()]);
    let where_it_sits: Vec<&str> = where_it_sits.into_iter().flatten().flatten().collect();
    Entry {
        kind: "funder",
        id: id.to_string(),
        title: funder.name.clone(),
        subtitle: funder.kind.label().to_owned(),
        url: format!("/funders/{id}"),
        weight: 0,
        illustrative: true,
        also: where_it_sits.join(" "),
    }
}
