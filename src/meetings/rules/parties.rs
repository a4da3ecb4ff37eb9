//! Who is to meet, what they wish, and whether there is anything to plan.

use std::collections::BTreeMap;

use super::{Standing, standing};
use crate::{
    ids::MeetingPartyId,
    values::{MeetingOrder, MeetingSide, MeetingWish},
};

/// A team or a funder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub id: MeetingPartyId,
    pub side: MeetingSide,
    pub name: String,
    pub most: Option<u16>,
    /// Rounds in which nobody of it is there, as bits.
    pub away: u64,
}

/// What was wished: from whom, of whom.
pub type Wishes = BTreeMap<(MeetingPartyId, MeetingPartyId), MeetingWish>;

/// What staff say of a team and a funder.
pub type Pairs = BTreeMap<(MeetingPartyId, MeetingPartyId), MeetingOrder>;

/// How a team and a funder stand.
pub(super) fn of(
    (wishes, pairs): (&Wishes, &Pairs),
    team: MeetingPartyId,
    funder: MeetingPartyId,
) -> Standing {
    standing(
        wishes.get(&(team, funder)).copied(),
        wishes.get(&(funder, team)).copied(),
        pairs.get(&(team, funder)).copied(),
    )
}

/// The parties of one side, with their numbers.
pub(super) fn side(
    parties: &[Party],
    side: MeetingSide,
) -> impl Iterator<Item = (usize, &Party)> + Clone {
    parties
        .iter()
        .enumerate()
        .filter(move |(_, party)| party.side == side)
}

/// Why nothing can be planned, each in a sentence that says what to do.
#[must_use]
pub fn lacks(
    (rounds, tables): (usize, usize),
    parties: &[Party],
    wishes: &Wishes,
    pairs: &Pairs,
) -> Vec<&'static str> {
    let mut lacks = Vec::new();
    if rounds == 0 {
        lacks.push("No round fits into the sessions. Make a session longer or the rounds shorter.");
    }
    if tables == 0 {
        lacks.push("No table is in use. Put a table back into use, or add one in the setup.");
    }
    let teams = || side(parties, MeetingSide::Team);
    let funders = || side(parties, MeetingSide::Funder);
    if teams().next().is_none() {
        lacks.push("No team takes part. Add one under “Who meets”.");
    }
    if funders().next().is_none() {
        lacks.push(
            "No funder takes part. Give seats to funders, then bring them in under “Who meets”.",
        );
    }
    if !lacks.is_empty() {
        return lacks;
    }
    let wanted: Vec<(&Party, &Party)> = teams()
        .flat_map(|(_, team)| funders().map(move |(_, funder)| (team, funder)))
        .filter(|(team, funder)| {
            matches!(
                of((wishes, pairs), team.id, funder.id),
                Standing::Must | Standing::Wanted(_)
            )
        })
        .collect();
    if wanted.is_empty() {
        lacks.push("No team and funder wish to meet each other yet. A wish of one side alone does not count: record wishes of the other side, or hold a meeting anyway under “Not met”.");
    } else if wanted
        .iter()
        .all(|(team, funder)| (team.away | funder.away) & all(rounds) == all(rounds))
    {
        lacks.push("Nobody who wishes to meet is ever there at the same time. Look at when people are away under “Who meets”.");
    }
    lacks
}

/// So many rounds as bits.
fn all(rounds: usize) -> u64 {
    crate::meetings::plan::all(rounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(side: MeetingSide, away: u64) -> Party {
        Party {
            id: MeetingPartyId::fresh(),
            side,
            name: String::new(),
            most: None,
            away,
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        let nothing = lacks((0, 0), &[], &Wishes::new(), &Pairs::new());
        assert_eq!(nothing.len(), 4);
        let two = [
            party(MeetingSide::Team, 0b01),
            party(MeetingSide::Funder, 0b10),
        ];
        let (team, funder) = (two[0].id, two[1].id);
        let said = lacks((2, 1), &two, &Wishes::new(), &Pairs::new());
        assert!(said[0].starts_with("No team and funder wish"), "{said:?}");
        let mut wishes = Wishes::from([((team, funder), MeetingWish::Must)]);
        assert_eq!(lacks((2, 1), &two, &wishes, &Pairs::new()).len(), 1);
        wishes.insert((funder, team), MeetingWish::Meet);
        let said = lacks((2, 1), &two, &wishes, &Pairs::new());
        assert!(said[0].starts_with("Nobody who wishes to meet is ever"));
        assert_eq!(
            lacks((3, 1), &two, &wishes, &Pairs::new()),
            Vec::<&str>::new()
        );
    }
}
