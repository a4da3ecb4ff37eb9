use jiff::Timestamp;

use super::*;

/// What is busy between two days, as a calendar with these lines says, for somebody in Los Angeles.
fn read(lines: &str, from: &str, to: &str) -> Busy {
    let zone: crate::values::TimeZone = "America/Los_Angeles".parse().unwrap();
    let day = |date: &str| -> Timestamp { format!("{date}T00:00:00Z").parse().unwrap() };
    let file = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}\r\nEND:VCALENDAR\r\n",
        lines.trim()
    );
    busy(file.as_bytes(), zone.rules(), (day(from), day(to))).unwrap()
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:a\n{lines}\nEND:VEVENT\n")
}

/// Spans as "start/end" in UTC.
fn spans(busy: &Busy) -> Vec<String> {
    let spans = busy.spans.iter();
    spans.map(|(from, to)| format!("{from}/{to}")).collect()
}

#[test]
fn a_meeting_is_busy_on_the_clocks_of_its_zone() {
    let lines = event(
        "DTSTART;TZID=America/New_York:20270310T090000\nDTEND;TZID=America/New_York:20270310T103000",
    );
    let found = read(&lines, "2027-03-01", "2027-04-01");
    assert_eq!(spans(&found), ["2027-03-10T14:00:00Z/2027-03-10T15:30:00Z"]);
}

#[test]
fn floating_times_and_whole_days_are_on_the_owners_clocks() {
    let lines = event("DTSTART:20270310T090000\nDURATION:PT1H")
        + &event("DTSTART;VALUE=DATE:20270315\nDTEND;VALUE=DATE:20270317")
            .replace("UID:a", "UID:b");
    let found = read(&lines, "2027-03-01", "2027-04-01");
    // Clocks changed on the 14th.
    assert_eq!(
        spans(&found),
        [
            "2027-03-10T17:00:00Z/2027-03-10T18:00:00Z",
            "2027-03-15T07:00:00Z/2027-03-17T07:00:00Z"
        ]
    );
}

#[test]
fn what_is_transparent_cancelled_or_shown_as_free_is_free() {
    for line in [
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    ] {
        let lines = event(&format!(
            "DTSTART:20270310T170000Z\nDTEND:20270310T180000Z\n{line}"
        ));
        assert_eq!(
            read(&lines, "2027-03-01", "2027-04-01"),
            Busy::default(),
            "{line}"
        );
    }
}

#[test]
fn a_series_keeps_its_wall_time_over_the_change_of_clocks() {
    let lines = event(
        "DTSTART;TZID=America/New_York:20260105T090000\nDTEND;TZID=America/New_York:20260105T100000\nRRULE:FREQ=WEEKLY;BYDAY=MO",
    );
    let found = read(&lines, "2027-03-07", "2027-03-16");
    assert_eq!(
        spans(&found),
        [
            "2027-03-08T14:00:00Z/2027-03-08T15:00:00Z",
            "2027-03-15T13:00:00Z/2027-03-15T14:00:00Z"
        ]
    );
}

#[test]
fn a_series_ends_with_its_count_and_its_last_moment() {
    let series = |rule: &str| {
        let lines = event(&format!(
            "DTSTART;TZID=America/New_York:20270301T200000\nDURATION:PT1H\nRRULE:FREQ=DAILY;{rule}"
        ));
        read(&lines, "2027-03-01", "2027-04-01").spans.len()
    };
    assert_eq!(series("COUNT=3"), 3);
    // Eight in the evening of the third in New York is one o'clock of the fourth in UTC.
    assert_eq!(series("UNTIL=20270304T010000Z"), 3);
    assert_eq!(series("UNTIL=20270304T005959Z"), 2);
    assert_eq!(series("UNTIL=20270303"), 3);
}

