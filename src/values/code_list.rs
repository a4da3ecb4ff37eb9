//! A short list of codes in one column, such as a pocket's constraints: read and written whole,
//! never searched, so a table of its own would only cost a join.

use std::{convert::Infallible, fmt, str::FromStr};

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

/// Codes in the order given, kept as `a;b;c`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, DeriveValueType)]
#[sea_orm(value_type = "String")]
pub struct CodeList(Vec<String>);

impl CodeList {
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn contains(&self, code: &str) -> bool {
        self.iter().any(|held| held == code)
    }
}

impl<T: ToString> FromIterator<T> for CodeList {
    fn from_iter<I: IntoIterator<Item = T>>(codes: I) -> Self {
        Self(
            codes
                .into_iter()
                .map(|code| code.to_string().replace(';', ","))
                .collect(),
        )
    }
}

impl fmt::Display for CodeList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(";"))
    }
}

impl FromStr for CodeList {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(text.split(';').filter(|code| !code.is_empty()).collect())
    }
}
