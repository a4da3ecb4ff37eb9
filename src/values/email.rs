//! An e-mail address a message can be sent to.
//!
//! Checked for shape, not for existence: only a reply proves that. The domain is kept in lower case because case never
//! matters there; the part before the @ is kept as typed, and folded only for comparing (`normalized`).

use std::{fmt, str::FromStr};

/// A deliverable-looking address: ASCII, one @, a domain with a dot, at most 254 characters (RFC 5321, 4.5.3.1).
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
pub struct EmailAddress(String);

/// Text that is not an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnEmailAddress {
    /// Nothing was typed.
    #[error("Type an e-mail address.")]
    Empty,
    /// The shape is wrong.
    #[error("Type an e-mail address such as name@example.org.")]
    Shape,
}

impl EmailAddress {
    /// The address as messages use it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part after the @, in lower case.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// The form two spellings of one mailbox share: lower case, without a `+tag`. For comparing, never for sending.
    pub fn normalized(&self) -> String {
        let lower = self.0.to_ascii_lowercase();
        match lower.rsplit_once('@') {
            Some((local, domain)) => {
                let mailbox = local
                    .split('+')
                    .next()
                    .filter(|name| !name.is_empty())
                    .unwrap_or(local);
                format!("{mailbox}@{domain}")
            }
            None => lower,
        }
    }
}

impl FromStr for EmailAddress {
    type Err = NotAnEmailAddress;

    fn from_str(typed: &str) -> Result<Self, NotAnEmailAddress> {
        let text = typed.trim();
        if text.is_empty() {
            return Err(NotAnEmailAddress::Empty);
        }
        let (local, domain) = text.split_once('@').ok_or(NotAnEmailAddress::Shape)?;
        if text.len() > 254 || !is_local(local) || !is_domain(domain) {
            return Err(NotAnEmailAddress::Shape);
        }
        Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
    }
}

/// Dot-atom of RFC 5322, 3.2.3.
fn is_local(local: &str) -> bool {
    let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    local.len() <= 64
        && local
            .split('.')
            .all(|part| !part.is_empty() && part.chars().all(atom))
}

/// Host name with at least two labels, the last of them not a number.
fn is_domain(domain: &str) -> bool {
    let label = |part: &str| {
        (1..=63).contains(&part.len())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    let last_is_word = domain
        .rsplit('.')
        .next()
        .is_some_and(|last| last.len() >= 2 && !last.chars().all(|c| c.is_ascii_digit()));
    domain.len() <= 253 && domain.contains('.') && domain.split('.').all(label) && last_is_word
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = NotAnEmailAddress;

    fn try_from(text: String) -> Result<Self, NotAnEmailAddress> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_domain_is_folded_and_the_name_is_not() {
        let address: EmailAddress = " Ana.Ruiz+Grants@Example.ORG ".parse().unwrap();
        assert_eq!(address.as_str(), "Ana.Ruiz+Grants@example.org");
        assert_eq!(address.domain(), "example.org");
        assert_eq!(address.normalized(), "ana.ruiz@example.org");
    }

    #[test]
    fn shapes_that_cannot_be_delivered_are_refused() {
        for typed in [
            "ana",
            "ana@",
            "@example.org",
            "ana@example",
            "a na@example.org",
            "ana@@example.org",
            "ana@exa mple.org",
            ".ana@example.org",
            "ana@-example.org",
            "ana@example.org\r\nBcc: x@example.org",
            "ana@10.0.0.1",
            "añа@example.org",
        ] {
            assert_eq!(
                typed.parse::<EmailAddress>(),
                Err(NotAnEmailAddress::Shape),
                "{typed:?}"
            );
        }
        assert_eq!("  ".parse::<EmailAddress>(), Err(NotAnEmailAddress::Empty));
    }
}
