//! When: the time of one convening at which the gap can be met, and dates for a season of them.

pub mod polls;
pub mod seasons;

pub use polls::{
    PollMails, ReadyPoll, keep_polls, public_routes as public_poll_routes, ready_to_decide,
    staff_routes as poll_routes, write_poll_mails,
};
pub use roundtable_hearts::scheduling::{season, times};
