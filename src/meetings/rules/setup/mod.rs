//! What staff set up: sessions, rounds, tables, limits.

use jiff::{Timestamp, civil::DateTime};
use serde::Deserialize;

use super::rounds::{MOST_ROUNDS, Stretch, rounds};
use crate::{
    convenings::rules::{Difference, When},
    values::{
        MeetingManner, typed,
        wall_time::{self, resolve},
    },
    web::FieldErrors,
};

/// The most tables there are, and the most sessions.
pub const MOST_TABLES: usize = 100;
const MOST_SESSIONS: usize = 6;
const LONGEST_NAME: usize = 60;
const LONGEST_MESSAGE: usize = 1_000;

/// The form as it is sent. Sessions are lists: the first start belongs to the first end.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SetupForm {
    pub session_start: Vec<String>,
    pub session_end: Vec<String>,
    pub minutes: String,
    pub pause: String,
    pub tables: String,
    pub names: String,
    pub manner: String,
    pub smallest: String,
    pub largest: String,
    pub most: String,
    pub least: String,
    pub message: String,
    pub version: String,
}

/// What the form says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    pub sessions: Vec<Stretch>,
    pub minutes: i32,
    pub pause: i32,
    /// The names of the tables.
    pub tables: Vec<String>,
    pub manner: MeetingManner,
    pub sizes: (i32, i32),
    pub most: Option<i32>,
    pub least: i32,
    pub message: String,
}

impl Setup {
    /// The form that would say the same.
    pub fn form(&self) -> SetupForm {
        let local = |at: DateTime| at.strftime("%Y-%m-%dT%H:%M").to_string();
        let usual = |(at, name): (usize, &String)| *name == table_name(at);
        let named = !self.tables.iter().enumerate().all(usual);
        SetupForm {
            session_start: self
                .sessions
                .iter()
                .map(|it| local(it.local_start))
                .collect(),
            session_end: self.sessions.iter().map(|it| local(it.local_end)).collect(),
            minutes: self.minutes.to_string(),
            pause: self.pause.to_string(),
            tables: self.tables.len().to_string(),
            names: if named {
                self.tables.join("\n")
            } else {
                String::new()
            },
            manner: self.manner.to_string(),
            smallest: self.sizes.0.to_string(),
            largest: self.sizes.1.to_string(),
            most: self.most.map_or_else(String::new, |most| most.to_string()),
            least: self.least.to_string(),
            message: self.message.clone(),
            version: String::new(),
        }
    }

    /// Whether plans made for one do not fit the other: other rounds, or fewer tables, or others at them.
    pub fn breaks_plans(&self, other: &Self) -> bool {
        let key = |it: &Self| (it.sessions.clone(), it.minutes, it.pause, it.manner);
        key(self) != key(other) || self.tables.len() > other.tables.len()
    }
}

fn table_name(at: usize) -> String {
    format!("Table {}", at + 1)
}

/// Reads the form for a convening at this time; what is wrong is said beside its field.
pub fn read(errors: &mut FieldErrors, form: &SetupForm, when: &When) -> Option<Setup> {
    let sessions = sessions(errors, form, when);
    let minutes = number(errors, ("minutes", &form.minutes), (5, 240));
    let pause = number(errors, ("pause", &form.pause), (0, 120));
    let many = i32::try_from(MOST_TABLES).unwrap_or(i32::MAX);
    let tables = number(errors, ("tables", &form.tables), (1, many));
    let names = names(errors, &form.names);
    let manner = errors.keep(
        "manner",
        typed::chosen::<MeetingManner>(&form.manner, "who sits at a table"),
    );
    let smallest = number(errors, ("smallest", &form.smallest), (1, 12));
    let largest = number(errors, ("largest", &form.largest), (1, 12));
    if let (Some(smallest), Some(largest)) = (smallest, largest)
        && largest < smallest
    {
        errors.add(
            "largest",
            "The largest number must not be below the smallest",
        );
    }
    let most = if form.most.trim().is_empty() {
        Some(None)
    } else {
        number(errors, ("most", &form.most), (1, 64)).map(Some)
    };
    let least = number(errors, ("least", &form.least), (0, 64));
    let message = errors.keep(
        "message",
        typed::optional(&form.message, "the message", LONGEST_MESSAGE),
    );
    let setup = Setup {
        sessions: sessions?,
        minutes: minutes?,
        pause: pause?,
        tables: named(usize::try_from(tables?).ok()?, &names?),
        manner: manner?,
        sizes: (smallest?, largest?),
        most: most?,
        least: least?,
        message: message?,
    };
    fits(errors, &setup);
    errors.is_empty().then_some(setup)
}

fn named(many: usize, names: &[String]) -> Vec<String> {
    (0..many)
        .map(|at| names.get(at).cloned().unwrap_or_else(|| table_name(at)))
        .collect()
}

