//! What to say where a convening has no day left.

use super::{
    asked::Meeting,
    days::{counted, in_words},
};
use crate::scheduling::season::Emptied;

/// Why nothing is held on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// It is over, or today.
    Over,
    Weekends,
    Holidays,
    AskFirst,
    Blackouts,
    Closed(String),
}

impl Reason {
    pub(super) fn words(&self) -> String {
        match self {
            Self::Over => "the days that are over".to_owned(),
            Self::Weekends => "weekends".to_owned(),
            Self::Holidays => "federal holidays".to_owned(),
            Self::AskFirst => "days to ask first".to_owned(),
            Self::Blackouts => "the season's blackout days".to_owned(),
            Self::Closed(venue) => format!("the days {venue} is closed"),
        }
    }
}

/// Why a meeting has no day, and what to do.
pub(super) fn sentence(meeting: &Meeting, why: &Emptied<Reason>) -> String {
    let (title, first, last) = (
        &meeting.title,
        in_words(meeting.first),
        in_words(meeting.last),
    );
    match why {
        Emptied::TooLong => format!(
            "“{title}” takes {}, and its window from {first} to {last} is shorter. Widen the window.",
            counted(meeting.days)
        ),
        Emptied::By(bars) => {
            let each = bars.iter().map(|(reason, open)| {
                let open = counted(i64::try_from(*open).unwrap_or(i64::MAX));
                format!("without {}, {open} would be open", reason.words())
            });
            let each: Vec<String> = each.collect();
            format!(
                "“{title}” has no day left from {first} to {last}: {}.",
                each.join("; ")
            )
        }
        Emptied::Together(bars) => {
            let each: Vec<String> = bars.iter().map(Reason::words).collect();
            format!(
                "“{title}” has no day left from {first} to {last}: {} together close every day. Widen its window.",
                listed(&each)
            )
        }
    }
}

/// `a, b and c`.
pub(crate) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
