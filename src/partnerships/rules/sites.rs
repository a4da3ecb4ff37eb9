//! Reading the two files of initiatives: their rounds with the rules of each, and their sites.

use crate::{
    places::rules::{Parsed, Row, RowError, read},
    values::SiteRole,
};

/// One row of `data/reference/initiative_rounds.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoundRow {
    pub code: String,
    pub initiative: String,
    pub initiative_name: String,
    pub convener: String,
    pub name: String,
    pub year: i32,
    pub required_match: String,
    pub required_product: String,
    /// One a line.
    pub rules: String,
    /// Of the initiative; on its first round only.
    pub summary: String,
    pub source: String,
}

/// One row of `data/reference/initiatives.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SiteRow {
    pub round: String,
    pub year: i32,
    pub geoid: String,
    pub role: SiteRole,
}

/// Reads the rounds; several rules in a cell are separated by `|`.
pub(crate) fn parse_rounds(text: &str) -> Parsed<RoundRow> {
    let wanted = [
        "code",
        "initiative",
        "initiative_name",
        "convener",
        "name",
        "year",
        "rules",
        "source",
    ];
    read(text, &wanted, round)
}

fn round(row: &Row<'_>) -> Result<RoundRow, RowError> {
    let or_none = |column| row.optional_text(column).unwrap_or_default();
    let rules = or_none("rules");
    let rules: Vec<&str> = rules.split('|').map(str::trim).collect();
    Ok(RoundRow {
        code: row.text("code")?,
        initiative: row.text("initiative")?,
        initiative_name: row.text("initiative_name")?,
        convener: row.text("convener")?,
        name: row.text("name")?,
        year: row.number("year")?,
        required_match: or_none("required_match"),
        required_product: or_none("required_product"),
        rules: rules.join("\n"),
        summary: or_none("summary"),
        source: row.text("source")?,
    })
}

/// Reads the sites.
pub(crate) fn parse_sites(text: &str) -> Parsed<SiteRow> {
    read(text, &["initiative", "year", "geoid", "role"], site)
}

fn site(row: &Row<'_>) -> Result<SiteRow, RowError> {
    let role = row.text("role")?;
    Ok(SiteRow {
        round: row.text("initiative")?,
        year: row.number("year")?,
        geoid: row.digits("geoid", &[7, 10])?,
        role: role
            .parse()
            .map_err(|error| row.error("role", format!("{error}")))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_site_belongs_to_a_round() {
        let rounds = parse_rounds(include_str!(
            "../../../data/reference/initiative_rounds.csv"
        ));
        let sites = parse_sites(include_str!("../../../data/reference/initiatives.csv"));
        assert!(
            rounds.errors.is_empty() && sites.errors.is_empty(),
            "{:?} {:?}",
            rounds.errors,
            sites.errors
        );
        assert_eq!((rounds.rows.len(), sites.rows.len()), (6, 45));
        for site in &sites.rows {
            assert!(
                rounds.rows.iter().any(|round| round.code == site.round),
                "{site:?}"
            );
        }
    }
}
