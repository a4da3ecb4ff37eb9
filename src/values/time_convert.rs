//! The one bridge between chrono (what the database columns speak) and jiff (what computes).
//!
//! jiff's years (-9999 to 9999) fit in chrono's, so that way is infallible; chrono's do not fit in
//! jiff's, so the way back is a `Result`. Nothing else in the house converts between the two.

use chrono::{DateTime, NaiveDateTime, Utc};
use jiff::{SignedDuration, Timestamp, civil};

/// A time outside the years both the database and the calendar can hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is outside the years a calendar can hold")]
pub struct TimeOutOfRange(pub String);

/// A local time from a database column.
pub fn to_civil(local: NaiveDateTime) -> Result<civil::DateTime, TimeOutOfRange> {
    let since = to_timestamp(local.and_utc())?;
    Ok(jiff::tz::TimeZone::UTC.to_datetime(since))
}

/// A local time for a database column.
#[must_use]
pub fn to_naive(local: civil::DateTime) -> NaiveDateTime {
    let epoch = civil::date(1970, 1, 1).at(0, 0, 0, 0);
    from_epoch(local.duration_since(epoch)).naive_utc()
}

/// An instant from a database column. A leap second (chrono's 60th) is refused.
pub fn to_timestamp(instant: DateTime<Utc>) -> Result<Timestamp, TimeOutOfRange> {
    let nanoseconds = i32::try_from(instant.timestamp_subsec_nanos());
    nanoseconds
        .ok()
        .and_then(|nanoseconds| Timestamp::new(instant.timestamp(), nanoseconds).ok())
        .ok_or_else(|| TimeOutOfRange(instant.to_string()))
}

/// An instant for a database column.
#[must_use]
pub fn to_chrono(instant: Timestamp) -> DateTime<Utc> {
    from_epoch(instant.as_duration())
}

/// chrono's addition overflows only beyond year 262,000; jiff stops at 9999.
fn from_epoch(since: SignedDuration) -> DateTime<Utc> {
    if since.is_negative() {
        DateTime::<Utc>::UNIX_EPOCH - since.unsigned_abs()
    } else {
        DateTime::<Utc>::UNIX_EPOCH + since.unsigned_abs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn instants_survive_the_round_trip(second in -377_705_023_201_i64..=253_402_207_200, nano in 0..1_000_000_000_i32) {
            let instant = Timestamp::new(second, nano).unwrap();
            prop_assert_eq!(to_timestamp(to_chrono(instant)).unwrap(), instant);
        }

        #[test]
        fn local_times_survive_the_round_trip(day in -3_000_000..2_932_000_i64, second in 0..86_400_i64) {
            let local = civil::date(1970, 1, 1).at(0, 0, 0, 0) + SignedDuration::from_secs(day * 86_400 + second);
            prop_assert_eq!(to_civil(to_naive(local)).unwrap(), local);
        }
    }

    #[test]
    fn a_local_time_keeps_its_digits() {
        let naive = to_naive(civil::date(2026, 11, 1).at(1, 30, 0, 0));
        assert_eq!(naive.to_string(), "2026-11-01 01:30:00");
        assert_eq!(
            to_naive(civil::date(1969, 7, 20).at(20, 17, 0, 0)).to_string(),
            "1969-07-20 20:17:00"
        );
    }

    #[test]
    fn chrono_years_beyond_ours_are_refused() {
        assert!(to_civil(NaiveDateTime::MAX).is_err());
        assert!(to_timestamp(DateTime::<Utc>::MIN_UTC).is_err());
        assert_eq!(
            to_naive(civil::DateTime::MAX).to_string(),
            "9999-12-31 23:59:59.999999999"
        );
        assert_eq!(
            to_naive(civil::DateTime::MIN).to_string(),
            "-9999-01-01 00:00:00"
        );
    }
}
