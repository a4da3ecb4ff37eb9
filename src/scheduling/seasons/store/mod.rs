//! Every query and write of the tables of seasons.

mod accept;
mod meetings;
mod plans;
mod scene;
mod seasons;
mod standing;
mod travel;
mod venues;
mod worth;

pub(super) use accept::{Accepted, Act, Asking, NotDone, Refused, Why, carry_out};
pub(super) use meetings::{add_meetings, change_meeting, meeting, remove_meeting};
pub(super) use plans::{Kept, begin_work, keep_plan, plan_of};
pub(super) use scene::{Part, Scene, scene};
pub(super) use seasons::{add, by_id, change, list, remove};
pub(super) use travel::set_travel;
pub(super) use venues::{MOST_VENUES, add_venue, change_venue, remove_venue, venue};
pub(super) use worth::invited;

/// What became of a change.
#[derive(Debug)]
pub(super) enum Saved<Row> {
    Done,
    /// Somebody else saved first; the row as they left it.
    Stale(Box<Row>),
    /// It is no more.
    Gone,
}
