//! A convening as planned: the form once it has been read and found sound.

use super::{ConveningForm, When, fields, when};
use crate::{
    values::{ConveningFormat, ConveningMode, ConveningPurpose, ConveningStatus, PlaceId},
    web::FieldErrors,
};

/// How far a convening may be said to have come by this form.
pub const OFFERED_STATUSES: [ConveningStatus; 3] = [
    ConveningStatus::Confirmed,
    ConveningStatus::Hold,
    ConveningStatus::Idea,
];

const LONGEST_TITLE: usize = 200;
const LONGEST_SUMMARY: usize = 2_000;
const LONGEST_VENUE: usize = 300;

/// Everything a person decides about a convening besides who is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub title: String,
    pub mode: ConveningMode,
    pub purpose: ConveningPurpose,
    /// The question for the room.
    pub summary: String,
    pub place: Option<PlaceId>,
    pub when: When,
    pub format: ConveningFormat,
    pub venue: String,
    pub online_link: String,
    pub status: ConveningStatus,
}

impl Plan {
    /// Where people go; empty where they only meet online or by telephone, though a venue from
    /// before is kept in case they meet there after all.
    #[must_use]
    pub fn meeting_place(&self) -> &str {
        if needs_venue(self.format) {
            &self.venue
        } else {
            ""
        }
    }

    /// The link people join by; empty where they only meet in person, though one may be kept.
    #[must_use]
    pub fn join_link(&self) -> &str {
        use ConveningFormat::{InPerson, SiteVisit};
        match self.format {
            InPerson | SiteVisit => "",
            _ => &self.online_link,
        }
    }
}

/// What the form offered to choose from.
#[derive(Clone, Debug, Default)]
pub struct Offered {
    /// The places of the goal.
    pub places: Vec<PlaceId>,
    /// The status it has, offered besides the usual three.
    pub status: Option<ConveningStatus>,
}

/// Whether people must be told where to go.
#[must_use]
pub fn needs_venue(format: ConveningFormat) -> bool {
    use ConveningFormat::{Hybrid, InPerson, SiteVisit};
    matches!(format, InPerson | Hybrid | SiteVisit)
}

/// Whether people must be told which link to open.
#[must_use]
pub fn needs_link(format: ConveningFormat) -> bool {
    matches!(format, ConveningFormat::Virtual | ConveningFormat::Hybrid)
}

/// Reads the form in the order of its fields; what is wrong goes to `errors`.
pub fn read(errors: &mut FieldErrors, form: &ConveningForm, offered: &Offered) -> Option<Plan> {
    let before = errors.iter().len();
    let title = fields::line(errors, "title", &form.title, LONGEST_TITLE);
    if title.is_empty() {
        errors.add(
            "title",
            "Give the convening a title. Guests see it in their calendar",
        );
    }
    let mode = fields::choice(errors, "mode", &form.mode, "Choose the mode");
    let purpose = fields::choice(
        errors,
        "purpose",
        &form.purpose,
        "Choose what the convening is for",
    );
    let summary = fields::lines(errors, "summary", &form.summary, LONGEST_SUMMARY);
    let place = place(errors, form, offered);
    let when = when::read(errors, form);
    let format = fields::choice(errors, "format", &form.format, "Choose how people meet");
    let venue = fields::line(errors, "venue", &form.venue, LONGEST_VENUE);
    if venue.is_empty() && format.is_some_and(needs_venue) {
        errors.add(
            "venue",
            "Say where people meet, with the street address if you know it",
        );
    }
    let online_link = fields::link(errors, "online_link", &form.online_link);
    if form.online_link.trim().is_empty() && format.is_some_and(needs_link) {
        errors.add("online_link", "Give the link people join by");
    }
    let status = status(errors, form, offered);
    if errors.iter().len() > before {
        return None;
    }
    Some(Plan {
        title,
        mode: mode?,
        purpose: purpose?,
        summary,
        place,
        when: when?,
        format: format?,
        venue,
        online_link,
        status: status?,
    })
}

