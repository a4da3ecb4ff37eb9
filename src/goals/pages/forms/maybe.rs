//! Readers of fields that may be left empty.

use super::chosen;
use crate::{
    goals::rules::{cuts, number},
    values::{CodeList, IndicatorUnit},
};

/// One of a coded list, or nothing.
pub(super) fn maybe<T: std::str::FromStr>(typed: &str, what: &str) -> Result<Option<T>, String> {
    if typed.is_empty() {
        Ok(None)
    } else {
        chosen(typed, what).map(Some)
    }
}

/// A value, or nothing; checked against its unit.
pub(in crate::goals::pages) fn maybe_number(
    typed: &str,
    unit: Option<IndicatorUnit>,
) -> Result<Option<f64>, String> {
    if typed.trim().is_empty() {
        Ok(None)
    } else {
        number::read(typed, unit).map(Some)
    }
}

/// Whole months, or nothing.
pub(super) fn months(typed: &str) -> Result<Option<i32>, &'static str> {
    match typed.trim() {
        "" => Ok(None),
        text => text
            .parse()
            .ok()
            .filter(|months| (0..=120).contains(months))
            .map(Some)
            .ok_or("Type whole months from 0 to 120."),
    }
}

/// Codes of what was typed, separated by commas.
pub(super) fn breakdowns(typed: &str) -> Result<CodeList, &'static str> {
    if typed.chars().count() > 600 {
        return Err("Shorten the list of breakdowns to 600 characters or fewer.");
    }
    let codes = typed.split([',', ';', '\n']).map(cuts::code);
    Ok(codes.filter(|code| !code.is_empty()).collect())
}
