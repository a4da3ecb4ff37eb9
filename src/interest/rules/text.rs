//! Text as strangers type it: without control characters, of bounded length, and, where it will be
//! repeated in a mail, without web addresses, so that nobody can have us mail theirs to others.

use crate::values::typed::{clean, words};

/// A name that must be given.
pub(super) fn name(typed: &str, most: usize, missing: &str) -> Result<String, String> {
    match optional_name(typed, most)? {
        text if text.is_empty() => Err(missing.to_owned()),
        text => Ok(text),
    }
}

/// A name or title that may be left out.
pub(super) fn optional_name(typed: &str, most: usize) -> Result<String, String> {
    let text = words(typed);
    let lower = text.to_lowercase();
    if lower.contains("://") || lower.contains("www.") {
        return Err("Leave web addresses out here; there is a field for yours.".to_owned());
    }
    shorter(text, most)
}

/// Paragraphs.
pub(super) fn prose(typed: &str, most: usize) -> Result<String, String> {
    shorter(clean(typed), most)
}

fn shorter(text: String, most: usize) -> Result<String, String> {
    let long = text.chars().count();
    if long > most {
        return Err(format!(
            "Shorten this to {most} characters; it has {long} now."
        ));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_what_cannot_be_seen() {
        let name = optional_name(" Ana\r\nBcc: x\0\u{202e} Ruiz ", 120);
        assert_eq!(name.unwrap(), "Ana Bcc: x Ruiz");
        assert_eq!(prose("one\r\n\r\ntwo\u{7}", 20).unwrap(), "one\n\ntwo");
    }

    #[test]
    fn names_carry_no_addresses_and_have_an_end() {
        assert!(optional_name("Win at https://spam.example", 120).is_err());
        assert!(optional_name("WWW.spam.example", 120).is_err());
        assert!(name("  ", 120, "Type it.").is_err());
        assert_eq!(
            optional_name("abcd", 3).unwrap_err(),
            "Shorten this to 3 characters; it has 4 now."
        );
        assert_eq!(name("Renée O’Neill", 120, "").unwrap(), "Renée O’Neill");
    }
}
