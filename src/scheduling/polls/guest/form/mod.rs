//! What is sent: an answer for each option, hours of a usual week, a note. What is not said stays unsaid. Pure.

use std::collections::BTreeSet;

use crate::{
    ids::PollOptionId,
    values::{PollAnswer, TimeZone, typed},
    web::FieldErrors,
};

/// The longest note, to one option and to all of them.
pub(super) const LONGEST: usize = 500;
/// The end of a day, in minutes.
const MIDNIGHT: i32 = 24 * 60;
/// The most rows of hours.
const MOST_HOURS: usize = 21;

/// A note is kept with an answer.
const UNSAID: &str = "Choose Yes, If needed or No for each time you left a note to";

/// Fields as they came.
pub(super) type Sent = Vec<(String, String)>;

/// What somebody said of one option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Vote {
    pub(super) option: PollOptionId,
    pub(super) answer: PollAnswer,
    pub(super) note: String,
    /// What stood on the page when it was loaded (`stands`); empty for nothing.
    pub(super) was: String,
}

/// What somebody said of an option, as a form carries it unseen: what is sent as it was loaded is not written again, so that
/// an old page takes nothing back that was said since.
pub(super) fn stands(answer: &str, note: &str) -> String {
    format!("{answer} {note}").trim().to_owned()
}

/// Some hours of one day of a usual week, in minutes after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hours {
    /// 1 is Monday.
    pub(super) weekday: i32,
    pub(super) from: i32,
    pub(super) to: i32,
    pub(super) answer: PollAnswer,
}

/// Everything somebody said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Answers {
    pub(super) votes: Vec<Vote>,
    /// Nothing where they are as they were.
    pub(super) hours: Option<Vec<Hours>>,
    pub(super) note: Option<String>,
    pub(super) zone: Option<TimeZone>,
}

/// The value of a field; empty if it was not sent.
pub(super) fn field<'a>(sent: &'a Sent, name: &str) -> &'a str {
    let mut found = sent.iter().filter(|(key, _)| key == name);
    found.next().map_or("", |(_, value)| value.as_str())
}

/// The names of the fields of an option.
pub(super) fn names(option: PollOptionId) -> (String, String) {
    (format!("answer-{option}"), format!("note-{option}"))
}

/// The name of the field that carries what stood there.
pub(super) fn was(option: PollOptionId) -> String {
    format!("was-{option}")
}

/// A week in one line.
pub(super) fn week(hours: &[Hours]) -> String {
    let mut hours = hours.to_vec();
    hours.sort_by_key(|row| (row.weekday, row.from));
    let row = |row: &Hours| format!("{} {} {} {};", row.weekday, row.from, row.to, row.answer);
    hours.iter().map(row).collect()
}

/// What was said of these options; nothing with the errors beside what cannot be read.
pub(super) fn read(
    errors: &mut FieldErrors,
    sent: &Sent,
    options: impl IntoIterator<Item = PollOptionId>,
) -> Option<Answers> {
    let mut votes = Vec::new();
    for option in options {
        let (answer, note) = names(option);
        let (said, note) = (field(sent, &answer), field(sent, &note));
        if said.is_empty() {
            if !note.trim().is_empty() {
                errors.add("times", UNSAID);
            }
            continue;
        }
        let answer = said
            .parse()
            .map_err(|_| "Choose Yes, If needed or No for each time");
        let note = short(note);
        if let Some((answer, note)) = errors.keep("times", answer).zip(errors.keep("times", note)) {
            let was = field(sent, &was(option)).to_owned();
            let vote = Vote {
                option,
                answer,
                note,
                was,
            };
            if stands(vote.answer.as_str(), &vote.note) != vote.was {
                votes.push(vote);
            }
        }
    }
    let hours = errors.keep("hours", hours(sent));
    let hours = hours.map(|hours| (week(&hours) != field(sent, "was-hours")).then_some(hours));
    let note = errors.keep("note", short(field(sent, "note")));
    let note = note.map(|note| (note != field(sent, "was-note")).then_some(note));
    let zone = field(sent, "zone").parse().ok();
    errors.is_empty().then_some(())?;
    Some(Answers {
        votes,
        hours: hours?,
        note: note?,
        zone,
    })
}

fn short(text: &str) -> Result<String, String> {
    typed::optional(text, "A note", LONGEST)
}

/// The rows of hours: four lists side by side. A row without times is left out.
fn hours(sent: &Sent) -> Result<Vec<Hours>, String> {
    let list = |name: &str| -> Vec<&str> {
        let values = sent.iter().filter(|(key, _)| key == name);
        values.map(|(_, value)| value.as_str()).collect()
    };
    let (days, from, to, answers) = (list("day"), list("from"), list("to"), list("hours"));
    let mut rows = Vec::new();
    let mut seen = BTreeSet::new();
    for (((day, from), to), answer) in days.iter().zip(&from).zip(&to).zip(&answers) {
        if from.is_empty() && to.is_empty() {
            continue;
        }
        if rows.len() == MOST_HOURS {
            return Err(format!("Give {MOST_HOURS} rows of hours at most"));
        }
        let (Some(from), Some(to)) = (minutes(from), end(to)) else {
            return Err("Give both times of a row, such as 9:00 and 17:00".to_owned());
        };
        if from >= to {
            return Err("The end of a row comes after its start".to_owned());
        }
        let weekday: i32 = day.parse().unwrap_or_default();
        let known = (1..=7).contains(&weekday).then_some(weekday);
        let (Some(weekday), Ok(answer)) = (known, answer.parse()) else {
            return Err("Choose a day and Yes or If needed for each row".to_owned());
        };
        if !seen.insert((weekday, from)) {
            return Err("Two rows of one day begin at the same time".to_owned());
        }
        rows.push(Hours {
            weekday,
            from,
            to,
            answer,
        });
    }
    Ok(rows)
}

/// `9:30` in minutes after midnight; seconds, which some browsers send, are nobody's.
fn minutes(text: &str) -> Option<i32> {
    let mut parts = text.trim().split(':');
    let mut part = || {
        let part = parts.next().filter(|part| (1..=2).contains(&part.len()))?;
        part.parse::<i32>().ok().filter(|number| *number >= 0)
    };
    let (hours, minutes) = (part()?, part()?);
    let seconds = parts.next().is_none_or(|seconds| seconds.len() == 2);
    let sound = (0..24).contains(&hours) && (0..60).contains(&minutes);
    (sound && seconds && parts.next().is_none()).then_some(hours * 60 + minutes)
}

/// The same for the end of a row: midnight is the end of its day there.
fn end(text: &str) -> Option<i32> {
    match text.trim() {
        "24:00" => Some(MIDNIGHT),
        text => minutes(text).map(|at| if at == 0 { MIDNIGHT } else { at }),
    }
}

#[cfg(test)]
mod tests;
