//! Reading the value of an indicator as people write it, and what each unit allows.
//!
//! A comma may only group thousands: "8,6" is refused rather than read as eighty-six. A percent or dollar sign must fit
//! the unit, because a value in the wrong unit is the commonest mistake in a series.

use chrono::{Datelike, NaiveDate};

use crate::values::IndicatorUnit;

/// The largest size of a value: beyond it, a number in a computer loses its last digits.
pub const LARGEST: f64 = 1e15;
/// The first year a value may be from.
pub const FIRST_YEAR: i32 = 1900;

/// "8.6", "8.6%", "1,200", "$45,000", "−2". The error says what to type.
pub fn read(typed: &str, unit: Option<IndicatorUnit>) -> Result<f64, String> {
    let text = typed.trim().replace('−', "-").replace('\u{a0}', " ");
    let (text, percent) = match text.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (text.as_str(), false),
    };
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, text),
    };
    let (text, dollars) = match text.strip_prefix('$') {
        Some(rest) => (rest.trim_start(), true),
        None => (text, false),
    };
    if percent && unit.is_some_and(|unit| unit != IndicatorUnit::Percent) {
        return Err(
            "Leave out the percent sign: this number is not counted in percent.".to_owned(),
        );
    }
    if dollars && unit.is_some_and(|unit| unit != IndicatorUnit::Dollars) {
        return Err("Leave out the dollar sign: this number is not counted in dollars.".to_owned());
    }
    let value = plain(text)? * sign;
    if let Some(unit) = unit {
        fits(value, unit)?;
    }
    // A minus sign before nothing is still nothing.
    Ok(if value == 0.0 { 0.0 } else { value })
}

/// Digits with a point, and commas that group them by three.
fn plain(text: &str) -> Result<f64, String> {
    let say = || "Type a number, such as 8.6 or 1,200.".to_owned();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && fraction.is_empty() || !digits(fraction) {
        return Err(say());
    }
    let groups: Vec<&str> = whole.split(',').collect();
    if !groups.iter().all(|group| digits(group)) {
        return Err(say());
    }
    let grouped = groups.len() == 1
        || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
    if !grouped {
        return Err(
            "Type a point before the decimals, such as 8.6. A comma only groups thousands."
                .to_owned(),
        );
    }
    format!("0{}.{fraction}0", groups.concat())
        .parse::<f64>()
        .ok()
        .filter(|value| value.is_finite() && *value <= LARGEST)
        .ok_or_else(|| "Type a number below a quadrillion.".to_owned())
}

/// Whether the unit allows the value.
pub fn fits(value: f64, unit: IndicatorUnit) -> Result<(), String> {
    let wrong = match unit {
        IndicatorUnit::Percent if !(0.0..=100.0).contains(&value) => {
            "A percentage lies between 0 and 100."
        }
        IndicatorUnit::Count if value < 0.0 => "A count cannot be below zero.",
        IndicatorUnit::Per1000 if value < 0.0 => "A rate per 1,000 cannot be below zero.",
        IndicatorUnit::Ratio if value < 0.0 => "A ratio cannot be below zero.",
        IndicatorUnit::Days if value < 0.0 => "A number of days cannot be below zero.",
        _ => return Ok(()),
    };
    Err(wrong.to_owned())
}

/// Whether somebody can have observed something on that day.
pub fn has_come(on: NaiveDate, today: NaiveDate) -> Result<(), &'static str> {
    if on > today {
        return Err("Type a date that has come: only what was observed is reported.");
    }
    if on.year() < FIRST_YEAR {
        return Err("Type a date from 1900 on.");
    }
    Ok(())
}

/// Whether the interval is around the value, both ends or none.
pub fn around(value: f64, low: Option<f64>, high: Option<f64>) -> Result<(), &'static str> {
    match (low, high) {
        (None, None) => Ok(()),
        (Some(low), Some(high)) if low <= value && value <= high => Ok(()),
        (Some(_), Some(_)) => {
            Err("The value must lie between the low and the high end of its range.")
        }
        _ => Err("Type both ends of the range, or neither."),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (typed, value) in [
            ("8.6", 8.6),
            (" 8.6 %", 8.6),
            ("1,200", 1200.0),
            ("$45,000", 45_000.0),
            ("-$45", -45.0),
            ("−2", -2.0),
            (".5", 0.5),
            ("12,345,678.9", 12_345_678.9),
            ("999,999,999,999,999", 999_999_999_999_999.0),
        ] {
            assert_eq!(read(typed, None), Ok(value), "{typed}");
        }
        for typed in [
            "",
            ".",
            "-",
            "%",
            "about 8",
            "1e300",
            "1e308",
            "NaN",
            "inf",
            "-inf",
            "8,6",
            "1,20",
            ",5",
            "1,,000",
            "1.2.3",
            "1 200",
            "99999999999999999999",
            "٣",
            "0x10",
            "8.6 %%",
        ] {
            assert!(read(typed, None).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_unit_refuses_what_it_cannot_be() {
        use IndicatorUnit as U;
        for (typed, unit) in [
            ("101", U::Percent),
            ("-1", U::Percent),
            ("-1", U::Count),
            ("7%", U::Count),
            ("$7", U::Percent),
            ("-0.1", U::Ratio),
            ("-3", U::Days),
        ] {
            assert!(read(typed, Some(unit)).is_err(), "{typed} {unit}");
        }
        assert_eq!(read("-4,000", Some(U::Dollars)), Ok(-4_000.0));
        assert_eq!(read("-2.5", Some(U::Points)), Ok(-2.5));
        assert_eq!(read("1,200", Some(U::Per1000)), Ok(1_200.0));
        assert!(
            around(7.0, Some(7.5), Some(8.0)).is_err() && around(7.0, Some(6.0), None).is_err()
        );
        assert!(around(7.0, Some(6.0), Some(7.0)).is_ok());
    }

    proptest! {
        #[test]
        fn what_is_read_is_finite_and_of_bounded_size(typed in "\\PC{0,24}") {
            if let Ok(value) = read(&typed, None) {
                prop_assert!(value.is_finite() && value.abs() <= LARGEST);
            }
        }

        #[test]
        fn a_plain_number_comes_back(value in -999_999_999_i64..999_999_999) {
            #[expect(clippy::cast_precision_loss, reason = "nine digits fit")]
            let expected = value as f64;
            prop_assert_eq!(read(&value.to_string(), None), Ok(expected));
        }
    }
}
