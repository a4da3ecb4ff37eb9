//! Every query and write of the tables of convenings, their goals and their seats.

mod apart;
mod begun;
mod calendar;
mod clock;
mod day;
mod goals;
mod handover;
mod here;
mod history;
mod list;
mod quorum;
mod read;
mod seating;
mod seats;
mod write;

pub use apart::{goals_at, hold_organizations, pairs_among, recused, recused_at};
pub use begun::{any_begun, snapshot_begun};
pub use calendar::{ForCalendar, OnCalendars, for_calendar, on_calendars};
pub use clock::{ClockQuestion, clock_questions, note_zones, settle_clock};
pub use day::{Datable, DaySet, NewDay, by_ids, datable, invited_to, set_day};
pub(super) use goals::{Brief, Place, brief, choices, goal, goals_of_partnership};
pub use goals::{Goal, goals_of};
pub use handover::hand_over_seat;
pub use here::{Here, here, uninvited_seats};
pub use history::{Seated, Upcoming, asked_this_quarter, seated_at, seated_for, upcoming_for};
pub(super) use list::{Line, Wanted, cities, counts, page};
pub use quorum::quorum;
pub(super) use quorum::{ask_for, ask_for_none};
pub use read::{Convening, by_id};
pub use seating::{Seating, add_seat, add_seats};
pub use seats::{Guest, guests, organizations};
pub(super) use seats::{change_seat, remove_seat, seat};
pub(super) use write::{Change, Changed, change};
pub use write::{Created, NewConvening, cancel, create, raise_sequence};
