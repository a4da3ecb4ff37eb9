//! What no plan can do better: the rounds left to each meeting by those it waits for, and the fewest breaks of each day.

use super::Instance;

/// The rounds each meeting could have, given who is away and which meetings have to be over before.
///
/// Where they leave some meeting that has to be held no round, not all can be held, and order takes nothing from anybody.
pub(super) fn windows(instance: &Instance) -> Vec<u64> {
    let open = narrowed(instance);
    let mut closed = open.iter().zip(&instance.meetings);
    if closed.any(|(open, meeting)| *open == 0 && meeting.worth.is_none()) {
        return (0..instance.meetings.len())
            .map(|m| instance.open(m))
            .collect();
    }
    open
}

/// The same, down to none at all.
pub(super) fn narrowed(instance: &Instance) -> Vec<u64> {
    let mut open: Vec<u64> = (0..instance.meetings.len())
        .map(|m| instance.open(m))
        .collect();
    let mut changed = true;
    while changed {
        changed = false;
        for (number, meeting) in instance.meetings.iter().enumerate() {
            // A wish that is left out holds nobody up.
            let musts = meeting
                .after
                .iter()
                .filter(|first| instance.meetings[**first].worth.is_none());
            for first in musts {
                changed |= narrow(&mut open, *first, number, meeting.worth.is_none());
            }
        }
    }
    open
}

/// Takes the rounds that leave no room for the earlier, and, if the later is held in any case, for the later.
fn narrow(open: &mut [u64], first: usize, then: usize, held: bool) -> bool {
    let before = (open[first], open[then]);
    // Above the first round of the earlier meeting, below the last of the later one.
    let above = match open[first] {
        0 => 0,
        rounds => !(u64::MAX >> (63 - rounds.trailing_zeros())),
    };
    open[then] &= above;
    if held {
        let below = match open[then] {
            0 => 0,
            rounds => (1 << rounds.ilog2()) - 1,
        };
        open[first] &= below;
    }
    before != (open[first], open[then])
}

/// For each person the fewest breaks of any day that holds all its meetings that have to be held.
pub(super) fn fewest_breaks(instance: &Instance, open: &[u64]) -> Vec<u32> {
    let of = instance.of_each();
    let of = of.iter().map(|meetings| {
        let musts = meetings
            .iter()
            .filter(|m| instance.meetings[**m].worth.is_none());
        let rounds: Vec<u64> = musts.map(|m| open[*m]).collect();
        (rounds.len() == meetings.len()).then_some(rounds)
    });
    of.map(|rounds| rounds.and_then(|rounds| fewest(&rounds)).unwrap_or(0))
        .collect()
}

/// The fewest breaks with which meetings of these rounds fit into a day; none if they do not fit, or if some could be
/// left out. Which meeting has which round is looked at only as far as windows are alike: a bound, not always the best day.
fn fewest(meetings: &[u64]) -> Option<u32> {
    let any = meetings.iter().fold(0, |any, open| any | open);
    let fixed = meetings.iter().filter(|open| open.is_power_of_two());
    let fixed = fixed.fold(0, |fixed, open| fixed | open);
    let mut kinds: Vec<u64> = meetings.to_vec();
    kinds.sort_unstable();
    kinds.dedup();
    // best[n][met] = the fewest runs with n rounds used, the last of them this one or not.
    let many = meetings.len();
    let mut best = vec![[None; 2]; many + 1];
    best[0][0] = Some(0_u32);
    for round in 0..64_u32 {
        let here = 1_u64 << round;
        let past = u64::MAX >> (63 - round);
        // Those that must be over by now, and those that can have begun.
        let least = meetings.iter().filter(|open| **open & !past == 0).count();
        let most = meetings.iter().filter(|open| **open & past != 0).count();
        let mut next = vec![[None; 2]; many + 1];
        for used in 0..=many {
            let [idle, met] = best[used];
            let rest = [idle, met].into_iter().flatten().min();
            if fixed & here == 0 {
                better(&mut next[used][0], rest);
            }
            if any & here != 0 && used < many {
                let begun = idle.map(|runs: u32| runs + 1);
                better(
                    &mut next[used + 1][1],
                    [begun, met].into_iter().flatten().min(),
                );
            }
        }
        for (used, cell) in next.iter_mut().enumerate() {
            if used < least || used > most {
                *cell = [None; 2];
            }
        }
        best = next;
    }
    let runs = best[many].into_iter().flatten().min();
    runs.map(|runs| runs.saturating_sub(1))
}

fn better(cell: &mut Option<u32>, runs: Option<u32>) {
    *cell = [*cell, runs].into_iter().flatten().min();
}
