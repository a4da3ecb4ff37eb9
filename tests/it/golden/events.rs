//! The meetings in the golden files: ordinary ones in zones that are hard, and hostile ones.

use jiff::civil::DateTime;
use roundtable::invitations::calendar::{
    CalendarEvent, EventStatus, FeedInfo, ProdId, download, feed,
};
use roundtable::values::TimeZone;
use roundtable::values::wall_time::{Fold, resolve};

pub(super) fn prod_id() -> ProdId {
    ProdId::new("-//Roundtable//Roundtable golden//EN")
}

/// A meeting of `hours` on the clocks of `zone`.
pub(super) fn event(uid: &str, zone: &str, start: &str, hours: i64) -> CalendarEvent {
    let zone: TimeZone = zone.parse().unwrap();
    let local_start: DateTime = start.parse().unwrap();
    let local_end = local_start + jiff::SignedDuration::from_hours(hours);
    let instant = |local| {
        resolve(local, &zone)
            .unwrap()
            .instant(Some(Fold::Later))
            .unwrap()
    };
    CalendarEvent {
        uid: format!("{uid}@roundtable.example"),
        sequence: 0,
        dtstamp: "2026-09-01T12:00:00Z".parse().unwrap(),
        last_modified: "2026-09-01T12:00:00Z".parse().unwrap(),
        start_utc: instant(local_start),
        end_utc: instant(local_end),
        local_start,
        local_end,
        zone,
        summary: "Opportunity youth: who can close the gap?".into(),
        description: "What we ask: two commitments toward the second cohort; a date for each.\nDoors open 15 minutes early.".into(),
        location: Some("Main Library, Room 2; enter from Larkin St".into()),
        url: Some(format!("https://roundtable.example/convenings/{uid}")),
        online_link: None,
        status: EventStatus::Confirmed,
    }
}

/// Every file with the events that went into it.
pub(super) fn files() -> Vec<(&'static str, String, Vec<CalendarEvent>)> {
    let mut files: Vec<_> = single_events()
        .into_iter()
        .map(|(name, event)| (name, download(&event, &prod_id()).unwrap(), vec![event]))
        .collect();
    let feeds = [
        (
            "feed",
            "Convenings; Ann \"Bo\" Li, \\ 🌉\r\nMETHOD:CANCEL",
            feed_events(),
        ),
        ("feed-clock-changes", "Convenings", clock_change_events()),
        ("feed-empty", "Convenings", vec![]),
    ];
    for (file, name, events) in feeds {
        let info = FeedInfo {
            name: name.into(),
            prod_id: prod_id(),
        };
        files.push((file, feed(&info, &events).unwrap(), events));
    }
    files
}

fn single_events() -> [(&'static str, CalendarEvent); 9] {
    let mut online = event("vancouver", "America/Vancouver", "2026-12-15T09:00", 1);
    online.location = None;
    online.online_link = Some("https://meet.example/j/123?pwd=a,b;c".into());
    online.status = EventStatus::Tentative;
    let mut hybrid = event("jerusalem", "Asia/Jerusalem", "2027-03-26T10:00", 2);
    hybrid.online_link = Some("https://meet.example/j/456".into());
    [
        (
            "new-york-fall-back",
            event("new-york-fall", "America/New_York", "2026-11-01T14:00", 2),
        ),
        (
            "new-york-spring-forward",
            event("new-york-spring", "America/New_York", "2026-03-08T14:00", 2),
        ),
        (
            "new-york-fold-utc",
            event("new-york-fold", "America/New_York", "2026-11-01T01:30", 2),
        ),
        (
            "phoenix",
            event("phoenix", "America/Phoenix", "2026-07-14T09:00", 3),
        ),
        (
            "honolulu",
            event("honolulu", "Pacific/Honolulu", "2026-11-05T13:00", 2),
        ),
        (
            "london",
            event("london", "Europe/London", "2026-10-26T09:30", 3),
        ),
        ("vancouver-december", online),
        ("jerusalem-hybrid", hybrid),
        (
            "cairo-utc",
            event("cairo", "Africa/Cairo", "2026-06-02T11:00", 2),
        ),
    ]
}

fn feed_events() -> Vec<CalendarEvent> {
    let mut cancelled = event("cancelled", "America/Los_Angeles", "2026-10-14T10:00", 2);
    (cancelled.sequence, cancelled.status) = (2, EventStatus::Cancelled);
    cancelled.dtstamp = "2026-10-02T08:00:00Z".parse().unwrap();
    cancelled.last_modified = cancelled.dtstamp;

    let mut hostile = event("hostile", "America/Chicago", "2027-01-14T13:00", 1);
    // Not a backslash before an n: node-ical takes the escaped pair for a line end.
    hostile.summary = format!(
        "\"Quotes\", commas; \\ 🎈 {}\r\nATTENDEE:mailto:evil@x.example",
        "long title ".repeat(26)
    );
    hostile.description =
        "One\r\nEND:VEVENT\rBEGIN:VEVENT\u{2028}ünï\u{0}\u{7f}cödé \\, \\; \\\\".into();
    hostile.location = Some("Hall 3\r\nMETHOD:REQUEST".into());

    let mut bare = event("bare", "America/Chicago", "2027-07-14T09:00", 1);
    (bare.description, bare.location, bare.url) = (String::new(), Some(" ".into()), None);
    vec![
        cancelled,
        hostile,
        bare,
        event("fall", "America/New_York", "2026-11-01T14:00", 2),
        event("later", "America/New_York", "2027-03-15T09:00", 2),
        event("phoenix", "America/Phoenix", "2027-01-20T09:00", 2),
        event("universal", "UTC", "2027-02-01T15:00", 1),
    ]
}

const ZONES: [&str; 12] = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Anchorage",
    "America/St_Johns",
    "America/Santiago",
    "Asia/Jerusalem",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Europe/Berlin",
    "Pacific/Chatham",
];

/// Meetings around both clock changes of 2027 in zones of every shape: the day before and the day itself.
fn clock_change_events() -> Vec<CalendarEvent> {
    let mut events = vec![];
    for (name, day) in clock_changes() {
        for (date, hour) in [(day.yesterday().unwrap(), 12), (day, 4)] {
            let uid = format!("{}-{date}", name.replace('/', "-"));
            events.push(event(&uid, name, &date.at(hour, 0, 0, 0).to_string(), 1));
        }
    }
    events
}

/// One meeting on each of these days, four hours into it; by name.
pub(super) fn clock_change_days() -> Vec<(String, CalendarEvent)> {
    let meeting = |(zone, day): (&str, jiff::civil::Date)| {
        let name = format!("{}-{day}", zone.replace('/', "-")).to_lowercase();
        let event = event(&name, zone, &day.at(4, 0, 0, 0).to_string(), 2);
        (name, event)
    };
    clock_changes().into_iter().map(meeting).collect()
}

/// The days of 2027 on which the clocks change, zone by zone.
fn clock_changes() -> Vec<(&'static str, jiff::civil::Date)> {
    let year = "2027-01-01T00:00:00Z".parse().unwrap();
    let of_zone = |name: &'static str| {
        let zone = name.parse::<TimeZone>().unwrap().jiff();
        let days = zone.following(year).take(2);
        let days: Vec<_> = days
            .map(|change| zone.to_datetime(change.timestamp()).date())
            .collect();
        days.into_iter().map(move |day| (name, day))
    };
    ZONES.into_iter().flat_map(of_zone).collect()
}
