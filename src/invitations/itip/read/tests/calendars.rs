//! Lines and zones as programs write them.

use super::*;

#[test]
fn line_ends_marks_and_case_do_not_matter() {
    let text = String::from_utf8(bytes("exchange-counter.ics"))
        .unwrap()
        .replace("\r\n", "\n");
    let expected = read_object(text.as_bytes()).unwrap();
    let ends = ["\n", "\r\n", "\r", "\r\r\n"].into_iter().cycle();
    let mixed: String = text
        .lines()
        .zip(ends)
        .flat_map(|(line, end)| [line, end])
        .collect();
    let shapes = [
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        mixed,
        format!("\u{feff}{text}"),
        text.replace("BEGIN:", "begin:")
            .replace("METHOD:", "Method:")
            .replace("ATTENDEE;PARTSTAT", "attendee;partstat"),
        format!("Hello\n\n{text}\nBye: see you"),
        text.replace("END:VCALENDAR", ""),
        text.replace("UID:ny-2026", "UID:n\n y-20\n\t26"),
        text.replace("CN=Ann Li", "CN=\"Ann: Li\u{0}\u{7}\""),
    ];
    for shape in shapes {
        let read = read_object(shape.as_bytes()).unwrap();
        assert_eq!(
            (&read.uid, read.starts_at, &read.attendees[0].address),
            (
                &expected.uid,
                expected.starts_at,
                &expected.attendees[0].address
            ),
            "{shape:?}"
        );
    }
    // Latin-1: a comment in another charset does not lose the answer.
    let latin: Vec<u8> = text
        .replace("Ann Li", "Zo\u{eb} Li")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    assert_eq!(
        read_object(&latin).unwrap().attendees[0].name,
        "Zo\u{eb} Li"
    );
}

#[test]
fn zones_are_the_bundled_ones_or_the_files_own() {
    let at = |zone: &str, extra: &str, local: &str| {
        let text = format!(
            "BEGIN:VCALENDAR\nMETHOD:COUNTER\n{extra}BEGIN:VEVENT\nUID:u\nDTSTART;TZID={zone}:{local}\nEND:VEVENT\nEND:VCALENDAR\n"
        );
        read_object(text.as_bytes())
            .unwrap()
            .starts_at
            .map(|at| at.format("%Y-%m-%dT%H:%M").to_string())
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        at("America/Vancouver", "", "20261215T090000"),
        some("2026-12-15T16:00")
    );
    assert_eq!(
        at(
            "\"/mozilla.org/20050126_1/America/New_York\"",
            "",
            "20261101T090000"
        ),
        some("2026-11-01T14:00")
    );
    assert_eq!(
        at("Pacific Standard Time", "", "20260701T090000"),
        some("2026-07-01T16:00")
    );
    assert_eq!(at("Nowhere", "", "20260701T090000"), None);
    let zone = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:20070101T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20070101T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,14\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    for (local, expected) in [
        ("20260307T090000", "2026-03-07T14:00"),
        ("20260308T090000", "2026-03-08T13:00"),
        ("20261031T090000", "2026-10-31T13:00"),
        ("20261101T090000", "2026-11-01T14:00"),
        ("20260101T090000", "2026-01-01T14:00"),
    ] {
        assert_eq!(at("Ours", zone, local), some(expected));
    }
}
