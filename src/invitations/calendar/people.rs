//! The people of a message: who organizes it and who is asked, as clients want to read it.

use icalendar::Property;

use super::CalendarError;
use super::clean::{self, raw};
use crate::values::{EmailAddress, Partstat};

/// Who invites: an address we receive, the same for the life of the UID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organizer {
    /// As the guest's calendar shows it: "Jane Doe via Roundtable".
    pub name: String,
    pub address: EmailAddress,
}

/// One guest as a message names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    pub name: String,
    pub address: EmailAddress,
    pub role: AttendeeRole,
    pub partstat: Partstat,
    /// Whether they are asked to answer.
    pub rsvp: bool,
    /// Whom they sent instead.
    pub delegated_to: Option<EmailAddress>,
    /// Whom they come for.
    pub delegated_from: Option<EmailAddress>,
}

/// What is expected of a guest (ROLE).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttendeeRole {
    /// The human host.
    Chair,
    Required,
    Optional,
    /// Told of it, and not expected: who sent a delegate.
    NonParticipant,
}

impl AttendeeRole {
    const fn code(self) -> &'static str {
        match self {
            Self::Chair => "CHAIR",
            Self::Required => "REQ-PARTICIPANT",
            Self::Optional => "OPT-PARTICIPANT",
            Self::NonParticipant => "NON-PARTICIPANT",
        }
    }
}

/// PARTSTAT of RFC 5545 3.2.12.
const fn partstat(answer: Partstat) -> &'static str {
    match answer {
        Partstat::NeedsAction => "NEEDS-ACTION",
        Partstat::Accepted => "ACCEPTED",
        Partstat::Tentative => "TENTATIVE",
        Partstat::Declined => "DECLINED",
        Partstat::Delegated => "DELEGATED",
    }
}

/// ORGANIZER.
pub(super) fn organizer(of: &Organizer) -> Result<Property, CalendarError> {
    let mut property = Property::new("ORGANIZER", mailto("ORGANIZER", &of.address)?);
    named(&mut property, &of.name);
    Ok(property.done())
}

/// ATTENDEE. Without these parameters Outlook and Gmail offer "Add to calendar" instead of buttons.
/// `asking` is off in messages that ask for nothing: those carry no RSVP.
pub(super) fn attendee(of: &Attendee, asking: bool) -> Result<Property, CalendarError> {
    let mut property = Property::new("ATTENDEE", mailto("ATTENDEE", &of.address)?);
    property
        .add_parameter("CUTYPE", "INDIVIDUAL")
        .add_parameter("ROLE", of.role.code())
        .add_parameter("PARTSTAT", partstat(of.partstat));
    if asking {
        property.add_parameter("RSVP", if of.rsvp { "TRUE" } else { "FALSE" });
    }
    named(&mut property, &of.name);
    let others = [
        ("DELEGATED-TO", &of.delegated_to),
        ("DELEGATED-FROM", &of.delegated_from),
    ];
    for (parameter, other) in others {
        if let Some(address) = other {
            // The crate puts the quotes that an address needs here around whatever holds a colon.
            property.add_parameter(parameter, &mailto(parameter, address)?);
        }
    }
    Ok(property.done())
}

/// CN; left out where nothing of the name is left.
fn named(property: &mut Property, name: &str) {
    let name = clean::cn(name);
    if !name.is_empty() {
        property.add_parameter("CN", &name);
    }
}

fn mailto(property: &'static str, address: &EmailAddress) -> Result<String, CalendarError> {
    Ok(format!("mailto:{}", raw(property, address.as_str())?))
}
