//! The readable part of an address: `opportunity-youth-reconnected`.
//!
//! Made from a name by folding accents, case and punctuation. A slug is for people; it is never the only key to a row.

use std::{fmt, str::FromStr};

/// Lower-case ASCII letters and digits in words joined by single hyphens, 1 to 80 characters.
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
pub struct Slug(String);

/// Text that is not a slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Use lower-case letters, digits and single hyphens, such as lead-free-memphis.")]
pub struct NotASlug;

const LONGEST: usize = 80;

impl Slug {
    /// The slug of a name, cut at a word's end. A name without letters or digits becomes `untitled`.
    pub fn of(name: &str) -> Self {
        let plain = deunicode::deunicode(name)
            .to_ascii_lowercase()
            .replace('\'', "");
        let mut slug = String::new();
        for word in plain
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            let joined = slug.len() + usize::from(!slug.is_empty()) + word.len();
            if joined > LONGEST && !slug.is_empty() {
                break;
            }
            if !slug.is_empty() {
                slug.push('-');
            }
            slug.push_str(word.get(..LONGEST.min(word.len())).unwrap_or(word));
        }
        if slug.is_empty() {
            Self("untitled".to_owned())
        } else {
            Self(slug)
        }
    }

    /// The slug as it stands in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Self, NotASlug> {
        let word = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        if text.len() <= LONGEST && text.split('-').all(word) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotASlug)
        }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Slug {
    type Error = NotASlug;

    fn try_from(text: String) -> Result<Self, NotASlug> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_fold_to_plain_words() {
        assert_eq!(
            Slug::of("Cañada’s “Youth & Work” — 2030").as_str(),
            "canadas-youth-work-2030"
        );
        assert_eq!(Slug::of(" !? ").as_str(), "untitled");
    }

    proptest! {
        #[test]
        fn every_slug_made_is_a_slug(name in "\\PC{0,120}") {
            let slug = Slug::of(&name);
            prop_assert_eq!(slug.as_str().parse::<Slug>(), Ok(slug.clone()));
        }
    }
}
