//! Convenings: which meeting, for which goal, with whom, where and when.
//!
//! What people choose is a local start and end and a zone; the instants are derived from the bundled
//! time-zone database and stored beside its version. A convening keeps its calendar UID for life, and
//! raises SEQUENCE only when guests must look at their calendars again.

mod jobs;
mod pages;
pub mod rules;
mod store;

pub use jobs::{ConveningChanged, WhatChanged};
pub use pages::{staff_routes, table_routes};
pub use store::{
    ClockQuestion, Convening, Created, Datable, Dated, DaySet, Elsewhere, ForCalendar, Goal, Guest,
    GuestSeat, Here, NewConvening, NewDay, OnCalendars, Polled, Seated, Seating, Upcoming,
    VenueTaken, add_guest, add_seat, add_seats, any_begun, ask_for, asked_this_quarter, by_id,
    by_ids, cancel, choose_date, clock_questions, create, datable, for_calendar, goals_at,
    goals_of, guests, hand_over_seat, here, hold_organizations, invited_to, note_zones,
    on_calendars, organizations, pairs_among, poll_date, quorum, raise_sequence, recused,
    recused_at, room_follows, said_in_poll, seated_at, seated_elsewhere, seated_for, series_of,
    set_day, settle_clock, snapshot_begun, stands_against, take_date_back, uninvited_seats,
    upcoming_for, venue_taken,
};
