//! Real mails, changed at random.

use proptest::prelude::*;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn changed_mails_never_panic_and_normalising_twice_is_once(
        which in 0..6_usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0..5_u8, any::<u8>()), 1..12),
    ) {
        let names = ["outlook-accept.eml", "gmail-decline.eml", "bounce.eml", "delegated.ics", "counter-custom-zone.ics", "capitals.ics"];
        let mut raw = bytes(names[which]);
        for (at, how, byte) in changes {
            let at = at.index(raw.len().max(1)).min(raw.len().saturating_sub(1));
            match how {
                0 => raw[at] = byte,
                1 => raw.insert(at, byte),
                2 => { raw.remove(at); }
                3 => raw.insert(at, b'\n'),
                _ => { let piece = raw[at..(at + usize::from(byte)).min(raw.len())].to_vec(); raw.splice(at..at, piece); }
            }
            if raw.is_empty() { raw.push(b'a'); }
        }
        let _ = read(&raw);
        let _ = read_object(&raw);
        if let Ok(once) = normalise(&raw) {
            prop_assert_eq!(normalise(once.as_bytes()), Ok(once.clone()));
            prop_assert!(once.split("\r\n").all(|line| !line.contains(['\r', '\n'])));
        }
    }
}
