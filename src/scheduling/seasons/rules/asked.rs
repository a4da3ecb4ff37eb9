//! A season as staff described it: everything that dates rest on, before it becomes the numbers of the search.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::effort::Effort;
use crate::{
    ids::{ConveningId, OrganizationId, SeasonVenueId},
    places::BlackoutDay,
};

/// The most convenings of a season.
pub(crate) const MOST_CONVENINGS: usize = 60;
/// What stands for the city of a meeting that is only online.
pub(crate) const ONLINE: &str = "online";

/// Where a convening could be: at a venue of the season, or wherever it meets of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Spot {
    Own(ConveningId),
    Venue(SeasonVenueId),
}

/// A city, as far as journeys need it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct City {
    pub(crate) name: String,
    /// Latitude and longitude in degrees.
    pub(crate) at: Option<(f64, f64)>,
    /// The metropolitan area it lies in.
    pub(crate) metro: Option<String>,
}

/// A venue that several convenings could be at; it holds one at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Venue {
    pub(crate) id: SeasonVenueId,
    pub(crate) name: String,
    /// Key of its city; nothing where nobody said.
    pub(crate) city: Option<String>,
    pub(crate) closed: BTreeSet<NaiveDate>,
}

/// A convening of the season.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Meeting {
    pub(crate) id: ConveningId,
    pub(crate) title: String,
    pub(crate) days: u16,
    /// Its window, both days included.
    pub(crate) first: NaiveDate,
    pub(crate) last: NaiveDate,
    /// What each week later in its window takes off, in dollars.
    pub(crate) late_cost: u64,
    /// Key of its city; nothing where nobody said.
    pub(crate) city: Option<String>,
    pub(crate) venues: Vec<SeasonVenueId>,
    /// Where it stays, whatever else moves.
    pub(crate) stays: Option<(NaiveDate, Option<SeasonVenueId>)>,
}

/// Somebody invited, what they could bring there in dollars, and whether they must attend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Invited {
    pub(crate) convening: ConveningId,
    pub(crate) funder: OrganizationId,
    pub(crate) value: u64,
    pub(crate) must: bool,
}

/// Days of travel that staff set, by the two cities' keys, the lesser first.
pub(crate) type Travels = BTreeMap<(String, String), u16>;

/// A season as asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) today: NaiveDate,
    pub(crate) most_per_week: Option<usize>,
    /// Whether days to ask first are closed; otherwise they are only pointed out.
    pub(crate) keeps_ask_first: bool,
    pub(crate) blackouts: BTreeSet<NaiveDate>,
    pub(crate) keep_free: Vec<BlackoutDay>,
    pub(crate) cities: BTreeMap<String, City>,
    pub(crate) travel: Travels,
    pub(crate) venues: Vec<Venue>,
    pub(crate) meetings: Vec<Meeting>,
    pub(crate) invited: Vec<Invited>,
    pub(crate) effort: Effort,
    pub(crate) seed: u64,
}

impl Asked {
    pub(crate) fn venue(&self, id: SeasonVenueId) -> Option<&Venue> {
        self.venues.iter().find(|venue| venue.id == id)
    }

    pub(crate) fn meeting(&self, id: ConveningId) -> Option<&Meeting> {
        self.meetings.iter().find(|meeting| meeting.id == id)
    }

    /// Where a meeting could be: its venues, or its own place where it has none.
    pub(crate) fn spots_of(&self, meeting: &Meeting) -> Vec<Spot> {
        let known = meeting
            .venues
            .iter()
            .filter(|id| self.venue(**id).is_some());
        let venues: Vec<Spot> = known.map(|id| Spot::Venue(*id)).collect();
        if venues.is_empty() {
            vec![Spot::Own(meeting.id)]
        } else {
            venues
        }
    }

    /// Where a meeting stays.
    pub(crate) fn kept_spot(&self, meeting: &Meeting) -> Option<(NaiveDate, Spot)> {
        let (day, venue) = meeting.stays?;
        let venue = venue.filter(|id| self.venue(*id).is_some());
        Some((day, venue.map_or(Spot::Own(meeting.id), Spot::Venue)))
    }

    /// Every place of the season, each once.
    pub(crate) fn spots(&self) -> Vec<Spot> {
        let all = self.meetings.iter().flat_map(|meeting| {
            let kept = self.kept_spot(meeting).map(|(_, spot)| spot);
            self.spots_of(meeting).into_iter().chain(kept)
        });
        let all: BTreeSet<Spot> = all.collect();
        all.into_iter().collect()
    }

    /// The key of the city a place is in.
    pub(crate) fn city_of(&self, spot: Spot) -> Option<&str> {
        match spot {
            Spot::Own(id) => self.meeting(id)?.city.as_deref(),
            Spot::Venue(id) => self.venue(id)?.city.as_deref(),
        }
    }

    /// What to call a place in a sentence.
    pub(crate) fn spot_name(&self, spot: Spot) -> String {
        match spot {
            Spot::Venue(id) => self
                .venue(id)
                .map_or_else(|| "its venue".to_owned(), |venue| venue.name.clone()),
            Spot::Own(_) => "its own place".to_owned(),
        }
    }
}
