//! The one thing that only a partnership's form asks for; what every form reads is in `values::typed`.

pub(super) use crate::values::typed::{chosen, date, line, maybe_date, one_line, optional};

/// A web address that a browser may open, or nothing.
pub(super) fn website(typed: &str) -> Result<String, String> {
    let told =
        || "Type a web address that begins with https://, such as https://example.org.".to_owned();
    let text = one_line(typed, "the web address", 300)?;
    if text.is_empty() {
        return Ok(text);
    }
    let read = url::Url::parse(&text).map_err(|_| told())?;
    if matches!(read.scheme(), "http" | "https")
        && read.host_str().is_some_and(|host| host.contains('.'))
    {
        return Ok(text);
    }
    Err(told())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_a_browser_may_open_are_kept() {
        assert_eq!(
            website("https://example.org/a"),
            Ok("https://example.org/a".to_owned())
        );
        assert_eq!(website(" "), Ok(String::new()));
        for typed in [
            "javascript:alert(1)",
            "example.org",
            "https://",
            "data:text/html,x",
        ] {
            assert!(website(typed).is_err(), "{typed}");
        }
    }
}
