//! How polls look in words: pills, amounts, lists of names.

use crate::{
    scheduling::{
        polls::rules::{Kind, Warning},
        times::Answer,
    },
    values::{Money, PollPersonState, PollState},
};

/// The most names that a sentence holds.
const MOST_NAMES: usize = 4;

/// Kind, icon and words of a pill.
pub(super) type Pill = (&'static str, &'static str, &'static str);

pub(super) const fn state_pill(state: PollState) -> Pill {
    use PollState as S;
    let (kind, icon) = match state {
        S::Draft => ("quiet", "dots"),
        S::Open => ("wait", "clock"),
        S::Closed => ("wait", "alert"),
        S::Decided => ("ok", "check"),
        S::Withdrawn => ("quiet", "cross"),
    };
    (kind, icon, state.label())
}

pub(super) const fn person_pill(state: PollPersonState) -> Pill {
    use PollPersonState as S;
    let (kind, icon) = match state {
        S::Listed => ("quiet", "dots"),
        S::Asked => ("wait", "clock"),
        S::Answered => ("ok", "check"),
        S::Removed => ("quiet", "cross"),
    };
    (kind, icon, state.label())
}

/// Class, icon and words of what somebody said.
pub(super) const fn answer_mark(answer: Answer) -> Pill {
    match answer {
        Answer::Yes => ("yes", "check", "Yes"),
        Answer::IfNeeded => ("maybe", "dots", "If needed"),
        Answer::No => ("no", "cross", "No"),
        Answer::Unknown => ("none", "", "No answer"),
    }
}

/// Class and icon of what speaks against a time.
pub(super) const fn warning_mark(warning: &Warning) -> (&'static str, &'static str) {
    match warning.kind {
        Kind::Holiday | Kind::Venue => ("against", "alert"),
        Kind::Religious | Kind::Keep | Kind::Elsewhere | Kind::Asked => ("warning", "alert"),
        Kind::Board | Kind::Letters | Kind::YearEnd => ("info", "info"),
        Kind::Clocks => ("info", "clock"),
    }
}

/// `$1.5M`.
pub(super) fn dollars(amount: u64) -> String {
    let money = i64::try_from(amount).ok();
    let money = money.and_then(|amount| Money::try_from(amount).ok());
    money.map_or_else(|| "more than can be counted".to_owned(), Money::short)
}

/// How much of a whole, in whole per cent.
pub(super) fn percent(part: u64, whole: u64) -> u64 {
    (part.saturating_mul(100)).checked_div(whole).unwrap_or(0)
}

/// `1 person`, `3 people`.
pub(super) fn people(count: usize) -> String {
    if count == 1 {
        "1 person".to_owned()
    } else {
        format!("{count} people")
    }
}

/// `Ann Lee, Bo Chen and 3 more`.
pub(super) fn some(names: &[String]) -> String {
    let (shown, rest) = names.split_at(names.len().min(MOST_NAMES));
    match (shown, rest.len()) {
        ([], _) => String::new(),
        ([one], 0) => one.clone(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
        (shown, more) => format!("{} and {more} more", shown.join(", ")),
    }
}

/// `3 h 30 min`.
pub(super) fn hours(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_so_far() {
        let names: Vec<String> = ["A", "B", "C", "D", "E", "F"].map(str::to_owned).into();
        assert_eq!(some(&names[..1]), "A");
        assert_eq!(some(&names[..3]), "A, B and C");
        assert_eq!(some(&names), "A, B, C, D and 2 more");
        assert_eq!(
            [hours(45), hours(120), hours(210)],
            ["45 min", "2 h", "3 h 30 min"]
        );
    }
}
