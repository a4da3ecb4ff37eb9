//! When a reminder is due: so many minutes before or after a date of its convening, wherever that date moves.

use chrono::{DateTime, TimeDelta, Utc};

use crate::values::{ReminderAnchor, ReminderAudience};

/// How late a reminder may still go out, so that a server that was away makes up for it.
const LATE: TimeDelta = TimeDelta::hours(24);

const DAY: i32 = 24 * 60;

/// The dates of a convening that reminders count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::invitations) struct Dates {
    pub(in crate::invitations) answer_by: Option<DateTime<Utc>>,
    pub(in crate::invitations) starts_at: DateTime<Utc>,
    pub(in crate::invitations) ends_at: DateTime<Utc>,
}

/// The date of a convening that a reminder counts from; nothing where there is none.
pub(in crate::invitations) fn anchor_of(
    dates: &Dates,
    anchor: ReminderAnchor,
) -> Option<DateTime<Utc>> {
    match anchor {
        ReminderAnchor::AnswerBy => dates.answer_by,
        ReminderAnchor::Start => Some(dates.starts_at),
        ReminderAnchor::End => Some(dates.ends_at),
    }
}

/// When a reminder is due.
pub(in crate::invitations) fn due_at(
    dates: &Dates,
    anchor: ReminderAnchor,
    minutes: i32,
) -> Option<DateTime<Utc>> {
    anchor_of(dates, anchor)?.checked_add_signed(TimeDelta::minutes(minutes.into()))
}

/// Where a reminder stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::invitations) enum Timing {
    /// Its date is not set.
    Unset,
    Ahead(DateTime<Utc>),
    Now(DateTime<Utc>),
    Over(DateTime<Utc>),
}

/// Whether it goes out now: from the moment it is due for a day, but never after the date it leads up to, and never
/// for a moment that had passed when it was added.
pub(in crate::invitations) fn timing(
    dates: &Dates,
    (anchor, minutes): (ReminderAnchor, i32),
    added: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Timing {
    let (Some(date), Some(due)) = (anchor_of(dates, anchor), due_at(dates, anchor, minutes)) else {
        return Timing::Unset;
    };
    if due > now {
        return Timing::Ahead(due);
    }
    let leads_up = minutes < 0;
    let late = now - due >= LATE || due < added || (leads_up && now >= date);
    if late {
        Timing::Over(due)
    } else {
        Timing::Now(due)
    }
}

/// "3 days before the start", "1 hour after the end", "At the start".
pub(in crate::invitations) fn when_words(anchor: ReminderAnchor, minutes: i32) -> String {
    let date = anchor.label().to_lowercase();
    if minutes == 0 {
        return format!("At {date}");
    }
    let side = if minutes < 0 { "before" } else { "after" };
    let (count, unit) = match minutes.unsigned_abs() {
        minutes if minutes % 1440 == 0 => (minutes / 1440, "day"),
        minutes if minutes % 60 == 0 => (minutes / 60, "hour"),
        minutes => (minutes, "minute"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural} {side} {date}")
}

/// A reminder of the usual set: anchor, minutes, audience, subject, body.
pub(in crate::invitations) type Usual = (
    ReminderAnchor,
    i32,
    ReminderAudience,
    &'static str,
    &'static str,
);

const PLEASE: &str = "We have not heard from you about “{title}” on {when}.\n\nCould you tell us by {answer_by} whether you come, or who comes in your place? \"Not this time\" helps us too.";

/// What most convenings want: the silent are asked 14, 7, 3 and 1 days before the date to answer by, those who come are
/// told a day before the start, and those who came are thanked a day after.
pub(in crate::invitations) fn usual() -> [Usual; 6] {
    use ReminderAnchor::{AnswerBy, End, Start};
    use ReminderAudience::{Came, Coming, Silent};
    let asked = |days: i32| {
        (
            AnswerBy,
            -days * DAY,
            Silent,
            "Please answer: {title}",
            PLEASE,
        )
    };
    [
        asked(14),
        asked(7),
        asked(3),
        asked(1),
        (
            Start,
            -DAY,
            Coming,
            "Tomorrow: {title}",
            "We look forward to seeing you at “{title}”, {when}.\n\nIf something came up, tell us on your page, so that somebody else of {organization} can have the seat.",
        ),
        (
            End,
            DAY,
            Came,
            "Thank you for coming: {title}",
            "Thank you for being at “{title}”. If we noted something you said, we will send you the words to confirm.",
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use ReminderAnchor::{AnswerBy, End, Start};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn dates() -> Dates {
        Dates {
            answer_by: Some(at("2027-03-01T20:00:00Z")),
            starts_at: at("2027-03-18T16:30:00Z"),
            ends_at: at("2027-03-18T19:00:00Z"),
        }
    }

    #[test]
    fn it_moves_with_the_convening() {
        assert_eq!(
            due_at(&dates(), Start, -DAY),
            Some(at("2027-03-17T16:30:00Z"))
        );
        let moved = Dates {
            starts_at: at("2027-04-01T16:30:00Z"),
            ..dates()
        };
        assert_eq!(
            due_at(&moved, Start, -DAY),
            Some(at("2027-03-31T16:30:00Z"))
        );
        assert_eq!(due_at(&dates(), End, DAY), Some(at("2027-03-19T19:00:00Z")));
    }

    #[test]
    fn without_its_date_it_is_never_due() {
        let unset = Dates {
            answer_by: None,
            ..dates()
        };
        let added = at("2026-11-22T00:00:00Z");
        assert_eq!(
            timing(&unset, (AnswerBy, -DAY), added, at("2027-03-01T00:00:00Z")),
            Timing::Unset
        );
    }

    #[test]
    fn it_goes_out_within_a_day_and_not_after_the_date_it_leads_up_to() {
        let added = at("2026-11-22T00:00:00Z");
        let of = |minutes: i32, now: &str| timing(&dates(), (Start, minutes), added, at(now));
        let due = at("2027-03-17T16:30:00Z");
        assert_eq!(of(-DAY, "2027-03-17T16:29:00Z"), Timing::Ahead(due));
        assert_eq!(of(-DAY, "2027-03-17T16:30:00Z"), Timing::Now(due));
        assert_eq!(of(-DAY, "2027-03-18T16:29:00Z"), Timing::Now(due));
        assert_eq!(of(-DAY, "2027-03-18T16:30:00Z"), Timing::Over(due));
        // An hour before the start, found three hours late: the meeting is on.
        assert!(matches!(of(-60, "2027-03-18T18:30:00Z"), Timing::Over(_)));
    }

    #[test]
    fn one_added_after_its_moment_is_not_sent_late() {
        let (added, now) = (at("2027-03-17T17:00:00Z"), at("2027-03-17T17:01:00Z"));
        assert!(matches!(
            timing(&dates(), (Start, -DAY), added, now),
            Timing::Over(_)
        ));
    }

    #[test]
    fn it_is_said_in_words() {
        assert_eq!(when_words(Start, -3 * DAY), "3 days before the start");
        assert_eq!(when_words(End, 60), "1 hour after the end");
        assert_eq!(
            when_words(AnswerBy, -90),
            "90 minutes before the date to answer by"
        );
        assert_eq!(when_words(Start, 0), "At the start");
    }
}
