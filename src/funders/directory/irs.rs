//! Grantmakers from the IRS Exempt Organizations Business Master File, April 2026, 25 states.
//!
//! Delaware rows are often trusts administered there: an address is not a place of giving.

use super::names::readable;
use super::organization::{DirectoryOrganization, Facts, IRS_BMF};
use crate::places::rules::{Parsed, Row, RowError, read};

/// When the IRS published the extract.
const EXTRACT: &str = "2026-04";

const COLUMNS: [&str; 14] = [
    "ein",
    "name",
    "type_guess",
    "city",
    "state",
    "zip5",
    "ntee_code",
    "irs_foundation_code",
    "irs_foundation_class",
    "assets_usd",
    "income_usd",
    "revenue_usd",
    "ruling_ym",
    "tax_period",
];

pub(super) fn parse(text: &str) -> Parsed<DirectoryOrganization> {
    read(text, &COLUMNS, organization)
}

fn organization(row: &Row<'_>) -> Result<DirectoryOrganization, RowError> {
    let ein = row.digits("ein", &[9])?;
    let guess = row.text("type_guess")?;
    let period = month(row, "tax_period")?;
    let mut facts = Facts::from(IRS_BMF);
    facts.amount("assets", row.optional_number("assets_usd")?, &period);
    facts.amount("income", row.optional_number("income_usd")?, &period);
    facts.amount("revenue", row.optional_number("revenue_usd")?, &period);
    facts.text("irs_foundation_class", foundation_class(row)?, EXTRACT);
    facts.text("ntee_code", row.optional_text("ntee_code"), EXTRACT);
    facts.text("ruling_month", ruling(row)?, EXTRACT);
    let kind = kind(&guess);
    facts.text("type_guess", Some(guess.replace('_', " ")), EXTRACT);
    let name = readable(&row.text("name")?);
    Ok(DirectoryOrganization {
        kind,
        city: Some(readable(&row.text("city")?)),
        state: Some(row.text("state")?),
        zip: Some(row.digits("zip5", &[5])?),
        facts: facts.told,
        ein: Some(ein.clone()),
        ..DirectoryOrganization::named(format!("ein:{ein}"), name)
    })
}

/// A lender guessed from a name may or may not be certified, so it gets no type.
fn kind(guess: &str) -> Option<&'static str> {
    match guess {
        "private_foundation" => Some("private_foundation"),
        "operating_foundation" => Some("operating_foundation"),
        "corporate_foundation" => Some("corporate_foundation"),
        "community_foundation" => Some("community_foundation"),
        "public_charity_grantmaker" | "united_way" => Some("public_charity_grantmaker"),
        _ => None,
    }
}

/// The class in the words of the Internal Revenue Code, with its number in the file.
fn foundation_class(row: &Row<'_>) -> Result<Option<String>, RowError> {
    let class = row.text("irs_foundation_class")?;
    let words = match class.as_str() {
        "private_nonoperating" => "private non-operating foundation",
        "private_operating" => "private operating foundation",
        "private_operating_exempt" => "private operating foundation, exempt from the excise tax",
        "publicly_supported_170b" => "publicly supported, section 170(b)(1)(A)(vi)",
        "publicly_supported_509a2" => "publicly supported, section 509(a)(2)",
        "supporting_org_509a3" => "supporting organization, section 509(a)(3)",
        "supporting_type_1" => "supporting organization, type I",
        "supporting_type_2" => "supporting organization, type II",
        other => other,
    };
    let code = row.text("irs_foundation_code")?;
    Ok(Some(format!("{words} (code {code})")))
}

/// The IRS writes zeros where it has no ruling date.
fn ruling(row: &Row<'_>) -> Result<Option<String>, RowError> {
    if row.optional_text("ruling_ym").as_deref() == Some("000000") {
        return Ok(None);
    }
    month(row, "ruling_ym").map(Some)
}

/// `202412` is December 2024.
fn month(row: &Row<'_>, column: &'static str) -> Result<String, RowError> {
    let digits = row.digits(column, &[6])?;
    let (year, month) = digits.split_at(4);
    if ("01"..="12").contains(&month) {
        Ok(format!("{year}-{month}"))
    } else {
        Err(row.error(column, format!("\"{digits}\" is not a year and month")))
    }
}
