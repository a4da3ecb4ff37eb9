//! What a plan is, in clauses: every meeting has a round, nobody is in two, there are tables, order is kept.

use std::sync::{Arc, atomic::AtomicBool};

use rustsat::{
    encodings::card::{BoundUpper, BoundUpperIncremental, Totalizer},
    types::Lit,
};

use super::{
    days,
    solver::{Found, Solver},
};
use crate::meetings::plan::Instance;

/// A question that can be asked again with fewer breaks or more.
pub(super) struct Asked {
    solver: Solver,
    /// For each meeting the rounds it could have.
    rounds: Vec<Vec<(u8, Lit)>>,
    breaks: Totalizer,
    most: u32,
    /// Nothing can be asked: there was no room for the clauses.
    void: bool,
}

impl Asked {
    /// Whether the meetings can be held with so many breaks at most.
    pub(super) fn at_most(&mut self, breaks: u32) -> Found {
        let Ok(most) = usize::try_from(breaks.min(self.most)) else {
            return Found::Unknown;
        };
        let Solver { inner, names } = &mut self.solver;
        let encoded = self.breaks.encode_ub_change(most..=most, inner, names);
        let given = self.breaks.enforce_ub(most);
        let (false, Ok(()), Ok(given)) = (self.void, encoded, given) else {
            return Found::Unknown;
        };
        match self.solver.can(&given) {
            None => Found::Unknown,
            Some(false) => Found::None,
            Some(true) => Found::Rounds(self.told()),
        }
    }

    fn told(&self) -> Vec<u8> {
        let round = |rounds: &Vec<(u8, Lit)>| {
            let mut rounds = rounds.iter();
            rounds
                .find(|(_, lit)| self.solver.holds(*lit))
                .map_or(0, |(round, _)| *round)
        };
        self.rounds.iter().map(round).collect()
    }
}

/// The clauses of a question whose meetings all have to be held, with no more breaks than `most`.
pub(super) fn ask(
    instance: &Instance,
    open: &[u64],
    most: u32,
    ends: (u64, &Arc<AtomicBool>),
) -> Asked {
    let mut solver = Solver::new(ends);
    let mut rounds = Vec::new();
    for open in open {
        let open = (0_u8..64).filter(|round| open >> round & 1 == 1);
        let lits: Vec<(u8, Lit)> = open.map(|round| (round, solver.fresh())).collect();
        let only: Vec<Lit> = lits.iter().map(|(_, lit)| *lit).collect();
        solver.one_of(&only);
        solver.not_two(&only);
        rounds.push(lits);
    }
    order(&mut solver, instance, &rounds);
    let tables = tables(&mut solver, instance, &rounds);
    let holes = days::days(&mut solver, instance, &rounds, most);
    Asked {
        solver,
        rounds,
        breaks: holes.into_iter().collect(),
        most,
        void: tables.is_none(),
    }
}

/// What waits for another comes in a later round.
fn order(solver: &mut Solver, instance: &Instance, rounds: &[Vec<(u8, Lit)>]) {
    for (number, meeting) in instance.meetings.iter().enumerate() {
        for first in &meeting.after {
            for (round, lit) in &rounds[number] {
                let before = rounds[*first].iter().filter(|(first, _)| first < round);
                let mut clause: Vec<Lit> = before.map(|(_, lit)| *lit).collect();
                clause.push(!*lit);
                solver.one_of(&clause);
            }
        }
    }
}

/// No round has more meetings than there are tables.
fn tables(solver: &mut Solver, instance: &Instance, rounds: &[Vec<(u8, Lit)>]) -> Option<()> {
    for round in 0..instance.rounds {
        let here: Vec<Lit> = in_round(rounds, round).collect();
        if here.len() <= instance.tables {
            continue;
        }
        let mut many: Totalizer = here.into_iter().collect();
        let (at, Solver { inner, names }) = (instance.tables, &mut *solver);
        many.encode_ub(at..=at, inner, names).ok()?;
        for lit in many.enforce_ub(at).ok()? {
            solver.one_of(&[lit]);
        }
    }
    Some(())
}

fn in_round(rounds: &[Vec<(u8, Lit)>], round: usize) -> impl Iterator<Item = Lit> + '_ {
    let all = rounds.iter().flatten();
    all.filter(move |(here, _)| usize::from(*here) == round)
        .map(|(_, lit)| *lit)
}
