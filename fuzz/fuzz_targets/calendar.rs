//! Any bytes, made regular and read as a calendar object. Making regular twice is making it once.
#![no_main]

use std::sync::Once;

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, unused_imports)]
#[path = "../../src/invitations/itip/read/mod.rs"]
mod read;

#[allow(dead_code)]
#[path = "../../src/values/time_convert.rs"]
mod time_convert;

mod values {
    pub(crate) use crate::time_convert;
}

static QUIET: Once = Once::new();

fuzz_target!(|bytes: &[u8]| {
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    let outcome = std::panic::catch_unwind(|| {
        let _ = read::read_object(bytes);
        if let Ok(once) = read::normalise(bytes) {
            assert_eq!(read::normalise(once.as_bytes()).ok().as_ref(), Some(&once));
        }
    });
    if outcome.is_err() {
        std::process::abort();
    }
});
