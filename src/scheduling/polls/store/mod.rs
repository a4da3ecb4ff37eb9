//! Every query and write of the tables of date polls, but for answers and mails, which are written where they come in.

mod busy;
mod decide;
mod elsewhere;
mod facts;
mod lost;
mod options;
mod people;
mod read;
mod ready;
mod seated;
mod write;

pub(super) use busy::{busy_of, forget_busy, forget_long_closed, put_busy};
pub(super) use decide::{Chosen, Decision, decide, take_back};
pub(super) use elsewhere::asked_elsewhere;
pub(super) use facts::{Facts, facts};
pub(super) use lost::{Lost, lost_with};
pub(super) use options::{Added, add_option, replace_times, withdraw_option};
pub(super) use people::{
    Listed, NewPerson, PersonChange, add_person, change_person, remove_person,
};
pub(super) use read::{
    Answers, answers, holders, newest, option_rows, people_rows, settings_of, slots, votes_revision,
};
pub use ready::{ReadyPoll, ready_to_decide};
pub(super) use seated::{Reach, Seated, seated};
pub(super) use write::{Wrote, ask_again, create, save_settings, turn};
