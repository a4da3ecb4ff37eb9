//! A goal's sums and numbers as the pictures that pages draw.
//!
//! Here and not in the rules because the view structs belong to the web floor; every figure still comes from the rules.
//! The public picture names only what is committed: what funders have said in private is not for passers-by.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::rules::{
    bar::{self, Part, Share},
    curve::{self, Curve, Indicator, Reading, in_words},
    stack::Totals,
};
use crate::{
    entities::{data_points, indicators},
    values::{Money, time_convert},
    web::charts::{
        CurveDot, CurveRow, CurveTarget, CurveTick, CurveView, StackBeside, StackGap, StackPart,
        StackView,
    },
};

/// "18 Nov 2026".
pub fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// The whole stack, for staff. `uid` must be unique on the page.
pub fn stack_view(uid: &str, totals: &Totals, as_of: Option<NaiveDate>) -> StackView {
    let parts: Vec<StackPart> = bar::segments(totals)
        .iter()
        .map(|segment| {
            part(
                key(segment.part),
                segment.part.label(),
                segment.amount,
                (segment.start, segment.share),
            )
        })
        .collect();
    let beside = (!totals.outside_cash.is_zero()).then(|| StackBeside {
        amount: totals.outside_cash.short(),
        label: "in guarantees, beside the cash total".to_owned(),
    });
    let repayment = (!totals.repayment_sources.is_zero()).then(|| {
        format!(
            "Outcome payments of up to {} would repay investors. They are not part of the total.",
            totals.repayment_sources.short()
        )
    });
    StackView {
        uid: uid.to_owned(),
        total: totals.total.short(),
        as_of: as_of.map(day).unwrap_or_default(),
        sentence: format!("{}.", bar::sentence(totals)),
        gap: gap(totals),
        parts,
        beside: beside.into_iter().collect(),
        repayment,
    }
}

/// Committed and still to raise, for anybody.
pub fn public_stack_view(uid: &str, totals: &Totals, as_of: Option<NaiveDate>) -> StackView {
    let committed_and_open = Totals {
        total: totals.total,
        committed: totals.committed,
        gap: totals.gap,
        unidentified: totals.gap,
        ..Totals::default()
    };
    let mut view = stack_view(uid, &committed_and_open, as_of);
    for part in &mut view.parts {
        if part.key == "unidentified" {
            part.label = "Still to raise";
        }
    }
    view.sentence = public_sentence(totals);
    view
}

/// "$900k of $4.9M is committed. $4M is still to raise."
pub fn public_sentence(totals: &Totals) -> String {
    let Totals {
        total,
        committed,
        gap,
        ..
    } = *totals;
    if total.is_zero() {
        "The partnership has not yet said how much money this needs.".to_owned()
    } else if gap.is_zero() {
        format!("All of {} is committed.", total.short())
    } else if committed.is_zero() {
        format!(
            "This needs {}, and all of it is still to raise.",
            total.short()
        )
    } else {
        format!(
            "This needs {}. {} is committed and {} is still to raise.",
            total.short(),
            committed.short(),
            gap.short()
        )
    }
}

const fn key(part: Part) -> &'static str {
    match part {
        Part::Committed => "committed",
        Part::Soft => "soft",
        Part::Unidentified => "unidentified",
    }
}

fn part(key: &'static str, label: &'static str, amount: Money, at: (Share, Share)) -> StackPart {
    StackPart {
        key,
        label,
        amount: amount.short(),
        share: format!("{}%", (at.1.0 + 50) / 100),
        x: format!("{}%", at.0),
        width: format!("{}%", at.1),
    }
}

/// The brace spans everything right of what is committed.
fn gap(totals: &Totals) -> Option<StackGap> {
    if totals.gap.is_zero() {
        return None;
    }
    let committed = bar::segments(totals)
        .iter()
        .find(|segment| segment.part == Part::Committed)
        .map_or(0, |segment| segment.share.0);
    Some(StackGap {
        amount: totals.gap.short(),
        x: format!("{}%", Share(committed)),
        width: format!("{}%", Share(10_000 - committed)),
    })
}

