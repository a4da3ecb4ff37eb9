//! Whom a mail concerns, and why somebody does not get it, in words. Pure.

use chrono::{DateTime, Utc};

use super::{
    outlook::Occasion,
    rules::{Bars, Question, Why, is_silent, knows_of_it, may_remind, question},
};
use crate::entities::poll_people::Model as Person;

/// How a mail concerns somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Concern {
    All,
    /// Only with what is new.
    New,
}

/// How a mail concerns somebody, if it does; `newest` is when the newest option was added.
pub(super) fn concern(
    person: &Person,
    occasion: Occasion<'_>,
    newest: Option<DateTime<Utc>>,
) -> Option<Concern> {
    match occasion {
        Occasion::Asking => question(person, newest).map(|asked| match asked {
            Question::Everything => Concern::All,
            Question::Newer => Concern::New,
        }),
        Occasion::Reminding(these) => {
            let meant = these.is_none_or(|these| these.contains(&person.id));
            (meant && is_silent(person)).then_some(Concern::All)
        }
        Occasion::Deciding(..) | Occasion::TakingBack | Occasion::Withdrawing => {
            knows_of_it(person).then_some(Concern::All)
        }
    }
}

/// Why somebody gets no mail; nothing if they do.
pub(super) fn why_not(
    person: &Person,
    bars: Bars,
    occasion: Occasion<'_>,
    (most_reminders, now): (i32, DateTime<Utc>),
) -> Option<&'static str> {
    let reminds = matches!(occasion, Occasion::Reminding(_));
    let why = if reminds {
        may_remind(person, bars, most_reminders, now).err()?
    } else if bars.do_not_contact {
        Why::DoNotContact
    } else if bars.suppressed {
        Why::Suppressed
    } else if bars.sample {
        Why::Sample
    } else {
        return None;
    };
    Some(match why {
        Why::NotSilent => "has answered",
        Why::Sample => "is sample data, and no mail goes to that",
        Why::DoNotContact => "asked not to be contacted, or their organization did",
        Why::Suppressed if reminds => "wants no reminders, or mail to them comes back",
        Why::Suppressed => "mail to them comes back",
        Why::Enough => "had as many reminders as the poll allows",
        Why::TooSoon => "had a mail in the last 24 hours",
    })
}
