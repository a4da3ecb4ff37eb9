//! The only place that reads the machine's clock. Everything else takes the time as an argument or
//! from the `Clock` in the application state, so that tests can set it.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};

/// Tells the time: the machine's, or one that a test has set.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    Machine,
    /// A clock that stands still until it is moved (milliseconds since 1970).
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `at` until it is moved.
    pub fn set_to(at: DateTime<Utc>) -> Self {
        Self::Set(Arc::new(AtomicI64::new(at.timestamp_millis())))
    }

    /// Now, in UTC, to the millisecond (what both databases keep).
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::Machine => machine_now(),
            Self::Set(millis) => {
                DateTime::from_timestamp_millis(millis.load(Ordering::SeqCst)).unwrap_or_default()
            }
        }
    }

    /// Moves a set clock forward; the machine's clock is left alone.
    pub fn advance(&self, by: TimeDelta) {
        if let Self::Set(millis) = self {
            millis.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that may")]
fn machine_now() -> DateTime<Utc> {
    let since_epoch = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since_epoch.as_millis())
        .ok()
        .and_then(DateTime::from_timestamp_millis)
        .unwrap_or_default()
}
