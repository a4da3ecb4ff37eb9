//! Plans an instance from a file and prints the plan as `roundtable meetings plan --json` does.
//!   meetings-heart INSTANCE [--moves N] [--seed N] [--break-cost N]

use roundtable_hearts::meetings::plan::{self, Budget};
use serde_json::json;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("the file with the instance");
    let text = std::fs::read_to_string(path).expect("a file that can be read");
    let mut instance = plan::read(&text).expect("an instance");
    let mut budget = Budget::usual(&instance);
    while let Some(option) = arguments.next() {
        let number: u64 = arguments.next().expect("a number").parse().expect("a number");
        match option.as_str() {
            "--moves" => budget.moves = number,
            "--seed" => budget.seed = number,
            "--break-cost" => instance.break_cost = number.try_into().expect("a small number"),
            other => panic!("{other} is not known"),
        }
    }
    let made = plan::plan(&instance, budget, &mut |_| true).expect("a question that can be answered");
    let places = made.rounds.iter().zip(&made.tables).enumerate();
    let meetings = places.filter_map(|(number, (round, table))| {
        let people: Vec<usize> = instance.meetings[number].people.iter().map(|one| one + 1).collect();
        Some(json!({"meeting": number + 1, "slot": (*round)? + 1, "table": (*table)? + 1, "people": people}))
    });
    let meetings: Vec<_> = meetings.collect();
    println!("{}", json!({"meetings": meetings, "breaks": made.breaks, "proved": made.proved}));
}
