//! Hostile text: whatever people type, the file keeps its shape.

use calcard::icalendar::{ICalendar, ICalendarProperty};
use proptest::prelude::*;

use super::{CalendarEvent, EventStatus, FeedInfo, ProdId, clean, download, feed, fold};

pub(in crate::invitations) fn event(
    summary: &str,
    description: &str,
    location: &str,
) -> CalendarEvent {
    CalendarEvent {
        uid: "0192-hostile@roundtable.example".into(),
        sequence: 3,
        dtstamp: "2026-09-01T12:00:00Z".parse().unwrap(),
        last_modified: "2026-09-01T12:00:00Z".parse().unwrap(),
        start_utc: "2026-10-06T14:00:00Z".parse().unwrap(),
        end_utc: "2026-10-06T16:00:00Z".parse().unwrap(),
        local_start: "2026-10-06T10:00:00".parse().unwrap(),
        local_end: "2026-10-06T12:00:00".parse().unwrap(),
        zone: "America/New_York".parse().unwrap(),
        summary: summary.into(),
        description: description.into(),
        location: Some(location.into()),
        url: Some("https://roundtable.example/convenings/1".into()),
        online_link: None,
        status: EventStatus::Confirmed,
    }
}

pub(super) fn any_text() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec![
        "\r\n",
        "\n",
        "\r",
        "\r\n ",
        "\u{2028}",
        "\u{85}",
        "\"",
        "\\",
        "\\n",
        ";",
        ",",
        ":",
        "\0",
        "\u{7f}",
        "\u{feff}",
        "😀",
        "é",
        "METHOD:CANCEL",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "ATTENDEE:mailto:evil@x.example",
        "^n",
        "\t",
        " ",
    ]);
    let piece = prop_oneof![
        nasty.prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
        "[a-z ]{0,90}"
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

pub(super) fn names(file: &str) -> Vec<String> {
    let plain = fold::unfold(file);
    plain
        .split_terminator("\r\n")
        .map(|line| line.split([':', ';']).next().unwrap_or_default().to_owned())
        .collect()
}

pub(super) fn keeps_its_shape(file: &str) {
    assert!(file.ends_with("\r\n"));
    for line in file.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line:?}", line.len());
        assert!(!line.contains(char::is_control), "{line:?}");
    }
}

fn read_back(file: &str, property: &ICalendarProperty) -> Option<String> {
    let calendar = ICalendar::parse(file).expect("calcard reads what we wrote");
    let event = calendar
        .components
        .iter()
        .find(|component| component.component_type.is_event())?;
    event
        .property(property)?
        .values
        .first()?
        .as_text()
        .map(str::to_owned)
}

proptest! {
    #[test]
    fn no_text_adds_or_breaks_a_line(summary in any_text(), description in any_text(), location in any_text()) {
        let wild = download(&event(&format!("S{summary}"), &format!("D{description}"), &format!("L{location}")), &ProdId::default()).unwrap();
        keeps_its_shape(&wild);
        let tame = download(&event("S", "D", "L"), &ProdId::default()).unwrap();
        prop_assert_eq!(names(&wild), names(&tame));
    }

    #[test]
    fn text_is_read_back_as_it_was_cleaned(summary in any_text(), description in any_text()) {
        let (summary, description) = (format!("S{summary}"), format!("D{description}"));
        let file = download(&event(&summary, &description, "L"), &ProdId::default()).unwrap();
        prop_assert_eq!(read_back(&file, &ICalendarProperty::Summary).unwrap(), clean::line(&summary));
        prop_assert_eq!(read_back(&file, &ICalendarProperty::Description).unwrap(), clean::text(&description, 8192));
    }

    #[test]
    fn no_feed_name_adds_a_line(name in any_text(), product in any_text()) {
        let info = |name: &str, product: &str| FeedInfo { name: format!("N{name}"), prod_id: ProdId::new(&format!("P{product}")) };
        let wild = feed(&info(&name, &product), &[event("S", "D", "L")]).unwrap();
        keeps_its_shape(&wild);
        prop_assert_eq!(names(&wild), names(&feed(&info("", ""), &[event("S", "D", "L")]).unwrap()));
    }

    #[test]
    fn no_name_leaves_its_parameter(name in any_text()) {
        let cn = clean::cn(&name);
        let mut property = icalendar::Property::new("ATTENDEE", "mailto:ann@funder.example");
        let line: String = property.add_parameter("CN", &cn).done().try_into().unwrap();
        let line = fold::unfold(&line);
        let expected = if cn.contains([':', ',', ';']) { format!("\"{cn}\"") } else { cn };
        prop_assert_eq!(line, format!("ATTENDEE;CN={expected}:mailto:ann@funder.example\r\n"));
    }

    #[test]
    fn links_are_kept_or_refused_whole(link in any_text()) {
        let mut linked = event("S", "D", "L");
        linked.url = Some(link.clone());
        match download(&linked, &ProdId::default()) {
            Ok(file) => {
                keeps_its_shape(&file);
                let line = format!("\r\nURL:{link}\r\n");
                prop_assert!(fold::unfold(&file).contains(&line));
            }
            Err(error) => prop_assert_eq!(error, super::CalendarError::Unsafe("URL")),
        }
    }
}

#[test]
fn an_event_must_end_after_it_starts() {
    let mut backwards = event("S", "D", "L");
    backwards.end_utc = backwards.start_utc;
    assert!(matches!(
        download(&backwards, &ProdId::default()),
        Err(super::CalendarError::EndsBeforeStart { .. })
    ));
}
