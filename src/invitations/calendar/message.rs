//! Writing what goes out by mail: invitation, update, cancellation, a proposed time declined
//! (RFC 5546, RFC 6047). One event, one UID; everything a client needs to offer its buttons and to
//! find the entry it has.

use icalendar::{Component as _, Event, Property};

use super::event::{CalendarEvent, EventStatus, ProdId};
use super::people::{Attendee, Organizer, attendee, organizer};
use super::{CalendarError, clean, write};

/// The longest comment, in octets.
const COMMENT_OCTETS: usize = 1024;

/// What a guest without a title would read: a REQUEST must have one.
const UNTITLED: &str = "Meeting";

/// What the message asks of a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method<'a> {
    /// Enter it or bring it up to date: invitations, holds and updates.
    Request,
    /// Take it out. With an event that is cancelled, all of it; with one that is not, only the seat
    /// of whoever reads this.
    Cancel,
    /// The proposed time will not do, and why.
    DeclineCounter(&'a str),
}

impl Method<'_> {
    /// METHOD in the text, and the parameter of its part of a mail: clients want the two equal.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
            Self::DeclineCounter(_) => "DECLINECOUNTER",
        }
    }
}

/// The text of one message. `attendees` is who the reader may see: themselves, and the host; more
/// only where the guest list is open. The organizer is an address of ours and never among them.
pub fn message(
    method: Method<'_>,
    event: &CalendarEvent,
    from: &Organizer,
    attendees: &[Attendee],
    prod_id: &ProdId,
) -> Result<String, CalendarError> {
    if attendees.is_empty() {
        return Err(CalendarError::NobodyInvited);
    }
    let ours = from.address.normalized();
    if attendees.iter().any(|of| of.address.normalized() == ours) {
        return Err(CalendarError::OrganizerInvited);
    }
    let mut calendar = write::start(prod_id);
    calendar.append_property(Property::new("METHOD", method.name()));
    let mut zones = write::zones(std::slice::from_ref(event));
    let mut written = write::identity(event)?;
    match method {
        Method::Request => {
            write::when(&mut written, event, &zones)?;
            asked(&mut written, event)?;
        }
        Method::Cancel => {
            // Outlook refuses a CANCEL whose zone it cannot read, and shows the time of what goes.
            write::when(&mut written, event, &zones)?;
            ended(&mut written, event);
        }
        Method::DeclineCounter(why) => {
            zones.clear();
            refused(&mut written, why);
        }
    }
    written.append_property(organizer(from)?);
    for of in attendees {
        written.append_multi_property(attendee(of, method == Method::Request)?);
    }
    calendar.push(written);
    Ok(write::finish(&calendar, zones))
}

fn asked(written: &mut Event, event: &CalendarEvent) -> Result<(), CalendarError> {
    titled(written, event);
    write::what(written, event)?;
    write::firmness(written, event.status);
    // Another time that a guest proposes is welcome; Outlook and Thunderbird offer it only then.
    written.add_property("X-MICROSOFT-DISALLOW-COUNTER", "FALSE");
    Ok(())
}

/// The title and the time, so that the guest knows what goes; not the link to join by.
fn ended(written: &mut Event, event: &CalendarEvent) {
    titled(written, event);
    // STATUS would say that the meeting is off, and for the others it is not.
    if event.status == EventStatus::Cancelled {
        write::firmness(written, EventStatus::Cancelled);
    }
}

/// Which version it is about, and why not: the event itself is as it was (RFC 5546 3.2.8).
fn refused(written: &mut Event, why: &str) {
    written.remove_last_modified();
    let why = clean::text(why, COMMENT_OCTETS);
    if !why.is_empty() {
        written.add_property("COMMENT", why);
    }
}

fn titled(written: &mut Event, event: &CalendarEvent) {
    let title = clean::line(&event.summary);
    written.add_property(
        "SUMMARY",
        if title.is_empty() {
            UNTITLED.to_owned()
        } else {
            title
        },
    );
}
