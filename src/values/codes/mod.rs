//! Coded lists: every choice the field names with a fixed word.
//!
//! One macro makes each enum from its list in `data/reference/codelists.json`, with the code that is stored and the
//! label that is shown. A test below keeps enum and list equal, so a new code cannot be added in one place only.

mod absorbing;
mod contract;
mod convening;
mod funding;
mod indicator;
mod invitation;
mod meeting;
mod partnership;
mod poll;
mod quorum;
mod reminder;
mod stance;
mod standing;
#[cfg(test)]
mod tests;

pub use absorbing::*;
pub use contract::*;
pub use convening::*;
pub use funding::*;
pub use indicator::*;
pub use invitation::*;
pub use meeting::*;
pub use partnership::*;
pub use poll::*;
pub use quorum::*;
pub use reminder::*;
pub use stance::*;
pub use standing::*;

/// Text that is not one of the codes of a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not a known {list}; choose one of: {choices}")]
pub struct UnknownCode {
    /// What was given.
    pub text: String,
    /// The list it should have come from, in words ("capital product").
    pub list: String,
    /// Every code of the list, comma-separated.
    pub choices: String,
}

/// Makes a coded enum: `as_str` (the stored code), `label` (the shown words), `ALL`, `FromStr`, `Display` (the code),
/// serde as the code, and a sea-orm text column.
macro_rules! codes {
    (
        $(#[$doc:meta])*
        pub enum $name:ident: $list:literal {
            $( $variant:ident = $code:literal => $label:literal ),+ $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, sea_orm::DeriveValueType)]
        #[sea_orm(value_type = "String")]
        pub enum $name {
            $( #[doc = $label] $variant ),+
        }

        impl $name {
            /// The list's name in the reference data.
            pub const LIST: &'static str = $list;
            /// Every choice, in the order of the list.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];

            /// The code as stored and exchanged.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $code ),+ }
            }

            /// The words a person sees.
            pub const fn label(self) -> &'static str {
                match self { $( Self::$variant => $label ),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::values::UnknownCode;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|each| each.as_str() == text).ok_or_else(|| {
                    $crate::values::UnknownCode {
                        text: text.to_owned(),
                        list: $list.replace('_', " "),
                        choices: Self::ALL.iter().map(|each| each.as_str()).collect::<Vec<_>>().join(", "),
                    }
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use codes;
