//! Sending: what a mail to a guest says, what its calendar part carries, and what sending would do to whom.
//!
//! Reviewed first, guest by guest (`review`), then written into the outbox together with the ledger's line, in one
//! transaction. The rules that decide who is asked again are in `itip`.

mod batch;
mod hours;
mod mails;
mod meeting;
mod post;
mod review;
mod silent;
mod texts;
mod trial;

pub(in crate::invitations) use batch::{AT_ONCE, send};
pub use batch::{SendToGuests, send_to_guests};
pub(in crate::invitations) use mails::{letter, words};
pub(in crate::invitations) use meeting::Meeting;
pub(in crate::invitations) use post::{Order, calendar_part, post};
pub(in crate::invitations) use review::{Planned, Wish, holds, plan};
pub(in crate::invitations) use silent::silent;
pub(in crate::invitations) use texts::{PLACEHOLDERS, Text, Words, fill, read, unknown, usual};
pub use trial::send_test_invitation;
