//! Mail comes in: read, judged, carried out and logged, each message once.

mod apply;
mod effects;
mod facts;
mod receive;
mod signature;
mod store;

pub use effects::{AnswerByMail, MailBack};
pub use receive::{Received, Way, receive};
pub(super) use signature::is_signed;
pub(super) use store::forget_raw;
