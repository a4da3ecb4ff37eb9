//! What pages and rules ask of everything that was gathered.

use std::collections::BTreeMap;

use super::gathered::{Gathered, away};
use crate::{
    entities::{meeting_parties, meeting_people, meeting_tables},
    ids::{MeetingPartyId, MeetingTableId},
    meetings::rules::Question,
};

impl Gathered {
    /// The question a plan answers.
    pub(in crate::meetings) fn question(&self) -> Question<'_> {
        let size = |size: i32| usize::try_from(size).unwrap_or(1);
        Question {
            rounds: self.rounds.len(),
            tables: self.open_tables().count(),
            manner: self.room.manner,
            sizes: (size(self.room.smallest), size(self.room.largest)),
            most: self.room.most.and_then(|most| u16::try_from(most).ok()),
            least: u16::try_from(self.room.least).unwrap_or(0),
            parties: &self.taking_part,
            wishes: &self.wishes,
            pairs: &self.pairs,
        }
    }

    pub(in crate::meetings) fn open_tables(&self) -> impl Iterator<Item = &meeting_tables::Model> {
        self.tables.iter().filter(|table| table.closed_at.is_none())
    }

    pub(in crate::meetings) fn party(&self, id: MeetingPartyId) -> Option<&meeting_parties::Model> {
        self.parties.iter().find(|party| party.id == id)
    }

    /// The name of a party; empty for one that is gone.
    pub(in crate::meetings) fn name(&self, id: MeetingPartyId) -> &str {
        self.party(id).map_or("", |party| &party.name)
    }

    pub(in crate::meetings) fn table(&self, id: MeetingTableId) -> &str {
        let table = self.tables.iter().find(|table| table.id == id);
        table.map_or("", |table| &table.name)
    }

    /// The rounds in which somebody is away, as bits.
    pub(in crate::meetings) fn away(&self, person: &meeting_people::Model) -> u64 {
        away(person, &self.rounds)
    }

    /// Parties by their ids.
    pub(in crate::meetings) fn by_id(&self) -> BTreeMap<MeetingPartyId, &meeting_parties::Model> {
        self.parties.iter().map(|party| (party.id, party)).collect()
    }
}
