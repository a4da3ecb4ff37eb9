//! The solver, with an end: so many conflicts, or when somebody stops it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use batsat::{Callbacks, ClauseKind, SolverOpts};
use rustsat::{
    instances::{BasicVarManager, ManageVars},
    solvers::{Solve, SolveIncremental, SolverResult},
    types::{Clause, Lit, TernaryVal},
};

/// What became of one question.
pub(super) enum Found {
    /// There is no such plan.
    None,
    /// The round of each meeting.
    Rounds(Vec<u8>),
    /// Stopped before it was known.
    Unknown,
}

/// Counts the conflicts and says when to stop.
#[derive(Default)]
pub(super) struct Watch {
    conflicts: u64,
    most: u64,
    stop: Arc<AtomicBool>,
}

impl Callbacks for Watch {
    fn on_new_clause(&mut self, _: &[batsat::Lit], kind: ClauseKind) {
        self.conflicts += u64::from(kind == ClauseKind::Learnt);
    }

    fn stop(&self) -> bool {
        self.conflicts >= self.most || self.stop.load(Ordering::Relaxed)
    }
}

/// Clauses on their way into the solver.
pub(super) struct Solver {
    pub(super) inner: rustsat_batsat::Solver<Watch>,
    pub(super) names: BasicVarManager,
}

impl Solver {
    pub(super) fn new((most, stop): (u64, &Arc<AtomicBool>)) -> Self {
        let watch = Watch {
            conflicts: 0,
            most,
            stop: Arc::clone(stop),
        };
        let mut inner = rustsat_batsat::Solver::<Watch>::default();
        *inner.batsat_mut() = batsat::Solver::new(SolverOpts::default(), watch);
        Self {
            inner,
            names: BasicVarManager::default(),
        }
    }

    pub(super) fn fresh(&mut self) -> Lit {
        self.names.new_lit()
    }

    /// One of these holds.
    pub(super) fn one_of(&mut self, lits: &[Lit]) {
        self.inner
            .extend([lits.iter().copied().collect::<Clause>()]);
    }

    /// At most one of these holds: pair by pair, for the lists are short.
    pub(super) fn not_two(&mut self, lits: &[Lit]) {
        for (at, one) in lits.iter().enumerate() {
            for other in &lits[at + 1..] {
                self.one_of(&[!*one, !*other]);
            }
        }
    }

    /// `whole` holds exactly if one of these does.
    pub(super) fn any(&mut self, whole: Lit, parts: &[Lit]) {
        for part in parts {
            self.one_of(&[!*part, whole]);
        }
        let mut clause = parts.to_vec();
        clause.push(!whole);
        self.one_of(&clause);
    }

    /// `whole` holds exactly if all of these do.
    pub(super) fn all(&mut self, whole: Lit, parts: &[Lit]) {
        let parts: Vec<Lit> = parts.iter().map(|part| !*part).collect();
        self.any(!whole, &parts);
    }

    /// Whether the clauses can hold together with these; none if it was stopped.
    pub(super) fn can(&mut self, given: &[Lit]) -> Option<bool> {
        match self.inner.solve_assumps(given) {
            Ok(SolverResult::Sat) => Some(true),
            Ok(SolverResult::Unsat) => Some(false),
            Ok(SolverResult::Interrupted) | Err(_) => None,
        }
    }

    pub(super) fn holds(&self, lit: Lit) -> bool {
        matches!(self.inner.lit_val(lit), Ok(TernaryVal::True))
    }
}
