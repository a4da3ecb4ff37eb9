//! Where no start can be chosen: the smallest changes that open one.

use std::collections::BTreeMap;

use super::{
    grid::Shut,
    rank::Eye,
    table::Times,
    trouble::{Change, Nothing, Relaxation},
};

/// The most changes that are proposed.
const MOST: usize = 8;

/// Why nothing can be chosen.
pub(super) fn smallest(times: &Times) -> Nothing {
    let starts = times.grid.starts;
    if starts == 0 {
        return Nothing::NoStarts;
    }
    let mut shut: BTreeMap<Shut, usize> = BTreeMap::new();
    for why in times.grid.shut.iter().flatten() {
        *shut.entry(*why).or_default() += 1;
    }
    if shut.values().sum::<usize>() == starts {
        return Nothing::AllShut(shut.into_iter().collect());
    }
    let lacks = lacks(times);
    let Some(fewest) = lacks.keys().map(Vec::len).min() else {
        return Nothing::NobodyCan;
    };
    let fewest = lacks.into_iter().filter(|(lack, _)| lack.len() == fewest);
    let mut eye = Eye::new(times);
    let mut found: Vec<(usize, Relaxation)> = fewest
        .filter_map(|(lack, starts)| relaxation(times, &lack, &starts, &mut eye))
        .collect();
    found.sort_by(|one, other| {
        let (less, more) = (one.0, other.0);
        less.cmp(&more)
            .then_with(|| other.1.best.cmp(&one.1.best))
            .then_with(|| one.1.changes.cmp(&other.1.changes))
    });
    let changes = found.into_iter().map(|(_, relaxation)| relaxation);
    Nothing::Lacking(changes.take(MOST).collect())
}

/// The starts that are not shut and at which somebody can come, by the rules they break.
fn lacks(times: &Times) -> BTreeMap<Vec<usize>, Vec<usize>> {
    let mut lacks: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for start in 0..times.grid.starts {
        let there = times.there(start);
        if times.grid.shut[start].is_some() || there.iter().all(|word| *word == 0) {
            continue;
        }
        let rules = times.rules.iter().enumerate();
        let broken = rules.filter(|(_, rule)| !rule.holds(&there));
        let broken = broken.map(|(at, _)| at).collect();
        lacks.entry(broken).or_default().push(start);
    }
    lacks
}

/// Gives these rules up by as little as opens one of the starts that lack nothing else: how much that is, and what it opens.
fn relaxation(
    times: &Times,
    lack: &[usize],
    starts: &[usize],
    eye: &mut Eye,
) -> Option<(usize, Relaxation)> {
    let rules = || lack.iter().map(|at| &times.rules[*at]);
    let has = |start: usize| -> Vec<usize> {
        let there = times.there(start);
        rules().map(|rule| rule.filled(&there)).collect()
    };
    let missing = |start: &usize| -> usize {
        let has = has(*start);
        rules().zip(has).map(|(rule, has)| rule.least - has).sum()
    };
    let least = starts.iter().map(missing).min()?;
    // Of the starts that lack least, the best one says how far to go.
    let closest = starts.iter().filter(|start| missing(start) == least);
    let best = closest.map(|start| eye.look(*start)).max()?;
    let to = has(best.start.0);
    let opens = starts.iter().filter(|start| {
        let has = has(**start);
        has.iter().zip(&to).all(|(has, to)| has >= to)
    });
    let changes = rules().zip(&to).map(|(rule, to)| {
        if rule.counts && *to > 0 {
            let (demand, to) = (rule.demand, *to);
            Change::Lower { demand, to }
        } else {
            Change::Drop(rule.demand)
        }
    });
    let (changes, opens) = (changes.collect(), opens.count());
    Some((
        least,
        Relaxation {
            changes,
            opens,
            best,
        },
    ))
}
