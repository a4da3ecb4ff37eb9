//! Whether the meetings of a plan could be held with one break fewer: asked of a SAT solver, break by break from the bound up.
//!
//! What is refuted is no opinion: the clauses say what a plan is, and the solver finds that there is none with so few breaks.
//! The clauses follow Bofill et al., "Constraint Solving Approaches to the Business-to-Business Meeting Scheduling Problem",
//! JAIR 74 (2022): meetings in rounds, the rounds a person is busy in, and the holes between them, with the implied number
//! of busy rounds of each person.

#[cfg(feature = "proofs")]
mod clauses;
#[cfg(feature = "proofs")]
mod days;
#[cfg(feature = "proofs")]
mod solver;

use std::sync::{Arc, atomic::AtomicBool};

use super::{Bound, Instance, Plan, Tally, bound, breaks_of_each, seating};

/// Whether the solver is part of this program. Without it a proof is only the bound of the days, one by one.
pub const CAN_PROVE: bool = cfg!(feature = "proofs");

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
    let held = held(instance, &plan.rounds);
    let open = bound::windows(&held.instance);
    let days = bound::fewest_breaks(&held.instance, &open);
    let mut proof = Proof {
        least: days.iter().sum(),
        better: None,
    };
    proof.least = proof.least.min(plan.breaks);
    if proof.least < plan.breaks {
        refute(
            &held,
            &open,
            (plan.breaks, &mut proof),
            (effort.conflicts, stop),
        );
    }
    proof
}

#[cfg(not(feature = "proofs"))]
fn refute(_: &Held, _: &[u64], _: (u32, &mut Proof), _: (u64, &Arc<AtomicBool>)) {}

/// Asks for fewer breaks than there are, from the fewest up.
#[cfg(feature = "proofs")]
fn refute(
    held: &Held,
    open: &[u64],
    (breaks, proof): (u32, &mut Proof),
    ends: (u64, &Arc<AtomicBool>),
) {
    use solver::Found;
    let mut asked = clauses::ask(&held.instance, open, breaks - 1, ends);
    while proof.least < breaks {
        match asked.at_most(proof.least) {
            Found::None => proof.least += 1,
            Found::Rounds(rounds) => {
                proof.better = Some(held.spread(&rounds));
                return;
            }
            Found::Unknown => return,
        }
    }
}

/// The plan in which meetings have these rounds, with tables. What it is worth is not counted.
pub fn with_rounds(instance: &Instance, rounds: Vec<Option<u8>>) -> Plan {
    let mut plan = Plan {
        tables: seating::tables(instance, &rounds),
        rounds,
        tally: Tally::default(),
        breaks: 0,
        bound: Bound::Breaks(0),
        proved: false,
    };
    plan.breaks = breaks_of_each(instance, &plan).iter().sum();
    plan
}

/// The meetings a plan holds, as if each of them had to be held.
#[cfg_attr(
    not(feature = "proofs"),
    expect(dead_code, reason = "only a search for fewer breaks spreads rounds")
)]
struct Held {
    instance: Instance,
    /// The number each has among all.
    numbers: Vec<usize>,
    all: usize,
}

#[cfg(feature = "proofs")]
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

fn held(instance: &Instance, rounds: &[Option<u8>]) -> Held {
    let numbers: Vec<usize> = (0..instance.meetings.len())
        .filter(|number| rounds[*number].is_some())
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
    Held {
        instance: Instance {
            meetings: meetings.collect(),
            ..instance.clone()
        },
        all: instance.meetings.len(),
        numbers,
    }
}
