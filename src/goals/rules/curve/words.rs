//! The words of a chart: a value with its unit, a reading with its date, and the sentence that states the finding.
//!
//! The same words serve the picture's description, the table under it and the goal's summary, so they cannot differ.

use jiff::civil::Date;

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
        IndicatorUnit::Points if number == "1" => "1 point".to_owned(),
        IndicatorUnit::Points => format!("{number} points"),
        IndicatorUnit::Days if number == "1" => "1 day".to_owned(),
        IndicatorUnit::Days => format!("{number} days"),
        IndicatorUnit::Dollars => dollars(&number),
        IndicatorUnit::Count | IndicatorUnit::Ratio => number,
    }
}

/// A value for a direct label: "8.6%", "$12,000".
pub fn short(value: f64, unit: IndicatorUnit) -> String {
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

/// The finding in one sentence: where the number came from, where it is, and where it stands against the path.
pub(super) fn description(indicator: &Indicator, series: &[Reading]) -> String {
    let target = indicator.target.filter(super::usable);
    let start = indicator.start(series);
    let mut clauses = match (start, series.last()) {
        (_, None) => vec!["No value reported yet".to_owned()],
        (Some(first), Some(last)) if first.date < last.date => {
            vec![moved(indicator, first, *last)]
        }
        (_, Some(only)) => vec![reading(*only, indicator.unit)],
    };
    let unit = indicator.unit;
    clauses.push(match (target, start, series.last()) {
        (None, ..) => "no target set yet".to_owned(),
        (Some(goal), Some(first), Some(last)) if first.date < last.date => {
            against_the_path(indicator, first, goal, *last)
        }
        (Some(goal), _, latest) => {
            let by = goal.date.strftime("%-d %b %Y");
            let needed = latest
                .map(|last| format!("; {}", what_is_needed(indicator, last.value, goal.value)));
            format!(
                "target {} by {by}{}",
                in_words(goal.value, unit),
                needed.unwrap_or_default()
            )
        }
    });
    if let Some(forecast) = indicator.forecast.filter(super::usable) {
        let by = day(forecast.date, by_year(indicator, series));
        clauses.push(format!(
            "if nothing changes, {} by {by}",
            brief(forecast.value, unit)
        ));
    }
    clauses.join("; ")
}

/// The finding for one group of people: how its number moved, and how far it is from everyone's on the same day.
pub fn group_finding(group: &Indicator, everyone: &[Reading]) -> String {
    let series = super::series(group);
    let Some(last) = series.last() else {
        return "No value reported yet".to_owned();
    };
    let said = match series.first().filter(|first| first.date < last.date) {
        Some(first) => moved(group, *first, *last),
        None => reading(*last, group.unit),
    };
    let Some(all) = everyone.iter().find(|all| all.date == last.date) else {
        return said;
    };
    let apart = apart(*all, *all, *last);
    if apart == 0.0 {
        return format!("{said}; the same as everyone");
    }
    let side = if apart > 0.0 { "above" } else { "below" };
    format!(
        "{said}; {} {side} everyone",
        difference(apart.abs(), group.unit)
    )
}

/// "Down from 8.6% in 2013 to 7.1% in 2018".
fn moved(indicator: &Indicator, first: Reading, last: Reading) -> String {
    let (years, unit) = (by_year(indicator, &[first, last]), indicator.unit);
    let (from, to) = (brief(first.value, unit), brief(last.value, unit));
    let at = |date| {
        let when = day(date, years);
        if years {
            format!("in {when}")
        } else {
            format!("on {when}")
        }
    };
    if from == to {
        return format!("{from} {} and {}", at(first.date), at(last.date));
    }
    let way = if last.value < first.value {
        "Down"
    } else {
        "Up"
    };
    format!(
        "{way} from {from} {} to {to} {}",
        at(first.date),
        at(last.date)
    )
}

/// "1.1 points above the path to 5.5% by 2019".
fn against_the_path(indicator: &Indicator, first: Reading, goal: Reading, last: Reading) -> String {
    let unit = indicator.unit;
    let years = by_year(indicator, &[first, last]);
    let aim = format!("{} by {}", brief(goal.value, unit), day(goal.date, years));
    let apart = apart(first, goal, last);
    let past = last.date >= goal.date;
    let path = if past { "the target of" } else { "the path to" };
    if super::pace::pace(indicator.direction, goal, last, apart) == super::Pace::Met {
        return format!("the target of {aim} is met");
    }
    if apart == 0.0 {
        let on = if past { "at" } else { "on" };
        return format!("{on} {path} {aim}");
    }
    let side = if apart > 0.0 { "above" } else { "below" };
    format!("{} {side} {path} {aim}", difference(apart.abs(), unit))
}

/// The latest value less the path's on its day, with no more decimals than the values have.
pub(super) fn apart(first: Reading, goal: Reading, last: Reading) -> f64 {
    let path = super::pace::expected(first, goal, last);
    let decimals = [first.value, goal.value, last.value]
        .map(|value| {
            number(value)
                .split_once('.')
                .map_or(0, |(_, fraction)| fraction.len())
        })
        .into_iter()
        .max()
        .unwrap_or_default();
    let unit = [1.0, 10.0, 100.0, 1_000.0]
        .get(decimals)
        .copied()
        .unwrap_or(1_000.0);
    let rounded = ((last.value - path) * unit).round() / unit;
    if rounded == 0.0 || !rounded.is_finite() {
        0.0
    } else {
        rounded
    }
}

/// A value with its unit, short where the short way is clear: "8.6%", "14.2 per 1,000".
fn brief(value: f64, unit: IndicatorUnit) -> String {
    match unit {
        IndicatorUnit::Percent => short(value, unit),
        _ => in_words(value, unit),
    }
}

/// A series of year ends is spoken of in years.
pub(super) fn by_year(indicator: &Indicator, readings: &[Reading]) -> bool {
    let ends = [indicator.target, indicator.forecast, indicator.baseline];
    ends.iter()
        .flatten()
        .chain(readings)
        .all(|reading| (reading.date.month(), reading.date.day()) == (12, 31))
}

fn day(date: Date, years: bool) -> String {
    date.strftime(if years { "%Y" } else { "%-d %b %Y" })
        .to_string()
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
