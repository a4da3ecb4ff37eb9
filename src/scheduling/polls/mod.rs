//! Date polls: the times a convening could be at, whom it asks, what they say, and which time is chosen.
//!
//! Staff propose times and people and open the poll; who is asked answers by a personal link; every time is compared by what
//! those who could come can bring; one is chosen, and the convening has it.

mod asking;
mod guest;
mod holds;
mod pages;
pub mod rules;
mod store;

pub use asking::{PollMails, keep_polls, write_poll_mails};
pub use pages::{public_routes, staff_routes};
pub use store::{ReadyPoll, ready_to_decide};
