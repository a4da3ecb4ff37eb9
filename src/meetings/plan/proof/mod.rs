//! Whether the meetings of a plan could be held with one break fewer: asked of a SAT solver, break by break from the bound up.
//!
//! What is refuted is no opinion: the clauses say what a plan is, and the solver finds that there is none with so few breaks.
//! The clauses follow Bofill et al., "Constraint Solving Approaches to the Business-to-Business Meeting Scheduling Problem",
//! JAIR 74 (2022): meetings in rounds, the rounds a person is busy in, and the holes between them, with the implied number
//! of busy rounds of each person.

mod clauses;
mod days;
mod solver;

use std::sync::{Arc, atomic::AtomicBool};

use super::{Instance, Plan, bound, seating};
use solver::Found;

/// How long a proof may take, in conflicts of the solver: the same number ends at the same point on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    pub conflicts: u64,
}

impl Default for Effort {
    /// A minute or two of one core.
    fn default() -> Self {
        Self {
            conflicts: 1_000_000,
        }
    }
}

/// What a proof came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// No plan that holds these meetings has fewer breaks.
    pub least: u32,
    /// The rounds of a plan with that many breaks, if it has fewer than the plan it began with.
    pub better: Option<Vec<Option<u8>>>,
}

/// Looks for plans of the same meetings with fewer breaks, the fewest first, and stops at what is possible, at what the plan has
/// already, or when the effort is spent or `stop` is set. The plan has to be sound (`faults`).
pub fn prove(instance: &Instance, plan: &Plan, effort: Effort, stop: &Arc<AtomicBool>) -> Proof {
    let held = held(instance, plan);
    let open = bound::windows(&held.instance);
    let days = bound::fewest_breaks(&held.instance, &open);
    let mut proof = Proof {
        least: days.iter().sum(),
        better: None,
    };
    if proof.least >= plan.breaks {
        proof.least = plan.breaks;
        return proof;
    }
    let most = plan.breaks - 1;
    let mut asked = clauses::ask(&held.instance, &open, most, (effort.conflicts, stop));
    while proof.least < plan.breaks {
        match asked.at_most(proof.least) {
            Found::None => proof.least += 1,
            Found::Rounds(rounds) => {
                proof.better = Some(held.spread(&rounds));
                break;
            }
            Found::Unknown => break,
        }
    }
    proof
}

/// The plan in which these meetings have these rounds, with tables; as good as can be.
pub fn proved(instance: &Instance, plan: &Plan, rounds: Vec<Option<u8>>) -> Plan {
    let mut plan = Plan {
        tables: seating::tables(instance, &rounds),
        rounds,
        ..plan.clone()
    };
    plan.breaks = super::breaks_of_each(instance, &plan).iter().sum();
    plan
}

/// The meetings a plan holds, as if each of them had to be held.
struct Held {
    instance: Instance,
    /// The number each has among all.
    numbers: Vec<usize>,
    all: usize,
}

impl Held {
    /// The rounds of all meetings, given those of the ones held.
    fn spread(&self, rounds: &[u8]) -> Vec<Option<u8>> {
        let mut spread = vec![None; self.all];
        for (number, round) in self.numbers.iter().zip(rounds) {
            spread[*number] = Some(*round);
        }
        spread
    }
}

fn held(instance: &Instance, plan: &Plan) -> Held {
    let numbers: Vec<usize> = (0..instance.meetings.len())
        .filter(|number| plan.rounds[*number].is_some())
        .collect();
    let meetings = numbers.iter().map(|number| {
        let mut meeting = instance.meetings[*number].clone();
        meeting.worth = None;
        // A meeting that is not held holds nobody up.
        let after = meeting.after.iter();
        meeting.after = after
            .filter_map(|first| numbers.binary_search(first).ok())
            .collect();
        meeting
    });
    let of = instance;
    Held {
        instance: Instance {
            meetings: meetings.collect(),
            ..of.clone()
        },
        all: of.meetings.len(),
        numbers,
    }
}
