//! From a question to a plan: a first plan, then cycles of heating and cooling until the moves are spent or the bound is met.

use std::cell::Cell;

use super::{
    Bound, Budget, Instance, Plan, Progress, Tally, Trouble,
    board::Board,
    bound, colour,
    heat::ratio,
    repair,
    search::Search,
    seating,
    start::Start,
    tally::Prices,
    terms::{OUT, Terms},
    transport::{self, Transport},
    wishes,
};

/// Of 256 moves, how many seat a meeting where all are held and where wishes are chosen.
const SEATING: u64 = 8;
const STAGES: u64 = 400;
/// Moves after which it is asked whether to go on.
const BETWEEN_LOOKS: u64 = 200_000;
/// The most moves that make days more alike once the plan is found.
const POLISH: u64 = 500_000;
/// Moves that even the smallest budget has, to make the first plan fair.
const SETTLING: u64 = 400_000;
const FIRST_STEPS: u64 = 2_000;
const FIRST_TRIES: u64 = 10;

struct Planner<'a, 'w> {
    instance: &'a Instance,
    terms: &'a Terms,
    budget: Budget,
    done: u64,
    /// The cost no plan is below.
    floor: i64,
    watch: &'w mut dyn FnMut(&Progress) -> bool,
}

/// Makes a plan. `watch` hears now and then how far it has come, and stops it by answering false.
pub fn plan(
    instance: &Instance,
    budget: Budget,
    watch: &mut dyn FnMut(&Progress) -> bool,
) -> Result<Plan, Trouble> {
    instance.check()?;
    if instance.even.is_empty() {
        return Ok(plan_once(instance, budget, watch));
    }
    Ok(even(instance, budget, watch))
}

/// The team with the fewest meetings has as many as can be: tried from the most that choice alone allows down to what the
/// rounds do. Stopped, it gives the best of what was tried.
fn even(instance: &Instance, budget: Budget, watch: &mut dyn FnMut(&Progress) -> bool) -> Plan {
    let open = bound::windows(instance);
    let can = |many: &usize| transport::can_all_have(instance, &open, &instance.even, *many);
    let mut floor = (1..=instance.rounds).take_while(can).last().unwrap_or(0);
    let mut asked = instance.clone();
    asked.least.resize(instance.people, 0);
    let trial = Budget {
        moves: budget.moves / 4,
        ..budget
    };
    let (stopped, mut done) = (Cell::new(false), 0);
    // The trials are the first half of the way, however many they are; what was told is never taken back.
    let mut told = |progress: &Progress, share: u64| {
        let now = (share + progress.done / 2).min(budget.moves);
        done = now.max(done);
        let shown = Progress {
            done,
            moves: budget.moves,
            ..*progress
        };
        stopped.set(stopped.get() || !watch(&shown));
        !stopped.get()
    };
    let mut tried = None;
    while floor > 0 {
        raise(&mut asked, instance, floor);
        let plan = plan_once(&asked, trial, &mut |progress| told(progress, 0));
        let holds = plan.tally.short == 0;
        tried = Some(plan);
        if holds || stopped.get() {
            break;
        }
        tried = None;
        floor -= 1;
    }
    raise(&mut asked, instance, floor);
    let half = budget.moves / 2;
    let last = plan_once(&asked, budget, &mut |progress| told(progress, half));
    tried
        .filter(|tried| tried.tally < last.tally)
        .unwrap_or(last)
}

/// Asks for so many meetings of each team that is to have as many as the others.
fn raise(asked: &mut Instance, instance: &Instance, floor: usize) {
    for team in &instance.even {
        let least = instance.least_of(*team).max(floor);
        asked.least[*team] = least.try_into().unwrap_or(u16::MAX);
    }
}

fn plan_once(
    instance: &Instance,
    budget: Budget,
    watch: &mut dyn FnMut(&Progress) -> bool,
) -> Plan {
    let terms = Terms::new(instance);
    // What waits for others has fewer rounds than it is open in: a tighter bound.
    let windows = bound::windows(instance);
    let chosen = (!terms.only_breaks).then(|| transport::choose(instance, &windows));
    let wished: i64 = terms.worth.iter().flatten().sum();
    let floor = match &chosen {
        None => i64::from(terms.fewest_breaks) * i64::from(instance.break_cost),
        Some(chosen) => wished - chosen.worth,
    };
    let mut planner = Planner {
        instance,
        terms: &terms,
        budget,
        done: 0,
        floor,
        watch,
    };
    let search = match &chosen {
        None => planner.hold_all(),
        Some(chosen) => planner.choose(chosen),
    };
    let slots = repair::fair(&terms, instance, &search.best.slots);
    let bound = if chosen.is_some() {
        Bound::Worth(wished - floor)
    } else {
        Bound::Breaks(terms.fewest_breaks)
    };
    finish(instance, &terms, &slots, (bound, floor))
}

