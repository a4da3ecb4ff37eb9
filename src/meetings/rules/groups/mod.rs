//! Tables of several funders around one team: who sits together.

use super::Standing;

/// Somebody who could sit with a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub funder: usize,
    pub standing: Standing,
    /// Rounds in which this funder and the team are both there, as bits.
    pub free: u64,
}

/// Funders who sit with the team at one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    pub funders: Vec<usize>,
    /// Rounds in which all of them are there.
    pub free: u64,
    /// What it is worth to them all.
    pub worth: u32,
    /// One of them has to meet the team.
    pub must: bool,
}

impl Group {
    fn take(&mut self, candidate: &Candidate) {
        self.free = if self.funders.is_empty() {
            candidate.free
        } else {
            self.free & candidate.free
        };
        self.funders.push(candidate.funder);
        match candidate.standing {
            Standing::Wanted(worth) => self.worth += worth,
            Standing::Must => {
                self.must = true;
                self.worth += 100;
            }
            _ => {}
        }
    }
}

/// Shares the candidates of one team out into tables of `smallest` to `largest`, those who must meet first, so that those at
/// one table are there at the same time. Who has no place is given back.
#[must_use]
pub fn groups(
    candidates: &[Candidate],
    (smallest, largest): (usize, usize),
) -> (Vec<Group>, Vec<usize>) {
    let (smallest, largest) = (smallest.max(1), largest.max(1));
    let mut order: Vec<&Candidate> = candidates.iter().collect();
    let rank = |one: &Candidate| match one.standing {
        Standing::Must => u32::MAX,
        Standing::Wanted(worth) => worth,
        _ => 0,
    };
    order.sort_by_key(|one| (std::cmp::Reverse(rank(one)), one.funder));
    let many = order.len();
    if many == 0 {
        return (Vec::new(), Vec::new());
    }
    let tables = many.div_ceil(largest).min(many / smallest).max(1);
    let room = |table: usize| (many / tables + usize::from(table < many % tables)).min(largest);
    let mut made = vec![Group::default(); tables];
    let mut left = Vec::new();
    for candidate in order {
        let common = |group: &Group| {
            let free = if group.funders.is_empty() {
                candidate.free
            } else {
                group.free & candidate.free
            };
            free.count_ones()
        };
        // The table with which most rounds are left; the fuller one where alike.
        let fits = |(table, group): &(usize, &mut Group)| {
            group.funders.len() < room(*table) && common(group) > 0
        };
        let best = made
            .iter_mut()
            .enumerate()
            .filter(fits)
            .max_by_key(|(table, group)| {
                (
                    common(group),
                    group.funders.len(),
                    std::cmp::Reverse(*table),
                )
            });
        match best {
            Some((_, group)) => group.take(candidate),
            None => left.push(candidate.funder),
        }
    }
    // A table for too few is not set, unless somebody there must meet the team.
    let (kept, small): (Vec<Group>, Vec<Group>) = made
        .into_iter()
        .filter(|group| !group.funders.is_empty())
        .partition(|group| group.must || group.funders.len() >= smallest);
    left.extend(small.into_iter().flat_map(|group| group.funders));
    left.sort_unstable();
    (kept, left)
}

#[cfg(test)]
mod tests;
