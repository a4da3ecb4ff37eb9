//! Loading places from their files. Harmless when repeated: a place is keyed by its code.

use std::collections::BTreeMap;

use anyhow::Context;
use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait, sea_query::OnConflict};

use crate::{
    entities::{blackout_days, places},
    places::rules::{self, CityRow, CountyRow, Parsed},
    search::{self, Entry},
    values::{GeoScope, PlaceId, grouped},
};

/// Rows per statement: 20 columns each, well below SQLite's 32,766 values.
const BATCH: usize = 400;
const CITY_SOURCE: &str = "geonames_census";
const AREA_SOURCE: &str = "census_omb";

/// The rows of a file, or the first few of its errors in one message.
fn sound<T>(parsed: Parsed<T>) -> anyhow::Result<Vec<T>> {
    if parsed.errors.is_empty() {
        return Ok(parsed.rows);
    }
    let told: Vec<String> = parsed
        .errors
        .iter()
        .take(10)
        .map(ToString::to_string)
        .collect();
    anyhow::bail!(
        "{} rows could not be read; nothing was loaded:\n{}",
        parsed.errors.len(),
        told.join("\n")
    )
}

/// Cities, with the counties, metros, states and nation they lie in.
pub async fn import_cities(txn: &DatabaseTransaction, text: &str) -> anyhow::Result<usize> {
    let cities = sound(rules::parse_cities(text))?;
    let mut rows: BTreeMap<PlaceId, places::ActiveModel> = BTreeMap::new();
    add(
        &mut rows,
        area(GeoScope::National, "US", "United States", None),
    );
    for city in &cities {
        add(&mut rows, state_of(city));
        add(&mut rows, county_of(city));
        add(&mut rows, metro(&city.cbsa_code, &city.cbsa_title));
        add(&mut rows, city_row(city)?);
    }
    let written = rows.len();
    upsert(txn, rows.into_values().collect()).await?;
    let entries: Vec<Entry> = cities.iter().map(findable).collect();
    search::index(txn, &entries).await?;
    Ok(written)
}

/// Counties and the metro each belongs to.
pub async fn import_counties(txn: &DatabaseTransaction, text: &str) -> anyhow::Result<usize> {
    let counties = sound(rules::parse_counties(text))?;
    let mut rows: BTreeMap<PlaceId, places::ActiveModel> = BTreeMap::new();
    for county in &counties {
        add(&mut rows, metro(&county.cbsa_code, &county.cbsa_title));
        add(&mut rows, county_row(county));
    }
    let written = rows.len();
    upsert(txn, rows.into_values().collect()).await?;
    Ok(written)
}

/// Days on which a convening should not, or rather not, be held.
pub async fn import_blackout_days(txn: &DatabaseTransaction, text: &str) -> anyhow::Result<usize> {
    let days = sound(rules::parse_blackout_days(text))?;
    let written = days.len();
    let mut rows = Vec::with_capacity(written);
    for day in days {
        let date = day.date.to_string();
        rows.push(blackout_days::ActiveModel {
            day: Set(date
                .parse::<NaiveDate>()
                .with_context(|| format!("{date} is not a date"))?),
            name: Set(day.name),
            category: Set(day.category),
            level: Set(day.level.code().to_owned()),
        });
    }
    let key = [blackout_days::Column::Day, blackout_days::Column::Name];
    let replace = OnConflict::columns(key)
        .update_columns([
            blackout_days::Column::Category,
            blackout_days::Column::Level,
        ])
        .to_owned();
    for batch in rows.chunks(BATCH) {
        blackout_days::Entity::insert_many(batch.to_vec())
            .on_conflict(replace.clone())
            .exec_without_returning(txn)
            .await?;
    }
    Ok(written)
}

fn add(rows: &mut BTreeMap<PlaceId, places::ActiveModel>, row: places::ActiveModel) {
    if let Set(id) = &row.id {
        rows.entry(id.clone()).or_insert(row);
    }
}

