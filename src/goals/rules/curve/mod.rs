//! The geometry of an indicator's chart: where each dot, line, tick and label goes, and the sentences that say it.
//!
//! A template only prints these numbers into an SVG of `WIDTH` by `HEIGHT` user units. Values may be missing, equal or
//! absurd; every coordinate that comes out is finite and inside the picture.

mod axis;
#[cfg(test)]
mod tests;
mod words;

use jiff::civil::Date;

use crate::values::{IndicatorDirection, IndicatorUnit};
use axis::{Scale, date_ticks, nice_ticks};

pub use words::in_words;

/// Width of the view box.
pub const WIDTH: f64 = 640.0;
/// Height of the view box.
pub const HEIGHT: f64 = 240.0;

const LEFT: f64 = 56.0;
const RIGHT: f64 = 600.0;
const TOP: f64 = 20.0;
const BOTTOM: f64 = 204.0;
/// Room between the frame's sides and the outermost dots, so that their labels clear the value axis.
const INSET: f64 = 28.0;

/// A value on a date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// When it was so.
    pub date: Date,
    /// How much, in the indicator's unit.
    pub value: f64,
}

/// What there is to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// What is measured, in plain words.
    pub name: String,
    /// What the values count.
    pub unit: IndicatorUnit,
    /// Which way is better.
    pub direction: IndicatorDirection,
    /// Where it started.
    pub baseline: Option<Reading>,
    /// Where it should get to.
    pub target: Option<Reading>,
    /// Reported values, in any order.
    pub points: Vec<Reading>,
}

/// A dot and what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Value and date, for the dot's title: "8.6 percent at 31 Dec 2013".
    pub label: String,
    /// The value alone, for a direct label: "8.6%".
    pub short: String,
}

/// A tick of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// From the left for dates, from the top for values.
    pub at: f64,
    /// What stands beside it.
    pub label: String,
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Start, from the left.
    pub x1: f64,
    /// Start, from the top.
    pub y1: f64,
    /// End, from the left.
    pub x2: f64,
    /// End, from the top.
    pub y2: f64,
}

/// The chart, ready to print.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The `points` of the polyline through baseline and readings; empty when there are fewer than two.
    pub polyline: String,
    /// Baseline and readings, oldest first.
    pub dots: Vec<Dot>,
    /// True when the first dot is the baseline.
    pub first_is_baseline: bool,
    /// The dashed line from the oldest dot to the target.
    pub target_line: Option<Line>,
    /// The target's dot.
    pub target: Option<Dot>,
    /// Ticks of the value axis, lowest value first.
    pub value_ticks: Vec<Tick>,
    /// Ticks of the date axis, oldest first.
    pub date_ticks: Vec<Tick>,
    /// The frame the ticks belong to: left, top, right and bottom.
    pub frame: Line,
    /// For `<title>`.
    pub title: String,
    /// For `<desc>`: the finding, with its dates.
    pub description: String,
}

/// Lays an indicator out. Readings that are not finite, or beyond a quadrillion, are left out.
pub fn draw(indicator: &Indicator) -> Curve {
    let series = series(indicator);
    let target = indicator.target.filter(usable);
    let shown: Vec<Reading> = series.iter().copied().chain(target).collect();
    let values = Scale::of_values(shown.iter().map(|r| r.value), BOTTOM, TOP);
    let dates = Scale::of_dates(shown.iter().map(|r| r.date), LEFT + INSET, RIGHT - INSET);
    let dot = |reading: &Reading| Dot {
        x: dates.place(axis::day_number(reading.date)),
        y: values.place(reading.value),
        label: words::reading(*reading, indicator.unit),
        short: words::short(reading.value, indicator.unit),
    };
    let dots: Vec<Dot> = series.iter().map(dot).collect();
    let target_dot = target.as_ref().map(dot);
    let target_line = dots
        .first()
        .zip(target_dot.as_ref())
        .map(|(from, to)| Line {
            x1: from.x,
            y1: from.y,
            x2: to.x,
            y2: to.y,
        });
    let drawable = !shown.is_empty();
    Curve {
        polyline: polyline(&dots),
        first_is_baseline: indicator
            .baseline
            .is_some_and(|b| series.first() == Some(&b)),
        target_line,
        target: target_dot,
        value_ticks: if drawable {
            nice_ticks(&values, indicator.unit)
        } else {
            Vec::new()
        },
        date_ticks: if drawable {
            date_ticks(&dates)
        } else {
            Vec::new()
        },
        frame: Line {
            x1: LEFT,
            y1: TOP,
            x2: RIGHT,
            y2: BOTTOM,
        },
        title: indicator.name.clone(),
        description: words::description(indicator, &series, target),
        dots,
    }
}

/// Baseline and readings in order of date; a reading on the baseline's own date stands in its place.
fn series(indicator: &Indicator) -> Vec<Reading> {
    let mut readings: Vec<Reading> = indicator.points.iter().copied().filter(usable).collect();
    if let Some(baseline) = indicator.baseline.filter(usable)
        && readings.iter().all(|reading| reading.date != baseline.date)
    {
        readings.push(baseline);
    }
    readings.sort_by(|a, b| a.date.cmp(&b.date).then(a.value.total_cmp(&b.value)));
    readings
}

fn usable(reading: &Reading) -> bool {
    reading.value.is_finite() && reading.value.abs() <= 1e15
}

fn polyline(dots: &[Dot]) -> String {
    if dots.len() < 2 {
        return String::new();
    }
    dots.iter()
        .map(|dot| format!("{},{}", dot.x, dot.y))
        .collect::<Vec<_>>()
        .join(" ")
}
