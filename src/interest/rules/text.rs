//! Text as strangers type it: without control characters, of bounded length, and, where it will be
//! repeated in a mail, without web addresses, so that nobody can have us mail theirs to others.

/// One line: control characters and runs of space become one space; none at the ends.
pub(super) fn line(typed: &str) -> String {
    let plain: String = typed
        .chars()
        .map(|c| if is_unseen(c) { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name that must be given.
pub(super) fn name(typed: &str, most: usize, missing: &str) -> Result<String, String> {
    match optional_name(typed, most)? {
        text if text.is_empty() => Err(missing.to_owned()),
        text => Ok(text),
    }
}

/// A name or title that may be left out.
pub(super) fn optional_name(typed: &str, most: usize) -> Result<String, String> {
    let text = line(typed);
    let lower = text.to_lowercase();
    if lower.contains("://") || lower.contains("www.") {
        return Err("Leave web addresses out here; there is a field for yours.".to_owned());
    }
    shorter(text, most)
}

/// Paragraphs: line ends as one kind, other control characters dropped.
pub(super) fn prose(typed: &str, most: usize) -> Result<String, String> {
    let text: String = typed
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| *c == '\n' || !is_unseen(*c))
        .collect();
    shorter(text.trim().to_owned(), most)
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

/// Control characters (a database refuses NUL), and those that turn the direction of the text after them.
fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_what_cannot_be_seen() {
        assert_eq!(line(" Ana\r\nBcc: x\0\u{202e} Ruiz "), "Ana Bcc: x Ruiz");
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
