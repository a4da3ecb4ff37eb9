//! The words of a chart: a value with its unit, a reading with its date, and the sentence that states the finding.
//!
//! The same words serve the picture's description, the table under it and the goal's summary, so they cannot differ.

use super::{Indicator, Reading};
use crate::values::{
    IndicatorDirection::{Decrease, Increase, Maintain},
    IndicatorUnit,
};

/// A value with its unit: "8.6 percent", "14.2 per 1,000", "$12,000".
pub fn in_words(value: f64, unit: IndicatorUnit) -> String {
    let number = number(value);
    match unit {
        IndicatorUnit::Percent => format!("{number} percent"),
        IndicatorUnit::Per1000 => format!("{number} per 1,000"),
        IndicatorUnit::Points => format!("{number} points"),
        IndicatorUnit::Days => format!("{number} days"),
        IndicatorUnit::Dollars => dollars(&number),
        IndicatorUnit::Count | IndicatorUnit::Ratio => number,
    }
}

/// A value for a direct label: "8.6%", "$12,000".
pub(super) fn short(value: f64, unit: IndicatorUnit) -> String {
    let number = number(value);
    match unit {
        IndicatorUnit::Percent => format!("{number}%"),
        IndicatorUnit::Dollars => dollars(&number),
        _ => number,
    }
}

/// A tick's label, with as many decimals as the step needs.
pub(super) fn tick(value: f64, step: f64, unit: IndicatorUnit) -> String {
    short((value / step).round() * step, unit)
}

/// "8.6 percent at 31 Dec 2013".
pub(super) fn reading(reading: Reading, unit: IndicatorUnit) -> String {
    format!(
        "{} at {}",
        in_words(reading.value, unit),
        reading.date.strftime("%-d %b %Y")
    )
}

/// The finding: the oldest and newest readings, the target, and what has to happen.
pub(super) fn description(
    indicator: &Indicator,
    series: &[Reading],
    target: Option<Reading>,
) -> String {
    let unit = indicator.unit;
    let mut clauses = match series {
        [] => vec!["No value reported yet".to_owned()],
        [only] => vec![reading(*only, unit)],
        [first, .., last] => vec![format!(
            "{}, {}",
            reading(*first, unit),
            reading(*last, unit)
        )],
    };
    match target {
        None => clauses.push("no target set yet".to_owned()),
        Some(goal) => {
            clauses.push(format!(
                "target {} by {}",
                in_words(goal.value, unit),
                goal.date.strftime("%-d %b %Y")
            ));
            if let Some(latest) = series.last() {
                clauses.push(what_is_needed(indicator, latest.value, goal.value));
            }
        }
    }
    clauses.join("; ")
}

fn what_is_needed(indicator: &Indicator, latest: f64, target: f64) -> String {
    let distance = difference((target - latest).abs(), indicator.unit);
    match indicator.direction {
        _ if number(latest) == number(target) => "at the target".to_owned(),
        Decrease if latest < target => "better than the target".to_owned(),
        Increase if latest > target => "better than the target".to_owned(),
        Maintain => format!(
            "{distance} {} the target",
            if latest < target { "below" } else { "above" }
        ),
        Decrease => format!("needs to fall by {distance}"),
        Increase => format!("needs to rise by {distance}"),
    }
}

/// A difference between two values: percentages differ by points, not by percent.
fn difference(value: f64, unit: IndicatorUnit) -> String {
    match unit {
        IndicatorUnit::Percent => in_words(value, IndicatorUnit::Points),
        _ => in_words(value, unit),
    }
}

fn dollars(number: &str) -> String {
    number
        .strip_prefix('−')
        .map_or_else(|| format!("${number}"), |positive| format!("−${positive}"))
}

/// Up to three decimals below ten, fewer above; thousands grouped; a true minus sign.
fn number(value: f64) -> String {
    let decimals = match value.abs() {
        size if size < 10.0 => 3,
        size if size < 1_000.0 => 2,
        _ => 0,
    };
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    if value < 0.0 && grouped != "0" {
        format!("−{grouped}")
    } else {
        grouped
    }
}