fn finish(instance: &Instance, terms: &Terms, slots: &[u8], (bound, floor): (Bound, i64)) -> Plan {
    let board = Board::of(terms, slots);
    let rounds: Vec<_> = slots
        .iter()
        .map(|slot| (*slot != OUT).then_some(*slot))
        .collect();
    let tally = board.tally;
    Plan {
        tables: seating::tables(instance, &rounds),
        rounds,
        tally,
        breaks: board.breaks(),
        bound,
        proved: tally.left_out == 0 && tally.short == 0 && tally.cost <= floor,
    }
}

impl<'a> Planner<'a, '_> {
    fn met(&self, tally: &Tally) -> bool {
        tally.holds() && tally.short == 0 && tally.cost <= self.floor
    }

    /// One cooling from hot to cold. False if there is nothing more to be done.
    fn cool(&mut self, search: &mut Search<'_>, moves: u64, (hot, cold): (f64, f64)) -> bool {
        let stages = (moves / 2_000).clamp(1, STAGES);
        let ratio = ratio(cold / hot, stages);
        let mut temperature = hot;
        for _ in 0..stages {
            let mut left = moves / stages;
            while left > 0 {
                let now = left.min(BETWEEN_LOOKS);
                search.stay(now, temperature);
                left -= now;
                self.done += now;
                let progress = Progress {
                    done: self.done,
                    moves: self.budget.moves,
                    best: search.best.tally,
                };
                if self.met(&search.best.tally) || !(self.watch)(&progress) {
                    return false;
                }
            }
            temperature *= ratio;
        }
        true
    }

    /// Cycles, each as long as all before it, the last half of the moves; the short ones begin hotter.
    fn cycles(&mut self, search: &mut Search<'_>, heats: (f64, f64)) {
        for (share, hotter) in [
            (32, 4.0),
            (32, 2.0),
            (16, 1.0),
            (8, 1.0),
            (4, 1.0),
            (2, 1.0),
        ] {
            if self.terms.only_breaks && search.best.tally.left_out == 0 {
                search.seating = SEATING;
            }
            if search.board.tally.left_out > search.best.tally.left_out {
                search.back();
            }
            let moves = self.budget.moves / share;
            if moves > 0 && !self.cool(search, moves, (heats.0 * hotter, heats.1)) {
                return;
            }
        }
    }

    /// The best of some first plans, the first that holds all if there is one.
    fn first(&self) -> Board<'a> {
        let from = |again: u64| {
            let seed = self.budget.seed.wrapping_add(again << 32);
            Start::new(Board::known(self.terms), seed).run(FIRST_STEPS)
        };
        let mut best = from(0);
        for again in 1..FIRST_TRIES {
            if best.tally.left_out == 0 {
                break;
            }
            let next = from(again);
            if next.tally < best.tally {
                best = next;
            }
        }
        best
    }

    /// Every meeting has to be held: as few breaks as can be.
    fn hold_all(&mut self) -> Search<'a> {
        let cost = i64::from(self.instance.break_cost.max(1));
        let prices = Prices {
            left_out: 3 * cost,
            unfair: 2 * cost,
            short: 5 * cost,
        };
        let board = self.first();
        let mut search = Search::new(board, prices, self.budget.seed);
        search.seating = if search.board.tally.left_out > 0 {
            128
        } else {
            SEATING
        };
        let unit = f64::from(self.instance.break_cost.max(1));
        let mut settling = SETTLING;
        while settling > 0 && !search.best.tally.holds() && self.terms.meetings > 0 {
            search.stay(2_000, 0.3 * unit);
            settling -= 2_000;
        }
        if self.terms.meetings > 0 && !self.met(&search.best.tally) {
            self.cycles(&mut search, (0.5 * unit, 0.1 * unit));
        }
        search.polish((self.budget.moves / 64).min(POLISH));
        search
    }

    /// Wishes are chosen among: as much worth as can be, less what breaks cost.
    fn choose(&mut self, chosen: &Transport) -> Search<'a> {
        let wishes = self.terms.worth.iter().flatten();
        let (many, most) = (wishes.clone().count(), wishes.copied().max().unwrap_or(0));
        let total: i64 = self.terms.worth.iter().flatten().sum();
        let mean = total / i64::try_from(many.max(1)).unwrap_or(i64::MAX);
        let prices = Prices {
            left_out: 4 * most.max(1),
            unfair: 2 * most.max(1),
            short: 2 * most.max(1),
        };
        let terms = self.terms;
        let mut free = terms.open.iter().zip(&terms.ordered);
        let coloured = chosen.whole
            && !terms.known
            && free.all(|(open, ordered)| *open == terms.day && !ordered);
        let coloured = coloured
            .then(|| colour::seat(self.terms, &chosen.chosen))
            .flatten();
        let board =
            coloured.unwrap_or_else(|| wishes::start(Board::known(self.terms), &chosen.chosen));
        let mut search = Search::new(board, prices, self.budget.seed);
        search.seating = 170;
        if !self.met(&search.best.tally) && self.terms.meetings > 0 {
            let mean = u32::try_from(mean).map_or(1.0, f64::from);
            let cost = f64::from(self.instance.break_cost);
            let hot = (0.05 * mean).max(0.5 * cost);
            self.cycles(&mut search, (hot, 0.004 * mean));
        }
        search
    }
}
