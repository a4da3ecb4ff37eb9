//! Tables for the meetings of each round: people stay where they sat the round before, where they can.

use super::Instance;

pub(super) fn tables(instance: &Instance, rounds: &[Option<u8>]) -> Vec<Option<u16>> {
    let mut tables = vec![None; rounds.len()];
    // Where each person sat last.
    let mut seats: Vec<Option<u16>> = vec![None; instance.people];
    for round in 0..instance.rounds {
        let mut taken = vec![false; instance.tables];
        let here = |meeting: &usize| rounds[*meeting].map(usize::from) == Some(round);
        let meetings: Vec<usize> = (0..rounds.len()).filter(here).collect();
        for last in [true, false] {
            for meeting in &meetings {
                if tables[*meeting].is_some() {
                    continue;
                }
                let people = &instance.meetings[*meeting].people;
                let mut known = people.iter().filter_map(|person| seats[*person]);
                let known = known.find(|table| !taken[usize::from(*table)]);
                let free = taken.iter().position(|taken| !taken);
                let free = free.and_then(|table| u16::try_from(table).ok());
                let table = if last { known } else { free };
                if let Some(table) = table {
                    taken[usize::from(table)] = true;
                    tables[*meeting] = Some(table);
                }
            }
        }
        for meeting in meetings {
            for person in &instance.meetings[meeting].people {
                seats[*person] = tables[meeting];
            }
        }
    }
    tables
}
