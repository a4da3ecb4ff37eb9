//! Reads the published files of business-to-business meetings: `MiniZinc` data.

use super::{
    FileError, Instance, Meeting,
    instance::{MOST, MOST_ROUNDS, all},
};

/// How far the breaks of two people may be apart: the published results are for this, and the files do not say it.
pub(super) const FAIRNESS: u32 = 2;

/// What stands right of a name, up to its semicolon; comments are gone already.
struct Data(String);

impl Data {
    fn value(&self, name: &str) -> Result<&str, FileError> {
        let missing = || FileError::Missing(name.to_owned());
        let values = self.0.split(';').filter_map(|part| part.split_once('='));
        let mut values = values.filter(|(left, _)| left.trim() == name);
        Ok(values.next().ok_or_else(missing)?.1.trim())
    }

    fn number(&self, name: &str, most: usize) -> Result<usize, FileError> {
        let bad = || FileError::Value(name.to_owned());
        let number: usize = self.value(name)?.parse().map_err(|_| bad())?;
        (number <= most).then_some(number).ok_or_else(bad)
    }

    fn numbers(&self, name: &str) -> Result<Vec<usize>, FileError> {
        numbers(name, self.value(name)?)
    }

    fn sets(&self, name: &str, many: usize) -> Result<Vec<Vec<usize>>, FileError> {
        let groups = self.value(name)?.split('{').skip(1);
        let sets: Result<Vec<_>, _> = groups
            .map(|group| numbers(name, group.split('}').next().unwrap_or(group)))
            .collect();
        sets.and_then(|sets| counted(name, sets, many))
    }
}

fn numbers(name: &str, text: &str) -> Result<Vec<usize>, FileError> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(str::parse)
        .collect::<Result<_, _>>()
        .map_err(|_| FileError::Value(name.to_owned()))
}

fn counted<T>(name: &str, list: Vec<T>, many: usize) -> Result<Vec<T>, FileError> {
    if list.len() == many {
        Ok(list)
    } else {
        Err(FileError::Length(name.to_owned(), list.len(), many))
    }
}

/// A number of the file as ours: from 0, and below `most`.
fn from_zero(name: &str, number: usize, most: usize) -> Result<usize, FileError> {
    let number = number.checked_sub(1).filter(|number| *number < most);
    number.ok_or_else(|| FileError::Value(name.to_owned()))
}

/// Reads a file's text.
pub(super) fn read(text: &str) -> Result<Instance, FileError> {
    let lines = text
        .lines()
        .map(|line| line.split('%').next().unwrap_or(line));
    let data = Data(lines.collect::<Vec<_>>().join("\n"));
    let people = data.number("nBusiness", MOST)?;
    let many = data.number("nMeetings", MOST)?;
    let rounds = data.number("nTotalSlots", MOST_ROUNDS)?;
    let morning = data.number("nMorningSlots", rounds)?;
    let requested = data.numbers("requested")?;
    let requested: Vec<_> = requested.chunks(3).collect();
    let requested = counted("requested", requested, many)?;
    let fixed = counted("fixed", data.numbers("fixed")?, many)?;
    let earlier = data.sets("precedences", many)?;
    let mut meetings = Vec::with_capacity(many);
    for ((asked, fixed), earlier) in requested.into_iter().zip(fixed).zip(earlier) {
        let [one, other, session] = asked else {
            return Err(FileError::Value("requested".to_owned()));
        };
        let session = match session {
            1 => all(morning),
            2 => all(rounds) & !all(morning),
            3 => all(rounds),
            _ => return Err(FileError::Value("requested".to_owned())),
        };
        let fixed = match fixed {
            0 => u64::MAX,
            fixed => 1 << from_zero("fixed", fixed, rounds)?,
        };
        let after = earlier.into_iter().filter(|first| *first > 0);
        meetings.push(Meeting {
            people: vec![
                from_zero("requested", *one, people)?,
                from_zero("requested", *other, people)?,
            ],
            rounds: session & fixed,
            after: after
                .map(|first| from_zero("precedences", first, many))
                .collect::<Result<_, _>>()?,
            ..Meeting::default()
        });
    }
    let away = |slots: Vec<usize>| {
        let slots = slots.into_iter().filter(|slot| *slot > 0);
        slots
            .map(|slot| from_zero("forbidden", slot, rounds))
            .try_fold(0, |away, slot| Ok(away | 1 << slot?))
    };
    let blocked = data.sets("forbidden", people)?;
    let blocked: Result<_, FileError> = blocked.into_iter().map(away).collect();
    Ok(Instance {
        people,
        rounds,
        tables: data.number("nTables", MOST)?,
        meetings,
        blocked: blocked?,
        fairness: Some(FAIRNESS),
        ..Instance::default()
    })
}
