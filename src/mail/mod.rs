//! Mail that leaves the building. `enqueue` writes the mail and its job in the caller's transaction;
//! the worker hands it to a transport. A repeat can happen only between the mail server's OK and our
//! record of it, and it is the same message byte by byte, so that a mailbox can tell. Mails of one lane
//! leave in the order they were written.

mod compose;
mod copies;
mod draft;
mod envelope;
mod inbox;
mod ours;
mod outbox;
pub mod suppression;
mod transport;

pub use copies::forget_copies;
pub use draft::Draft;
pub use envelope::{CalendarPart, Envelope, Sender};
pub use inbox::InboxAddress;
pub use ours::wrote_to;
pub use outbox::{SendMail, deliver, enqueue, enqueue_at, forget, forget_all};
pub use transport::{MailAddress, Transport};