async fn upsert(txn: &DatabaseTransaction, rows: Vec<places::ActiveModel>) -> Result<(), DbErr> {
    use places::Column as C;
    let replace = OnConflict::column(C::Id)
        .update_columns([
            C::Name,
            C::State,
            C::StateName,
            C::CountyFips,
            C::CountyName,
            C::CbsaCode,
            C::CbsaTitle,
            C::Population,
            C::Lat,
            C::Lon,
            C::TimeZone,
            C::FedBank,
            C::OcdId,
            C::GeonamesId,
            C::Source,
            C::AsOf,
        ])
        .to_owned();
    for batch in rows.chunks(BATCH) {
        places::Entity::insert_many(batch.to_vec())
            .on_conflict(replace.clone())
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

fn area(kind: GeoScope, code: &str, name: &str, state: Option<&CityRow>) -> places::ActiveModel {
    places::ActiveModel {
        id: Set(PlaceId::new(kind, code)),
        kind: Set(kind),
        code: Set(code.to_owned()),
        name: Set(name.to_owned()),
        state: Set(state.map(|city| city.state.clone())),
        state_name: Set(state.map(|city| city.state_name.clone())),
        county_fips: Set(None),
        county_name: Set(None),
        cbsa_code: Set(None),
        cbsa_title: Set(None),
        population: Set(None),
        lat: Set(None),
        lon: Set(None),
        time_zone: Set(None),
        fed_bank: Set(None),
        ocd_id: Set(None),
        geonames_id: Set(None),
        source: Set(AREA_SOURCE.to_owned()),
        as_of: Set("2023".to_owned()),
    }
}

fn metro(code: &str, title: &str) -> places::ActiveModel {
    area(GeoScope::Cbsa, code, title, None)
}

fn state_of(city: &CityRow) -> places::ActiveModel {
    area(GeoScope::State, &city.state, &city.state_name, Some(city))
}

fn county_of(city: &CityRow) -> places::ActiveModel {
    places::ActiveModel {
        county_fips: Set(Some(city.county_fips.clone())),
        county_name: Set(Some(city.county_name.clone())),
        cbsa_code: Set(Some(city.cbsa_code.clone())),
        cbsa_title: Set(Some(city.cbsa_title.clone())),
        ..area(
            GeoScope::County,
            &city.county_fips,
            &city.county_name,
            Some(city),
        )
    }
}

fn county_row(county: &CountyRow) -> places::ActiveModel {
    places::ActiveModel {
        state_name: Set(Some(county.state_name.clone())),
        county_fips: Set(Some(county.county_fips.clone())),
        county_name: Set(Some(county.county_name.clone())),
        cbsa_code: Set(Some(county.cbsa_code.clone())),
        cbsa_title: Set(Some(county.cbsa_title.clone())),
        ..area(
            GeoScope::County,
            &county.county_fips,
            &county.county_name,
            None,
        )
    }
}

fn city_row(city: &CityRow) -> anyhow::Result<places::ActiveModel> {
    let zone = city
        .time_zone
        .parse()
        .with_context(|| format!("the time zone of {}", city.name))?;
    Ok(places::ActiveModel {
        id: Set(PlaceId::city(&city.geoid)),
        kind: Set(GeoScope::City),
        code: Set(city.geoid.clone()),
        name: Set(city.name.clone()),
        population: Set(Some(city.population)),
        lat: Set(Some(city.latitude)),
        lon: Set(Some(city.longitude)),
        time_zone: Set(Some(zone)),
        fed_bank: Set(city.fed_bank.clone()),
        ocd_id: Set(city.ocd_id.clone()),
        geonames_id: Set(Some(city.geonames_id.to_string())),
        source: Set(CITY_SOURCE.to_owned()),
        ..county_of(city)
    })
}

fn findable(city: &CityRow) -> Entry {
    Entry {
        kind: "city",
        id: city.geoid.clone(),
        title: format!("{}, {}", city.name, city.state),
        subtitle: format!("{}, {} people", city.county_name, grouped(city.population)),
        url: format!("/cities/{}", city.geoid),
        weight: city.population,
        illustrative: false,
        also: city.state_name.clone(),
    }
}
