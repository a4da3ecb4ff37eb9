//! A season in the words of staff, and the way from it to the search and back. All pure.

mod asked;
mod days;
mod effort;
mod emptied;
mod form;
mod meeting;
mod month;
mod openings;
mod question;
mod stored;
#[cfg(test)]
mod tests;
mod travel;
mod venue;

pub(super) use asked::{
    Asked, City, Invited, MOST_CONVENINGS, Meeting, ONLINE, Spot, Travels, Venue,
};
pub(super) use days::{counted, in_short, in_words, read as read_days};
pub(super) use effort::Effort;
pub(super) use emptied::listed;
pub(super) use form::{SeasonEdit, SeasonForm};
pub(super) use meeting::{MeetingEdit, MeetingForm};
pub(super) use month::{Cell, Month, months};
pub(super) use question::{Question, question, steps};
pub(super) use stored::{Dated, Dates, Journey, stored, trouble};
pub(super) use travel::{Pair, pair};
pub(super) use venue::{VenueEdit, VenueForm};
