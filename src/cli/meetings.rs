//! `roundtable meetings plan`: who meets in which round, at which table.

use std::sync::Arc;

use anyhow::Context;
use serde_json::{Value, json};

use crate::{
    config::MeetingsPlanArgs,
    meetings::plan::{self, Bound, Budget, Effort, Instance, Plan},
};

pub(super) fn plan(args: &MeetingsPlanArgs) -> anyhow::Result<()> {
    let file = args.instance.display();
    let text =
        std::fs::read_to_string(&args.instance).with_context(|| format!("cannot read {file}"))?;
    let mut instance = plan::read(&text).with_context(|| format!("cannot plan {file}"))?;
    instance.break_cost = args.break_cost.unwrap_or(instance.break_cost);
    instance.fairness = args.fairness.or(instance.fairness);
    let usual = Budget::usual(&instance);
    let budget = Budget {
        moves: args.moves.unwrap_or(usual.moves),
        seed: args.seed.unwrap_or(usual.seed),
    };
    let made = plan::plan(&instance, budget, &mut |_| true)
        .with_context(|| format!("cannot plan {file}"))?;
    let made = match args.prove {
        Some(conflicts) => proved(&instance, &made, Effort { conflicts }),
        None => made,
    };
    let faults = plan::faults(&instance, &made);
    anyhow::ensure!(
        faults.is_empty(),
        "the plan is not sound: {}",
        faults.join(" ")
    );
    if args.json {
        println!("{}", as_json(&instance, &made));
    } else {
        tell(&instance, &made);
    }
    Ok(())
}

/// The plan with what is proved of it, or one of the same meetings with the fewest breaks there can be.
fn proved(instance: &Instance, made: &Plan, effort: Effort) -> Plan {
    let proof = plan::prove(instance, made, effort, &Arc::default());
    let mut best = proof.better.map_or_else(
        || made.clone(),
        |rounds| plan::with_rounds(instance, rounds),
    );
    (best.tally, best.bound, best.proved) = (made.tally, made.bound, made.proved);
    best.tally.cost -= i64::from(instance.break_cost) * i64::from(made.breaks - best.breaks);
    if let Bound::Breaks(_) = made.bound
        && best.tally.left_out == 0
    {
        best.bound = Bound::Breaks(proof.least);
        best.proved = proof.least >= best.breaks;
    }
    best
}

/// The meetings that are held, in the order of their rounds and tables: meeting, round, table.
fn held(made: &Plan) -> Vec<(usize, u8, u16)> {
    let places = made.rounds.iter().zip(&made.tables).enumerate();
    let held = places.filter_map(|(number, (round, table))| Some((number, (*round)?, (*table)?)));
    held.collect()
}

fn from_one(numbers: &[usize]) -> Vec<usize> {
    numbers.iter().map(|number| number + 1).collect()
}

fn as_json(instance: &Instance, made: &Plan) -> Value {
    let meetings = held(made).into_iter().map(|(number, round, table)| {
        json!({
            "meeting": number + 1, "slot": round + 1, "table": u32::from(table) + 1,
            "people": from_one(&instance.meetings[number].people),
        })
    });
    let left_out = plan::left_out(instance, made).into_iter().map(|left| {
        let forced = left.forced.as_ref().map(
            |forced| json!({"slot": forced.round + 1, "instead_of": from_one(&forced.instead_of)}),
        );
        let reason = left
            .reason
            .sentence(|person| format!("Person {}", person + 1));
        json!({"meeting": left.meeting + 1, "reason": reason, "forced": forced})
    });
    let mut told = json!({
        "meetings": meetings.collect::<Vec<_>>(), "breaks": made.breaks, "proved": made.proved,
        "left_out": left_out.collect::<Vec<_>>(),
    });
    match made.bound {
        Bound::Breaks(breaks) => told["at_least_breaks"] = breaks.into(),
        Bound::Worth(worth) => {
            told["worth"] = plan::value(instance, made).worth.into();
            told["at_most_worth"] = worth.into();
        }
    }
    if instance
        .meetings
        .iter()
        .any(|meeting| meeting.was.is_some())
    {
        told["moved"] = from_one(&plan::moved(instance, made)).into();
    }
    told
}

fn tell(instance: &Instance, made: &Plan) {
    let mut held = held(made);
    held.sort_by_key(|(number, round, table)| (*round, *table, *number));
    for (number, round, table) in held {
        let people = from_one(&instance.meetings[number].people);
        let people: Vec<String> = people.iter().map(ToString::to_string).collect();
        println!(
            "Round {}, table {}: meeting {} of {}",
            round + 1,
            u32::from(table) + 1,
            number + 1,
            people.join(" and ")
        );
    }
    for left in plan::left_out(instance, made) {
        let reason = left
            .reason
            .sentence(|person| format!("Person {}", person + 1));
        println!("Left out: meeting {}. {reason}", left.meeting + 1);
    }
    let proved = if made.proved { ", proved best" } else { "" };
    match made.bound {
        Bound::Breaks(least) => {
            println!(
                "{} breaks{proved}; no plan has fewer than {least}.",
                made.breaks
            );
        }
        Bound::Worth(most) => println!(
            "{} breaks, worth {}{proved}; no plan is worth more than {most}.",
            made.breaks,
            plan::value(instance, made).worth
        ),
    }
}
