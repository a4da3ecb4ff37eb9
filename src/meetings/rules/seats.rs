//! Tables for the meetings of a plan. A meeting that stays in its round keeps its table; a team stays where it sat, so that
//! funders are the ones who walk.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::{MeetingPartyId, MeetingTableId};

/// A meeting that needs a table: its round, its team, and where it was in the plan people know.
pub(super) type Needs = (usize, MeetingPartyId, Option<(usize, MeetingTableId)>);

/// A table for each, of those that are open, in the order given; none where there are not enough.
#[must_use]
pub fn seats(meetings: &[Needs], open: &[MeetingTableId]) -> Vec<Option<MeetingTableId>> {
    let mut tables = vec![None; meetings.len()];
    let mut taken: BTreeSet<(usize, MeetingTableId)> = BTreeSet::new();
    for (number, (round, _, known)) in meetings.iter().enumerate() {
        if let Some((was, table)) = known
            && was == round
            && open.contains(table)
            && taken.insert((*round, *table))
        {
            tables[number] = Some(*table);
        }
    }
    let mut at: BTreeMap<MeetingPartyId, MeetingTableId> = BTreeMap::new();
    let mut order: Vec<usize> = (0..meetings.len()).collect();
    order.sort_by_key(|number| (meetings[*number].0, *number));
    // Those who know where to sit choose first in each round.
    let rounds: BTreeSet<usize> = meetings.iter().map(|(round, ..)| *round).collect();
    for round in rounds {
        let here: Vec<usize> = order
            .iter()
            .copied()
            .filter(|number| meetings[*number].0 == round)
            .collect();
        for again in [true, false] {
            for number in &here {
                let (_, team, known) = &meetings[*number];
                if tables[*number].is_some() {
                    continue;
                }
                let last = at.get(team).copied().or(known.map(|(_, table)| table));
                let last = last.filter(|table| open.contains(table));
                let wanted = if again { last } else { None };
                let free = |table: &MeetingTableId| !taken.contains(&(round, *table));
                let table = match wanted.filter(free) {
                    Some(table) => Some(table),
                    None if again => None,
                    None => unclaimed(open, &at, *team).find(free),
                };
                if let Some(table) = table {
                    taken.insert((round, table));
                    tables[*number] = Some(table);
                }
            }
        }
        for number in here {
            if let Some(table) = tables[number] {
                at.insert(meetings[number].1, table);
            }
        }
    }
    tables
}

/// Open tables, those first at which no other team sits.
fn unclaimed(
    open: &[MeetingTableId],
    at: &BTreeMap<MeetingPartyId, MeetingTableId>,
    team: MeetingPartyId,
) -> impl Iterator<Item = MeetingTableId> {
    let others: BTreeSet<MeetingTableId> = at
        .iter()
        .filter(|(other, _)| **other != team)
        .map(|(_, table)| *table)
        .collect();
    let free = open.iter().copied();
    let (own, shared): (Vec<_>, Vec<_>) = free.partition(|table| !others.contains(table));
    own.into_iter().chain(shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn teams_stay_and_known_meetings_keep_their_table() {
        let (a, b) = (MeetingPartyId::fresh(), MeetingPartyId::fresh());
        let open = [MeetingTableId::fresh(), MeetingTableId::fresh()];
        let made = seats(&[(0, a, None), (1, b, None), (1, a, None)], &open);
        assert_eq!(made, [Some(open[0]), Some(open[1]), Some(open[0])]);
        // Known at the other table, and it stays there; the new one finds another.
        let made = seats(&[(0, b, None), (0, a, Some((0, open[0])))], &open);
        assert_eq!(made, [Some(open[1]), Some(open[0])]);
    }

    #[test]
    fn a_closed_table_is_left_and_too_few_tables_leave_somebody_standing() {
        let (a, b) = (MeetingPartyId::fresh(), MeetingPartyId::fresh());
        let (closed, open) = (MeetingTableId::fresh(), MeetingTableId::fresh());
        let made = seats(&[(0, a, Some((0, closed))), (0, b, None)], &[open]);
        assert_eq!(made, [Some(open), None]);
        assert_eq!(seats(&[(0, a, None)], &[]), [None]);
    }
}
