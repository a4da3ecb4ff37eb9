//! Chooses the time of one convening, or the dates of a season, from a file, and prints the answer and the time it took.
//!   dates-heart times FOLDER STEP
//!   dates-heart season FILE MOVES SEED

use std::{env, fs, time::Instant};

use roundtable_hearts::scheduling::{
    season::{self, Ask, Board, Convening, Opening, Season, Travel, Wish},
    times::{Answer, Demand, Grid, Need, Offer, Person, Policy, Question, Slots, Times},
};
use serde_json::{Value, json};

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

fn numbers(folder: &str, name: &str) -> Vec<u64> {
    let bytes = fs::read(format!("{folder}/{name}.i64")).expect("a file of the instance");
    let whole = bytes.chunks_exact(8);
    whole
        .map(|eight| u64::from_le_bytes(eight.try_into().expect("eight bytes")))
        .collect()
}

/// A poll as the reference writes it: a byte per person and slot, two hours, twenty heads.
fn times(folder: &str, step: u16) -> Value {
    let levels = fs::read(format!("{folder}/a.u8")).expect("a file of the instance");
    let [caps, budgets, chances, needs, musts] =
        ["cap", "B", "p", "need", "must"].map(|name| numbers(folder, name));
    let (people, kinds) = (budgets.len(), needs.len());
    let slots = levels.len() / people;
    let person = |at: usize| Person {
        id: at as u128,
        party: at as u128,
        kinds: Vec::new(),
        offers: caps[at * kinds..(at + 1) * kinds]
            .iter()
            .enumerate()
            .map(|(need, max)| Offer {
                need,
                min: 0,
                max: *max,
            })
            .collect(),
        budget: Some(budgets[at]),
        chance: chances[at] as u16,
    };
    let need = |amount: &u64| Need {
        amount: *amount,
        committed: 0,
    };
    let musts = musts.iter().map(|at| Demand::Must(u128::from(*at)));
    let question = Question {
        needs: needs.iter().map(need).collect(),
        people: (0..people).map(person).collect(),
        demands: musts.chain([Demand::Heads(20)]).collect(),
        policy: Policy {
            step,
            ..Policy::default()
        },
    };
    let answers = [Answer::No, Answer::IfNeeded, Answer::Yes];
    let said = levels.iter().map(|level| answers[usize::from(*level)]);
    let said: Vec<Answer> = said.collect();
    // From the answers, a byte each as in the reference: reading them into bits is within the time.
    let ((starts, ranking), ms) = timed(10, || {
        let mut week = Slots::new(people, slots);
        for (person, row) in said.chunks_exact(slots).enumerate() {
            week.say(person, row);
        }
        let grid = Grid::of_slots(&week, 8, question.policy);
        let times = Times::new(&question, grid).expect("a question that can be answered");
        let ranking = times.rank(5).expect("a start that can be chosen");
        (times, ranking)
    });
    let key = |key: &roundtable_hearts::scheduling::times::Key| json!([key.start.0, key.cover, key.heads, key.kinds, key.if_needed.0]);
    let best = ranking.best[0].start.0;
    let (_, tell_ms) = timed(200, || {
        let told = starts.tell(best).expect("a start");
        let other = starts.differ(best, ranking.most_heads.start.0);
        (told, other)
    });
    json!({
        "open": ranking.open, "best": ranking.best.iter().map(key).collect::<Vec<_>>(),
        "heads": key(&ranking.most_heads), "ms": ms, "tell_ms": tell_ms,
    })
}

/// A season as the reference writes it.
fn dates(path: &str, moves: usize, seed: u64) -> Value {
    let text = fs::read_to_string(path).expect("a file that can be read");
    let mut numbers = text
        .split_whitespace()
        .map(|number| number.parse::<u64>().expect("a whole number"));
    let mut next = || numbers.next().expect("another number");
    let (count, funders, _) = (next() as usize, next(), next());
    let convenings: Vec<Convening> = (0..count as u128)
        .map(|id| {
            let (days, place, openings) = (next() as u16, next() as usize, next());
            let openings = (0..openings).map(|_| Opening {
                day: next() as i32,
                place,
                cost: 0,
            });
            let openings = openings.collect();
            Convening {
                id,
                days,
                openings,
                kept: None,
            }
        })
        .collect();
    let gaps: Vec<u16> = (0..count * count).map(|_| next() as u16).collect();
    let place = |convening: &Convening| convening.openings[0].place;
    let cities: Vec<usize> = convenings.iter().map(place).collect();
    let in_city = |city: usize| cities.iter().position(|other| *other == city);
    let days = |from: usize, to: usize| match (in_city(from), in_city(to)) {
        (Some(from), Some(to)) => gaps[from * count + to],
        // Where nothing is held, nobody passes through.
        _ => 9,
    };
    let mut asks = Vec::new();
    for funder in 0..funders {
        for _ in 0..next() {
            asks.push(Ask {
                funder: funder.into(),
                convening: next().into(),
                value: next(),
                must: next() == 1,
            });
        }
    }
    let travel = Travel::new(cities.iter().max().map_or(0, |last| last + 1), days);
    let wish = Wish {
        moves,
        seed,
        ..Wish::default()
    };
    let question = Season {
        travel,
        convenings,
        asks,
        wish,
    };
    let (plan, ms) = timed(1, || {
        let board = Board::new(&question).expect("a season that can be placed");
        season::plan(&board).expect("dates without a clash")
    });
    let days: Vec<i32> = plan.dates.iter().map(|dated| dated.day).collect();
    json!({"days": days, "value": plan.value, "ceiling": plan.ceiling, "ms": ms})
}

fn main() {
    let words: Vec<String> = env::args().collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let number = |word: &str| word.parse().expect("a whole number");
    let answer = match words[1..] {
        ["times", folder, step] => times(folder, number(step) as u16),
        ["season", path, moves, seed] => dates(path, number(moves) as usize, number(seed)),
        _ => panic!("dates-heart times FOLDER STEP, or dates-heart season FILE MOVES SEED"),
    };
    println!("{answer}");
}
