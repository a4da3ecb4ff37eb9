//! A goal's numbers as the pictures that pages draw: the curve, its groups side by side, and where it stands.
//!
//! Only values in force are drawn; a revision is one more row of the indicator's own table and never another dot.

mod groups;

use chrono::{NaiveDate, NaiveTime};

use super::{
    pictures::day,
    rules::curve::{self, Curve, Frame, Indicator, Pace, Reading, in_words},
};
use crate::{
    entities::{data_points, indicators},
    values::{IndicatorUnit, time_convert},
    web::charts::{CurveDot, CurveLine, CurveRow, CurveTarget, CurveTick, CurveView},
};

pub use groups::cuts_views;

/// The indicator as the rules draw it; of `points` those of everyone count.
fn to_draw(indicator: &indicators::Model, points: &[data_points::Model]) -> Indicator {
    let at = |on: Option<NaiveDate>, value: Option<f64>| reading(on?, value?, None);
    Indicator {
        name: indicator.name.clone(),
        unit: indicator.unit,
        direction: indicator.direction,
        baseline: at(indicator.baseline_on, indicator.baseline_value),
        target: at(indicator.target_on, indicator.target_value),
        forecast: at(indicator.forecast_on, indicator.forecast_value),
        points: of_everyone(indicator, points)
            .filter_map(observed)
            .collect(),
    }
}

fn of_everyone<'a>(
    indicator: &'a indicators::Model,
    points: &'a [data_points::Model],
) -> impl Iterator<Item = &'a data_points::Model> {
    let own = points
        .iter()
        .filter(|point| point.indicator_id == indicator.id);
    own.filter(|point| point.cut_kind.is_empty())
}

fn reading(on: NaiveDate, value: f64, range: Option<(f64, f64)>) -> Option<Reading> {
    let date = time_convert::to_civil(on.and_time(NaiveTime::MIN))
        .ok()?
        .date();
    Some(Reading { date, value, range })
}

fn observed(point: &data_points::Model) -> Option<Reading> {
    reading(point.observed_on, point.value, point.low.zip(point.high))
}

/// The curve across a page, with the same numbers as a table. `points` are those in force, oldest first.
pub fn curve_view(
    uid: &str,
    indicator: &indicators::Model,
    points: &[data_points::Model],
) -> CurveView {
    let drawn = curve::draw(&to_draw(indicator, points));
    placed(uid, drawn, rows(indicator, points))
}

/// The curve as one of several.
pub(super) fn small_curve_view(
    uid: &str,
    indicator: &indicators::Model,
    points: &[data_points::Model],
) -> CurveView {
    let drawn = curve::draw_in(&to_draw(indicator, points), Frame::SMALL, &[], &[]);
    placed(uid, drawn, rows(indicator, points))
}

/// How the latest value stands against the path to the target, as a pill.
pub fn pace_pill(
    indicator: &indicators::Model,
    points: &[data_points::Model],
) -> Option<(&'static str, &'static str, &'static str)> {
    let pace = to_draw(indicator, points).pace()?;
    let (kind, icon) = match pace {
        Pace::Met | Pace::Ahead | Pace::OnPath => ("ok", "check"),
        Pace::Behind => ("bad", "alert"),
    };
    Some((kind, icon, pace.label()))
}

