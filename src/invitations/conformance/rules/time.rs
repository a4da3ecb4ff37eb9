//! What the calendar says of time (`calendar.md` 2.3 and 3.2).

use std::collections::BTreeSet;

use super::{Rule, Verdict, lines::Line, must, sent::Sent};

pub(super) const RULES: &[Rule<Sent>] = &[
    Rule {
        id: "end_after_start",
        says: "It has a start and an end, and the end is later",
        source: "RFC 5545 3.6.1 (DTEND is exclusive); DURATION across a clock change is read in three ways",
        check: end_after_start,
    },
    Rule {
        id: "no_floating_time",
        says: "Every time is in UTC or names its zone",
        source: "RFC 5545 3.3.5; node-ical reads a floating time in its own zone",
        check: no_floating_time,
    },
    Rule {
        id: "zones_defined",
        says: "Every zone that is named is defined, also in a cancellation",
        source: "RFC 5545 3.2.19; owncloud #687, nextcloud/server #12946 (Outlook refuses it otherwise)",
        check: zones_defined,
    },
    Rule {
        id: "zone_shape",
        says: "A zone has one rule for each half of the year, with both offsets, no list of dates and no end",
        source: "MS-STANOICAL 2.2.47; iCalcreator #86 and #106; MS-STANXICAL V0145",
        check: zone_shape,
    },
];

fn end_after_start(sent: &Sent) -> Verdict {
    let (start, end) = (
        sent.of_event("DTSTART").next(),
        sent.of_event("DTEND").next(),
    );
    let (Some(start), Some(end)) = (start, end) else {
        return Verdict::Fails("One of them is missing".to_owned());
    };
    if start.parameter("TZID") != end.parameter("TZID") {
        return Verdict::NotAsked("Start and end are in two zones");
    }
    // Of one zone and shape, so that they compare as text; over a clock change the shown end may come first.
    must(
        end.value > start.value && sent.of_event("DURATION").next().is_none(),
        format!("From {} to {}", start.value, end.value),
    )
}

fn times(sent: &Sent) -> impl Iterator<Item = &Line> {
    ["DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE"]
        .into_iter()
        .flat_map(|name| sent.of_event(name))
}

fn no_floating_time(sent: &Sent) -> Verdict {
    let floating: Vec<&str> = times(sent)
        .filter(|line| {
            let date = line.parameter("VALUE") == "DATE";
            !date && !line.value.ends_with('Z') && line.parameter("TZID").is_empty()
        })
        .map(|line| line.name.as_str())
        .collect();
    must(floating.is_empty(), floating.join(", "))
}

fn zones_defined(sent: &Sent) -> Verdict {
    let named: BTreeSet<&str> = times(sent)
        .map(|line| line.parameter("TZID"))
        .filter(|zone| !zone.is_empty())
        .collect();
    if named.is_empty() {
        return Verdict::NotAsked("Its times are in UTC");
    }
    let defined: BTreeSet<&str> = sent
        .lines
        .iter()
        .filter(|line| line.name == "TZID" && line.within == ["VCALENDAR", "VTIMEZONE"])
        .map(|line| line.value.as_str())
        .collect();
    let missing: Vec<&str> = named.difference(&defined).copied().collect();
    must(missing.is_empty(), missing.join(", "))
}

fn zone_shape(sent: &Sent) -> Verdict {
    let within_zone = |line: &&Line| line.within.get(1).is_some_and(|part| part == "VTIMEZONE");
    let lines: Vec<&Line> = sent.lines.iter().filter(within_zone).collect();
    if lines.is_empty() {
        return Verdict::NotAsked("Its times are in UTC");
    }
    let zones = lines.iter().filter(|line| line.name == "TZID").count();
    let halves = |half: &str| {
        let begins = |line: &&&Line| line.name == "BEGIN" && line.value == half;
        lines.iter().filter(begins).count()
    };
    let count = |name: &str| lines.iter().filter(|line| line.name == name).count();
    let both = halves("STANDARD") + halves("DAYLIGHT");
    let listed = count("RDATE") > 0
        || lines
            .iter()
            .any(|line| line.name == "RRULE" && line.value.contains("UNTIL"));
    let whole = halves("STANDARD") <= zones
        && halves("DAYLIGHT") <= zones
        && halves("STANDARD") > 0
        && count("TZOFFSETFROM") == both
        && count("TZOFFSETTO") == both
        && count("DTSTART") == both;
    must(
        whole && !listed,
        format!("{both} parts in {zones} zones, or a list of dates"),
    )
}
