//! The plain numbers of a choosing instance: funders, teams, rounds, tables; the worth of each pair; who is there in which
//! round; the most meetings of each. Funders come before teams; a worth of 0 is no wish.

use super::{
    FileError, Instance, Meeting,
    instance::{MOST, MOST_ROUNDS, all},
};

/// What a break costs against the worth of wishes, where a file does not say.
pub(super) const BREAK_COST: u32 = 2;

pub(super) fn read(text: &str) -> Result<Instance, FileError> {
    let numbers = text.split_whitespace().map(str::parse);
    let numbers: Vec<u32> = numbers
        .collect::<Result<_, _>>()
        .map_err(|_| FileError::Value("a number".to_owned()))?;
    let &[funders, teams, rounds, tables, ref rest @ ..] = numbers.as_slice() else {
        return Err(FileError::Missing("the size".to_owned()));
    };
    let [funders, teams, rounds, tables] = [funders, teams, rounds, tables].map(|n| n as usize);
    if funders > MOST || teams > MOST || rounds > MOST_ROUNDS {
        return Err(FileError::Value("the size".to_owned()));
    }
    let people = funders + teams;
    let belong = funders * teams + people * rounds + people;
    if rest.len() != belong {
        return Err(FileError::Length(
            "the file".to_owned(),
            rest.len() + 4,
            belong + 4,
        ));
    }
    let (worths, rest) = rest.split_at(funders * teams);
    let (there, most) = rest.split_at(people * rounds);
    let wishes = worths.iter().enumerate().filter(|(_, worth)| **worth > 0);
    let away = |person: usize| {
        let day = &there[person * rounds..(person + 1) * rounds];
        let away = day.iter().enumerate().filter(|(_, there)| **there == 0);
        away.fold(0, |bits, (round, _)| bits | 1 << round)
    };
    Ok(Instance {
        people,
        rounds,
        tables,
        meetings: wishes
            .map(|(pair, worth)| Meeting {
                people: vec![pair / teams, funders + pair % teams],
                rounds: all(rounds),
                worth: Some(*worth),
                ..Meeting::default()
            })
            .collect(),
        blocked: (0..people).map(away).collect(),
        most: most.iter().map(|most| u16::try_from(*most).ok()).collect(),
        break_cost: BREAK_COST,
        ..Instance::default()
    })
}
