//! What is different between two plans, pair by pair.

use std::collections::BTreeMap;

use super::Held;
use crate::ids::{MeetingPartyId, MeetingTableId};

/// A team and a funder, and where they meet before and after: round and table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub team: MeetingPartyId,
    pub funder: MeetingPartyId,
    pub before: Option<(usize, MeetingTableId)>,
    pub after: Option<(usize, MeetingTableId)>,
}

/// All that is different.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// In another round.
    pub moved: Vec<Change>,
    /// In the same round at another table.
    pub seated: Vec<Change>,
    pub gone: Vec<Change>,
    pub new: Vec<Change>,
    /// How many pairs meet as before.
    pub same: usize,
}

impl Apart {
    /// Everybody for whom anything is different.
    pub fn parties(&self) -> Vec<MeetingPartyId> {
        let all = [&self.moved, &self.seated, &self.gone, &self.new];
        let changes = all.into_iter().flatten();
        let mut parties: Vec<_> = changes
            .flat_map(|change| [change.team, change.funder])
            .collect();
        parties.sort_unstable();
        parties.dedup();
        parties
    }
}

type Places = BTreeMap<(MeetingPartyId, MeetingPartyId), (usize, MeetingTableId)>;

fn places(held: &[Held]) -> Places {
    let pairs = held.iter().flat_map(|held| {
        let place = (held.round, held.table);
        let pair = move |funder: &MeetingPartyId| ((held.team, *funder), place);
        held.funders.iter().map(pair)
    });
    pairs.collect()
}

/// What is different from one plan to another.
#[must_use]
pub fn apart(before: &[Held], after: &[Held]) -> Apart {
    let (old, new) = (places(before), places(after));
    let mut apart = Apart::default();
    for ((team, funder), place) in &old {
        let change = Change {
            team: *team,
            funder: *funder,
            before: Some(*place),
            after: new.get(&(*team, *funder)).copied(),
        };
        match change.after {
            None => apart.gone.push(change),
            Some(now) if now.0 != place.0 => apart.moved.push(change),
            Some(now) if now.1 != place.1 => apart.seated.push(change),
            Some(_) => apart.same += 1,
        }
    }
    let added = new.iter().filter(|(pair, _)| !old.contains_key(pair));
    apart
        .new
        .extend(added.map(|((team, funder), place)| Change {
            team: *team,
            funder: *funder,
            before: None,
            after: Some(*place),
        }));
    let by_clock = |change: &Change| change.before.or(change.after).map(|(round, _)| round);
    for list in [
        &mut apart.moved,
        &mut apart.seated,
        &mut apart.gone,
        &mut apart.new,
    ] {
        list.sort_by_key(by_clock);
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_difference_is_told_once() {
        let party = MeetingPartyId::fresh;
        let (team, a, b, c, d) = (party(), party(), party(), party(), party());
        let (one, two) = (MeetingTableId::fresh(), MeetingTableId::fresh());
        let held = |round, table, funder| Held {
            round,
            table,
            team,
            funders: vec![funder],
        };
        let before = [held(0, one, a), held(1, one, b), held(2, one, c)];
        let after = [held(0, two, a), held(3, one, b), held(1, one, d)];
        let told = apart(&before, &after);
        let of = |changes: &[Change]| changes.iter().map(|it| it.funder).collect::<Vec<_>>();
        assert_eq!((of(&told.seated), of(&told.moved)), (vec![a], vec![b]));
        assert_eq!((of(&told.gone), of(&told.new)), (vec![c], vec![d]));
        assert_eq!((told.same, told.parties().len()), (0, 5));
        assert_eq!(apart(&before, &before).same, 3);
    }
}
