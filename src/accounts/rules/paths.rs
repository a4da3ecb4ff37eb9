//! Which addresses a person may be sent to after signing in: pages of this site and nothing else,
//! whatever a crafted link says.

use url::Url;

const START: &str = "/today";

/// The path, if it is one of this site's own; otherwise Today.
pub(crate) fn local_path(text: &str) -> &str {
    let plain = text.starts_with('/')
        // Browsers read `//host` and `/\host` as another site.
        && !text.starts_with("//")
        && !text.contains('\\')
        && !text.chars().any(char::is_control)
        && text.len() <= 2_000;
    // Coming back to the door would go round in circles.
    if plain && !text.starts_with("/sign-") && text != "/" {
        text
    } else {
        START
    }
}

/// The path of the page that sent a form (its `Referer`), or the fallback.
pub(crate) fn path_of(referer: Option<&str>, fallback: &str) -> String {
    let Some(page) = referer.and_then(|text| Url::parse(text).ok()) else {
        return fallback.to_owned();
    };
    let path = match page.query() {
        Some(query) => format!("{}?{query}", page.path()),
        None => page.path().to_owned(),
    };
    if local_path(&path) == path {
        path
    } else {
        fallback.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_come_back_to() {
        assert_eq!(local_path("/goals/x?tab=matches"), "/goals/x?tab=matches");
        for elsewhere in [
            "",
            "goals",
            "//evil.test/x",
            "/\\evil.test",
            "https://evil.test",
            "javascript:alert(1)",
            "/goals\r\nSet-Cookie: a=b",
            "/sign-in?next=/sign-in",
            "/sign-out",
        ] {
            assert_eq!(local_path(elsewhere), "/today", "{elsewhere:?}");
        }
    }

    #[test]
    fn a_referer_counts_only_by_its_path() {
        let from = |text| path_of(Some(text), "/settings");
        assert_eq!(from("http://a.test/goals?q=x#top"), "/goals?q=x");
        assert_eq!(from("http://a.test//evil.test/x"), "/settings");
        assert_eq!(path_of(None, "/settings"), "/settings");
    }
}
