//! Native banks, credit unions and loan funds, from the Federal Reserve Bank of Minneapolis, September 2025.
//!
//! The file says which are certified Native CDFIs; a loan fund that is not certified keeps no type.

use super::names::{readable, same_name};
use super::organization::{DirectoryOrganization, Facts, NAFI};
use crate::places::rules::{Parsed, Row, RowError, read};

/// When the bank published the list.
const LIST: &str = "2025-09";

const COLUMNS: [&str; 16] = [
    "name",
    "fi_type",
    "certified_native_cdfi",
    "native_mdi",
    "city",
    "state",
    "zip",
    "year_established",
    "total_assets_usd",
    "total_loans_usd",
    "cdfi_fund_award_2021",
    "cdfi_fund_award_2022",
    "cdfi_fund_award_2024",
    "data_period",
    "detail_source",
    "website",
];

pub(super) fn parse(text: &str) -> Parsed<DirectoryOrganization> {
    read(text, &COLUMNS, organization)
}

fn organization(row: &Row<'_>) -> Result<DirectoryOrganization, RowError> {
    let name = readable(&row.text("name")?);
    let state = row.text("state")?;
    let key = format!("nafi:{}-{state}", same_name(&name).replace(' ', "-")).to_lowercase();
    Ok(DirectoryOrganization {
        kind: kind(row)?,
        city: row.optional_text("city"),
        state: Some(state),
        zip: Some(row.digits("zip", &[5])?),
        website: row.optional_text("website"),
        facts: facts(row)?,
        ..DirectoryOrganization::named(key, name)
    })
}

fn facts(row: &Row<'_>) -> Result<Vec<super::DirectoryFact>, RowError> {
    let period = period(row)?;
    let mut facts = Facts::from(NAFI);
    facts.text(
        "institution_kind",
        Some(row.text("fi_type")?.replace('_', " ")),
        LIST,
    );
    facts.text(
        "native_cdfi_certified",
        yes_or_no(row, "certified_native_cdfi")?,
        LIST,
    );
    facts.text("native_mdi", yes_or_no(row, "native_mdi")?, LIST);
    facts.text("established", row.optional_text("year_established"), LIST);
    facts.amount("assets", row.optional_number("total_assets_usd")?, &period);
    facts.amount("loans", row.optional_number("total_loans_usd")?, &period);
    facts.text("figures_from", row.optional_text("detail_source"), &period);
    facts.amount(
        "cdfi_award_2021",
        row.optional_number("cdfi_fund_award_2021")?,
        "2021",
    );
    facts.amount(
        "cdfi_award_2022",
        row.optional_number("cdfi_fund_award_2022")?,
        "2022",
    );
    facts.amount(
        "cdfi_award_2024",
        row.optional_number("cdfi_fund_award_2024")?,
        "2024",
    );
    Ok(facts.told)
}

fn kind(row: &Row<'_>) -> Result<Option<&'static str>, RowError> {
    let certified = row.truth("certified_native_cdfi")?;
    match (row.text("fi_type")?.as_str(), certified) {
        ("bank", true) => Ok(Some("cdfi_bank")),
        ("bank", false) => Ok(Some("bank")),
        ("credit_union", true) => Ok(Some("cdfi_credit_union")),
        ("credit_union", false) => Ok(Some("credit_union")),
        ("loan_fund", true) => Ok(Some("cdfi_loan_fund")),
        ("loan_fund", false) => Ok(None),
        (other, _) => Err(row.error("fi_type", format!("\"{other}\" is not a kind we know"))),
    }
}

fn yes_or_no(row: &Row<'_>, column: &'static str) -> Result<Option<String>, RowError> {
    let word = if row.truth(column)? { "yes" } else { "no" };
    Ok(Some(word.to_owned()))
}

/// `Sept 2023` is `2023-09`; empty stays empty.
fn period(row: &Row<'_>) -> Result<String, RowError> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let Some(text) = row.optional_text("data_period") else {
        return Ok(String::new());
    };
    let month = |word: &str| {
        let start = word.get(..3)?.to_lowercase();
        MONTHS.iter().position(|month| *month == start)
    };
    text.split_once(' ')
        .filter(|(_, year)| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|(word, year)| Some(format!("{year}-{:02}", month(word)? + 1)))
        .ok_or_else(|| row.error("data_period", format!("\"{text}\" is not a month and year")))
}
