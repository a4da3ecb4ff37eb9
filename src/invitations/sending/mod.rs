//! Sending: what a mail to a guest says, what its calendar part carries, and what sending would do to whom.
//!
//! Reviewed first, guest by guest (`review`), then written into the outbox together with the ledger's line, in one
//! transaction. The rules that decide who is asked again are in `itip`.

mod batch;
mod hours;
mod letter;
mod meeting;
mod post;
mod review;
mod texts;

pub(in crate::invitations) use batch::{AT_ONCE, send};
pub use batch::{SendToGuests, send_to_guests};
pub(in crate::invitations) use letter::{letter, words};
pub(in crate::invitations) use meeting::Meeting;
pub(in crate::invitations) use post::{Order, calendar_part, post};
pub use review::Wish;
pub(in crate::invitations) use review::{Planned, holds, plan};
pub(in crate::invitations) use texts::{PLACEHOLDERS, Text, fill, read, usual};
