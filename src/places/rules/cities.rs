//! The city table: names and zones from `GeoNames`, codes from Open Civic Data and the Census Bureau.
//!
//! The county is the one the city's centre point lies in; a city can reach into others.

use super::table::{Parsed, Row, RowError, read};

/// What the Census Bureau calls the thing people call a city.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CityKind {
    /// An incorporated or census-designated place: a code of 7 digits.
    Place,
    /// A New England town: a code of 10 digits.
    CountySubdivision,
}

/// Core-based statistical areas come in two sizes (OMB 2023).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CbsaKind {
    Metro,
    Micro,
}

impl CbsaKind {
    pub(super) fn from_row(row: &Row<'_>) -> Result<Self, RowError> {
        match row.text("cbsa_type")?.as_str() {
            "metro" => Ok(Self::Metro),
            "micro" => Ok(Self::Micro),
            other => Err(row.error(
                "cbsa_type",
                format!("\"{other}\" is neither metro nor micro"),
            )),
        }
    }

    /// The word the file uses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Metro => "metro",
            Self::Micro => "micro",
        }
    }
}

/// One row of `data/reference/cities.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct CityRow {
    /// Census code, 7 digits for a place and 10 for a county subdivision; leading zeros count.
    pub geoid: String,
    pub kind: CityKind,
    pub ocd_id: Option<String>,
    /// What people say: "New York City".
    pub name: String,
    /// What the Census Bureau says: "New York city".
    pub census_name: String,
    /// Postal code of the state: "NY".
    pub state: String,
    pub state_name: String,
    pub state_fips: String,
    pub county_fips: String,
    pub county_name: String,
    pub cbsa_code: String,
    pub cbsa_title: String,
    pub cbsa_kind: CbsaKind,
    pub population: i64,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east: negative in all of the United States.
    pub longitude: f64,
    /// IANA name: `America/New_York`.
    pub time_zone: String,
    /// Federal Reserve district, 1 to 12; unknown where a district line crosses the state.
    pub fed_district: Option<u8>,
    pub fed_bank: Option<String>,
    pub geonames_id: i64,
}

const COLUMNS: [&str; 20] = [
    "geoid",
    "geoid_kind",
    "ocd_id",
    "name",
    "census_name",
    "state",
    "state_name",
    "state_fips",
    "county_fips",
    "county_name",
    "cbsa_code",
    "cbsa_title",
    "cbsa_type",
    "population",
    "lat",
    "lon",
    "time_zone",
    "fed_district",
    "fed_bank",
    "geonames_id",
];

/// Reads `cities.csv`.
pub fn parse_cities(text: &str) -> Parsed<CityRow> {
    read(text, &COLUMNS, city)
}

fn city(row: &Row<'_>) -> Result<CityRow, RowError> {
    let (kind, length) = match row.text("geoid_kind")?.as_str() {
        "place" => (CityKind::Place, 7),
        "cousub" => (CityKind::CountySubdivision, 10),
        other => {
            return Err(row.error(
                "geoid_kind",
                format!("\"{other}\" is neither place nor cousub"),
            ));
        }
    };
    Ok(CityRow {
        geoid: row.digits("geoid", &[length])?,
        kind,
        ocd_id: row.optional_text("ocd_id"),
        name: row.text("name")?,
        census_name: row.text("census_name")?,
        state: row.text("state")?,
        state_name: row.text("state_name")?,
        state_fips: row.digits("state_fips", &[2])?,
        county_fips: row.digits("county_fips", &[5])?,
        county_name: row.text("county_name")?,
        cbsa_code: row.digits("cbsa_code", &[5])?,
        cbsa_title: row.text("cbsa_title")?,
        cbsa_kind: CbsaKind::from_row(row)?,
        population: row.number("population")?,
        latitude: degrees(row, "lat", 90.0)?,
        longitude: degrees(row, "lon", 180.0)?,
        time_zone: row.text("time_zone")?,
        fed_district: row.optional_number("fed_district")?,
        fed_bank: row.optional_text("fed_bank"),
        geonames_id: row.number("geonames_id")?,
    })
}

fn degrees(row: &Row<'_>, column: &'static str, limit: f64) -> Result<f64, RowError> {
    let value: f64 = row.number(column)?;
    if value.abs() <= limit {
        Ok(value)
    } else {
        Err(row.error(column, format!("{value} is beyond {limit} degrees")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const FILE: &str = include_str!("../../../data/reference/cities.csv");

    #[test]
    fn every_city_of_the_file_is_read() {
        let parsed = parse_cities(FILE);
        assert_eq!(parsed.errors, []);
        assert_eq!(parsed.rows.len(), 824);
        let codes: HashSet<&str> = parsed.rows.iter().map(|city| city.geoid.as_str()).collect();
        assert_eq!(codes.len(), 824, "no code twice");
        let zones: HashSet<&str> = parsed
            .rows
            .iter()
            .map(|city| city.time_zone.as_str())
            .collect();
        let unknown: Vec<_> = zones
            .iter()
            .filter(|zone| jiff::tz::TimeZoneDatabase::bundled().get(zone).is_err())
            .collect();
        assert!(
            unknown.is_empty(),
            "zones the bundled database lacks: {unknown:?}"
        );
    }

    #[test]
    fn san_francisco_says_what_the_file_says() {
        let cities = parse_cities(FILE).rows;
        let city = cities.iter().find(|city| city.geoid == "0667000").unwrap();
        assert_eq!(
            (city.name.as_str(), city.state.as_str()),
            ("San Francisco", "CA")
        );
        assert_eq!(city.county_fips, "06075");
        assert_eq!(city.time_zone, "America/Los_Angeles");
        assert_eq!(city.fed_district, Some(12));
    }

    #[test]
    fn a_place_beyond_the_pole_is_refused() {
        let broken = FILE.replacen("40.71427", "140.71427", 1);
        let parsed = parse_cities(&broken);
        assert_eq!(parsed.rows.len(), 823);
        assert_eq!((parsed.errors[0].row, parsed.errors[0].column), (2, "lat"));
    }
}
