//! Any bytes, read as a mail.
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
    // What the reader catches is no failure; what it lets through ends the process below.
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    let outcome = std::panic::catch_unwind(|| {
        let _ = read::read(bytes);
    });
    if outcome.is_err() {
        std::process::abort();
    }
});
