//! Meetings as they are to be told, and which row of a calendar each goes on.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;

use crate::{
    entities::{meeting_events as events, meeting_people},
    meetings::{
        rules::{Held, listed, own},
        store::Gathered,
    },
    values::{CodeList, time_convert::to_chrono},
};

/// A meeting as it is to be told to somebody.
pub(super) struct Wanted {
    pub(super) held: Held,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    summary: String,
    place: String,
}

impl Wanted {
    /// How many funders it shares with what a calendar knows; 0 for another team.
    fn shares(&self, row: &events::Model) -> usize {
        if row.team_id != self.held.team {
            return 0;
        }
        let funders = self.held.funders.iter();
        funders
            .filter(|id| row.funders.contains(&id.to_string()))
            .count()
    }

    pub(super) fn is_told(&self, row: &events::Model) -> bool {
        row.gone_at.is_none()
            && (row.starts_at, row.ends_at) == (self.starts_at, self.ends_at)
            && row.summary == self.summary
            && row.place == self.place
    }

    pub(super) fn columns(&self, now: DateTime<Utc>) -> events::ActiveModel {
        events::ActiveModel {
            funders: Set(self.held.funders.iter().collect::<CodeList>()),
            stamped_at: Set(now),
            starts_at: Set(self.starts_at),
            ends_at: Set(self.ends_at),
            summary: Set(self.summary.clone()),
            place: Set(self.place.clone()),
            firm: Set(true),
            gone_at: Set(None),
            ..Default::default()
        }
    }
}

/// The meetings of somebody, in the order of rounds.
pub(super) fn wanted(
    of: &Gathered,
    (person, venue): (&meeting_people::Model, &str),
    planned: &[Held],
) -> Vec<Wanted> {
    let away = of.away(person);
    let mine = own(planned, person.party_id, away);
    let told = |held: Held| {
        let party = person.party_id?;
        let round = of.rounds.get(held.round)?;
        let names: Vec<&str> = held.others(party).map(|id| of.name(id)).collect();
        let place = [of.table(held.table), venue];
        let place: Vec<&str> = place.into_iter().filter(|it| !it.is_empty()).collect();
        Some(Wanted {
            starts_at: to_chrono(round.starts),
            ends_at: to_chrono(round.ends),
            summary: format!("Meeting with {}", listed(&names)),
            place: place.join(", "),
            held,
        })
    };
    mine.into_iter().filter_map(told).collect()
}

/// The row that this meeting goes on: of those with the same team, the one with which it shares most funders.
pub(super) fn taken(held: &mut Vec<events::Model>, wanted: &Wanted) -> Option<events::Model> {
    let best = held
        .iter()
        .enumerate()
        .map(|(at, row)| (wanted.shares(row), row.gone_at.is_none(), at))
        .filter(|(shared, _, _)| *shared > 0)
        .max_by_key(|(shared, live, at)| (*shared, *live, std::cmp::Reverse(*at)));
    best.map(|(_, _, at)| held.remove(at))
}
