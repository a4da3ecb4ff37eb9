//! Small turns of phrase that several reasons share.
//!
//! Areas carry their code beside their name, and labels keep their capitals when they are abbreviations, so that every
//! reason reads the same wherever it was found.

use super::pocket::{Area, Offer, Term};
use crate::values::GeoScope;

impl Area {
    /// The code as reasons carry it: `county:06075`.
    pub fn key(&self) -> String {
        format!("{}:{}", self.scope, self.code)
    }

    /// Name and code as a sentence says them: "King County (county 53033)".
    pub fn in_words(&self) -> String {
        let kind = match self.scope {
            GeoScope::National => return "the whole country".to_owned(),
            GeoScope::City => "city",
            GeoScope::County => "county",
            GeoScope::Cbsa => "metro area",
            GeoScope::State => "state",
            GeoScope::Tract => "tract",
            GeoScope::Neighborhood => "neighborhood",
            GeoScope::Tribal => "tribal land",
            GeoScope::Region => "region",
        };
        format!("{} ({kind} {})", self.name, self.code)
    }
}

impl Offer {
    /// "of $500k to $3M", "of up to $400k", "of $1M".
    pub(super) fn limits(&self) -> String {
        match (self.min, self.max) {
            (min, max) if min.is_zero() => format!("of up to {}", max.short()),
            (min, max) if min == max => format!("of {}", max.short()),
            (min, max) => format!("of {} to {}", min.short(), max.short()),
        }
    }
}

/// A label inside a sentence: "Senior debt" becomes "senior debt", "PRI loan" stays.
pub(in crate::matching) fn lower(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}

/// "a", "a and b", "a, b and c".
pub(super) fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [head @ .., last] => {
            let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", head.join(", "), last.as_ref())
        }
    }
}

/// The labels of terms, as a list in a sentence.
pub(super) fn labels(terms: &[Term]) -> String {
    list(
        &terms
            .iter()
            .map(|term| term.label.as_str())
            .collect::<Vec<_>>(),
    )
}
