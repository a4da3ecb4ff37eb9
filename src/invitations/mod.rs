//! Invitations: how a convening reaches people's calendars.
//!
//! The last room of the chain. It owns every byte of iCalendar the product writes; other rooms hand
//! it facts and get text. Rules and reasons: RFC 5545, 7986 and the calendar clients' own habits.

mod answering;
pub mod calendar;
mod events;
pub mod itip;
mod ledger;
mod pages;
mod rules;
mod sending;
mod store;

pub use answering::{
    PlaceOffered, SeatHandedOver, any_lapsed, expire_offers, forget_answers, place_offered,
    seat_handed_over,
};
pub use pages::{public_routes, staff_routes};
pub use sending::{SendToGuests, send_to_guests};
