//! Small decisions around feeds: their addresses, when a subscriber already has the newest one, and
//! how often a reading is worth writing down.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

/// Readings closer together than this are not noted: a feed is read by every device of its owner.
const WORTH_NOTING: TimeDelta = TimeDelta::minutes(15);

/// The feed's secret in the file part of its address.
pub(super) fn secret(file: &str) -> Option<&str> {
    file.strip_suffix(".ics")
        .filter(|secret| !secret.is_empty())
}

/// The same address with the scheme that makes calendar programs subscribe.
pub(super) fn webcal(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    format!("webcal://{rest}")
}

/// Names this content. Weak, because the same content is also sent compressed.
pub(super) fn etag(content: &str) -> String {
    format!(
        "W/\"{}\"",
        URL_SAFE_NO_PAD.encode(Sha256::digest(content.as_bytes()))
    )
}

/// Whether `If-None-Match` says that the subscriber has this content (RFC 9110 13.1.2, weak).
pub(super) fn has_newest(if_none_match: &str, etag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    if_none_match.trim() == "*" || if_none_match.split(',').any(|tag| bare(tag) == bare(etag))
}

/// Whether this reading should be noted.
pub(super) fn is_worth_noting(last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    last.is_none_or(|last| now - last >= WORTH_NOTING)
}

/// Whether `Accept-Encoding` takes gzip (RFC 9110 12.5.3).
pub(super) fn takes_gzip(accepted: &str) -> bool {
    accepted.split(',').any(|each| {
        let (coding, weight) = each.split_once(';').unwrap_or((each, ""));
        let refused = weight
            .trim()
            .strip_prefix("q=")
            .is_some_and(|weight| weight.trim().parse() == Ok(0.0_f32));
        coding.trim().eq_ignore_ascii_case("gzip") && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_sent_to_those_who_take_it() {
        assert!(takes_gzip("gzip") && takes_gzip("br;q=1.0, GZIP;q=0.5"));
        assert!(!takes_gzip("br") && !takes_gzip("gzip;q=0, br") && !takes_gzip(""));
    }

    #[test]
    fn addresses_are_read_and_written() {
        assert_eq!(secret("abc.ics"), Some("abc"));
        assert_eq!(
            (secret(".ics"), secret("abc"), secret("abc.txt")),
            (None, None, None)
        );
        assert_eq!(
            webcal("https://r.example/feeds/x.ics"),
            "webcal://r.example/feeds/x.ics"
        );
    }

    #[test]
    fn a_subscriber_has_what_it_names() {
        let tag = etag("BEGIN:VCALENDAR");
        assert!(has_newest(&tag, &tag) && has_newest("*", &tag));
        assert!(has_newest(
            &format!("\"other\", {}", tag.trim_start_matches("W/")),
            &tag
        ));
        assert!(!has_newest("W/\"other\"", &tag) && !has_newest("", &tag));
        assert_ne!(tag, etag("BEGIN:VCALENDAR2"));
    }

    #[test]
    fn readings_are_noted_every_quarter_of_an_hour() {
        let now: DateTime<Utc> = "2026-11-22T15:00:00Z".parse().unwrap();
        assert!(is_worth_noting(None, now));
        assert!(!is_worth_noting(Some(now - TimeDelta::minutes(14)), now));
        assert!(is_worth_noting(Some(now - TimeDelta::minutes(15)), now));
    }
}
