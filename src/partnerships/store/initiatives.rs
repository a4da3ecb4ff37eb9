//! Initiatives, their rounds and sites: public facts, loaded from files and never edited here.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
    sea_query::OnConflict,
};

use crate::{
    entities::{
        initiative_rounds, initiative_sites, initiatives, partnership_rounds, partnerships, places,
    },
    partnerships::rules::{RoundRow, parse_rounds, parse_sites},
    places::rules::Parsed,
    values::{PlaceId, SiteRole},
};

/// A round with the initiative it belongs to.
pub(crate) type RoundOf = (initiative_rounds::Model, Option<initiatives::Model>);

/// Whether any initiative is there: without one, the reference data is still to be loaded.
pub async fn any_initiative(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    Ok(initiatives::Entity::find().limit(1).count(db).await? > 0)
}

fn sound<T>(parsed: Parsed<T>) -> anyhow::Result<Vec<T>> {
    if let Some(first) = parsed.errors.first() {
        anyhow::bail!(
            "{} rows could not be read, the first: {first}",
            parsed.errors.len()
        );
    }
    Ok(parsed.rows)
}

/// Loads rounds and sites; harmless when repeated. Returns how many sites there were.
pub async fn import_initiatives(
    txn: &DatabaseTransaction,
    rounds: &str,
    sites: &str,
) -> anyhow::Result<usize> {
    let (rounds, sites) = (sound(parse_rounds(rounds))?, sound(parse_sites(sites))?);
    upsert_initiatives(txn, &rounds).await?;
    upsert_rounds(txn, &rounds).await?;
    let rows = sites.iter().map(|site| initiative_sites::ActiveModel {
        round_code: Set(site.round.clone()),
        place_id: Set(PlaceId::city(&site.geoid)),
        role: Set(site.role),
        year: Set(site.year),
    });
    use initiative_sites::Column as C;
    initiative_sites::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::columns([C::RoundCode, C::PlaceId, C::Role])
                .update_column(C::Year)
                .to_owned(),
        )
        .exec_without_returning(txn)
        .await?;
    Ok(sites.len())
}

async fn upsert_initiatives(txn: &DatabaseTransaction, rounds: &[RoundRow]) -> Result<(), DbErr> {
    let mut first: BTreeMap<&str, (i32, &RoundRow)> = BTreeMap::new();
    for (round, position) in rounds.iter().zip(0..) {
        first.entry(&round.initiative).or_insert((position, round));
    }
    let rows = first
        .into_values()
        .map(|(position, round)| initiatives::ActiveModel {
            code: Set(round.initiative.clone()),
            name: Set(round.initiative_name.clone()),
            convener: Set(round.convener.clone()),
            start_year: Set(round.year),
            end_year: Set(None),
            summary: Set(round.summary.clone()),
            source: Set(round.source.clone()),
            position: Set(position),
        });
    use initiatives::Column as C;
    initiatives::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::column(C::Code)
                .update_columns([
                    C::Name,
                    C::Convener,
                    C::StartYear,
                    C::Summary,
                    C::Source,
                    C::Position,
                ])
                .to_owned(),
        )
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

async fn upsert_rounds(txn: &DatabaseTransaction, rounds: &[RoundRow]) -> Result<(), DbErr> {
    let rows = rounds
        .iter()
        .zip(0..)
        .map(|(round, position)| initiative_rounds::ActiveModel {
            code: Set(round.code.clone()),
            initiative_code: Set(round.initiative.clone()),
            name: Set(round.name.clone()),
            year: Set(round.year),
            required_match: Set(round.required_match.clone()),
            required_product: Set(round.required_product.clone()),
            rules: Set(round.rules.clone()),
            source: Set(round.source.clone()),
            position: Set(position),
        });
    use initiative_rounds::Column as C;
    initiative_rounds::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::column(C::Code)
                .update_columns([
                    C::InitiativeCode,
                    C::Name,
                    C::Year,
                    C::RequiredMatch,
                    C::RequiredProduct,
                    C::Rules,
                    C::Source,
                    C::Position,
                ])
                .to_owned(),
        )
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Every initiative, in their order: there are a handful.
pub(crate) async fn initiatives(
    db: &impl ConnectionTrait,
) -> Result<Vec<initiatives::Model>, DbErr> {
    initiatives::Entity::find()
        .order_by_asc(initiatives::Column::Position)
        .order_by_asc(initiatives::Column::Code)
        .all(db)
        .await
}

/// One initiative by its code.
pub(crate) async fn initiative(
    db: &impl ConnectionTrait,
    code: &str,
) -> Result<Option<initiatives::Model>, DbErr> {
    initiatives::Entity::find_by_id(code.to_owned())
        .one(db)
        .await
}

/// Every round with its initiative, in their order.
pub(crate) async fn rounds(db: &impl ConnectionTrait) -> Result<Vec<RoundOf>, DbErr> {
    initiative_rounds::Entity::find()
        .find_also_related(initiatives::Entity)
        .order_by_asc(initiative_rounds::Column::Position)
        .order_by_asc(initiative_rounds::Column::Code)
        .all(db)
        .await
}

/// The sites of these rounds with their cities, by year, role and name; one query.
pub(crate) async fn sites_of(
    db: &impl ConnectionTrait,
    rounds: impl IntoIterator<Item = String>,
) -> Result<Vec<(initiative_sites::Model, Option<places::Model>)>, DbErr> {
    initiative_sites::Entity::find()
        .filter(initiative_sites::Column::RoundCode.is_in(rounds))
        .find_also_related(places::Entity)
        .order_by_asc(initiative_sites::Column::Year)
        .order_by_asc(places::Column::Name)
        .all(db)
        .await
}

/// The rounds a city is or was a site of, oldest first, with its role in each.
pub async fn in_place(
    db: &impl ConnectionTrait,
    place: &PlaceId,
) -> Result<Vec<(initiative_rounds::Model, SiteRole, i32)>, DbErr> {
    let rows = initiative_sites::Entity::find()
        .filter(initiative_sites::Column::PlaceId.eq(place.clone()))
        .find_also_related(initiative_rounds::Entity)
        .order_by_asc(initiative_sites::Column::Year)
        .all(db)
        .await?;
    let named = |(site, round): (initiative_sites::Model, Option<initiative_rounds::Model>)| {
        round.map(|round| (round, site.role, site.year))
    };
    Ok(rows.into_iter().filter_map(named).collect())
}

/// The real partnerships that take part in these rounds, by name, each with its round.
pub(crate) async fn rounds_in(
    db: &impl ConnectionTrait,
    rounds: impl IntoIterator<Item = String>,
) -> Result<Vec<(String, partnerships::Model)>, DbErr> {
    let rows = partnership_rounds::Entity::find()
        .join(
            JoinType::InnerJoin,
            partnership_rounds::Relation::Partnership.def(),
        )
        .filter(partnership_rounds::Column::RoundCode.is_in(rounds))
        .filter(partnerships::Column::Illustrative.eq(false))
        .select_also(partnerships::Entity)
        .order_by_asc(partnerships::Column::Name)
        .limit(500)
        .all(db)
        .await?;
    let named = |(link, partnership): (partnership_rounds::Model, Option<partnerships::Model>)| {
        partnership.map(|partnership| (link.round_code, partnership))
    };
    Ok(rows.into_iter().filter_map(named).collect())
}
