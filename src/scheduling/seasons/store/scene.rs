//! Everything a season's pages and its dates rest on, in a fixed number of queries.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    convenings::{
        self, Convening,
        rules::{day_is_open, days_taken},
    },
    entities::{
        places as place_rows, season_convening_venues, season_convenings, season_travel,
        season_venues, seasons,
    },
    ids::{ConveningId, SeasonVenueId},
    places::{self, BlackoutDay, rules::full_name},
    scheduling::seasons::rules::{
        Asked, City, Effort, Invited, Meeting, ONLINE, Spot, Venue, read_days,
    },
    values::{ConveningFormat, ConveningStatus, PlaceId, time_convert::to_naive},
};

/// A convening in its season.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) row: season_convenings::Model,
    pub(crate) convening: Convening,
    pub(crate) venues: Vec<SeasonVenueId>,
}

/// A season with all that belongs to it.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    pub(crate) season: seasons::Model,
    /// By the day their convenings have now.
    pub(crate) parts: Vec<Part>,
    pub(crate) venues: Vec<season_venues::Model>,
    pub(crate) travel: Vec<season_travel::Model>,
    pub(crate) places: BTreeMap<PlaceId, place_rows::Model>,
    pub(crate) keep_free: Vec<BlackoutDay>,
}

/// Reads it.
pub(crate) async fn scene(
    db: &impl ConnectionTrait,
    season: seasons::Model,
) -> Result<Scene, DbErr> {
    let rows = season_convenings::Entity::find()
        .filter(season_convenings::Column::SeasonId.eq(season.id))
        .all(db)
        .await?;
    let ids = || rows.iter().map(|row| row.convening_id);
    let mut known = convenings::by_ids(db, ids()).await?;
    let venues = season_venues::Entity::find()
        .filter(season_venues::Column::SeasonId.eq(season.id))
        .order_by_asc(season_venues::Column::Name)
        .order_by_asc(season_venues::Column::Id)
        .all(db)
        .await?;
    let links = season_convening_venues::Entity::find()
        .filter(season_convening_venues::Column::VenueId.is_in(venues.iter().map(|it| it.id)))
        .all(db)
        .await?;
    let mut at: BTreeMap<ConveningId, Vec<SeasonVenueId>> = BTreeMap::new();
    // In the order of the venues, so that equal questions are equal.
    for venue in &venues {
        for link in links.iter().filter(|link| link.venue_id == venue.id) {
            at.entry(link.convening_id).or_default().push(venue.id);
        }
    }
    let travel = season_travel::Entity::find()
        .filter(season_travel::Column::SeasonId.eq(season.id))
        .all(db)
        .await?;
    let mut parts: Vec<Part> = rows
        .into_iter()
        .filter_map(|row| {
            Some(Part {
                convening: known.remove(&row.convening_id)?,
                venues: at.remove(&row.convening_id).unwrap_or_default(),
                row,
            })
        })
        .collect();
    parts.sort_by_key(|part| (part.convening.row.starts_at, part.row.convening_id));
    let cities = parts
        .iter()
        .filter_map(|part| part.convening.plan.place.clone());
    let cities = cities.chain(venues.iter().filter_map(|venue| venue.place_id.clone()));
    let places = places::by_ids(db, cities).await?;
    // A convening of several days may begin within the season and end after it.
    let last = season.last_day + TimeDelta::days(30);
    let keep_free = places::blackout_days_between(db, season.first_day, last).await?;
    Ok(Scene {
        season,
        parts,
        venues,
        travel,
        places,
        keep_free,
    })
}

impl Part {
    /// Whether dates are chosen with it in mind.
    pub(crate) fn counts(&self) -> bool {
        use ConveningStatus::{Cancelled, Postponed};
        !matches!(self.convening.row.status, Cancelled | Postponed)
    }

    /// Whether its date is firm: others are chosen around it.
    pub(crate) fn is_firm(&self) -> bool {
        !day_is_open(self.convening.row.status)
    }

    /// Whether its guests are being asked for its date.
    pub(crate) fn asks(&self) -> bool {
        self.convening.row.status == ConveningStatus::DatePoll
    }

    /// The day it has now, on its own clocks.
    pub(crate) fn day(&self) -> NaiveDate {
        to_naive(self.convening.plan.when.local_start).date()
    }

    fn city(&self) -> Option<String> {
        use ConveningFormat::{Call, Virtual};
        match self.convening.plan.format {
            Virtual | Call => Some(ONLINE.to_owned()),
            _ => self.convening.plan.place.as_ref().map(ToString::to_string),
        }
    }