/// One of the goal's places; none only where the goal has none.
fn place(errors: &mut FieldErrors, form: &ConveningForm, offered: &Offered) -> Option<PlaceId> {
    let found = offered
        .places
        .iter()
        .find(|place| place.as_str() == form.place);
    if found.is_none() && !offered.places.is_empty() {
        errors.add("place", "Choose one of the places of the goal");
    }
    found.cloned()
}

fn status(
    errors: &mut FieldErrors,
    form: &ConveningForm,
    offered: &Offered,
) -> Option<ConveningStatus> {
    let read = form
        .status
        .parse()
        .ok()
        .filter(|status| OFFERED_STATUSES.contains(status) || offered.status == Some(*status));
    errors.keep("status", read.ok_or("Choose how firm the date is"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound() -> ConveningForm {
        ConveningForm {
            title: " Youth  table\r\nBCC: x ".into(),
            mode: "issue_focused".into(),
            purpose: "deal_matching".into(),
            place: "city:0667000".into(),
            time_zone: "America/Los_Angeles".into(),
            local_start: "2027-03-18T09:30".into(),
            local_end: "2027-03-18T12:00".into(),
            format: "in_person".into(),
            venue: "Public library".into(),
            status: "confirmed".into(),
            ..ConveningForm::default()
        }
    }

    fn offered() -> Offered {
        Offered {
            places: vec![PlaceId::city("0667000")],
            status: None,
        }
    }

    fn refused(change: impl Fn(&mut ConveningForm)) -> Vec<&'static str> {
        let (mut form, mut errors) = (sound(), FieldErrors::default());
        change(&mut form);
        assert_eq!(read(&mut errors, &form, &offered()), None);
        errors.iter().map(|error| error.field).collect()
    }

    #[test]
    fn a_sound_form_is_read_and_written_back() {
        let plan = read(&mut FieldErrors::default(), &sound(), &offered()).unwrap();
        assert_eq!(plan.title, "Youth table BCC: x");
        let again = ConveningForm::of(&plan);
        assert_eq!(
            read(&mut FieldErrors::default(), &again, &offered()),
            Some(plan)
        );
    }

    #[test]
    fn each_format_asks_for_what_it_needs() {
        assert_eq!(refused(|form| form.venue.clear()), ["venue"]);
        assert_eq!(
            refused(|form| form.format = "virtual".into()),
            ["online_link"]
        );
        assert_eq!(
            refused(|form| form.format = "hybrid".into()),
            ["online_link"]
        );
        assert_eq!(
            refused(|form| {
                form.format = "site_visit".into();
                form.venue.clear();
            }),
            ["venue"]
        );
        let call = ConveningForm {
            format: "call".into(),
            venue: String::new(),
            ..sound()
        };
        assert!(read(&mut FieldErrors::default(), &call, &offered()).is_some());
    }

    #[test]
    fn a_link_is_a_web_address() {
        for bad in [
            "zoom.example/j/1",
            "javascript:alert(1)",
            "ftp://example.org/x",
            "https://",
        ] {
            assert_eq!(
                refused(|form| form.online_link = bad.into()),
                ["online_link"],
                "{bad}"
            );
        }
        let odd = ConveningForm {
            online_link: "https://x.example/\"a b".into(),
            ..sound()
        };
        let plan = read(&mut FieldErrors::default(), &odd, &offered()).unwrap();
        assert_eq!(plan.online_link, "https://x.example/%22a%20b");
    }

    #[test]
    fn what_was_not_offered_is_refused_and_errors_come_in_the_order_of_the_form() {
        assert_eq!(
            refused(|form| form.place = "city:4748000".into()),
            ["place"]
        );
        assert_eq!(refused(|form| form.status = "cancelled".into()), ["status"]);
        assert_eq!(refused(|form| form.title = "x".repeat(201)), ["title"]);
        assert_eq!(
            refused(|form| *form = ConveningForm::default()),
            [
                "title",
                "mode",
                "purpose",
                "place",
                "time_zone",
                "local_start",
                "local_end",
                "format",
                "status"
            ]
        );
        let held = Offered {
            status: Some(ConveningStatus::Held),
            ..offered()
        };
        let form = ConveningForm {
            status: "held".into(),
            ..sound()
        };
        assert!(read(&mut FieldErrors::default(), &form, &held).is_some());
    }
}
