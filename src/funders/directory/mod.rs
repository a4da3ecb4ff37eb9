//! The real funders of the directory, read from four public data sets and told once each.
//!
//! Pure: text in, organizations out. Every fact keeps the source it came from and the date it speaks of; what a file does
//! not say stays unknown. Nothing here is invented, and nothing may be added to a real organization by this module
//! but what one of the four files says of it.

mod irs;
mod merge;
mod nafi;
mod names;
mod nmtc;
mod organization;
mod ror;

pub use merge::merge;
pub use names::{readable, same_name};
pub use organization::{
    CityRecord, DirectoryFact, DirectoryOrganization, fact_label, source_label,
};

use crate::places::rules::{Parsed, RowError};

/// The text of the directory's files.
#[derive(Debug, Clone, Copy)]
pub struct DirectoryFiles<'a> {
    /// `irs_bmf_funders.csv`
    pub irs: &'a str,
    /// `ror_us_funders.csv`
    pub ror: &'a str,
    /// `native_cdfi_nafi.csv`
    pub nafi: &'a str,
    /// `nmtc_cde.csv`
    pub nmtc: &'a str,
    /// `nmtc_cde_city.csv`
    pub nmtc_cities: &'a str,
}

/// What the files told, each organization once.
#[derive(Debug)]
pub struct Directory {
    pub organizations: Vec<DirectoryOrganization>,
    /// The source's code and what was wrong in its file.
    pub errors: Vec<(&'static str, RowError)>,
    /// How many rows turned out to speak of an organization already known.
    pub merged: usize,
}

/// Reads all files and merges what speaks of the same organization.
///
/// The order decides whose spelling of a name stands: registries that people write into come before the tax file,
/// which spells in its own way.
pub fn read_directory(files: DirectoryFiles<'_>) -> Directory {
    let mut errors = Vec::new();
    let mut rows = Vec::new();
    for (source, text) in [
        (organization::ROR, files.ror),
        (organization::NAFI, files.nafi),
        (organization::IRS_BMF, files.irs),
        (organization::NMTC, files.nmtc),
    ] {
        // A file that was not given has nothing to say, and nothing wrong with it.
        if text.is_empty() {
            continue;
        }
        let Parsed {
            rows: found,
            errors: faults,
        } = match source {
            organization::ROR => ror::parse(text),
            organization::NAFI => nafi::parse(text),
            organization::IRS_BMF => irs::parse(text),
            _ => nmtc::parse(text, files.nmtc_cities),
        };
        rows.extend(found);
        errors.extend(faults.into_iter().map(|fault| (source, fault)));
    }
    let read = rows.len();
    let organizations = merge(rows);
    Directory {
        merged: read - organizations.len(),
        organizations,
        errors,
    }
}

#[cfg(test)]
mod tests;
