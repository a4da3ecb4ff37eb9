//! The options as the page lists them: on the reader's clocks, with the convening's beside it where they differ.

use chrono::{DateTime, Utc};

use super::AtPoll;
use crate::{
    entities::poll_options,
    scheduling::polls::guest::form::{names, stands, was},
    values::{
        PollAnswer, TimeZone,
        time_convert::to_timestamp,
        wall_time::{clock, date},
    },
};

/// One option to answer.
pub(super) struct Time {
    pub(super) id: String,
    /// The names of its fields.
    pub(super) answer: String,
    pub(super) note_name: String,
    pub(super) day: String,
    pub(super) hours: String,
    /// On the convening's clocks; empty where they are the reader's.
    pub(super) there: String,
    pub(super) note: String,
    /// The field that carries what stood here when the page was loaded, and what that is.
    pub(super) was: (String, String),
    /// Added since they answered.
    pub(super) new: bool,
    /// It has begun: it can no longer be chosen.
    pub(super) over: bool,
    /// Their calendar is busy at some of it.
    pub(super) busy: bool,
    /// Code, label and class of each answer, and whether it was given.
    pub(super) answers: Vec<(&'static str, &'static str, &'static str, bool)>,
}

impl AtPoll {
    /// All options; `typed` says what was just sent of one, where a form is shown again.
    pub(super) fn times(
        &self,
        typed: impl Fn(&str) -> Option<String>,
        now: DateTime<Utc>,
    ) -> Vec<Time> {
        let options = self.options.iter();
        options
            .map(|option| self.time(option, &typed, now))
            .collect()
    }

    fn time(
        &self,
        option: &poll_options::Model,
        typed: &impl Fn(&str) -> Option<String>,
        now: DateTime<Utc>,
    ) -> Time {
        let (answer, note_name) = names(option.id);
        let said = self.said.get(&option.id);
        let given = typed(&answer)
            .or_else(|| said.map(|vote| vote.answer.to_string()))
            .unwrap_or_default();
        let note = typed(&note_name)
            .or_else(|| said.map(|vote| vote.note.clone()))
            .unwrap_or_default();
        let stood =
            || said.map_or_else(String::new, |vote| stands(vote.answer.as_str(), &vote.note));
        let was_name = was(option.id);
        let stood = typed(&was_name).unwrap_or_else(stood);
        let choice = |answer: PollAnswer, class| {
            let is_given = given == answer.as_str();
            (answer.as_str(), answer.label(), class, is_given)
        };
        let (day, hours) = on(option, &self.zone);
        let there = &self.about.poll.time_zone;
        let known = self.person.answered_at;
        Time {
            id: option.id.to_string(),
            was: (was_name, stood),
            there: if *there == self.zone {
                String::new()
            } else {
                let (day, hours) = on(option, there);
                format!("{day}, {hours}")
            },
            day,
            hours,
            new: known.is_some_and(|answered| option.added_at > answered) && said.is_none(),
            over: option.starts_at <= now,
            busy: self.is_busy(option),
            answers: vec![
                choice(PollAnswer::Yes, "y"),
                choice(PollAnswer::IfNeeded, "m"),
                choice(PollAnswer::No, "n"),
            ],
            answer,
            note_name,
            note,
        }
    }
}

impl AtPoll {
    fn is_busy(&self, option: &poll_options::Model) -> bool {
        let mut busy = self.busy.iter();
        busy.any(|span| span.starts_at < option.ends_at && option.starts_at < span.ends_at)
    }
}

/// Day and hours on these clocks.
fn on(option: &poll_options::Model, zone: &TimeZone) -> (String, String) {
    let (starts, ends) = (to_timestamp(option.starts_at), to_timestamp(option.ends_at));
    let (Ok(starts), Ok(ends)) = (starts, ends) else {
        return (option.starts_at.to_string(), String::new());
    };
    let local = |at| zone.rules().to_datetime(at);
    let (first, last) = (local(starts).date(), local(ends).date());
    let next = if first == last {
        String::new()
    } else {
        format!("{}, ", date(last))
    };
    (
        date(first),
        format!("{} to {next}{}", clock(starts, zone), clock(ends, zone)),
    )
}
