//! The geometry of an indicator's chart: where each dot, line, tick and label goes, and the sentences that say it.
//!
//! A template only prints these numbers into an SVG of its `Frame`'s size. Values may be missing, equal or absurd; every
//! coordinate that comes out is finite and inside the picture. Long series keep their line and lose their middle dots.

mod axis;
mod frame;
mod pace;
mod plot;
#[cfg(test)]
mod tests;
mod words;

use jiff::civil::Date;

use crate::values::{IndicatorDirection, IndicatorUnit};
use axis::{Scale, date_ticks, nice_ticks};
use plot::{Plot, thinned};

pub use frame::Frame;
pub use pace::Pace;
pub use words::{group_finding, in_words, short};

/// A value on a date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// When it was so.
    pub date: Date,
    /// How much, in the indicator's unit.
    pub value: f64,
    /// The confidence interval, low and high.
    pub range: Option<(f64, f64)>,
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
    /// Where it would go if nothing changed.
    pub forecast: Option<Reading>,
    /// Reported values in force, in any order.
    pub points: Vec<Reading>,
}

impl Indicator {
    /// Where the path starts: the baseline, else the oldest value.
    fn start(&self, series: &[Reading]) -> Option<Reading> {
        self.baseline
            .filter(usable)
            .or_else(|| series.first().copied())
    }

    /// How the latest value stands against the path; nothing without a target or a second value.
    pub fn pace(&self) -> Option<Pace> {
        let series = series(self);
        let (first, last) = (self.start(&series)?, *series.last()?);
        let target = self.target.filter(usable)?;
        let apart = words::apart(first, target, last);
        (first.date < last.date).then(|| pace::pace(self.direction, target, last, apart))
    }

    /// Every value that a picture of it has to hold.
    pub fn extent(&self) -> Vec<f64> {
        let ends = [self.baseline, self.target, self.forecast];
        let shown = ends
            .into_iter()
            .flatten()
            .chain(self.points.iter().copied())
            .filter(usable);
        shown.flat_map(Reading::values).collect()
    }
}

impl Reading {
    fn values(self) -> impl Iterator<Item = f64> {
        let ends = self
            .range
            .map(|(low, high)| [low, high])
            .into_iter()
            .flatten();
        std::iter::once(self.value)
            .chain(ends.filter(|end| end.is_finite() && end.abs() <= LARGEST))
    }
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
    /// The size of the picture.
    pub size: Frame,
    /// The `points` of the polyline through baseline and readings; empty when there are fewer than two.
    pub polyline: String,
    /// Baseline and readings, oldest first; thinned when there are many.
    pub dots: Vec<Dot>,
    /// Confidence intervals of the dots that are drawn.
    pub ranges: Vec<Line>,
    /// True when the first dot is the baseline.
    pub first_is_baseline: bool,
    /// The dashed path from the baseline to the target.
    pub target_line: Option<Line>,
    /// The target's dot.
    pub target: Option<Dot>,
    /// From the latest value to where it would go if nothing changed.
    pub forecast_line: Option<Line>,
    /// The forecast's dot.
    pub forecast: Option<Dot>,
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

/// Lays an indicator out across a page. Readings that are not finite, or beyond a quadrillion, are left out.
pub fn draw(indicator: &Indicator) -> Curve {
    draw_in(indicator, Frame::PAGE, &[], &[])
}

/// Lays it out in a frame whose scales also hold `values` and `dates`, so that several can be compared.
pub fn draw_in(indicator: &Indicator, size: Frame, values: &[f64], dates: &[Date]) -> Curve {
    let series = series(indicator);
    let target = indicator.target.filter(usable);
    let forecast = indicator.forecast.filter(usable);
    let start = indicator.start(&series);
    let shown = || {
        series
            .iter()
            .copied()
            .chain(target)
            .chain(forecast)
            .chain(start)
    };
    let values = Scale::of_values(
        shown()
            .flat_map(Reading::values)
            .chain(values.iter().copied()),
        size.bottom,
        size.top,
    );
    let (left, right) = (size.left + size.inset, size.right - size.inset);
    let dates = Scale::of_dates(
        shown().map(|r| r.date).chain(dates.iter().copied()),
        left,
        right,
    );
    let plot = Plot {
        values,
        dates,
        unit: indicator.unit,
    };
    let dots: Vec<Dot> = series.iter().map(|reading| plot.dot(*reading)).collect();
    let drawable = shown().next().is_some();
    let ticks = |ticks: Vec<Tick>| if drawable { ticks } else { Vec::new() };
    let kept = thinned(&series);
    Curve {
        size,
        polyline: polyline(&dots),
        first_is_baseline: start.is_some()
            && indicator.baseline == start
            && series.first() == start.as_ref(),
        target_line: start.zip(target).map(|(from, to)| plot.line(from, to)),
        target: target.map(|target| plot.dot(target)),
        forecast_line: series
            .last()
            .zip(forecast)
            .map(|(from, to)| plot.line(*from, to)),
        forecast: forecast.map(|forecast| plot.dot(forecast)),
        value_ticks: ticks(nice_ticks(&plot.values, indicator.unit)),
        date_ticks: ticks(date_ticks(
            &plot.dates,
            size.date_labels,
            words::by_year(indicator, &series),
        )),
        frame: size.line(),
        title: indicator.name.clone(),
        description: words::description(indicator, &series),
        ranges: kept
            .iter()
            .filter_map(|at| plot.range(series[*at]))
            .collect(),
        dots: kept.into_iter().map(|at| dots[at].clone()).collect(),
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

const LARGEST: f64 = 1e15;

fn usable(reading: &Reading) -> bool {
    reading.value.is_finite() && reading.value.abs() <= LARGEST
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