    /// Whether somebody gave it another day after its date was accepted here: theirs stands.
    pub(crate) fn was_moved(&self) -> bool {
        self.row.accepted && self.row.kept_day.is_some_and(|day| day != self.day())
    }

    /// Where it is: the venue that was accepted with its day, or the one its own page names, or the first it could be at.
    fn venue(&self, venues: &[season_venues::Model]) -> Option<SeasonVenueId> {
        let kept = self.row.kept_venue_id;
        let accepted = kept.filter(|_| self.row.kept_day == Some(self.day()));
        let named = || {
            let named = venues.iter().find(|venue| {
                self.venues.contains(&venue.id) && venue.name == self.convening.row.venue
            });
            named.map(|venue| venue.id)
        };
        let first = || self.venues.first().copied();
        accepted.or_else(named).or_else(first)
    }

    /// The venue it is at, where it is at one of the season's.
    pub(super) fn place(&self, venues: &[season_venues::Model]) -> Option<Spot> {
        self.venue(venues).map(Spot::Venue)
    }

    /// How many days it takes.
    pub(super) fn meeting_days(&self) -> u16 {
        let days = self.row.days.max(days_taken(&self.convening.plan.when));
        u16::try_from(days).unwrap_or(1).max(1)
    }

    fn meeting(&self, season: &seasons::Model, venues: &[season_venues::Model]) -> Meeting {
        let kept = self.row.kept_day.map(|day| (day, self.row.kept_venue_id));
        let stands = self.is_firm() || self.was_moved();
        Meeting {
            id: self.row.convening_id,
            title: self.convening.row.title.clone(),
            days: self.meeting_days(),
            first: self.row.first_day.unwrap_or(season.first_day),
            last: self.row.last_day.unwrap_or(season.last_day),
            late_cost: self.row.late_cost.dollars().unsigned_abs(),
            city: self.city(),
            venues: self.venues.clone(),
            stays: if stands {
                Some((self.day(), self.venue(venues)))
            } else {
                kept
            },
        }
    }
}

impl Scene {
    pub(crate) fn part(&self, id: ConveningId) -> Option<&Part> {
        self.parts.iter().find(|part| part.row.convening_id == id)
    }

    /// The cities of its convenings and venues, by name.
    pub(crate) fn city_choices(&self) -> Vec<(PlaceId, String)> {
        let named = self.places.values().map(|place| {
            let name = full_name(&place.name, place.kind, place.state.as_deref());
            (place.id.clone(), name)
        });
        let mut named: Vec<(PlaceId, String)> = named.collect();
        named.sort_by(|one, other| one.1.cmp(&other.1));
        named
    }

    /// As the rules read it.
    pub(crate) fn asked(&self, today: NaiveDate, invited: Vec<Invited>) -> Result<Asked, DbErr> {
        let days = |typed: &str| read_days(typed).map_err(DbErr::Type);
        let venue = |row: &season_venues::Model| {
            Ok::<Venue, DbErr>(Venue {
                id: row.id,
                name: row.name.clone(),
                city: row.place_id.as_ref().map(ToString::to_string),
                closed: days(&row.closed)?,
            })
        };
        let city = |place: &place_rows::Model| City {
            name: full_name(&place.name, place.kind, place.state.as_deref()),
            at: place.lat.zip(place.lon),
            metro: place.cbsa_code.clone(),
        };
        let cities = self.places.iter();
        let travel = self.travel.iter().map(|row| {
            let days = u16::try_from(row.days).unwrap_or_default();
            ((row.one.clone(), row.other.clone()), days)
        });
        let counted = self.parts.iter().filter(|part| part.counts());
        Ok(Asked {
            today,
            most_per_week: self
                .season
                .most_per_week
                .and_then(|most| usize::try_from(most).ok()),
            keeps_ask_first: self.season.keeps_ask_first,
            blackouts: days(&self.season.blackouts)?,
            keep_free: self.keep_free.clone(),
            cities: cities
                .map(|(id, place)| (id.to_string(), city(place)))
                .collect(),
            travel: travel.collect(),
            venues: self.venues.iter().map(venue).collect::<Result<_, _>>()?,
            meetings: counted
                .map(|part| part.meeting(&self.season, &self.venues))
                .collect(),
            invited,
            effort: Effort::of(&self.season.effort).unwrap_or_default(),
            seed: u64::from(self.season.seed.unsigned_abs()),
        })
    }
}
