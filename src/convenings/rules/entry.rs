//! What a calendar entry says of a convening, and the links that open it in a web calendar.
//!
//! One text for the file, the feed and the links, so that they never disagree. It names no guest:
//! calendars are shared with assistants and colleagues. It names no goal either: a goal's title
//! changes without the convening changing, and an event must not change behind its LAST-MODIFIED.

use jiff::Timestamp;
use url::form_urlencoded::byte_serialize;

use super::Plan;

/// How the description of a sample convening begins.
const SAMPLE_SENTENCE: &str = "Sample data: this meeting is made up.";

/// The texts of a calendar entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    pub title: String,
    pub description: String,
    /// Where people meet in person.
    pub location: Option<String>,
}

/// `place` is the city's name, `page` the address of the convening's page. A sample says so in its
/// title and first line: a calendar shows nothing else that tells it from a real meeting.
#[must_use]
pub fn calendar_entry(
    plan: &Plan,
    place: Option<&str>,
    page: &str,
    illustrative: bool,
) -> CalendarEntry {
    let mut parts = Vec::new();
    if illustrative {
        parts.push(SAMPLE_SENTENCE.to_owned());
    }
    if !plan.summary.is_empty() {
        parts.push(plan.summary.clone());
    }
    parts.push(format!("For organizers: {page}"));
    CalendarEntry {
        title: if illustrative {
            format!("[Sample] {}", plan.title)
        } else {
            plan.title.clone()
        },
        description: parts.join("\n\n"),
        location: location(plan.meeting_place(), place),
    }
}

/// The venue, with its city unless the venue names it already.
fn location(venue: &str, place: Option<&str>) -> Option<String> {
    if venue.is_empty() {
        return None;
    }
    let city = place
        .and_then(|place| place.split(',').next())
        .unwrap_or_default();
    let named = venue.to_lowercase().contains(&city.to_lowercase());
    Some(match place {
        Some(place) if !named => format!("{venue}, {place}"),
        _ => venue.to_owned(),
    })
}

/// A link that opens a filled-in event in Google Calendar.
#[must_use]
pub fn google_link(plan: &Plan, entry: &CalendarEntry) -> String {
    let utc = |instant: Timestamp| instant.strftime("%Y%m%dT%H%M%SZ").to_string();
    let dates = format!("{}/{}", utc(plan.when.starts), utc(plan.when.ends));
    address(
        "https://calendar.google.com/calendar/render",
        &[
            ("action", "TEMPLATE"),
            ("text", &entry.title),
            ("dates", &dates),
            ("ctz", plan.when.zone.name()),
            ("details", &details(plan, entry)),
            ("location", &whereabouts(plan, entry)),
        ],
    )
}

/// The same in Outlook on the web; `host` tells work and school from personal accounts.
#[must_use]
pub fn outlook_link(host: &str, plan: &Plan, entry: &CalendarEntry) -> String {
    let utc = |instant: Timestamp| instant.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    address(
        &format!("https://{host}/calendar/deeplink/compose"),
        &[
            ("path", "/calendar/action/compose"),
            ("rru", "addevent"),
            ("subject", &entry.title),
            ("startdt", &utc(plan.when.starts)),
            ("enddt", &utc(plan.when.ends)),
            ("body", &details(plan, entry)),
            ("location", &whereabouts(plan, entry)),
        ],
    )
}

fn details(plan: &Plan, entry: &CalendarEntry) -> String {
    let link = plan.join_link();
    if link.is_empty() {
        entry.description.clone()
    } else {
        format!("{link}\n\n{}", entry.description)
    }
}

fn whereabouts(plan: &Plan, entry: &CalendarEntry) -> String {
    entry
        .location
        .clone()
        .unwrap_or_else(|| plan.join_link().to_owned())
}

/// Spaces as `%20`: Outlook shows a `+` as it stands.
fn address(base: &str, fields: &[(&str, &str)]) -> String {
    let encode = |text: &str| {
        byte_serialize(text.as_bytes())
            .collect::<String>()
            .replace('+', "%20")
    };
    let pairs: Vec<String> = fields
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    format!("{base}?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        convenings::rules::{ConveningForm, Offered, read},
        values::ConveningFormat,
        web::FieldErrors,
    };

    fn plan() -> Plan {
        let form = ConveningForm {
            title: "A & B+C table".into(),
            mode: "issue_focused".into(),
            purpose: "deal_matching".into(),
            time_zone: "America/Los_Angeles".into(),
            local_start: "2027-03-18T09:30".into(),
            local_end: "2027-03-18T12:00".into(),
            format: "in_person".into(),
            venue: "Public library".into(),
            status: "confirmed".into(),
            ..ConveningForm::default()
        };
        read(&mut FieldErrors::default(), &form, &Offered::default()).unwrap()
    }

    #[test]
    fn links_carry_utc_times_and_encoded_text() {
        let plan = plan();
        let entry = calendar_entry(
            &plan,
            Some("San Francisco, CA"),
            "https://r.example/c",
            false,
        );
        let google = google_link(&plan, &entry);
        assert!(
            google.contains(
                "&text=A%20%26%20B%2BC%20table&dates=20270318T163000Z%2F20270318T190000Z&"
            ),
            "{google}"
        );
        assert!(
            google.ends_with("&location=Public%20library%2C%20San%20Francisco%2C%20CA"),
            "{google}"
        );
        let outlook = outlook_link("outlook.office.com", &plan, &entry);
        assert!(
            outlook.contains("&startdt=2027-03-18T16%3A30%3A00Z&enddt=2027-03-18T19%3A00%3A00Z&"),
            "{outlook}"
        );
    }

    #[test]
    fn a_sample_says_so_in_title_description_and_links() {
        let plan = plan();
        let entry = calendar_entry(&plan, None, "https://r.example/c", true);
        assert_eq!(entry.title, "[Sample] A & B+C table");
        assert_eq!(
            entry.description,
            "Sample data: this meeting is made up.\n\nFor organizers: https://r.example/c"
        );
        for link in [
            google_link(&plan, &entry),
            outlook_link("outlook.live.com", &plan, &entry),
        ] {
            assert!(
                link.contains("=%5BSample%5D%20A") && link.contains("=Sample%20data%3A%20this"),
                "{link}"
            );
        }
    }

    #[test]
    fn what_was_left_over_from_another_format_goes_into_no_calendar() {
        let left_over = Plan {
            online_link: "https://meet.example/1".into(),
            ..plan()
        };
        let entry = calendar_entry(&left_over, None, "https://r.example/c", false);
        assert_eq!(entry.location.as_deref(), Some("Public library"));
        assert!(!google_link(&left_over, &entry).contains("meet.example"));
        let online = Plan {
            format: ConveningFormat::Virtual,
            ..left_over
        };
        let entry = calendar_entry(&online, Some("Oakland, CA"), "https://r.example/c", false);
        assert_eq!(entry.location, None);
        let google = google_link(&online, &entry);
        assert!(
            google.ends_with("&location=https%3A%2F%2Fmeet.example%2F1"),
            "{google}"
        );
    }

    #[test]
    fn the_city_is_named_once() {
        let named = location("Library, San Francisco", Some("San Francisco, CA"));
        assert_eq!(named.as_deref(), Some("Library, San Francisco"));
        assert_eq!(location("", Some("San Francisco, CA")), None);
        assert_eq!(location("Library", None).as_deref(), Some("Library"));
    }
}
