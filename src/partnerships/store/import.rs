//! Partnerships that invented goals name. Every row is marked illustrative.

use anyhow::Context;
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};
use serde::Deserialize;

use super::{checks, find, members};
use crate::{
    audit::Actor,
    entities::{organizations, partnership_members, partnership_places, partnerships},
    ids::{MemberId, PartnershipId},
    partnerships::rules::{MemberEdit, NewCheck},
    values::{BackboneFunction, MemberRole, MemberSector, PartnershipStage, PlaceId, Slug},
};

/// One partnership of `partnerships.illustrative.json`.
#[derive(Deserialize)]
struct Sample {
    name: String,
    illustrative: bool,
    places: Vec<String>,
    stage: PartnershipStage,
    shared_result: String,
    decision_rule: String,
    rhythm: String,
    governance_note: String,
    members: Vec<SampleMember>,
    checks: Vec<SampleCheck>,
}

#[derive(Deserialize)]
struct SampleMember {
    name: String,
    /// Key of an illustrative funder, where it is one.
    funder: Option<String>,
    sector: MemberSector,
    role: MemberRole,
    #[serde(default)]
    functions: Vec<BackboneFunction>,
    #[serde(default)]
    contact_name: String,
    fte: Option<f64>,
    joined_on: Option<NaiveDate>,
    left_on: Option<NaiveDate>,
}

#[derive(Deserialize)]
struct SampleCheck {
    checked_on: NaiveDate,
    marks: [(i32, String); 5],
}

/// Loads the file over the partnerships that invented goals named; returns how many there were.
pub async fn import_illustrative(
    txn: &DatabaseTransaction,
    text: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<usize> {
    let file: Vec<Sample> =
        serde_json::from_str(text).context("the file is not a list of partnerships")?;
    for sample in &file {
        anyhow::ensure!(
            sample.illustrative,
            "{} is not marked illustrative",
            sample.name
        );
        let places: Vec<PlaceId> = sample
            .places
            .iter()
            .map(|geoid| PlaceId::city(geoid))
            .collect();
        let id = ensure_sample(txn, &sample.name, &places, now).await?;
        use partnerships::Column as C;
        partnerships::Entity::update_many()
            .col_expr(C::Stage, Expr::value(sample.stage))
            .col_expr(C::SharedResult, Expr::value(sample.shared_result.clone()))
            .col_expr(C::DecisionRule, Expr::value(sample.decision_rule.clone()))
            .col_expr(C::Rhythm, Expr::value(sample.rhythm.clone()))
            .col_expr(
                C::GovernanceNote,
                Expr::value(sample.governance_note.clone()),
            )
            .filter(C::Id.eq(id))
            .exec(txn)
            .await?;
        for member in &sample.members {
            add_member(txn, id, member, now).await?;
        }
        for check in &sample.checks {
            let new = NewCheck {
                checked_on: check.checked_on,
                marks: check.marks.clone(),
            };
            checks::add_check(txn, id, new, &Actor::named("Sample data"), now).await?;
        }
    }
    Ok(file.len())
}

async fn add_member(
    txn: &DatabaseTransaction,
    partnership: PartnershipId,
    member: &SampleMember,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let organization = match &member.funder {
        Some(key) => organizations::Entity::find()
            .filter(organizations::Column::SourceKey.eq(key.as_str()))
            .filter(organizations::Column::Illustrative.eq(true))
            .one(txn)
            .await?
            .map(|organization| organization.id),
        None => None,
    };
    let new = MemberEdit {
        name: member.name.clone(),
        organization,
        sector: member.sector,
        role: member.role,
        functions: member.functions.iter().collect(),
        contact_name: member.contact_name.clone(),
        fte: member.fte,
        joined_on: member.joined_on,
        left_on: member.left_on,
    };
    partnership_members::Entity::insert(members::row(MemberId::fresh(), partnership, &new, now))
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// The illustrative partnership of this name, made if there is none yet; it works in these places too.
pub async fn ensure_sample(
    txn: &DatabaseTransaction,
    name: &str,
    places: &[PlaceId],
    now: DateTime<Utc>,
) -> Result<PartnershipId, DbErr> {
    let known = partnerships::Entity::find()
        .filter(partnerships::Column::Name.eq(name))
        .filter(partnerships::Column::Illustrative.eq(true))
        .order_by_asc(partnerships::Column::Id)
        .one(txn)
        .await?;
    let id = match known {
        Some(known) => known.id,
        None => insert(txn, name, now).await?,
    };
    add_places(txn, id, places).await?;
    if let Some(row) = super::by_id(txn, id).await? {
        find::renew(txn, &row).await?;
    }
    Ok(id)
}

async fn insert(
    txn: &DatabaseTransaction,
    name: &str,
    now: DateTime<Utc>,
) -> Result<PartnershipId, DbErr> {
    let id = PartnershipId::fresh();
    partnerships::Entity::insert(partnerships::ActiveModel {
        id: Set(id),
        slug: Set(free_slug(txn, name).await?.into()),
        name: Set(name.to_owned()),
        stage: Set(PartnershipStage::Planning),
        shared_result: Set(String::new()),
        decision_rule: Set(String::new()),
        rhythm: Set(String::new()),
        governance_note: Set(String::new()),
        website: Set(String::new()),
        source: Set("illustrative".to_owned()),
        as_of: Set(now.date_naive().to_string()),
        share_with_staff: Set(false),
        illustrative: Set(true),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        updated_by: Set(None),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(id)
}

/// The name's slug, numbered when another partnership has it.
pub(super) async fn free_slug(txn: &DatabaseTransaction, name: &str) -> Result<Slug, DbErr> {
    let plain = Slug::of(name);
    let mut slug = plain.clone();
    for number in 2..1_000 {
        let taken = partnerships::Entity::find()
            .filter(partnerships::Column::Slug.eq(slug.as_str()))
            .count(txn)
            .await?;
        if taken == 0 {
            break;
        }
        slug = Slug::of(&format!("{number} {plain}"));
    }
    Ok(slug)
}

async fn add_places(
    txn: &DatabaseTransaction,
    id: PartnershipId,
    places: &[PlaceId],
) -> Result<(), DbErr> {
    let held = partnership_places::Entity::find()
        .filter(partnership_places::Column::PartnershipId.eq(id))
        .count(txn)
        .await?;
    let first = i32::try_from(held).unwrap_or(i32::MAX);
    for (place, position) in places.iter().zip(first..) {
        let link = partnership_places::ActiveModel {
            partnership_id: Set(id),
            place_id: Set(place.clone()),
            position: Set(position),
        };
        partnership_places::Entity::insert(link)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}