fn names(errors: &mut FieldErrors, text: &str) -> Option<Vec<String>> {
    let lines = text.lines().map(typed::words);
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    let long = lines.iter().any(|line| line.chars().count() > LONGEST_NAME);
    if long || lines.len() > MOST_TABLES {
        errors.add(
            "names",
            format!("Write one name a line, of {LONGEST_NAME} characters at most"),
        );
        return None;
    }
    Some(lines)
}

/// How many rounds there are has a limit, and there must be one.
fn fits(errors: &mut FieldErrors, setup: &Setup) {
    let times: Vec<(Timestamp, Timestamp)> = setup
        .sessions
        .iter()
        .map(|it| (it.starts, it.ends))
        .collect();
    match rounds(&times, setup.minutes, setup.pause).len() {
        0 => errors.add("minutes", "No round fits into the sessions. Make the rounds shorter or a session longer"),
        many if many > MOST_ROUNDS => errors.add(
            "minutes",
            format!("These are more than {MOST_ROUNDS} rounds. Make the rounds longer or the sessions shorter"),
        ),
        _ => {}
    }
}

fn number(
    errors: &mut FieldErrors,
    (field, text): (&'static str, &str),
    (least, most): (i32, i32),
) -> Option<i32> {
    let read = text.trim().parse::<i32>().ok();
    let read = read.filter(|number| (least..=most).contains(number));
    errors.keep(
        field,
        read.ok_or(format!("Type a whole number from {least} to {most}")),
    )
}

fn sessions(errors: &mut FieldErrors, form: &SetupForm, when: &When) -> Option<Vec<Stretch>> {
    let empty = String::new();
    let many = form.session_start.len().max(form.session_end.len());
    let mut read = Vec::new();
    for at in 0..many {
        let start = form.session_start.get(at).unwrap_or(&empty).trim();
        let end = form.session_end.get(at).unwrap_or(&empty).trim();
        if start.is_empty() && end.is_empty() {
            continue;
        }
        read.push(session(start, end, when));
    }
    if read.len() > MOST_SESSIONS {
        errors.add(
            "session_start",
            format!("There are {MOST_SESSIONS} sessions at most"),
        );
        return None;
    }
    if read.is_empty() {
        errors.add(
            "session_start",
            "Say when the first session starts and ends",
        );
        return None;
    }
    let read: Result<Vec<Stretch>, String> = read.into_iter().collect();
    let mut sessions = errors.keep("session_start", read)?;
    sessions.sort_by_key(|it| it.starts);
    if sessions.windows(2).any(|two| two[1].starts < two[0].ends) {
        errors.add(
            "session_start",
            "Two sessions overlap. A session begins when the one before it is over",
        );
        return None;
    }
    Some(sessions)
}

fn session(start: &str, end: &str, when: &When) -> Result<Stretch, String> {
    let local = |text: &str| -> Result<DateTime, String> {
        text.parse().map_err(|_| {
            "Say when each session starts and ends, for example 2027-03-18 13:00".to_owned()
        })
    };
    let (local_start, local_end) = (local(start)?, local(end)?);
    let instant = |local: DateTime| {
        let resolved = resolve(local, &when.zone).map_err(|error| error.to_string())?;
        resolved.instant(None).ok_or_else(|| {
            let question = resolved.question(local, &when.zone).unwrap_or_default();
            format!("{question} Sessions need a time that comes once")
        })
    };
    let (starts, ends) = (instant(local_start)?, instant(local_end)?);
    if ends <= starts {
        return Err("A session must end after it starts".to_owned());
    }
    if starts < when.starts || ends > when.ends {
        return Err(format!(
            "Sessions lie within the convening: {}",
            when.words()
        ));
    }
    Ok(Stretch {
        local_start,
        local_end,
        starts,
        ends,
    })
}

/// Every setting in which two differ, in the order of the form.
#[must_use]
pub fn differences(before: &Setup, after: &Setup) -> Vec<Difference> {
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

fn told(setup: &Setup) -> [(&'static str, &'static str, String); 9] {
    let session = |it: &Stretch| {
        let day = wall_time::date(it.local_start.date());
        format!(
            "{day}, {} to {}",
            it.local_start.strftime("%-I:%M %P"),
            it.local_end.strftime("%-I:%M %P")
        )
    };
    let sessions: Vec<String> = setup.sessions.iter().map(session).collect();
    [
        ("sessions", "Sessions", sessions.join("; ")),
        ("minutes", "Minutes of a round", setup.minutes.to_string()),
        ("pause", "Minutes between rounds", setup.pause.to_string()),
        ("tables", "Tables", setup.tables.join(", ")),
        ("manner", "At a table", setup.manner.label().to_owned()),
        (
            "sizes",
            "Funders at a table",
            format!("{} to {}", setup.sizes.0, setup.sizes.1),
        ),
        (
            "most",
            "Meetings at most",
            setup.most.map_or_else(String::new, |it| it.to_string()),
        ),
        (
            "least",
            "Meetings of a team at least",
            setup.least.to_string(),
        ),
        ("message", "Message", setup.message.clone()),
    ]
}

#[cfg(test)]
mod tests;
