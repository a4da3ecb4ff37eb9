//! Every query and write of what came in: the log, proposals, requests at the door, answers that do not count.

mod door;
mod log;
mod log_page;
mod proposals;
mod uncounted;

pub(super) use door::{at_door, decide, knock, put_back};
pub(in crate::invitations) use door::{door_request, waiting_at_door};
pub use log::forget_raw_mail;
pub(super) use log::{Entry, begin, complete};
pub(in crate::invitations) use log_page::{Logged, log};
pub(super) use proposals::{close_proposal, proposals_of_time, propose};
pub(in crate::invitations) use proposals::{open_proposals, proposal};
pub(in crate::invitations) use uncounted::uncounted;