/// The indicator's curve, with every value and revision in its table.
pub fn curve_view(
    uid: &str,
    indicator: &indicators::Model,
    points: &[data_points::Model],
) -> CurveView {
    // Points come by date and revision, so the last of a date wins.
    let latest: BTreeMap<NaiveDate, f64> = points
        .iter()
        .map(|point| (point.observed_on, point.value))
        .collect();
    let readings = latest
        .iter()
        .filter_map(|(date, value)| reading(*date, *value));
    let drawn = curve::draw(&Indicator {
        name: indicator.name.clone(),
        unit: indicator.unit,
        direction: indicator.direction,
        baseline: reading(indicator.baseline_on, indicator.baseline_value),
        target: reading(indicator.target_on, indicator.target_value),
        points: readings.collect(),
    });
    placed(uid, drawn, rows(indicator, points))
}

fn reading(date: NaiveDate, value: f64) -> Option<Reading> {
    let date = time_convert::to_civil(date.and_time(NaiveTime::MIN))
        .ok()?
        .date();
    Some(Reading { date, value })
}

fn placed(uid: &str, drawn: Curve, rows: Vec<CurveRow>) -> CurveView {
    let last = drawn.dots.len().saturating_sub(1);
    let latest = drawn.dots.last().map_or(0.0, |dot| dot.y);
    // Below its dot a label needs this much room above the date axis.
    let floor = drawn.frame.y2 - 30.0;
    let dots = drawn
        .dots
        .into_iter()
        .enumerate()
        .map(|(at, dot)| CurveDot {
            cx: dot.x,
            cy: dot.y,
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
        width: curve::WIDTH,
        height: curve::HEIGHT,
        left: drawn.frame.x1,
        right: drawn.frame.x2,
        bottom: drawn.frame.y2,
        polyline: drawn.polyline,
        dots: dots.collect(),
        target: drawn.target.map(|dot| CurveTarget {
            cx: dot.x,
            cy: dot.y,
            label: format!("Target {}", dot.short),
            below: dot.y > latest && dot.y < floor,
        }),
        x_ticks: drawn.date_ticks.into_iter().map(tick).collect(),
        y_ticks: drawn.value_ticks.into_iter().map(tick).collect(),
        rows,
    }
}

fn rows(indicator: &indicators::Model, points: &[data_points::Model]) -> Vec<CurveRow> {
    let value = |value| in_words(value, indicator.unit);
    let mut rows = Vec::new();
    let reported = |on| points.iter().any(|point| point.observed_on == on);
    if !reported(indicator.baseline_on) {
        rows.push(CurveRow {
            date: format!("{} (baseline)", day(indicator.baseline_on)),
            value: value(indicator.baseline_value),
            source: indicator.source.clone(),
        });
    }
    for (at, point) in points.iter().enumerate() {
        let replaced = points
            .get(at + 1)
            .is_some_and(|next| next.observed_on == point.observed_on);
        let mut date = day(point.observed_on);
        if point.observed_on == indicator.baseline_on {
            date.push_str(" (baseline)");
        }
        if point.revision > 1 || replaced {
            date = format!("{date}, revision {}", point.revision);
        }
        let stands = if replaced { " (replaced)" } else { "" };
        rows.push(CurveRow {
            date,
            value: format!("{}{stands}", value(point.value)),
            source: sourced(point),
        });
    }
    rows.push(CurveRow {
        date: format!("{} (target)", day(indicator.target_on)),
        value: value(indicator.target_value),
        source: "Set by the partnership".to_owned(),
    });
    rows
}

fn sourced(point: &data_points::Model) -> String {
    if point.note.is_empty() || point.note == "Baseline" {
        point.source.clone()
    } else {
        format!("{}. {}", point.source, point.note)
    }
}
