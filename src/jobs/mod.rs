//! Promises of work, kept in our own database: `enqueue` takes the transaction, so the promise and
//! the deed that needs it commit together. Workers lease one job with one statement and hold no
//! transaction while doing it. A job may run twice (a lease that ran out), so every job is written to
//! be harmless when repeated.

mod put_off;
mod store;
mod worker;

use chrono::TimeDelta;
use serde::{Serialize, de::DeserializeOwned};

pub use put_off::PutOff;
pub use store::{JobRow, counts, enqueue, enqueue_at, failed, forget_finished, list, retry};
pub use worker::{Outcome, Workers};

/// What a job carries; its kind is its name in the database, for life.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    const KIND: &'static str;
}

/// A job that failed this often is left for a person to look at.
pub const MOST_ATTEMPTS: i32 = 8;

/// How long a worker may be silent before another takes its job, unless told otherwise.
pub const LEASE: TimeDelta = TimeDelta::seconds(120);

/// How long to wait after the n-th failure: 15 s, 30 s, 1 min ... at most an hour.
fn pause_after(attempts: i32) -> TimeDelta {
    let doublings = u32::try_from(attempts.clamp(1, 9) - 1).unwrap_or_default();
    TimeDelta::seconds((15_i64 << doublings).min(3_600))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_longer_each_time_up_to_an_hour() {
        let waits: Vec<_> = (1..=12).map(|n| pause_after(n).num_seconds()).collect();
        assert_eq!(&waits[..4], &[15, 30, 60, 120]);
        assert!(waits.windows(2).all(|pair| pair[0] <= pair[1]));
        assert_eq!(waits.last(), Some(&3_600));
    }
}
