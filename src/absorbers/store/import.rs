//! Loading invented absorbers, for demonstrations and tests. They belong to sample organizations only.

use anyhow::Context;
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde::Deserialize;

use super::write::{Kept, create};
use crate::{
    absorbers::rules::AbsorberRead,
    audit::Actor,
    entities::organizations,
    values::{AbsorberKind, GeoScope, Money, PlaceId, Readiness},
};

/// One absorber of `absorbers.illustrative.json`.
#[derive(Deserialize)]
struct Row {
    illustrative: bool,
    /// Key of a sample funder.
    organization: String,
    kind: AbsorberKind,
    assets_usd: Option<Money>,
    net_asset_ratio: Option<f64>,
    certification: String,
    certified_on: Option<NaiveDate>,
    pipeline_usd: Option<Money>,
    debt_history: String,
    readiness: Readiness,
    issues: Vec<String>,
    counties: Vec<String>,
    as_of: NaiveDate,
}

/// Loads the file; returns how many absorbers there were.
pub async fn import_illustrative(
    txn: &DatabaseTransaction,
    text: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<usize> {
    let file: Vec<Row> =
        serde_json::from_str(text).context("the file is not a list of absorbers")?;
    let count = file.len();
    for row in file {
        let key = row.organization.clone();
        insert(txn, row, now)
            .await
            .with_context(|| format!("absorber {key}"))?;
    }
    Ok(count)
}

async fn insert(txn: &DatabaseTransaction, row: Row, now: DateTime<Utc>) -> anyhow::Result<()> {
    let organization = organizations::Entity::find()
        .filter(organizations::Column::SourceKey.eq(row.organization))
        .filter(organizations::Column::Illustrative.eq(true))
        .one(txn)
        .await?
        .context("there is no such sample organization")?;
    anyhow::ensure!(row.illustrative, "not marked illustrative");
    let county = |code: &String| PlaceId::new(GeoScope::County, code);
    let kept = Kept {
        counties: row.counties.iter().map(county).collect(),
        issues: row.issues,
        read: AbsorberRead {
            kind: row.kind,
            assets: row.assets_usd,
            net_asset_ratio: row.net_asset_ratio,
            certification: row.certification,
            certified_on: row.certified_on,
            pipeline: row.pipeline_usd,
            debt_history: row.debt_history,
            readiness: row.readiness,
            counties: Vec::new(),
            source: "illustrative".to_owned(),
            as_of: row.as_of,
        },
    };
    let actor = Actor::named("Sample data");
    create(txn, &organization, &kept, &actor, now).await?;
    Ok(())
}
