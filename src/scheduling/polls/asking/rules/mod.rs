//! Whom a poll still waits for, what they are asked, and when somebody silent is reminded. Pure.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{entities::poll_people::Model as Person, values::PollPersonState as State};

/// How long before the poll closes the silent are reminded.
const BEFORE_CLOSE: [TimeDelta; 3] = [TimeDelta::days(7), TimeDelta::days(3), TimeDelta::days(1)];

/// How often they are where it closes at no set time.
const EVERY: TimeDelta = TimeDelta::days(7);

/// The least time between two mails that ask somebody.
pub(in crate::scheduling::polls) const APART: TimeDelta = TimeDelta::hours(24);

/// How long after the last answer staff are told: somebody may still be going through the list.
pub(in crate::scheduling::polls) const SETTLED: TimeDelta = TimeDelta::minutes(5);

/// What somebody is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scheduling::polls) enum Question {
    Everything,
    /// Only the options added since they answered.
    Newer,
}

/// What somebody is to be asked now, if anything; `newest` is when the newest option was added.
pub(in crate::scheduling::polls) fn question(
    person: &Person,
    newest: Option<DateTime<Utc>>,
) -> Option<Question> {
    match person.state {
        State::Listed => Some(Question::Everything),
        State::Answered => {
            let newest = newest?;
            let before = |at: Option<DateTime<Utc>>| at.is_none_or(|at| at < newest);
            (before(person.answered_at) && before(person.asked_at)).then_some(Question::Newer)
        }
        State::Asked | State::Removed => None,
    }
}

/// Whether somebody was asked: who never was is not told what came of it.
pub(in crate::scheduling::polls) const fn knows_of_it(person: &Person) -> bool {
    matches!(person.state, State::Asked | State::Answered)
}

/// Whether the poll still waits for somebody: asked, and not heard of since.
pub(in crate::scheduling::polls) fn is_silent(person: &Person) -> bool {
    match person.state {
        State::Asked => true,
        State::Answered => person
            .asked_at
            .zip(person.answered_at)
            .is_some_and(|(asked, answered)| asked > answered),
        State::Listed | State::Removed => false,
    }
}

/// Whoever was last written to before this moment is due for a reminder now; nothing where nobody is.
pub(in crate::scheduling::polls) fn written_before(
    closes_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let due = match closes_at {
        Some(closes) if closes <= now => None,
        Some(closes) => {
            let moments = BEFORE_CLOSE.iter().map(|before| closes - *before);
            moments.filter(|moment| *moment <= now).max()
        }
        None => Some(now - EVERY),
    };
    due.map(|due| due.min(now - APART))
}

/// Why somebody is not reminded by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scheduling::polls) enum Why {
    NotSilent,
    Sample,
    DoNotContact,
    Suppressed,
    Enough,
    TooSoon,
}

/// What else decides whether somebody may be reminded.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::scheduling::polls) struct Bars {
    pub(in crate::scheduling::polls) sample: bool,
    pub(in crate::scheduling::polls) do_not_contact: bool,
    pub(in crate::scheduling::polls) suppressed: bool,
}

/// Whether somebody may be reminded now, or why not.
pub(in crate::scheduling::polls) fn may_remind(
    person: &Person,
    bars: Bars,
    most: i32,
    now: DateTime<Utc>,
) -> Result<(), Why> {
    let last = person.reminded_at.max(person.asked_at);
    let checks = [
        (!is_silent(person), Why::NotSilent),
        (bars.sample, Why::Sample),
        (bars.do_not_contact, Why::DoNotContact),
        (bars.suppressed, Why::Suppressed),
        (person.reminded >= most, Why::Enough),
        (last.is_some_and(|last| now - last < APART), Why::TooSoon),
    ];
    match checks.iter().find(|(wrong, _)| *wrong) {
        Some((_, why)) => Err(*why),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
