//! Values parsed once, at the edge, so that afterwards the type is the proof.
//!
//! Money, e-mail addresses, tax and place identifiers, time zones and wall time, and the coded lists
//! the field uses. Everything here is plain data: it can be stored in a column and sent as JSON, and
//! it knows nothing of tables, rooms or pages.

mod apportion;
mod code_list;
mod codes;
mod ein;
mod email;
mod geoid;
mod labelled;
mod money;
mod numbers;
mod place_id;
mod slug;
mod states;
pub mod time_convert;
mod time_zone;
pub mod typed;
mod us_zones;
pub mod wall_time;

pub use apportion::apportion;
pub use code_list::CodeList;
pub use codes::*;
pub use ein::{Ein, NotAnEin};
pub use email::{EmailAddress, NotAnEmailAddress};
pub use geoid::{Geoid, NotAGeoid};
pub use labelled::Labelled;
pub use money::{Money, NotMoney};
pub use numbers::grouped;
pub use place_id::{NotAPlaceId, PlaceId};
pub use slug::{NotASlug, Slug};
pub use states::*;
pub use time_zone::{TimeZone, UnknownTimeZone, tzdb_version};
