//! Community development entities that placed New Markets Tax Credit investments, from the CDFI Fund's public data.
//!
//! The file has no address: the states are where money went, not where the organization sits. All are given the type of a
//! tax-credit investor, which is what the release shows them doing; the finer guess is kept as a fact.

use std::collections::HashMap;

use super::names::readable;
use super::organization::{CityRecord, DirectoryOrganization, Facts, NMTC};
use crate::places::rules::{Parsed, Row, RowError, read};

/// The last fiscal year the release covers.
const THROUGH: &str = "2022";

const COLUMNS: [&str; 11] = [
    "cde_id",
    "name",
    "type_guess",
    "investments",
    "projects",
    "total_usd",
    "first_year",
    "last_year",
    "states_served",
    "top_states",
    "non_metro_share",
];

const CITY_COLUMNS: [&str; 6] = [
    "cde_id",
    "geoid",
    "investments",
    "amount_usd",
    "first_year",
    "last_year",
];

/// Reads the providers and gives each its record by city.
pub(super) fn parse(text: &str, cities: &str) -> Parsed<DirectoryOrganization> {
    let mut parsed = read(text, &COLUMNS, organization);
    let places: HashMap<String, usize> = parsed
        .rows
        .iter()
        .enumerate()
        .map(|(place, organization)| (organization.key.clone(), place))
        .collect();
    let records = read(cities, &CITY_COLUMNS, |row| {
        let id = row.text("cde_id")?;
        let place = places
            .get(&format!("nmtc:{id}"))
            .ok_or_else(|| row.error("cde_id", format!("\"{id}\" is not among the providers")))?;
        Ok((*place, city_record(row)?))
    });
    for (place, record) in records.rows {
        parsed.rows[place].city_records.push(record);
    }
    parsed.errors.extend(records.errors);
    parsed
}

fn organization(row: &Row<'_>) -> Result<DirectoryOrganization, RowError> {
    let mut facts = Facts::from(NMTC);
    facts.amount("nmtc_total", Some(row.number("total_usd")?), THROUGH);
    facts.text("nmtc_investments", Some(row.text("investments")?), THROUGH);
    facts.text("nmtc_projects", Some(row.text("projects")?), THROUGH);
    facts.text("nmtc_years", Some(years(row)?), THROUGH);
    facts.text(
        "nmtc_states_served",
        Some(row.text("states_served")?),
        THROUGH,
    );
    facts.text("nmtc_top_states", row.optional_text("top_states"), THROUGH);
    facts.text("nmtc_non_metro_share", Some(share(row)?), THROUGH);
    facts.text(
        "type_guess",
        Some(row.text("type_guess")?.replace('_', " ")),
        THROUGH,
    );
    let key = format!("nmtc:{}", row.text("cde_id")?);
    Ok(DirectoryOrganization {
        kind: Some("tax_credit_investor"),
        facts: facts.told,
        ..DirectoryOrganization::named(key, readable(&row.text("name")?))
    })
}

fn city_record(row: &Row<'_>) -> Result<CityRecord, RowError> {
    Ok(CityRecord {
        geoid: row.digits("geoid", &[7, 10])?,
        investments: row.number("investments")?,
        amount_usd: row.number("amount_usd")?,
        first_year: row.number("first_year")?,
        last_year: row.number("last_year")?,
    })
}

fn years(row: &Row<'_>) -> Result<String, RowError> {
    let first: i16 = row.number("first_year")?;
    let last: i16 = row.number("last_year")?;
    Ok(if first == last {
        first.to_string()
    } else {
        format!("{first} to {last}")
    })
}

/// `0.563` reads as `56%`.
fn share(row: &Row<'_>) -> Result<String, RowError> {
    let share: f64 = row.number("non_metro_share")?;
    if (0.0..=1.0).contains(&share) {
        Ok(format!("{:.0}%", share * 100.0))
    } else {
        Err(row.error("non_metro_share", format!("{share} is not between 0 and 1")))
    }
}
