//! Days on which a convening could begin.

use std::collections::BTreeSet;

use crate::scheduling::season::{Bar, Emptied, Window, beginnings, weekends};

fn window(first: i32, last: i32, days: u16) -> Window {
    Window { first, last, days }
}

fn bar(reason: &'static str, days: impl IntoIterator<Item = i32>) -> Bar<&'static str> {
    let days = days.into_iter().collect();
    Bar { reason, days }
}

#[test]
fn nothing_begins_on_a_weekend_or_crosses_one() {
    let weeks = window(0, 13, 2);
    let bars = [bar("weekend", weekends(weeks))];
    assert_eq!(beginnings(weeks, &bars).unwrap(), [0, 1, 2, 3, 7, 8, 9, 10]);
    assert_eq!(weekends(window(-3, 6, 1)), BTreeSet::from([-2, -1, 5, 6]));
}

#[test]
fn the_last_day_is_within_the_window() {
    assert_eq!(beginnings::<()>(window(3, 5, 3), &[]).unwrap(), [3]);
    assert_eq!(
        beginnings::<()>(window(3, 5, 4), &[]),
        Err(Emptied::TooLong)
    );
    assert_eq!(
        beginnings::<()>(window(5, 3, 1), &[]),
        Err(Emptied::TooLong)
    );
}

#[test]
fn what_emptied_a_window_is_named() {
    let bars = [bar("holidays", 0..=3), bar("room", 2..=4)];
    let emptied = beginnings(window(0, 4, 1), &bars).unwrap_err();
    assert_eq!(emptied, Emptied::By(vec![("holidays", 2), ("room", 1)]));
    // A holiday on every day, and a room that is never free: neither alone helps.
    let bars = [
        bar("holidays", 0..=4),
        bar("room", 0..=4),
        bar("far away", 90..=99),
    ];
    let emptied = beginnings(window(0, 4, 1), &bars).unwrap_err();
    assert_eq!(emptied, Emptied::Together(vec!["holidays", "room"]));
}
