//! Which addresses a stranger may make us look at: only what everybody can reach, so that nobody sees our own network
//! through us.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// What may be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// The web: encrypted, on its usual port, at public addresses.
    Public,
    /// A server of the tests.
    #[cfg(test)]
    Anywhere,
}

impl Reach {
    /// Whether a request may go there, as far as the address says.
    pub(super) fn allows(self, address: &Url) -> bool {
        match self {
            Self::Public => {
                address.scheme() == "https"
                    && address.port_or_known_default() == Some(443)
                    && address.username().is_empty()
                    && address.password().is_none()
                    && address.host().is_some()
            }
            #[cfg(test)]
            Self::Anywhere => true,
        }
    }

    /// Whether a connection may be made.
    pub(super) fn may_connect(self, at: IpAddr) -> bool {
        match self {
            Self::Public => is_public(at),
            #[cfg(test)]
            Self::Anywhere => true,
        }
    }
}

/// The address somebody pasted; `webcal:` is how calendar programs call `https:`.
pub(super) fn address(text: &str) -> Option<Url> {
    let text = text.trim();
    let secure = ["webcal://", "webcals://"].iter().find_map(|scheme| {
        let start = text.get(..scheme.len())?;
        start
            .eq_ignore_ascii_case(scheme)
            .then(|| &text[scheme.len()..])
    });
    let parsed = match secure {
        Some(rest) => Url::parse(&format!("https://{rest}")),
        None => Url::parse(text),
    };
    parsed.ok().filter(|url| Reach::Public.allows(url))
}

/// The name to look up, or the address that stands there itself.
pub(super) fn host(address: &Url) -> Option<String> {
    Some(match address.host()? {
        Host::Domain(name) => name.to_owned(),
        Host::Ipv4(at) => at.to_string(),
        Host::Ipv6(at) => at.to_string(),
    })
}

/// Whether an address is one that all the world shares (the registries of special addresses of IANA, RFC 6890).
pub(super) fn is_public(at: IpAddr) -> bool {
    match at {
        IpAddr::V4(at) => is_public_v4(at),
        IpAddr::V6(at) => is_public_v6(at),
    }
}

fn is_public_v4(at: Ipv4Addr) -> bool {
    let [a, b, c, _] = at.octets();
    let special = match a {
        // This network, private, loopback; many at once, reserved, all.
        0 | 10 | 127 | 224.. => true,
        // Shared by carriers.
        100 => (64..=127).contains(&b),
        // A link of its own.
        169 => b == 254,
        // Private.
        172 => (16..=31).contains(&b),
        // Protocols, documentation, relays, private.
        192 => matches!((b, c), (0, 0 | 2) | (88, 99) | (168, _)),
        // Benchmarks, documentation.
        198 => matches!(b, 18 | 19) || (b, c) == (51, 100),
        203 => (b, c) == (0, 113),
        _ => false,
    };
    !special
}

fn is_public_v6(at: Ipv6Addr) -> bool {
    let parts = at.segments();
    let inner = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // An IPv4 address in other clothes: mapped, translated (RFC 6052) and 6to4.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            inner(high, low)
        }
        [0x2002, high, low, ..] => inner(high, low),
        // Protocols with Teredo (2001::/23), and documentation.
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // Only 2000::/3 is given out.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}
