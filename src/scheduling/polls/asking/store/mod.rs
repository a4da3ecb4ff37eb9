//! What asking reads and writes: personal links, who was asked and reminded, and how far a poll has come.

mod about;
mod links;
mod options;
mod people;
mod state;

pub(in crate::scheduling::polls) use about::{About, zones_of};
pub(in crate::scheduling::polls) use links::{
    asked_by_secret, by_any_secret, by_secret, fresh_link, revoke_links,
};
pub(in crate::scheduling::polls) use options::{Said, live_options, said_of, votes_of};
pub(in crate::scheduling::polls) use people::{barred, people_of, person_of};
pub(super) use people::{
    claim_question, claim_reminder, due_for_reminder, mailed_since, note_asked, page_of_people,
};
pub(in crate::scheduling::polls) use state::hold;
pub(super) use state::{
    any_to_ask, claim_ready, close, left_behind, open_polls, overdue, ready, wake,
};
