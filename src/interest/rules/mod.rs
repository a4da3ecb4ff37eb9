//! What happens to a registration, and whose it may be.
//!
//! `status` says which moves are allowed; `duplicates` proposes the organization a registration belongs to, with the
//! ground for the proposal, so that a reviewer decides and nothing is linked by itself.

mod duplicates;
mod form;
mod names;
mod status;
mod text;
mod words;

pub use duplicates::{Candidate, Ground, Registration, Suggestion, suggest};
pub use form::{InterestForm, LONGEST_MESSAGE, Said, read};
pub use names::{folded_name, host_of};
pub use status::{NotAllowed, UNCONFIRMED_DAYS, advance, is_open};
pub use words::{OFFERED, amounts, decided, kind_hint, products};
