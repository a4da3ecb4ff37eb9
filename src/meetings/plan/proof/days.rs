//! Each person's day in clauses: the rounds it is busy in, the holes between them, and how far two people may be apart.

use rustsat::types::Lit;

use super::solver::Solver;
use crate::meetings::plan::Instance;

/// A literal for each break of each person: the n-th says that there are n or more.
pub(super) fn days(
    solver: &mut Solver,
    instance: &Instance,
    rounds: &[Vec<(u8, Lit)>],
    most: u32,
) -> Vec<Lit> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut each = Vec::new();
    for meetings in instance.of_each() {
        let mut here = vec![Vec::new(); instance.rounds];
        for meeting in &meetings {
            for (round, lit) in &rounds[*meeting] {
                here[usize::from(*round)].push(*lit);
            }
        }
        let busy: Vec<Lit> = here
            .iter()
            .map(|lits| {
                solver.not_two(lits);
                let busy = solver.fresh();
                solver.any(busy, lits);
                busy
            })
            .collect();
        // Implied, and of much help: as many busy rounds as meetings.
        let met = counted(solver, &busy, meetings.len() + 1);
        exactly(solver, &met, meetings.len());
        let holes = holes(solver, &busy);
        let more = counted(solver, &holes, most + 1);
        if let Some(beyond) = more.get(most) {
            solver.one_of(&[!*beyond]);
        }
        each.push(more);
    }
    if let Some(apart) = instance.fairness {
        fair(solver, &each, usize::try_from(apart).unwrap_or(usize::MAX));
    }
    each.into_iter().flatten().collect()
}

fn exactly(solver: &mut Solver, counted: &[Lit], many: usize) {
    if let Some(reached) = many.checked_sub(1).and_then(|at| counted.get(at)) {
        solver.one_of(&[*reached]);
    }
    if let Some(beyond) = counted.get(many) {
        solver.one_of(&[!*beyond]);
    }
}

/// A hole ends in a round that is busy after one that is not, if somebody was busy before.
fn holes(solver: &mut Solver, busy: &[Lit]) -> Vec<Lit> {
    let mut holes = Vec::new();
    let mut begun: Option<Lit> = None;
    for round in 0..busy.len() {
        if let (Some(begun), Some(before)) = (begun, round.checked_sub(1)) {
            let hole = solver.fresh();
            solver.all(hole, &[busy[round], !busy[before], begun]);
            holes.push(hole);
        }
        let now = solver.fresh();
        let parts: Vec<Lit> = begun.into_iter().chain([busy[round]]).collect();
        solver.any(now, &parts);
        begun = Some(now);
    }
    holes
}

/// Counts from the first to the last: the n-th says that n + 1 or more hold. No further than `most`.
fn counted(solver: &mut Solver, lits: &[Lit], most: usize) -> Vec<Lit> {
    let mut so_far: Vec<Lit> = Vec::new();
    for lit in lits {
        let mut next = Vec::new();
        for many in 0..(so_far.len() + 1).min(most) {
            let reached = solver.fresh();
            // As many before, or one fewer and this one.
            let had = so_far.get(many).copied();
            let below = many.checked_sub(1).map(|below| so_far[below]);
            let with = match below {
                None => *lit,
                Some(below) => {
                    let both = solver.fresh();
                    solver.all(both, &[below, *lit]);
                    both
                }
            };
            let parts: Vec<Lit> = had.into_iter().chain([with]).collect();
            solver.any(reached, &parts);
            next.push(reached);
        }
        so_far = next;
    }
    so_far
}

/// If anybody has `apart` breaks more than n, everybody has n.
fn fair(solver: &mut Solver, each: &[Vec<Lit>], apart: usize) {
    let longest = each.iter().map(Vec::len).max().unwrap_or(0);
    for many in 0..longest.saturating_sub(apart) {
        let everybody = solver.fresh();
        for more in each {
            if let Some(beyond) = more.get(many + apart) {
                solver.one_of(&[!*beyond, everybody]);
            }
            match more.get(many) {
                Some(reached) => solver.one_of(&[!everybody, *reached]),
                None => solver.one_of(&[!everybody]),
            }
        }
    }
}
