//! Partnerships that invented goals name. Every row is marked illustrative.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, sea_query::OnConflict,
};

use crate::{
    entities::{partnership_places, partnerships},
    ids::PartnershipId,
    search::{self, Entry},
    values::{PartnershipStage, PlaceId, Slug},
};

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
    let entry = Entry {
        kind: "partnership",
        id: id.to_string(),
        title: name.to_owned(),
        subtitle: "Partnership".to_owned(),
        url: format!("/partnerships/{id}"),
        weight: 0,
        illustrative: true,
        also: String::new(),
    };
    search::index(txn, &[entry]).await?;
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
