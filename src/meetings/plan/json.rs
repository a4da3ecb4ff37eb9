//! The JSON form of an instance. People, meetings and rounds count from 1; what is left out means "no limit" or "never".

use serde::Deserialize;

use super::{
    FileError, Instance, Meeting,
    instance::{MOST, MOST_ROUNDS, all},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    people: usize,
    rounds: usize,
    tables: usize,
    #[serde(default)]
    meetings: Vec<FileMeeting>,
    #[serde(default)]
    blocked: Vec<Vec<usize>>,
    #[serde(default)]
    most: Vec<Option<u16>>,
    #[serde(default)]
    least: Vec<u16>,
    fairness: Option<u32>,
    #[serde(default = "one")]
    break_cost: u32,
    #[serde(default)]
    move_cost: u32,
    #[serde(default)]
    even: Vec<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileMeeting {
    people: Vec<usize>,
    rounds: Option<Vec<usize>>,
    #[serde(default)]
    after: Vec<usize>,
    worth: Option<u32>,
    was: Option<usize>,
}

const fn one() -> u32 {
    1
}

pub(super) fn read(text: &str) -> Result<Instance, FileError> {
    let file: File = serde_json::from_str(text)?;
    if file.rounds > MOST_ROUNDS {
        return Err(super::Trouble::TooManyRounds(file.rounds).into());
    }
    if file.people > MOST {
        return Err(super::Trouble::TooMuch.into());
    }
    for (name, many) in [
        ("blocked", file.blocked.len()),
        ("most", file.most.len()),
        ("least", file.least.len()),
    ] {
        if many > file.people {
            return Err(FileError::Length(name.to_owned(), many, file.people));
        }
    }
    let blocked = file.blocked.iter();
    let blocked = blocked.map(|rounds| bits("blocked", rounds, file.rounds));
    let meetings = file.meetings.iter();
    Ok(Instance {
        people: file.people,
        rounds: file.rounds,
        tables: file.tables,
        blocked: blocked.collect::<Result<_, _>>()?,
        meetings: meetings
            .map(|meeting| one_meeting(meeting, file.rounds))
            .collect::<Result<_, _>>()?,
        even: from_zero("even", &file.even)?,
        most: file.most,
        least: file.least,
        fairness: file.fairness,
        break_cost: file.break_cost,
        move_cost: file.move_cost,
    })
}

fn one_meeting(meeting: &FileMeeting, rounds: usize) -> Result<Meeting, FileError> {
    let was = meeting.was.map(|was| round("was", was, rounds));
    let bits = meeting
        .rounds
        .as_ref()
        .map(|list| bits("rounds", list, rounds));
    Ok(Meeting {
        people: from_zero("people", &meeting.people)?,
        rounds: bits.transpose()?.unwrap_or_else(|| all(rounds)),
        after: from_zero("after", &meeting.after)?,
        worth: meeting.worth,
        was: was.transpose()?,
    })
}

fn from_zero(name: &str, list: &[usize]) -> Result<Vec<usize>, FileError> {
    let list = list.iter().map(|number| number.checked_sub(1));
    let list: Option<Vec<_>> = list.collect();
    list.ok_or_else(|| FileError::Value(name.to_owned()))
}

fn round(name: &str, number: usize, rounds: usize) -> Result<u8, FileError> {
    let below = (1..=rounds).contains(&number).then(|| number - 1);
    let below = below.and_then(|number| u8::try_from(number).ok());
    below.ok_or_else(|| FileError::Value(name.to_owned()))
}

fn bits(name: &str, list: &[usize], rounds: usize) -> Result<u64, FileError> {
    let list = list.iter().map(|number| round(name, *number, rounds));
    list.map(|round| round.map(|round| 1 << round))
        .try_fold(0, |bits, bit: Result<u64, FileError>| Ok(bits | bit?))
}
