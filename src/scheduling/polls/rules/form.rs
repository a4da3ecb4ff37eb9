//! The settings of a poll: how it asks, how long they meet, until when answers are taken, and how answers are read.

use jiff::{Timestamp, civil::Date};

use super::{Keep, PollForm, local_time};
use crate::{
    convenings::rules::Difference,
    values::{
        PollManner, TimeZone, typed,
        wall_time::{self, Fold, resolve},
    },
    web::FieldErrors,
};

const LONGEST_MESSAGE: usize = 2_000;
/// The shortest and the longest meeting, in minutes.
const SHORTEST: i32 = 15;
const LONGEST: i32 = 12 * 60;
/// The most days that "any time" looks at.
const MOST_DAYS: i32 = 31;
const MOST_REMINDERS: i32 = 5;
const MOST_HEADS: i32 = 2_000;

/// The form once it has been read and found sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub manner: PollManner,
    pub minutes: i32,
    pub zone: TimeZone,
    pub message: String,
    pub closes: Option<Timestamp>,
    pub most_reminders: i32,
    pub heads: Option<i32>,
    /// In basis points.
    pub if_needed: i32,
    pub first_day: Option<Date>,
    pub last_day: Option<Date>,
    pub holds: bool,
}

/// Reads the form in the order of its fields; what is wrong goes to `errors`. `held` is what is saved, where something is.
pub fn read(
    errors: &mut FieldErrors,
    form: &PollForm,
    (now, held): (Timestamp, Option<&Settings>),
) -> Option<Settings> {
    let wrong = errors.iter().len();
    let manner = errors.keep(
        "manner",
        typed::chosen::<PollManner>(&form.manner, "how to ask"),
    );
    let minutes = minutes(errors, form, manner);
    let zone = errors.keep("time_zone", form.time_zone.parse::<TimeZone>());
    let (first_day, last_day) = if manner == Some(PollManner::AnyTime) {
        days(errors, form)
    } else {
        (None, None)
    };
    let message = errors.keep(
        "message",
        typed::optional(&form.message, "the message", LONGEST_MESSAGE),
    );
    let closes =
        zone.as_ref().map(
            |zone| match held.and_then(|held| kept(held, form, zone, now)) {
                Some(kept) => Some(kept),
                None => closes(errors, &form.closes, zone, now),
            },
        );
    let most_reminders = count(errors, ("reminders", &form.reminders), 0..=MOST_REMINDERS);
    let heads = if form.heads.trim().is_empty() {
        Some(None)
    } else {
        count(errors, ("heads", &form.heads), 1..=MOST_HEADS).map(Some)
    };
    let if_needed = count(errors, ("if_needed", &form.if_needed), 0..=100);
    if errors.iter().len() > wrong {
        return None;
    }
    Some(Settings {
        manner: manner?,
        minutes: minutes?,
        zone: zone?,
        message: message?,
        closes: closes?,
        most_reminders: most_reminders?,
        heads: heads?,
        if_needed: if_needed? * 100,
        first_day,
        last_day,
        holds: form.holds == "yes",
    })
}

fn minutes(errors: &mut FieldErrors, form: &PollForm, manner: Option<PollManner>) -> Option<i32> {
    let minutes = form.minutes.trim().parse::<i32>().ok();
    let step = if manner == Some(PollManner::AnyTime) {
        15
    } else {
        5
    };
    let read = minutes.filter(|it| (SHORTEST..=LONGEST).contains(it) && it % step == 0);
    let wrong =
        format!("Say how long you meet: {SHORTEST} to {LONGEST} minutes, in steps of {step}");
    errors.keep("minutes", read.ok_or(wrong))
}

fn days(errors: &mut FieldErrors, form: &PollForm) -> (Option<Date>, Option<Date>) {
    let read = |errors: &mut FieldErrors, field, text: &str| {
        let day = text.trim().parse::<Date>().ok();
        let day = day.filter(|day| (2000..=2100).contains(&day.year()));
        errors.keep(field, day.ok_or("Choose a day, such as 2027-03-18"))
    };
    let first = read(errors, "first_day", &form.first_day);
    let last = read(errors, "last_day", &form.last_day);
    if let (Some(first), Some(last)) = (first, last) {
        let apart = (last - first).get_days();
        if apart < 0 {
            errors.add("last_day", "The last day must not come before the first");
        } else if apart >= MOST_DAYS {
            errors.add(
                "last_day",
                format!("Look at {MOST_DAYS} days at most. Narrow the range"),
            );
        }
    }
    (first, last)
}

/// The deadline that is saved, where the form leaves it as it is: the moment and not what a clock says of it, so that it may
/// have passed, and may be the second of two. With another zone it goes with the times: the clock kept, or the moment.
fn kept(held: &Settings, form: &PollForm, zone: &TimeZone, now: Timestamp) -> Option<Timestamp> {
    let closes = held.closes?;
    let same_moment = held.zone == *zone || Keep::read(&form.zone_change) == Some(Keep::Instant);
    let untouched = form.closes.trim() == PollForm::of(held).closes;
    (untouched && (same_moment || closes <= now)).then_some(closes)
}

/// A deadline that comes twice on the clock is the first of the two.
fn closes(
    errors: &mut FieldErrors,
    text: &str,
    zone: &TimeZone,
    now: Timestamp,
) -> Option<Timestamp> {
    if text.trim().is_empty() {
        return None;
    }
    let Some(local) = local_time(text) else {
        errors.add(
            "closes",
            "Say until when, for example 2027-03-18 17:00, or leave it empty",
        );
        return None;
    };
    let resolved = errors.keep("closes", resolve(local, zone))?;
    let Some(at) = resolved.instant(Some(Fold::Earlier)) else {
        errors.add("closes", resolved.question(local, zone).unwrap_or_default());
        return None;
    };
    if at <= now {
        errors.add("closes", "This is over already. Choose a later time");
        return None;
    }
    Some(at)
}

