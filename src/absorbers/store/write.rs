//! Writing absorbers down, with who did it and what was there before.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, sea_query::Expr,
};
use serde_json::{Map, Value, json};

use super::read::{Absorber, by_id};
use crate::{
    absorbers::rules::AbsorberRead,
    audit::{self, Act, Actor},
    entities::{absorber_counties, absorber_issues, absorbers, organizations},
    ids::AbsorberId,
    values::PlaceId,
};

/// What is kept of an absorber: the form with its issues and counties known to exist.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kept {
    pub read: AbsorberRead,
    pub issues: Vec<String>,
    pub counties: Vec<PlaceId>,
}

/// What became of a change.
#[derive(Debug)]
pub(crate) enum Saved {
    Done,
    Unchanged,
    /// Someone else saved first; the absorber as they left it.
    Stale(Box<Absorber>),
}

type Facts = Map<String, Value>;

fn facts(kept: &Kept) -> Facts {
    let read = &kept.read;
    let facts = [
        ("kind", json!(read.kind.label())),
        ("assets_usd", json!(read.assets)),
        ("net_asset_ratio", json!(read.net_asset_ratio)),
        ("certification", json!(read.certification)),
        (
            "certified_on",
            json!(read.certified_on.map(|day| day.to_string())),
        ),
        ("pipeline_usd", json!(read.pipeline)),
        ("debt_history", json!(read.debt_history)),
        ("readiness", json!(read.readiness.label())),
        ("source", json!(read.source)),
        ("as_of", json!(read.as_of.to_string())),
        ("issues", json!(kept.issues.join("; "))),
        (
            "counties",
            json!(
                kept.counties
                    .iter()
                    .map(PlaceId::as_str)
                    .collect::<Vec<_>>()
                    .join("; ")
            ),
        ),
    ];
    facts
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn held(of: &Absorber) -> Facts {
    let row = &of.row;
    facts(&Kept {
        read: AbsorberRead {
            kind: row.kind,
            assets: row.assets_usd,
            net_asset_ratio: row.net_asset_ratio,
            certification: row.certification.clone(),
            certified_on: row.certified_on,
            pipeline: row.pipeline_usd,
            debt_history: row.debt_history.clone(),
            readiness: row.readiness,
            counties: Vec::new(),
            source: row.source.clone(),
            as_of: row.as_of,
        },
        issues: of.issues.clone(),
        counties: of.counties.clone(),
    })
}

/// Writes an organization down as an absorber. One that is one already breaks the unique key.
pub(crate) async fn create(
    txn: &DatabaseTransaction,
    organization: &organizations::Model,
    kept: &Kept,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<AbsorberId, DbErr> {
    let id = AbsorberId::fresh();
    let row = absorbers::ActiveModel {
        id: Set(id),
        organization_id: Set(organization.id),
        kind: Set(kept.read.kind),
        assets_usd: Set(kept.read.assets),
        net_asset_ratio: Set(kept.read.net_asset_ratio),
        certification: Set(kept.read.certification.clone()),
        certified_on: Set(kept.read.certified_on),
        pipeline_usd: Set(kept.read.pipeline),
        debt_history: Set(kept.read.debt_history.clone()),
        readiness: Set(kept.read.readiness),
        source: Set(kept.read.source.clone()),
        as_of: Set(kept.read.as_of),
        illustrative: Set(organization.illustrative),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    absorbers::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    link(txn, id, kept).await?;
    let act = Act {
        action: "added",
        kind: "absorber",
        id: id.to_string(),
        summary: format!("Wrote {} down as an absorber", organization.name),
        before: None,
        after: Some(facts(kept).into()),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(id)
}

async fn link(txn: &DatabaseTransaction, id: AbsorberId, kept: &Kept) -> Result<(), DbErr> {
    let issues = kept.issues.iter().map(|code| absorber_issues::ActiveModel {
        absorber_id: Set(id),
        issue_code: Set(code.clone()),
    });
    if !kept.issues.is_empty() {
        absorber_issues::Entity::insert_many(issues)
            .exec_without_returning(txn)
            .await?;
    }
    let counties = kept
        .counties
        .iter()
        .map(|place| absorber_counties::ActiveModel {
            absorber_id: Set(id),
            place_id: Set(place.clone()),
        });
    if !kept.counties.is_empty() {
        absorber_counties::Entity::insert_many(counties)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

/// Saves an absorber that is still at `version`.
pub(crate) async fn save(
    txn: &DatabaseTransaction,
    (id, version): (AbsorberId, i32),
    kept: &Kept,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<Saved>, DbErr> {
    let Some(was) = by_id(txn, id).await? else {
        return Ok(None);
    };
    let (before, after) = (held(&was), facts(kept));
    if before == after {
        return Ok(Some(Saved::Unchanged));
    }
    if was.row.version != version || !write(txn, (id, version), kept, now).await? {
        return Ok(by_id(txn, id).await?.map(|now| Saved::Stale(Box::new(now))));
    }
    unlink(txn, id).await?;
    link(txn, id, kept).await?;
    let changed = |facts: &Facts, other: &Facts| -> Facts {
        let differs = |(name, value): &(&String, &Value)| other.get(*name) != Some(*value);
        let own = facts.iter().filter(differs);
        own.map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    };
    let act = Act {
        action: "changed",
        kind: "absorber",
        id: id.to_string(),
        summary: format!("Changed the absorber {}", was.organization.name),
        before: Some(changed(&before, &after).into()),
        after: Some(changed(&after, &before).into()),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(Some(Saved::Done))
}

async fn unlink(txn: &impl ConnectionTrait, id: AbsorberId) -> Result<(), DbErr> {
    absorber_issues::Entity::delete_many()
        .filter(absorber_issues::Column::AbsorberId.eq(id))
        .exec(txn)
        .await?;
    absorber_counties::Entity::delete_many()
        .filter(absorber_counties::Column::AbsorberId.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// False when the absorber is no longer at this version.
async fn write(
    txn: &DatabaseTransaction,
    (id, version): (AbsorberId, i32),
    kept: &Kept,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    use absorbers::Column as C;
    let read = &kept.read;
    let written = absorbers::Entity::update_many()
        .col_expr(C::Kind, Expr::value(read.kind))
        .col_expr(C::AssetsUsd, Expr::value(read.assets))
        .col_expr(C::NetAssetRatio, Expr::value(read.net_asset_ratio))
        .col_expr(C::Certification, Expr::value(read.certification.clone()))
        .col_expr(C::CertifiedOn, Expr::value(read.certified_on))
        .col_expr(C::PipelineUsd, Expr::value(read.pipeline))
        .col_expr(C::DebtHistory, Expr::value(read.debt_history.clone()))
        .col_expr(C::Readiness, Expr::value(read.readiness))
        .col_expr(C::Source, Expr::value(read.source.clone()))
        .col_expr(C::AsOf, Expr::value(read.as_of))
        .col_expr(C::Version, Expr::value(version + 1))
        .col_expr(C::UpdatedAt, Expr::value(now))
        .filter(C::Id.eq(id))
        .filter(C::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(written.rows_affected == 1)
}