#[test]
fn dates_are_taken_out_moved_and_added() {
    let master = event(
        "DTSTART;TZID=America/New_York:20270301T090000\nDTEND;TZID=America/New_York:20270301T100000\nRRULE:FREQ=DAILY;COUNT=4\n\
         EXDATE;TZID=America/New_York:20270302T090000\nRDATE;TZID=America/New_York:20270310T090000\nSEQUENCE:4",
    );
    let moved = event(
        "RECURRENCE-ID:20270303T140000Z\nDTSTART:20270303T190000Z\nDTEND:20270303T200000Z\nSEQUENCE:1",
    );
    let cancelled = event(
        "RECURRENCE-ID;TZID=America/New_York:20270304T090000\nDTSTART;TZID=America/New_York:20270304T090000\nSTATUS:CANCELLED",
    );
    let found = read(&(master + &moved + &cancelled), "2027-03-01", "2027-04-01");
    assert_eq!(
        spans(&found),
        [
            "2027-03-01T14:00:00Z/2027-03-01T15:00:00Z",
            "2027-03-03T19:00:00Z/2027-03-03T20:00:00Z",
            "2027-03-10T14:00:00Z/2027-03-10T15:00:00Z"
        ]
    );
}

#[test]
fn another_event_at_the_same_time_is_no_exception_of_a_series() {
    let series = event("DTSTART:20270301T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2");
    let other = event("RECURRENCE-ID:20270302T090000Z\nDTSTART:20270305T090000Z\nDURATION:PT1H")
        .replace("UID:a", "UID:b");
    assert_eq!(
        read(&(series + &other), "2027-03-01", "2027-04-01")
            .spans
            .len(),
        3
    );
}

#[test]
fn published_free_and_busy_lines_are_read() {
    let lines = "BEGIN:VFREEBUSY\nUID:f\nFREEBUSY;FBTYPE=BUSY:20270301T160000Z/PT1H,20270302T160000Z/20270302T173000Z\n\
                 FREEBUSY;FBTYPE=FREE:20270303T160000Z/PT8H\nEND:VFREEBUSY";
    let found = read(lines, "2027-03-01", "2027-04-01");
    assert_eq!(
        spans(&found),
        [
            "2027-03-01T16:00:00Z/2027-03-01T17:00:00Z",
            "2027-03-02T16:00:00Z/2027-03-02T17:30:00Z"
        ]
    );
}

#[test]
fn touching_spans_are_one_and_those_outside_are_left_out() {
    let at = |uid: &str, start: &str, length: &str| {
        event(&format!("DTSTART:{start}\nDURATION:{length}"))
            .replace("UID:a", &format!("UID:{uid}"))
    };
    let lines = at("a", "20270301T160000Z", "PT1H")
        + &at("b", "20270301T170000Z", "PT30M")
        + &at("c", "20270301T161500Z", "PT15M")
        + &at("d", "20270501T160000Z", "PT1H");
    let found = read(&lines, "2027-03-01", "2027-04-01");
    assert_eq!(spans(&found), ["2027-03-01T16:00:00Z/2027-03-01T17:30:00Z"]);
}

#[test]
fn what_cannot_be_placed_is_counted() {
    let lines = event("SUMMARY:No start")
        + &event("DTSTART:20270301T160000Z\nDURATION:PT1H\nRRULE:FREQ=SECONDLY")
            .replace("UID:a", "UID:b");
    assert_eq!(
        read(&lines, "2027-03-01", "2027-04-01"),
        Busy {
            spans: Vec::new(),
            unread: 2
        }
    );
}

#[test]
fn hostile_rules_cost_little() {
    let rule = |rule: &str, n: usize| {
        let lines = event(&format!(
            "DTSTART:20270301T160000Z\nDURATION:PT1H\nRRULE:{rule}"
        ));
        lines.replace("UID:a", &format!("UID:{n}"))
    };
    // Never: February has no 30th.
    let found = read(
        &rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 0),
        "2027-03-01",
        "2027-04-01",
    );
    assert_eq!(found, Busy::default());
    // Only so many rules of one file are unrolled; the rest is said to be unread.
    let many: String = (0..310).map(|n| rule("FREQ=DAILY;COUNT=1", n)).collect();
    assert_eq!(read(&many, "2027-03-01", "2027-04-01").unread, 10);
    // What ended before is not unrolled at all.
    let over: String = (0..310)
        .map(|n| rule("FREQ=DAILY;UNTIL=20270303T000000Z", n))
        .collect();
    assert_eq!(read(&over, "2027-03-10", "2027-04-01"), Busy::default());
}
