//! What a convening must be before it is saved, and what a change of it means for calendars.
//!
//! Reads the form into a `Plan`, refuses local times that do not exist, asks about those that come
//! twice and about a changed zone, and decides which changes raise the SEQUENCE of the calendar
//! entry. All pure: the same form and facts always give the same answer.

mod asks;
mod barred;
mod change;
mod clock;
mod day;
mod entry;
mod fields;
mod form;
mod guests;
mod plan;
mod quorum;
mod seats;
mod when;
mod zone;

pub use asks::{COUNTS_FOR_DAYS, MOST_ASKS, asked_in_words};
pub use barred::Barred;
pub use change::{
    Difference, Firmness, differences, firmness, is_material, is_rescheduled, next_stamp,
};
pub use clock::{Clocks, clock_change_words, clocks_today, keep_moments};
pub use day::{day_is_open, days_taken, on_day};
pub use entry::{CalendarEntry, calendar_entry, google_link, outlook_link};
pub use form::ConveningForm;
pub use guests::{Guests, MOST_GUESTS, MOST_UNNAMED};
pub use plan::{OFFERED_STATUSES, Offered, Plan, needs_link, needs_venue, read};
pub use quorum::{
    Counted, MOST_OF_A_KIND, NotAQuorumRule, QuorumRule, Standing, counts, kind_of, standing,
    suggested,
};
pub use seats::{SeatPlan, rows, seat};
pub use when::{When, fold_choices, fold_code, fold_of};
pub use zone::{ZoneQuestion, keep_on_zone_change};
