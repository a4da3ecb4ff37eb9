//! The signature of mail handed over by HTTP: `t=seconds,v1=hex`, an HMAC-SHA256 over `t.body`.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A signature older or newer than this is not believed.
const GOOD_FOR_SECONDS: u64 = 300;

/// Whether whoever holds the secret signed this body lately. Compared in constant time.
pub(in crate::invitations) fn is_signed(
    secret: &str,
    header: &str,
    body: &[u8],
    now: DateTime<Utc>,
) -> bool {
    let field = |name: &str| {
        let mut fields = header
            .split(',')
            .filter_map(|field| field.trim().split_once('='));
        fields.find_map(|(key, value)| (key == name).then_some(value))
    };
    let (Some(time), Some(given)) = (field("t"), field("v1").and_then(unhex)) else {
        return false;
    };
    let is_recent = time
        .parse::<i64>()
        .is_ok_and(|time| now.timestamp().abs_diff(time) <= GOOD_FOR_SECONDS);
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return false;
    };
    mac.update(time.as_bytes());
    mac.update(b".");
    mac.update(body);
    is_recent && !secret.is_empty() && mac.verify_slice(&given).is_ok()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let pairs = text.as_bytes().chunks_exact(2);
    if text.len() != 64 || !pairs.remainder().is_empty() {
        return None;
    }
    pairs
        .map(|pair| u8::try_from(digit(pair.first()?)? * 16 + digit(pair.get(1)?)?).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_recent_signature_of_this_body_is_believed() {
        // Worked out with another program: python3 -c 'import hmac; ...' for the key "secret" and "1000.body".
        let signed = "t=1000,v1=b758bf26aabb35e5311bc10fd17ab6ad0881e9717e7d5fa7e233f3cea6868b45";
        let at = |second| DateTime::from_timestamp(second, 0).unwrap();
        assert!(is_signed("secret", signed, b"body", at(1_000)));
        assert!(is_signed("secret", signed, b"body", at(1_300)));
        assert!(!is_signed("secret", signed, b"body", at(1_301)));
        assert!(!is_signed("secret", signed, b"body", at(699)));
        assert!(!is_signed("secret", signed, b"bodY", at(1_000)));
        assert!(!is_signed("other", signed, b"body", at(1_000)));
        assert!(!is_signed(
            "secret",
            &signed.replace("t=1000", "t=1001"),
            b"body",
            at(1_000)
        ));
        for nonsense in [
            "",
            "t=1000",
            "v1=00",
            "t=,v1=",
            "t=1000,v1=zz",
            "t=1000,v1=€",
        ] {
            assert!(
                !is_signed("secret", nonsense, b"body", at(1_000)),
                "{nonsense}"
            );
        }
    }
}
