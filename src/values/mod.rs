//! Values parsed once, at the edge, so that afterwards the type is the proof.
//!
//! Money, e-mail addresses, tax and place identifiers, and the coded lists the field uses. Everything here is plain
//! data: it can be stored in a column and sent as JSON, and it knows nothing of tables, rooms or pages.

mod apportion;
mod codes;
mod ein;
mod email;
mod geoid;
mod money;
mod slug;

pub(crate) use apportion::apportion;
pub use codes::*;
pub use ein::{Ein, NotAnEin};
pub use email::{EmailAddress, NotAnEmailAddress};
pub use geoid::{Geoid, NotAGeoid};
pub use money::{Money, NotMoney};
pub use slug::{NotASlug, Slug};
