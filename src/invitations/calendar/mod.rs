//! Writing calendar files that real calendars accept.
//!
//! The only place that names the `icalendar` crate. The crate writes properties; this module cleans
//! what goes in (it would let quotes and line breaks through), adds the time zones it lacks, and
//! folds the result, because some readers drop a whole feed for one line that is too long.

pub mod clean;
mod event;
mod fold;
mod message;
mod people;
mod vtimezone;
mod write;

#[cfg(test)]
pub(in crate::invitations) mod hostile;
#[cfg(test)]
pub(in crate::invitations) mod message_check;
#[cfg(test)]
mod message_reading;
#[cfg(test)]
mod zone_check;

pub use event::{CalendarEvent, EventStatus, FeedInfo, ProdId};
pub use message::{Method, message};
pub use people::{Attendee, AttendeeRole, Organizer};
pub use write::{download, feed};

/// Why a calendar file could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// A value that is written as it is would break the file.
    #[error("{0} holds a space, a quote or a control character")]
    Unsafe(&'static str),
    #[error("the event {uid} ends before it starts")]
    EndsBeforeStart { uid: String },
    /// Buttons to answer appear only for somebody who is listed.
    #[error("the message names nobody it is for")]
    NobodyInvited,
    /// Exchange lets nobody accept what is organized under their own address.
    #[error("the organizer's address is among the guests")]
    OrganizerInvited,
}
