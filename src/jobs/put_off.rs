//! Not now: what a job answers when something else must come first.

use std::fmt;

use chrono::TimeDelta;

/// The job was not done and did not fail: it is looked at again after this long, however often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PutOff(pub TimeDelta);

impl fmt::Display for PutOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "put off for {} s", self.0.num_seconds())
    }
}

impl std::error::Error for PutOff {}
