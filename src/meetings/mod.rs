//! Meetings in the room: who meets whom, in which round, at which table?
//!
//! A convening may seat its guests in rounds of short meetings. Each side says whom it wants to meet; the plan holds what
//! it can, so that people seldom wait, and says why the rest is left out. It goes from setting up over wishes and a draft to
//! provisional and published; what changes later is planned again with as little moved as can be.

mod following;
mod mailing;
mod mails;
mod pages;
mod planning;
pub mod rules;
mod store;

pub use following::follow_convening;
pub use mailing::{MeetingMails, write_meeting_mails};
pub use pages::{public_routes, staff_routes};
pub use planning::{PlanMeetings, ProveMeetings, plan_meetings, prove_meetings};
pub use roundtable_hearts::meetings::plan;
