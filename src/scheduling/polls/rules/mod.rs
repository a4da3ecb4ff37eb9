//! What a date poll must be, and what follows from the answers. All pure.

mod clocks;
mod compared;
mod fields;
mod form;
mod moved;
mod question;
mod slot;
mod venue;
mod warnings;
mod week;

pub use clocks::clock_warnings;
pub use compared::{Among, Compared, Frameset, Said, compared};
pub use fields::PollForm;
pub use form::{Settings, differences, read};
pub use moved::{Keep, keep_question, move_by_days, move_to_zone};
pub use question::{Asked, Borne, Quorum, demand_words, kinds_of, question};
pub use slot::{Slot, Unclear, local_time};
pub use venue::{Taken, venue_warnings};
pub use warnings::{Board, Free, Kind, Seat, Warning, warnings};
pub use week::{Day, Week, monday};
