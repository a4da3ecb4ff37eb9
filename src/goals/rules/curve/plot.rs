//! Putting readings on the scales of a picture, and choosing which of many keep their dot.

use super::{
    Dot, Line, Reading,
    axis::{self, Scale},
    words,
};
use crate::values::IndicatorUnit;

/// More dots than this are too close to tell apart: then only the first, the last, the highest and the lowest are drawn.
const MOST_DOTS: usize = 40;

/// Both scales and the unit.
pub(super) struct Plot {
    pub(super) values: Scale,
    pub(super) dates: Scale,
    pub(super) unit: IndicatorUnit,
}

impl Plot {
    pub(super) fn dot(&self, reading: Reading) -> Dot {
        Dot {
            x: self.dates.place(axis::day_number(reading.date)),
            y: self.values.place(reading.value),
            label: words::reading(reading, self.unit),
            short: words::short(reading.value, self.unit),
        }
    }

    pub(super) fn line(&self, from: Reading, to: Reading) -> Line {
        Line {
            x1: self.dates.place(axis::day_number(from.date)),
            y1: self.values.place(from.value),
            x2: self.dates.place(axis::day_number(to.date)),
            y2: self.values.place(to.value),
        }
    }

    pub(super) fn range(&self, reading: Reading) -> Option<Line> {
        let (low, high) = reading
            .range
            .filter(|(low, high)| low.is_finite() && high.is_finite())?;
        let x = self.dates.place(axis::day_number(reading.date));
        Some(Line {
            x1: x,
            y1: self.values.place(low),
            x2: x,
            y2: self.values.place(high),
        })
    }
}

/// Which of the readings keep their dot.
pub(super) fn thinned(series: &[Reading]) -> Vec<usize> {
    let all = 0..series.len();
    if series.len() <= MOST_DOTS {
        return all.collect();
    }
    let by_value = |a: &usize, b: &usize| series[*a].value.total_cmp(&series[*b].value);
    let mut kept: Vec<usize> = [
        Some(0),
        all.clone().min_by(by_value),
        all.max_by(by_value),
        Some(series.len() - 1),
    ]
    .into_iter()
    .flatten()
    .collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}
