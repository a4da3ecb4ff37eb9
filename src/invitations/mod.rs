//! Invitations: how a convening reaches people's calendars.
//!
//! The last room of the chain. It owns every byte of iCalendar the product writes; other rooms hand
//! it facts and get text. Rules and reasons: RFC 5545, 7986 and the calendar clients' own habits.

mod answering;
pub mod calendar;
mod check_in;
mod clock_changes;
mod conformance;
mod events;
mod feeds;
mod held_times;
pub mod incoming;
pub mod itip;
mod ledger;
mod pages;
mod reminders;
mod sending;

pub use answering::{
    PlaceOffered, SeatHandedOver, any_lapsed, expire_offers, forget_answers, place_offered,
    seat_handed_over,
};
pub use clock_changes::{Looked, check_clocks};
pub use conformance::{SendTestInvitation, TestStep};
pub use held_times::{HeldTime, held_time_part};
pub use incoming::{
    AnswerByMail, answer_by_mail, convening_changed, forget_raw_mail, listen_lmtp, poll_inbox,
    take_in_unread,
};
pub use pages::{admin_routes, door_routes, public_routes, staff_routes};
pub use reminders::send_due_reminders;
pub use sending::{SendToGuests, send_test_invitation, send_to_guests, sender_of};
