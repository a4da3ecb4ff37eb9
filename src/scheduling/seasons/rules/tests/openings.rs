//! Days on which a convening could begin, and the sentence where there is none.

use super::made::{asked, day, meeting, venue};
use crate::scheduling::seasons::rules::{Asked, Meeting, days::date_of};

/// The days a meeting could begin on.
fn open(asked: &Asked, meeting: &Meeting) -> Vec<String> {
    let openings = asked.openings(meeting, |_| 0).unwrap();
    let days = openings.iter().map(|opening| date_of(opening.day));
    days.map(|day| day.to_string()).collect()
}

#[test]
fn weekends_holidays_and_today_are_left_out() {
    let table = meeting(1, "city:sf", "2026-11-16", "2026-11-30");
    let mut season = asked(vec![table.clone()], Vec::new());
    assert_eq!(
        open(&season, &table),
        [
            "2026-11-23",
            "2026-11-24",
            "2026-11-25",
            "2026-11-27",
            "2026-11-30"
        ]
    );
    season.keeps_ask_first = true;
    season.blackouts = [day("2026-11-23")].into();
    assert_eq!(
        open(&season, &table),
        ["2026-11-24", "2026-11-25", "2026-11-30"]
    );
    assert_eq!(season.open_days(&table), 3);
}

#[test]
fn a_closed_venue_closes_its_days_only_there() {
    let mut table = meeting(1, "city:sf", "2026-11-30", "2026-12-01");
    let (shut, open_one) = (
        venue(7, "city:sf", &["2026-11-30", "2026-12-01"]),
        venue(8, "city:oak", &["2026-12-01"]),
    );
    table.venues = vec![shut.id, open_one.id];
    let mut season = asked(vec![table.clone()], Vec::new());
    season.venues = vec![shut, open_one];
    assert_eq!(open(&season, &table), ["2026-11-30"]);
    assert_eq!(season.emptied(&table), None);
    season.venues.pop();
    assert_eq!(
        season.emptied(&table).unwrap(),
        "“Table 1” has no day left from Mon 30 Nov 2026 to Tue 1 Dec 2026: without the days Hall 7 is closed, 2 days would be open."
    );
}

#[test]
fn what_emptied_a_window_is_named() {
    let season = asked(Vec::new(), Vec::new());
    let said = |first: &str, last: &str, days: u16| {
        let table = Meeting {
            days,
            ..meeting(1, "city:sf", first, last)
        };
        season.emptied(&table).unwrap()
    };
    assert!(
        said("2026-11-26", "2026-11-26", 1)
            .ends_with("without federal holidays, 1 day would be open.")
    );
    assert!(
        said("2026-11-28", "2026-11-29", 1).ends_with("without weekends, 2 days would be open.")
    );
    assert!(
        said("2026-11-26", "2026-11-29", 4)
            .ends_with("federal holidays together close every day. Widen its window.")
    );
    assert!(said("2026-11-24", "2026-11-25", 3).ends_with("is shorter. Widen the window."));
}

#[test]
fn one_that_stays_needs_no_other_day() {
    let table = Meeting {
        stays: Some((day("2026-11-28"), None)),
        ..meeting(1, "city:sf", "2026-11-28", "2026-11-29")
    };
    assert_eq!(asked(vec![table.clone()], Vec::new()).emptied(&table), None);
}

#[test]
fn late_weeks_cost() {
    let table = Meeting {
        late_cost: 500,
        ..meeting(1, "city:sf", "2026-11-30", "2026-12-14")
    };
    let openings = asked(vec![table.clone()], Vec::new())
        .openings(&table, |_| 0)
        .unwrap();
    let costs: Vec<u64> = openings.iter().map(|opening| opening.cost).collect();
    assert_eq!(costs, [0, 0, 0, 0, 0, 500, 500, 500, 500, 500, 1_000]);
}
