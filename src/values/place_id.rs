//! The key of a place: its scope and code, such as `city:0667000` or `county:06075`. Places match on
//! codes, never on names ("Newark" is a place in many states).

use std::{fmt, str::FromStr};

use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Serialize};

use super::GeoScope;

/// Scope and code in one text, as the database keys it.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType,
)]
#[sea_orm(value_type = "String")]
pub struct PlaceId(String);

/// What a text must look like to be a place's key.
#[derive(Debug, thiserror::Error)]
#[error("a place is written scope:code, such as city:0667000")]
pub struct NotAPlaceId;

impl PlaceId {
    /// The key of the place with this code in this scope.
    pub fn new(scope: GeoScope, code: &str) -> Self {
        Self(format!("{scope}:{code}"))
    }

    /// The key of a city, from its Census GEOID (place 7 digits, county subdivision 10).
    pub fn city(geoid: &str) -> Self {
        Self::new(GeoScope::City, geoid)
    }

    /// The code without its scope.
    pub fn code(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, code)| code)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PlaceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PlaceId {
    type Err = NotAPlaceId;

    fn from_str(text: &str) -> Result<Self, NotAPlaceId> {
        let (scope, code) = text.split_once(':').ok_or(NotAPlaceId)?;
        scope.parse::<GeoScope>().map_err(|_| NotAPlaceId)?;
        let plain = !code.is_empty() && code.chars().all(|c| c.is_ascii_alphanumeric());
        plain.then(|| Self(text.to_owned())).ok_or(NotAPlaceId)
    }
}

impl TryFromU64 for PlaceId {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64("PlaceId"))
    }
}
