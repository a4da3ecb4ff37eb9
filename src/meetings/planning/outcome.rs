//! A plan as it is kept.

use crate::{
    ids::MeetingTableId,
    meetings::{
        plan::{Bound, Plan},
        rules::{Asked, Held, seats, worth},
        store::{Gathered, Outcome},
    },
};

/// Who sits where, and how good it is.
pub(super) fn outcome(of: &Gathered, asked: &Asked, plan: &Plan, known: &[Held]) -> Outcome {
    let id = |number: usize| of.taking_part[number].id;
    let mut held = Vec::new();
    let mut needs = Vec::new();
    for (who, round) in asked.meetings.iter().zip(&plan.rounds) {
        let Some(round) = round.map(usize::from) else {
            continue;
        };
        let (team, funders): (_, Vec<_>) =
            (id(who.team), who.funders.iter().map(|it| id(*it)).collect());
        let was = known
            .iter()
            .find(|it| it.team == team && it.funders.iter().any(|one| funders.contains(one)));
        needs.push((round, team, was.map(|it| (it.round, it.table))));
        held.push((round, team, funders));
    }
    let open: Vec<MeetingTableId> = of.open_tables().map(|table| table.id).collect();
    let mut places = Vec::new();
    for ((round, team, funders), table) in held.iter().zip(seats(&needs, &open)) {
        // There are as many tables as the plan was made for.
        let (Some(table), Ok(round)) = (table, i32::try_from(*round)) else {
            continue;
        };
        let all = std::iter::once(team).chain(funders);
        places.extend(all.map(|party| (round, table, *party)));
    }
    let wished = asked.instance.meetings.iter();
    let wished = wished.filter_map(|meeting| meeting.worth).map(i64::from);
    let small = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
    // What a plan near another could be at best is not told: moves weigh in it.
    let bound = known.is_empty().then_some(plan.bound);
    Outcome {
        places,
        held: i32::try_from(held.len()).unwrap_or(i32::MAX),
        left_out: small(plan.tally.left_out),
        breaks: small(plan.breaks.into()),
        worth: worth(plan, wished.sum()),
        most_worth: match bound {
            Some(Bound::Worth(most)) => Some(most),
            _ => None,
        },
        least_breaks: match bound {
            Some(Bound::Breaks(least)) => Some(small(least.into())),
            _ => None,
        },
        proved: known.is_empty() && plan.proved,
    }
}
