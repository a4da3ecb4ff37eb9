//! Ordinary weeks in zones where clocks change, and in odd ones.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::date, tz::TimeZone};

use crate::scheduling::times::{Answer, Frame, Local, Span, Week};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn zone(rule: &str) -> TimeZone {
    TimeZone::posix(rule).unwrap()
}

fn span(from: u32, to: u32, answer: Answer) -> Span {
    Span {
        from: from * 60,
        to: to * 60,
        answer,
    }
}

/// From nine to five, and if needed from eight to six.
fn office() -> Week {
    let day = || vec![span(8, 18, Answer::IfNeeded), span(9, 17, Answer::Yes)];
    Week {
        days: [day(), day(), day(), day(), day(), Vec::new(), Vec::new()],
        ..Week::default()
    }
}

/// The slots of a frame that somebody says yes to.
fn yes(frame: Frame, zone: &TimeZone, week: &Week) -> Vec<usize> {
    let answers = Local::new(frame, zone).answers(week);
    let yes = answers
        .iter()
        .enumerate()
        .filter(|(_, answer)| **answer == Answer::Yes);
    yes.map(|(slot, _)| slot).collect()
}

#[test]
fn nine_stays_nine_on_both_sides_of_a_clock_change() {
    let eastern = zone("EST5EDT,M3.2.0,M11.1.0");
    // Friday before and Monday after the clocks go forward on 8 March 2026.
    let frame = Frame {
        from: at("2026-03-06T00:00:00Z"),
        slots: 4 * 96,
    };
    let open = yes(frame, &eastern, &office());
    assert_eq!(frame.begins(open[0]), at("2026-03-06T14:00:00Z"));
    assert_eq!(open.len(), 64);
    assert_eq!(frame.begins(open[32]), at("2026-03-09T13:00:00Z"));
}

#[test]
fn a_skipped_hour_is_not_there_and_a_repeated_one_is_there_twice() {
    let eastern = zone("EST5EDT,M3.2.0,M11.1.0");
    let night = |day: usize| {
        let mut week = Week::default();
        week.days[day] = vec![span(1, 4, Answer::Yes)];
        week
    };
    let spring = Frame {
        from: at("2026-03-08T00:00:00Z"),
        slots: 96,
    };
    assert_eq!(yes(spring, &eastern, &night(6)).len(), 2 * 4);
    let autumn = Frame {
        from: at("2026-11-01T00:00:00Z"),
        slots: 96,
    };
    assert_eq!(yes(autumn, &eastern, &night(6)).len(), 4 * 4);
}

#[test]
fn half_hour_zones_begin_at_the_half_hour() {
    let kolkata = zone("IST-5:30");
    let frame = Frame {
        from: at("2026-03-09T00:00:00Z"),
        slots: 96,
    };
    let open = yes(frame, &kolkata, &office());
    assert_eq!(frame.begins(open[0]), at("2026-03-09T03:30:00Z"));
    assert_eq!(Local::new(frame, &kolkata).minute(0), Some(330));
    assert_eq!(Local::new(frame, &kolkata).minute(96), None);
}

#[test]
fn across_the_date_line_monday_begins_on_sunday() {
    let kiritimati = zone("<+14>-14");
    let frame = Frame {
        from: at("2026-03-08T00:00:00Z"),
        slots: 96,
    };
    let open = yes(frame, &kiritimati, &office());
    assert_eq!(frame.begins(open[0]), at("2026-03-08T19:00:00Z"));
}

#[test]
fn days_off_are_local_and_busy_times_take_the_slots_they_touch() {
    let eastern = zone("EST5EDT,M3.2.0,M11.1.0");
    let frame = Frame {
        from: at("2026-03-09T00:00:00Z"),
        slots: 2 * 96,
    };
    let mut week = office();
    week.off = BTreeSet::from([date(2026, 3, 9)]);
    assert_eq!(
        frame.begins(yes(frame, &eastern, &week)[0]),
        at("2026-03-10T13:00:00Z")
    );
    week.off.clear();
    week.busy = vec![
        (at("2026-03-09T13:05:00Z"), at("2026-03-09T13:20:00Z")),
        (at("2020-01-01T00:00:00Z"), at("2026-03-08T00:00:00Z")),
        (at("2026-03-10T13:30:00Z"), at("2030-01-01T00:00:00Z")),
    ];
    let open = yes(frame, &eastern, &week);
    assert_eq!(frame.begins(open[0]), at("2026-03-09T13:30:00Z"));
    assert_eq!(open.len(), 30 + 2);
}

#[test]
fn the_name_of_a_zone_does_not_matter_but_its_clock() {
    let frame = Frame {
        from: at("2026-07-06T00:00:00Z"),
        slots: 700,
    };
    let (one, other) = (zone("EST5EDT,M3.2.0,M11.1.0"), zone("<-04>4"));
    assert_eq!(
        Local::new(frame, &one).answers(&office()),
        Local::new(frame, &other).answers(&office())
    );
}
