//! The employer identification number the IRS gives an organization.
//!
//! Nine digits, written 12-3456789. It is the surest sign that two records are one organization, so it is checked
//! before it is kept. Prefixes are not checked: the IRS adds to them.

use std::{fmt, str::FromStr};

/// Nine digits, kept without the hyphen and shown with it.
#[derive(
    Debug,
    Clone,
    Copy,
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
pub struct Ein([u8; 9]);

/// Text that is not an EIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Type the nine digits of the EIN, such as 12-3456789.")]
pub struct NotAnEin;

impl FromStr for Ein {
    type Err = NotAnEin;

    fn from_str(typed: &str) -> Result<Self, NotAnEin> {
        let text = typed.trim();
        let digits = match text.split_once('-') {
            Some((prefix, rest)) if prefix.len() == 2 => format!("{prefix}{rest}"),
            Some(_) => return Err(NotAnEin),
            None => text.to_owned(),
        };
        let bytes: [u8; 9] = digits.as_bytes().try_into().map_err(|_| NotAnEin)?;
        if bytes.iter().all(u8::is_ascii_digit) && bytes != *b"000000000" {
            Ok(Self(bytes))
        } else {
            Err(NotAnEin)
        }
    }
}

impl fmt::Display for Ein {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, digit) in self.0.iter().enumerate() {
            if at == 2 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*digit))?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Ein {
    type Error = NotAnEin;

    fn try_from(text: String) -> Result<Self, NotAnEin> {
        text.parse()
    }
}

impl From<Ein> for String {
    fn from(ein: Ein) -> Self {
        ein.to_string()
    }
}

#[cfg(test)]
mod tests;
