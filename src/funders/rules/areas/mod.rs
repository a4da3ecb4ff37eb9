//! Places as people type them into a form: `CA`, `06075`, `county:06075`. Five digits may be a
//! county or a metro area, so what was typed is kept with all it could mean until a table decides.

use std::collections::BTreeSet;

use crate::values::{GeoScope, PlaceId};

/// One place as typed, with the keys it could stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaTyped {
    pub typed: String,
    pub could_be: Vec<PlaceId>,
}

/// Text that cannot be a place's code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not a place code. Type a state (CA), a county (06075), a metro area (41860) or a city (0667000)."
)]
pub struct NotAnArea(pub String);

impl AreaTyped {
    /// The one place meant, among those that exist; otherwise why it cannot be told.
    pub fn settle(&self, known: &BTreeSet<PlaceId>) -> Result<PlaceId, String> {
        let mut found = self.could_be.iter().filter(|place| known.contains(place));
        match (found.next(), found.next()) {
            (Some(place), None) => Ok(place.clone()),
            (None, _) => Err(format!("There is no place with the code “{}”.", self.typed)),
            (Some(_), Some(_)) => Err(format!(
                "“{0}” is a county and a metro area. Type county:{0} or cbsa:{0}.",
                self.typed
            )),
        }
    }
}

/// Codes separated by commas, spaces or new lines.
pub fn read_areas(text: &str) -> Result<Vec<AreaTyped>, NotAnArea> {
    text.split([',', ';', '\n', '\r', ' ', '\t'])
        .filter(|word| !word.is_empty())
        .map(read_area)
        .collect()
}

fn read_area(word: &str) -> Result<AreaTyped, NotAnArea> {
    let unreadable = || NotAnArea(word.chars().take(40).collect());
    let upper = word.to_ascii_uppercase();
    let digits = word.bytes().all(|b| b.is_ascii_digit());
    let could_be = match word.len() {
        _ if word.contains(':') => vec![scoped(word).ok_or_else(unreadable)?],
        2 if word.bytes().all(|b| b.is_ascii_alphabetic()) && upper == "US" => {
            vec![PlaceId::new(GeoScope::National, "US")]
        }
        2 if word.bytes().all(|b| b.is_ascii_alphabetic()) => {
            vec![PlaceId::new(GeoScope::State, &upper)]
        }
        5 if digits => vec![
            PlaceId::new(GeoScope::County, word),
            PlaceId::new(GeoScope::Cbsa, word),
        ],
        7 | 10 if digits => vec![PlaceId::city(word)],
        _ => return Err(unreadable()),
    };
    Ok(AreaTyped {
        typed: word.to_owned(),
        could_be,
    })
}

/// `county:06075`, `metro:41860`; the scope in any case.
fn scoped(word: &str) -> Option<PlaceId> {
    let (scope, code) = word.split_once(':')?;
    let scope = match scope.to_lowercase().as_str() {
        "metro" => "cbsa".to_owned(),
        other => other.to_owned(),
    };
    format!("{scope}:{}", code.to_ascii_uppercase())
        .parse()
        .ok()
}

#[cfg(test)]
mod tests;
