//! Every query and write of the tables of reminders.

mod guests;
mod rows;
mod sends;

pub(super) use guests::{Standing, fresh_guest, guests};
pub(super) use rows::{
    Limit, MOST_OF_ONE, Saved, add, add_usual, by_id, edit, limit_of, list, remove, set_limit,
};
pub(super) use sends::{by_any_secret, claim, due, note_mail, sent};
