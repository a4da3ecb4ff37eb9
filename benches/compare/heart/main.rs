//! Answers a question from a file and prints the lists, the ceilings and the time each took, as JSON.
//!   compose-heart QUESTION.json

use std::{collections::BTreeSet, fs, time::Instant};

use roundtable_hearts::composing::rules::{self, Candidate, GuestList, Instance, Need, Offer, Problem, Wish};
use serde_json::{Value, json};

fn number(of: &Value) -> u64 {
    of.as_u64().expect("a whole number")
}

fn list(of: &Value) -> impl Iterator<Item = &Value> {
    of.as_array().expect("a list").iter()
}

fn problem(file: &Value) -> Problem {
    let ids = |of: &Value| list(of).map(|id| number(id).into()).collect();
    let candidate = |(id, one): (u128, &Value)| Candidate {
        id,
        offers: list(&one["caps"])
            .enumerate()
            .filter(|(_, cap)| number(cap) > 0)
            .map(|(need, cap)| Offer {
                need,
                min: 0,
                max: number(cap),
            })
            .collect(),
        budget: Some(number(&one["budget"])),
        chance: number(&one["chance"]) as u16,
        fit: number(&one["fit"]) as u16,
        group: 0,
        local: one["local"].as_bool().expect("true or false"),
        first_time: false,
        asks: 0,
    };
    Problem {
        needs: list(&file["needs"])
            .map(|amount| Need {
                amount: number(amount),
                committed: 0,
            })
            .collect(),
        candidates: (0..)
            .zip(list(&file["candidates"]))
            .map(candidate)
            .collect(),
        wish: Wish {
            seats: number(&file["seats"]) as usize,
            must: ids(&file["must"]),
            never: ids(&file["never"]),
            locals: number(&file["locals"]),
            ..Wish::default()
        },
    }
}

/// Nanoseconds this thread has run; by the clock where the system does not say.
fn ran(since: Instant) -> u128 {
    fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse().ok())
        .unwrap_or_else(|| since.elapsed().as_nanos())
}

/// The answer, and the milliseconds one of `times` runs took.
fn timed<T>(times: u32, run: impl Fn() -> T) -> (T, f64) {
    let start = Instant::now();
    let begun = ran(start);
    let mut answer = run();
    for _ in 1..times {
        answer = run();
    }
    let took = (ran(start) - begun) as f64 / 1e6 / f64::from(times);
    (answer, took)
}

fn main() {
    let path = std::env::args().nth(1).expect("the file with the question");
    let text = fs::read_to_string(path).expect("a file that can be read");
    let problem = problem(&serde_json::from_str(&text).expect("JSON"));
    // From the question as it is asked to the list: the tables the search works with are made within the time.
    let instance = || Instance::new(&problem).expect("a question that can be answered");
    let (first, first_ms) = timed(20, || rules::first_list(&instance()));
    let (swapped, search_ms) = timed(20, || rules::final_list(&instance()));
    let (list, whole_ms): (GuestList, f64) = timed(20, || rules::compose(&instance()));
    let (certified, certificate_ms) = timed(5, || rules::certificate(&instance(), &list));
    let same: BTreeSet<u128> = swapped.iter().copied().collect();
    let shown = list.picks.iter().map(|pick| pick.id).collect();
    assert_eq!(same, shown, "the list shown is the list found");
    let ids = |ids: Vec<u128>| ids.into_iter().map(|id| id as u64).collect::<Vec<_>>();
    let answer = json!({
        "greedy": ids(first), "swapped": ids(swapped), "ppm": list.value.total(), "swaps": list.swaps,
        "ceiling": list.ceiling, "certificate": certified, "spread": [list.spread.p10, list.spread.p50, list.spread.p90],
        "first_ms": first_ms, "search_ms": search_ms, "whole_ms": whole_ms, "certificate_ms": certificate_ms,
    });
    println!("{answer}");
}
