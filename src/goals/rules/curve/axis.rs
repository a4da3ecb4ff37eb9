//! Scales and ticks: from values and dates to places in the picture, with round numbers along the edges.
//!
//! Value ticks step by 1, 2 or 5 times a power of ten; date ticks by whole years, or by months when the dates lie close
//! together.

use jiff::civil::{Date, date};

use super::{Tick, words};
use crate::values::IndicatorUnit;

/// A straight mapping from a range of numbers to a range of places.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
    step: f64,
}

/// About this many steps on the value axis.
const VALUE_STEPS: f64 = 4.0;

impl Scale {
    /// A scale whose ends are round numbers around the values. Values that are all equal get room above and below; a
    /// scale of values that are never negative does not go below zero.
    pub(super) fn of_values(values: impl Iterator<Item = f64>, start: f64, end: f64) -> Self {
        let (mut low, mut high) = values
            .fold(None, |range: Option<(f64, f64)>, value| {
                Some(range.map_or((value, value), |(low, high)| {
                    (low.min(value), high.max(value))
                }))
            })
            .unwrap_or((0.0, 1.0));
        let floor = if low >= 0.0 { 0.0 } else { f64::NEG_INFINITY };
        let size = high.abs().max(low.abs());
        if high - low <= (size * 1e-9).max(1e-9) {
            let room = if size <= 1e-9 { 1.0 } else { size * 0.1 };
            (low, high) = ((low - room).max(floor), high + room);
        }
        let step = nice_step((high - low) / VALUE_STEPS);
        Self {
            low: (low / step).floor() * step,
            high: (high / step).ceil() * step,
            start,
            end,
            step,
        }
    }

    /// A scale from the first date to the last; dates that are all equal get half a year on either side.
    pub(super) fn of_dates(dates: impl Iterator<Item = Date>, start: f64, end: f64) -> Self {
        let (mut low, mut high) = dates
            .map(day_number)
            .fold(None, |range: Option<(f64, f64)>, day| {
                Some(range.map_or((day, day), |(low, high)| (low.min(day), high.max(day))))
            })
            .unwrap_or((0.0, 365.0));
        if high <= low {
            (low, high) = (low - 183.0, high + 183.0);
        }
        Self {
            low,
            high,
            start,
            end,
            step: 1.0,
        }
    }

    /// Where a number goes, to a tenth of a unit and never outside the range of places.
    pub(super) fn place(&self, number: f64) -> f64 {
        let share = ((number - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        let place = self.start + share * (self.end - self.start);
        (place * 10.0).round() / 10.0
    }
}

/// 1, 2 or 5 times a power of ten, at or just above `rough`.
fn nice_step(rough: f64) -> f64 {
    let power = 10_f64.powf(rough.log10().floor());
    let multiple = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|each| each * power >= rough * 0.999)
        .unwrap_or(10.0);
    multiple * power
}

/// Ticks of a value scale, lowest first.
pub(super) fn nice_ticks(scale: &Scale, unit: IndicatorUnit) -> Vec<Tick> {
    let mut ticks = Vec::new();
    // Counting in whole steps keeps 0.1 + 0.2 from being 0.30000000000000004.
    for at in 0..=12_u8 {
        let value = scale.low + f64::from(at) * scale.step;
        if value > scale.high + scale.step / 2.0 {
            break;
        }
        ticks.push(Tick {
            at: scale.place(value),
            label: words::tick(value, scale.step, unit),
        });
    }
    ticks
}

/// Days since 1 January 1970, the number the date axis runs on.
pub(super) fn day_number(day: Date) -> f64 {
    day.since(date(1970, 1, 1))
        .map_or(0.0, |span| f64::from(span.get_days()))
}

/// Ticks of a date scale, oldest first: the first of January of round years, or the first of months. A series of year
/// ends has them at the ends of years, under its dots.
pub(super) fn date_ticks(scale: &Scale, most: i64, year_ends: bool) -> Vec<Tick> {
    let (Some(first), Some(last)) = (day_from(scale.low), day_from(scale.high)) else {
        return Vec::new();
    };
    let months = months_of(last) - months_of(first);
    let step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 6_000]
        .into_iter()
        .find(|step| months / step < most)
        .unwrap_or(24_000);
    let pattern = if step < 12 { "%b %Y" } else { "%Y" };
    let mut ticks = Vec::new();
    let mut month = months_of(first).div_euclid(step) * step;
    while month <= months_of(last) {
        let day = if year_ends && step >= 12 {
            first_of_month(month + 12).and_then(|next| next.yesterday().ok())
        } else {
            first_of_month(month)
        };
        if let Some(day) = day.filter(|day| (first..=last).contains(day)) {
            ticks.push(Tick {
                at: scale.place(day_number(day)),
                label: day.strftime(pattern).to_string(),
            });
        }
        month += step;
    }
    ticks
}

fn day_from(number: f64) -> Option<Date> {
    // The number came from a date (or is half a year from one), so it is small and whole.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a day number fits: dates end in the year 9999"
    )]
    let days = number.round() as i64;
    date(1970, 1, 1)
        .checked_add(jiff::SignedDuration::from_hours(days.checked_mul(24)?))
        .ok()
}

fn months_of(day: Date) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month()) - 1
}

fn first_of_month(months: i64) -> Option<Date> {
    let year = i16::try_from(months.div_euclid(12)).ok()?;
    let month = i8::try_from(months.rem_euclid(12) + 1).ok()?;
    Date::new(year, month, 1).ok()
}
