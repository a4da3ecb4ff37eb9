//! On which days a convening could begin at all, and what closes the others.

use std::collections::BTreeSet;

use super::question::Day;

/// Days on which nothing is held, and what to call the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar<Reason> {
    pub reason: Reason,
    pub days: BTreeSet<Day>,
}

/// When a convening may be held, both days included, and how many days it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub first: Day,
    pub last: Day,
    pub days: u16,
}

/// Why no day is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Emptied<Reason> {
    /// The convening takes longer than its window is.
    TooLong,
    /// Each of these closes every day that the others leave; without it, so many days would be open.
    By(Vec<(Reason, usize)>),
    /// Only all of these together close every day.
    Together(Vec<Reason>),
}

/// The days from Saturday to Sunday in a window: nobody is asked to meet on them.
pub fn weekends(window: Window) -> BTreeSet<Day> {
    let days = window.first..=window.last;
    days.filter(|day| day.rem_euclid(7) >= 5).collect()
}

/// The days on which a convening could begin: all its days lie within the window, and none is barred.
pub fn beginnings<Reason: Clone>(
    window: Window,
    bars: &[Bar<Reason>],
) -> Result<Vec<Day>, Emptied<Reason>> {
    let length = Day::from(window.days.max(1));
    if window.last - window.first + 1 < length {
        return Err(Emptied::TooLong);
    }
    let open = |without: Option<usize>| -> Vec<Day> {
        let closed = |day: Day| {
            let mut bars = bars.iter().zip(0..);
            bars.any(|(bar, at)| Some(at) != without && bar.days.contains(&day))
        };
        (window.first..=window.last - length + 1)
            .filter(|first| !(*first..first + length).any(closed))
            .collect()
    };
    let days = open(None);
    if !days.is_empty() {
        return Ok(days);
    }
    let each = bars.iter().zip(0..);
    let alone: Vec<(Reason, usize)> = each
        .map(|(bar, at)| (bar.reason.clone(), open(Some(at)).len()))
        .filter(|(_, opened)| *opened > 0)
        .collect();
    if !alone.is_empty() {
        return Err(Emptied::By(alone));
    }
    let within = |bar: &&Bar<Reason>| bar.days.range(window.first..=window.last).next().is_some();
    let all = bars.iter().filter(within).map(|bar| bar.reason.clone());
    Err(Emptied::Together(all.collect()))
}
