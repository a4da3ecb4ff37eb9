//! Holds a plan against the question, with no word of the search: every rule it breaks, and what it is worth.

use super::{Instance, Plan};

/// What a plan is worth, counted afresh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Value {
    pub held: usize,
    pub left_out_musts: usize,
    pub breaks: u32,
    pub worth: u64,
    pub moved: usize,
}

/// The rules a plan breaks, each in a sentence; none if it is sound.
pub fn faults(instance: &Instance, plan: &Plan) -> Vec<String> {
    let mut faults = Vec::new();
    if plan.rounds.len() != instance.meetings.len() || plan.tables.len() != plan.rounds.len() {
        return vec!["The plan has another number of meetings.".to_owned()];
    }
    for (number, round) in plan.rounds.iter().enumerate() {
        let Some(round) = round else { continue };
        let shown = number + 1;
        if usize::from(*round) >= instance.rounds {
            faults.push(format!("Meeting {shown} is in a round that is not there."));
            continue;
        }
        let meeting = &instance.meetings[number];
        if meeting.rounds >> round & 1 == 0 {
            faults.push(format!("Meeting {shown} is outside its session."));
        }
        for person in &meeting.people {
            let blocked = instance.blocked.get(*person).copied().unwrap_or(0);
            if blocked >> round & 1 == 1 {
                faults.push(format!("Person {} is away at meeting {shown}.", person + 1));
            }
        }
        for first in &meeting.after {
            if plan.rounds[*first].is_some_and(|first| first >= *round) {
                faults.push(format!(
                    "Meeting {shown} does not come after {}.",
                    first + 1
                ));
            }
        }
    }
    if faults.is_empty() {
        crowded(instance, plan, &mut faults);
        unfair(instance, plan, &mut faults);
    }
    faults
}

/// Who is in two places, and tables that are taken twice or are not there.
fn crowded(instance: &Instance, plan: &Plan, faults: &mut Vec<String>) {
    for round in 0..instance.rounds {
        let mut there = vec![0; instance.people];
        let mut tables = Vec::new();
        for (number, meeting) in instance.meetings.iter().enumerate() {
            if plan.rounds[number].map(usize::from) != Some(round) {
                continue;
            }
            for person in &meeting.people {
                there[*person] += 1;
            }
            tables.push(plan.tables[number].map_or(usize::MAX, usize::from));
        }
        let shown = round + 1;
        for person in (0..instance.people).filter(|person| there[*person] > 1) {
            faults.push(format!(
                "Person {} is in two meetings in round {shown}.",
                person + 1
            ));
        }
        let many = tables.len();
        tables.retain(|table| *table < instance.tables);
        tables.sort_unstable();
        tables.dedup();
        if tables.len() < many {
            faults.push(format!("Round {shown} has not a table for each meeting."));
        }
    }
}

fn unfair(instance: &Instance, plan: &Plan, faults: &mut Vec<String>) {
    let breaks = breaks_of_each(instance, plan);
    for (person, day) in days(instance, plan).iter().enumerate() {
        let most = instance.most.get(person).copied().flatten();
        if most.is_some_and(|most| day.len() > most.into()) {
            faults.push(format!(
                "Person {} has more meetings than allowed.",
                person + 1
            ));
        }
    }
    let (least, most) = (
        breaks.iter().min().unwrap_or(&0),
        breaks.iter().max().unwrap_or(&0),
    );
    if instance
        .fairness
        .is_some_and(|fairness| most - least > fairness)
    {
        faults.push(format!(
            "The breaks of two people are {} apart.",
            most - least
        ));
    }
}

/// The rounds of each person's meetings, in order.
pub fn days(instance: &Instance, plan: &Plan) -> Vec<Vec<u8>> {
    let mut days = vec![Vec::new(); instance.people];
    for (meeting, round) in instance.meetings.iter().zip(&plan.rounds) {
        for person in &meeting.people {
            days[*person].extend(*round);
        }
    }
    for day in &mut days {
        day.sort_unstable();
    }
    days
}

/// How often each person waits between two meetings.
pub fn breaks_of_each(instance: &Instance, plan: &Plan) -> Vec<u32> {
    let days = days(instance, plan);
    let gaps = days
        .iter()
        .map(|day| day.windows(2).filter(|pair| pair[1] > pair[0] + 1).count());
    gaps.map(|gaps| u32::try_from(gaps).unwrap_or(u32::MAX))
        .collect()
}

pub fn value(instance: &Instance, plan: &Plan) -> Value {
    let mut value = Value {
        breaks: breaks_of_each(instance, plan).iter().sum(),
        ..Value::default()
    };
    for (meeting, round) in instance.meetings.iter().zip(&plan.rounds) {
        match (round, meeting.worth) {
            (None, None) => value.left_out_musts += 1,
            (None, Some(_)) => {}
            (Some(round), worth) => {
                value.held += 1;
                value.worth += u64::from(worth.unwrap_or(0));
                value.moved += usize::from(meeting.was.is_some_and(|was| was != *round));
            }
        }
    }
    value
}
