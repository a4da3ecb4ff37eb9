//! Counties and the metro area each belongs to (OMB 2023 delineation).
//!
//! Needed because a bank states its assessment area in counties or whole metro areas, and a goal is in a city.

use super::cities::CbsaKind;
use super::table::{Parsed, Row, RowError, read};

/// One row of `data/reference/county_cbsa.csv`. Counties outside every metro area are not in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountyRow {
    /// State and county, 5 digits; leading zeros count.
    pub county_fips: String,
    pub county_name: String,
    /// The state's name in full: "Alabama".
    pub state_name: String,
    pub cbsa_code: String,
    pub cbsa_title: String,
    pub cbsa_kind: CbsaKind,
    /// Metropolitan division, which only some large areas are split into.
    pub division_code: Option<String>,
    /// Whether the county is a central one of its area, or an outlying one.
    pub central: bool,
}

const COLUMNS: [&str; 8] = [
    "county_fips",
    "county_name",
    "state",
    "cbsa_code",
    "cbsa_title",
    "cbsa_type",
    "md_code",
    "central",
];

/// Reads `county_cbsa.csv`.
pub fn parse_counties(text: &str) -> Parsed<CountyRow> {
    read(text, &COLUMNS, county)
}

fn county(row: &Row<'_>) -> Result<CountyRow, RowError> {
    Ok(CountyRow {
        county_fips: row.digits("county_fips", &[5])?,
        county_name: row.text("county_name")?,
        state_name: row.text("state")?,
        cbsa_code: row.digits("cbsa_code", &[5])?,
        cbsa_title: row.text("cbsa_title")?,
        cbsa_kind: CbsaKind::from_row(row)?,
        division_code: row.optional_text("md_code"),
        central: row.truth("central")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../../../data/reference/county_cbsa.csv");

    #[test]
    fn every_county_of_the_file_is_read() {
        let parsed = parse_counties(FILE);
        assert_eq!(parsed.errors, []);
        assert_eq!(parsed.rows.len(), 1915);
        assert_eq!(
            parsed.rows.iter().filter(|county| county.central).count(),
            1325
        );
    }

    #[test]
    fn a_truth_that_is_neither_is_told() {
        let broken = FILE.replacen(",True", ",perhaps", 1);
        let errors = parse_counties(&broken).errors;
        assert_eq!(
            errors[0].to_string(),
            "row 2, column central: \"perhaps\" is neither True nor False"
        );
    }
}