fn placed(uid: &str, drawn: Curve, rows: Vec<CurveRow>) -> CurveView {
    let last = drawn.dots.len().saturating_sub(1);
    let latest = drawn.dots.last().map_or(0.0, |dot| dot.y);
    // Below its dot a label needs this much room above the date axis.
    let floor = drawn.frame.y2 - 30.0;
    let end = |word: &'static str, dot: curve::Dot| CurveTarget {
        cx: dot.x,
        cy: dot.y,
        word,
        label: dot.short,
        below: dot.y > latest && dot.y < floor,
    };
    let line = |line: curve::Line| CurveLine {
        x1: line.x1,
        y1: line.y1,
        x2: line.x2,
        y2: line.y2,
    };
    // The forecast's label is long and ends at its dot, so it reaches back over a latest value that lies close by.
    let crowded = drawn
        .forecast
        .as_ref()
        .is_some_and(|dot| dot.y <= latest && latest - dot.y < 40.0);
    let dots = drawn
        .dots
        .into_iter()
        .enumerate()
        .map(|(at, dot)| CurveDot {
            cx: dot.x,
            cy: dot.y,
            below: at == last && crowded && dot.y < floor,
            label: if at == 0 || at == last {
                dot.short
            } else {
                String::new()
            },
        });
    let tick = |tick: curve::Tick| CurveTick {
        at: tick.at,
        label: tick.label,
    };
    CurveView {
        uid: uid.to_owned(),
        title: drawn.title,
        desc: format!("{}.", drawn.description),
        width: drawn.size.width,
        height: drawn.size.height,
        left: drawn.frame.x1,
        right: drawn.frame.x2,
        bottom: drawn.frame.y2,
        polyline: drawn.polyline,
        dots: dots.collect(),
        ranges: drawn.ranges.into_iter().map(line).collect(),
        path: drawn.target_line.map(line),
        target: drawn.target.map(|dot| end("Target", dot)),
        drift: drawn.forecast_line.map(line),
        forecast: drawn.forecast.map(|dot| end("If nothing changes", dot)),
        x_ticks: drawn.date_ticks.into_iter().map(tick).collect(),
        y_ticks: drawn.value_ticks.into_iter().map(tick).collect(),
        rows,
        small: drawn.size == Frame::SMALL,
    }
}

/// Baseline, values, target and forecast: every number of the picture.
fn rows(indicator: &indicators::Model, points: &[data_points::Model]) -> Vec<CurveRow> {
    let mut rows = Vec::new();
    let mut add = |value: Option<f64>, on: Option<NaiveDate>, what: &str, source: &str| {
        if let (Some(value), Some(on)) = (value, on) {
            rows.push(CurveRow {
                date: format!("{} ({what})", day(on)),
                value: in_words(value, indicator.unit),
                source: source.to_owned(),
            });
        }
    };
    let named = |own: &str| {
        if own.is_empty() {
            indicator.source.clone()
        } else {
            own.to_owned()
        }
    };
    add(
        indicator.baseline_value,
        indicator.baseline_on,
        "baseline",
        &named(&indicator.baseline_source),
    );
    add(
        indicator.target_value,
        indicator.target_on,
        "target",
        "Set by the partnership",
    );
    add(
        indicator.forecast_value,
        indicator.forecast_on,
        "if nothing changes",
        "Forecast by the partnership",
    );
    let first = usize::from(indicator.baseline_value.is_some() && indicator.baseline_on.is_some());
    let observed = of_everyone(indicator, points).map(|point| row(indicator, point));
    rows.splice(first..first, observed.collect::<Vec<_>>());
    rows
}

fn row(indicator: &indicators::Model, point: &data_points::Model) -> CurveRow {
    let unit = indicator.unit;
    let mut date = day(point.observed_on);
    if !point.period.is_empty() {
        date = format!("{date}, {}", point.period);
    }
    if point.revision > 1 {
        date = format!("{date}, revision {}", point.revision);
    }
    CurveRow {
        date,
        value: valued(point, unit),
        source: if point.note.is_empty() {
            point.source.clone()
        } else {
            format!("{}. {}", point.source, point.note)
        },
    }
}

/// "7.1 percent", with its confidence interval where there is one.
pub(super) fn valued(point: &data_points::Model, unit: IndicatorUnit) -> String {
    let value = in_words(point.value, unit);
    match point.low.zip(point.high) {
        Some((low, high)) => {
            format!(
                "{value} ({} to {})",
                curve::short(low, unit),
                curve::short(high, unit)
            )
        }
        None => value,
    }
}
