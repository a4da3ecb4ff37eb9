//! Grantmakers from the Research Organization Registry, nationwide; a few fund research only.
//!
//! The registry says that an organization funds, not what kind of funder it is, so none is given a type. The file does not
//! say when it was drawn, so its facts carry no date.

use super::names::readable;
use super::organization::{DirectoryOrganization, Facts, ROR};
use crate::places::rules::{Parsed, Row, RowError, read};

const COLUMNS: [&str; 9] = [
    "ror_id",
    "name",
    "city",
    "state",
    "geonames_id",
    "established",
    "website",
    "wikidata",
    "funder_registry_id",
];

pub(super) fn parse(text: &str) -> Parsed<DirectoryOrganization> {
    read(text, &COLUMNS, organization)
}

fn organization(row: &Row<'_>) -> Result<DirectoryOrganization, RowError> {
    let ror_id = row.text("ror_id")?;
    let short = ror_id
        .strip_prefix("https://ror.org/")
        .ok_or_else(|| row.error("ror_id", "does not begin with https://ror.org/"))?;
    let mut facts = Facts::from(ROR);
    facts.text("established", row.optional_text("established"), "");
    facts.text(
        "funder_registry_id",
        row.optional_text("funder_registry_id"),
        "",
    );
    facts.text("wikidata_id", row.optional_text("wikidata"), "");
    let organization =
        DirectoryOrganization::named(format!("ror:{short}"), readable(&row.text("name")?));
    Ok(DirectoryOrganization {
        city: row.optional_text("city"),
        state: Some(row.text("state")?),
        website: row.optional_text("website"),
        facts: facts.told,
        ror_id: Some(ror_id),
        ..organization
    })
}
