//! The Census Bureau's identifier of a place.
//!
//! Places are matched on codes, never on names: there is a Newark in many states. Leading zeros are part of the code
//! (Alabama is 01), so a GEOID is text, not a number.

use std::{fmt, str::FromStr};

/// 2 digits for a state, 5 for a county or metro area, 7 for a city, 10 for a county subdivision, 11 for a tract.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    sea_orm::DeriveValueType,
    serde::Serialize,
    serde::Deserialize,
)]
#[sea_orm(value_type = "String")]
#[serde(try_from = "String", into = "String")]
pub struct Geoid(String);

/// Text that is not a GEOID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Type a Census GEOID: 2, 5, 7, 10 or 11 digits, leading zeros included.")]
pub struct NotAGeoid;

impl Geoid {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The state's two digits. Not meaningful for a metro area, which can cross state lines.
    pub fn state_fips(&self) -> &str {
        self.0.get(..2).unwrap_or_default()
    }
}

impl FromStr for Geoid {
    type Err = NotAGeoid;

    fn from_str(typed: &str) -> Result<Self, NotAGeoid> {
        let text = typed.trim();
        let known_length = matches!(text.len(), 2 | 5 | 7 | 10 | 11);
        if known_length && text.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAGeoid)
        }
    }
}

impl fmt::Display for Geoid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Geoid {
    type Error = NotAGeoid;

    fn try_from(text: String) -> Result<Self, NotAGeoid> {
        text.parse()
    }
}

impl From<Geoid> for String {
    fn from(geoid: Geoid) -> Self {
        geoid.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_zeros_stay() {
        let place: Geoid = "0667000".parse().unwrap();
        assert_eq!((place.as_str(), place.state_fips()), ("0667000", "06"));
    }

    #[test]
    fn a_number_that_lost_its_zero_is_refused() {
        assert_eq!("667000".parse::<Geoid>(), Err(NotAGeoid));
        assert_eq!("66700A0".parse::<Geoid>(), Err(NotAGeoid));
    }
}
