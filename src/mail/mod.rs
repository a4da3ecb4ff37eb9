//! Mail that leaves the building. `enqueue` writes the mail and its job in the caller's transaction;
//! the worker hands it to a transport. A repeat can happen only between the mail server's OK and our
//! record of it, and it carries the same Message-ID, so that a mailbox can tell.

mod outbox;
pub mod suppression;
mod transport;

pub use outbox::{Draft, SendMail, deliver, enqueue, forget, forget_all};
pub use transport::{Envelope, MailAddress, Transport};
