//! Messages read back by a parser that is not ours, field by field, whatever people typed.

use calcard::common::IanaString as _;
use calcard::icalendar::{
    ICalendarComponent, ICalendarEntry, ICalendarParameterName, ICalendarProperty,
};
use proptest::prelude::*;

use super::hostile::{any_text, event, keeps_its_shape, names};
use super::message_check::{guest, host, read, written};
use super::{Attendee, AttendeeRole, EventStatus, Method, ProdId, clean, message};
use crate::values::Partstat;

fn text(of: &ICalendarComponent, property: &ICalendarProperty) -> Option<String> {
    let value = of.property(property)?.values.first()?;
    value.as_text().map(str::to_owned)
}

fn parameter(of: &ICalendarEntry, name: &ICalendarParameterName) -> Option<String> {
    of.parameter(name)
        .and_then(|value| value.as_text())
        .map(str::to_owned)
}

fn any_method() -> impl Strategy<Value = (Method<'static>, EventStatus)> {
    prop::sample::select(vec![
        (Method::Request, EventStatus::Confirmed),
        (Method::Request, EventStatus::Tentative),
        (Method::Cancel, EventStatus::Confirmed),
        (Method::Cancel, EventStatus::Cancelled),
        (Method::DeclineCounter("No"), EventStatus::Confirmed),
    ])
}

fn any_guest() -> impl Strategy<Value = Attendee> {
    use {AttendeeRole as R, Partstat as P};
    let role = prop::sample::select(vec![R::Chair, R::Required, R::Optional, R::NonParticipant]);
    let partstat = prop::sample::select(vec![
        P::NeedsAction,
        P::Accepted,
        P::Tentative,
        P::Declined,
        P::Delegated,
    ]);
    (
        any_text(),
        "[a-z0-9.!#$&'*+/=?^_`{|}~-]{1,20}",
        role,
        partstat,
        any::<bool>(),
    )
        .prop_filter_map("an address", |(name, local, role, partstat, rsvp)| {
            Some(Attendee {
                address: format!("{local}@funder.example").parse().ok()?,
                role,
                partstat,
                rsvp,
                ..guest(&name)
            })
        })
}

fn role_of(text: &str) -> AttendeeRole {
    match text {
        "CHAIR" => AttendeeRole::Chair,
        "REQ-PARTICIPANT" => AttendeeRole::Required,
        "OPT-PARTICIPANT" => AttendeeRole::Optional,
        "NON-PARTICIPANT" => AttendeeRole::NonParticipant,
        other => panic!("{other}"),
    }
}

fn compare(entry: &ICalendarEntry, expected: &Attendee, asking: bool) {
    let address = entry.values[0].as_text().unwrap();
    assert_eq!(address, format!("mailto:{}", expected.address.as_str()));
    let cn = clean::cn(&expected.name);
    let read = parameter(entry, &ICalendarParameterName::Cn).unwrap_or_default();
    assert_eq!(read, cn);
    let parameters = |name| parameter(entry, &name).unwrap_or_default();
    assert_eq!(
        role_of(&parameters(ICalendarParameterName::Role)),
        expected.role
    );
    let partstat = format!("{:?}", expected.partstat)
        .to_uppercase()
        .replace("NEEDSACTION", "NEEDS-ACTION");
    assert_eq!(parameters(ICalendarParameterName::Partstat), partstat);
    assert_eq!(parameters(ICalendarParameterName::Cutype), "INDIVIDUAL");
    let rsvp = entry
        .parameter(&ICalendarParameterName::Rsvp)
        .map(|value| format!("{value:?}").to_lowercase());
    assert_eq!(rsvp.is_some(), asking);
    if let Some(rsvp) = rsvp {
        assert!(rsvp.contains(&expected.rsvp.to_string()), "{rsvp}");
    }
}

proptest! {
    #[test]
    fn no_text_adds_or_breaks_a_line_of_a_message(
        (method, status) in any_method(),
        texts in prop::array::uniform4(any_text()),
        guests in prop::collection::vec(any_guest(), 1..4),
    ) {
        let [summary, description, location, host_name] = texts;
        let made = |summary: &str, description: &str, location: &str, host_name: &str, guests: &[Attendee]| {
            let mut event = event(&format!("S{summary}"), &format!("D{description}"), &format!("L{location}"));
            event.status = status;
            message(method, &event, &host(host_name), guests, &ProdId::default()).unwrap()
        };
        let wild = made(&summary, &description, &location, &host_name, &guests);
        keeps_its_shape(&wild);
        let plain: Vec<_> = guests.iter().map(|of| Attendee { name: "N".into(), ..of.clone() }).collect();
        prop_assert_eq!(names(&wild), names(&made("", "", "", "H", &plain)));
    }

    #[test]
    fn a_message_is_read_back_field_by_field(
        (method, status) in any_method(),
        summary in any_text(),
        host_name in any_text(),
        guests in prop::collection::vec(any_guest(), 1..4),
    ) {
        let mut event = event(&format!("S{summary}"), "D", "L");
        event.status = status;
        let from = host(&host_name);
        let file = message(method, &event, &from, &guests, &ProdId::default()).unwrap();
        let read = read(&file);
        prop_assert_eq!(read.uid(), Some(event.uid.as_str()));
        let title = Some(clean::line(&event.summary)).filter(|_| !matches!(method, Method::DeclineCounter(_)));
        prop_assert_eq!(text(&read, &ICalendarProperty::Summary), title);
        let organizer = read.property(&ICalendarProperty::Organizer).unwrap();
        let address = format!("mailto:{}", from.address.as_str());
        prop_assert_eq!(organizer.values[0].as_text(), Some(address.as_str()));
        prop_assert_eq!(parameter(organizer, &ICalendarParameterName::Cn).unwrap_or_default(), clean::cn(&host_name));
        let found: Vec<_> = read.properties(&ICalendarProperty::Attendee).collect();
        prop_assert_eq!(found.len(), guests.len());
        for (entry, expected) in found.into_iter().zip(&guests) {
            compare(entry, expected, method == Method::Request);
        }
        let expected = match (method, status) {
            (Method::Request, _) | (Method::Cancel, EventStatus::Cancelled) => Some(format!("{status:?}").to_uppercase()),
            _ => None,
        };
        prop_assert_eq!(read.status().map(|status| status.as_str().to_owned()), expected);
    }

    #[test]
    fn the_same_facts_give_the_same_bytes((method, status) in any_method(), guests in prop::collection::vec(any_guest(), 1..4)) {
        let mut event = event("S", "D", "L");
        event.status = status;
        prop_assert_eq!(written(method, &event, &guests), written(method, &event, &guests));
    }
}
