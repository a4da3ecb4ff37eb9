//! Every query and write of the tables of convenings, their goals and their seats.

mod begun;
mod calendar;
mod goals;
mod history;
mod list;
mod read;
mod seats;
mod write;

pub use begun::{any_begun, snapshot_begun};
pub use calendar::{ForCalendar, for_calendar, on_calendars};
pub(super) use goals::{Brief, Goal, Place, brief, choices, goal, goals_of, goals_of_partnership};
pub use history::{
    Seated, Upcoming, asked_this_quarter, hold_table, seated_at, seated_for, upcoming_for,
};
pub(super) use list::{Line, Wanted, cities, counts, page};
pub use read::{Convening, by_id};
pub(super) use seats::{Guest, change_seat, guests, remove_seat, seat};
pub use seats::{add_seat, organizations};
pub(super) use write::{Change, Changed, change};
pub use write::{NewConvening, cancel, create};
