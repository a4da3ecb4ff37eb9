//! What we take from a browser's request besides its path: theme, flash, and a key that stands for
//! the visitor's network address where tries are counted.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};

use super::AppState;

/// The value of one cookie.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The theme a browser asked for.
pub(super) fn theme(headers: &HeaderMap) -> &'static str {
    match cookie(headers, "theme") {
        Some("light") => "light",
        Some("dark") => "dark",
        _ => "auto",
    }
}

/// Stands for where a request came from, for counting tries; never logged and kept only hashed.
/// An IPv6 visitor counts by /64, the smallest block a household gets.
#[derive(Clone, Debug)]
pub struct ClientKey(pub String);

impl FromRequestParts<AppState> for ClientKey {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        app: &AppState,
    ) -> Result<Self, Self::Rejection> {
        let forwarded = forwarded(&parts.headers).filter(|_| app.settings.trusted_proxy);
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|ConnectInfo(at)| at.ip());
        Ok(Self(key(forwarded.or(peer))))
    }
}

/// The address our own proxy saw: the last of the last line. Those before it can be made up.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let line = headers.get_all("x-forwarded-for").iter().next_back()?;
    let last = line.to_str().ok()?.rsplit(',').next()?;
    last.trim().parse().ok()
}

fn key(address: Option<IpAddr>) -> String {
    // An IPv4 visitor of a socket for both arrives as ::ffff:a.b.c.d: all of them share one /64.
    match address.map(|address| address.to_canonical()) {
        Some(IpAddr::V4(v4)) => v4.to_string(),
        Some(IpAddr::V6(v6)) => {
            let s = v6.segments();
            format!("{:x}:{:x}:{:x}:{:x}::/64", s[0], s[1], s[2], s[3])
        }
        None => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_address_of_the_last_line_counts() {
        let mut headers = HeaderMap::new();
        assert_eq!(key(forwarded(&headers)), "unknown");
        for line in ["192.0.2.1", "192.0.2.2, 203.0.113.9"] {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        assert_eq!(key(forwarded(&headers)), "203.0.113.9");
    }

    #[test]
    fn mapped_addresses_count_apart_and_households_together() {
        let of = |text: &str| key(text.parse().ok());
        assert_eq!(of("::ffff:203.0.113.9"), "203.0.113.9");
        assert_eq!(of("2001:db8:1:2::9"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::9"), of("2001:db8:1:3::9"));
    }
}
