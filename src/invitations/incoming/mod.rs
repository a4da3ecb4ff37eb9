//! Mail comes in: read, judged, carried out and logged, each message once; and what the host decides on it.

mod again;
mod apply;
mod bounces;
mod changed;
mod counting;
mod decide;
mod delegate;
mod effects;
mod facts;
mod imap;
mod jobs;
mod known;
mod lmtp;
mod receive;
mod signature;
mod store;

pub use changed::convening_changed;
pub(in crate::invitations) use decide::{
    Decided, is_guest, let_in, refuse_at_door, refuse_proposal,
};
pub use effects::AnswerByMail;
pub use imap::{poll_inbox, take_in_unread};
pub use jobs::answer_by_mail;
pub use lmtp::listen_lmtp;
pub use receive::{Received, Way, receive};
pub(super) use signature::is_signed;
pub use store::forget_raw_mail;
pub(super) use store::{
    Logged, door_request, log, open_proposals, proposal, uncounted, waiting_at_door,
};