fn count(
    errors: &mut FieldErrors,
    (field, text): (&'static str, &str),
    within: std::ops::RangeInclusive<i32>,
) -> Option<i32> {
    let read = text.trim().parse::<i32>().ok();
    let read = read.filter(|it| within.contains(it));
    let wrong = format!(
        "Type a whole number from {} to {}",
        within.start(),
        within.end()
    );
    errors.keep(field, read.ok_or(wrong))
}

/// Every setting in which two differ, in the order of the form.
#[must_use]
pub fn differences(before: &Settings, after: &Settings) -> Vec<Difference> {
    let sides = told(before).into_iter().zip(told(after));
    sides
        .filter(|(old, new)| old.2 != new.2)
        .map(|((field, label, before), (_, _, after))| Difference {
            field,
            label,
            before,
            after,
        })
        .collect()
}

fn told(settings: &Settings) -> [(&'static str, &'static str, String); 11] {
    let day = |day: Option<Date>| day.map_or_else(String::new, wall_time::date);
    let closes = settings.closes;
    [
        ("manner", "How to ask", settings.manner.label().to_owned()),
        ("minutes", "Minutes", settings.minutes.to_string()),
        ("time_zone", "Time zone", settings.zone.label()),
        ("first_day", "First day", day(settings.first_day)),
        ("last_day", "Last day", day(settings.last_day)),
        ("message", "Message", settings.message.clone()),
        (
            "closes",
            "Open until",
            closes.map_or_else(String::new, |at| wall_time::long(at, &settings.zone)),
        ),
        (
            "reminders",
            "Reminders at most",
            settings.most_reminders.to_string(),
        ),
        (
            "heads",
            "People needed",
            settings.heads.map_or_else(String::new, |it| it.to_string()),
        ),
        (
            "if_needed",
            "“If needed” counts",
            format!("{} % of a yes", settings.if_needed / 100),
        ),
        (
            "holds",
            "Holds in calendars",
            if settings.holds { "yes" } else { "no" }.to_owned(),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> PollForm {
        PollForm {
            manner: "options".into(),
            minutes: "90".into(),
            time_zone: "America/Chicago".into(),
            closes: "2026-12-01T17:00".into(),
            reminders: "2".into(),
            if_needed: "60".into(),
            ..PollForm::default()
        }
    }

    fn now() -> Timestamp {
        "2026-11-22T15:00:00Z".parse().unwrap()
    }

    fn refused(change: impl Fn(&mut PollForm)) -> Vec<&'static str> {
        let (mut form, mut errors) = (form(), FieldErrors::default());
        change(&mut form);
        assert_eq!(read(&mut errors, &form, (now(), None)), None);
        errors.iter().map(|error| error.field).collect()
    }

    #[test]
    fn a_sound_form_is_read_and_written_back() {
        let settings = read(&mut FieldErrors::default(), &form(), (now(), None)).unwrap();
        assert_eq!((settings.if_needed, settings.heads), (6_000, None));
        assert_eq!(settings.closes.unwrap().to_string(), "2026-12-01T23:00:00Z");
        let again = PollForm::of(&settings);
        let again = read(&mut FieldErrors::default(), &again, (now(), None)).unwrap();
        assert_eq!(differences(&settings, &again), []);
        // A deadline that has passed is no hindrance while nobody touches it, and stays the moment it was.
        let later = "2027-01-01T00:00:00Z".parse().unwrap();
        let form = PollForm::of(&settings);
        let none = read(&mut FieldErrors::default(), &form, (later, None));
        assert_eq!(none, None);
        let kept = read(&mut FieldErrors::default(), &form, (later, Some(&settings)));
        assert_eq!(kept.unwrap(), settings);
        let eastern = PollForm {
            time_zone: "America/New_York".into(),
            ..form
        };
        let closes = |zone_change: &str| {
            let form = PollForm {
                zone_change: zone_change.into(),
                ..eastern.clone()
            };
            let read = read(&mut FieldErrors::default(), &form, (now(), Some(&settings)));
            read.unwrap().closes.unwrap().to_string()
        };
        assert_eq!(closes("instant"), "2026-12-01T23:00:00Z");
        assert_eq!(closes("clock"), "2026-12-01T22:00:00Z");
        let other = Settings {
            minutes: 60,
            ..again
        };
        assert_eq!(differences(&settings, &other)[0].label, "Minutes");
    }

    #[test]
    fn what_cannot_be_is_said_beside_its_field() {
        assert_eq!(refused(|form| form.minutes = "7".into()), ["minutes"]);
        assert_eq!(
            refused(|form| form.closes = "2026-11-01T17:00".into()),
            ["closes"]
        );
        assert_eq!(refused(|form| form.heads = "0".into()), ["heads"]);
        assert_eq!(refused(|form| form.if_needed = "101".into()), ["if_needed"]);
        let any = |first: &'static str, last: &'static str| {
            refused(move |form| {
                form.manner = "any_time".into();
                form.first_day = first.into();
                form.last_day = last.into();
            })
        };
        assert_eq!(any("", "2027-01-05"), ["first_day"]);
        assert_eq!(any("2027-01-05", "2027-01-04"), ["last_day"]);
        assert_eq!(any("2027-01-01", "2027-02-01"), ["last_day"]);
        assert_eq!(
            refused(|form| *form = PollForm::default()),
            ["manner", "minutes", "time_zone", "reminders", "if_needed"]
        );
    }
}
