//! What speaks against the times of a poll: read once for the days they span, then held against each.

use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan, civil::Date};

use crate::{
    convenings,
    entities::date_polls,
    funders,
    matching::decision_cycle,
    places,
    scheduling::polls::{
        rules::{self, Board, Free, Seat, Slot, Taken, Warning},
        store::{self, Facts},
    },
    values::{
        TimeZone,
        time_convert::{to_chrono, to_civil, to_naive, to_timestamp},
        wall_time,
    },
    web::{Desk, Result},
};

/// Everything that may speak against a time.
pub(super) struct Against {
    own: TimeZone,
    /// The clocks of those who are asked.
    zones: BTreeSet<TimeZone>,
    free: Vec<Free>,
    boards: Vec<Board>,
    seats: Vec<Seat>,
    taken: Vec<Taken>,
}

impl Against {
    /// Reads what concerns these days on the clocks of the poll, and these people.
    pub(super) async fn load(
        desk: &Desk,
        poll: &date_polls::Model,
        facts: &Facts,
        days: Option<(Date, Date)>,
    ) -> Result<Self> {
        let zones = facts.asked.iter().filter_map(|one| one.zone.clone());
        let nothing = Self {
            own: poll.time_zone.clone(),
            zones: zones.collect(),
            free: Vec::new(),
            boards: Vec::new(),
            seats: Vec::new(),
            taken: Vec::new(),
        };
        let Some((first, last)) = days else {
            return Ok(nothing);
        };
        let span = span(&poll.time_zone, (first, last));
        Ok(Self {
            free: free_days(desk, (first, last)).await?,
            boards: boards(desk, facts).await?,
            seats: seats(desk, poll, facts, span).await?,
            taken: taken(desk, poll, span).await?,
            ..nothing
        })
    }

    /// What speaks against a time.
    pub(super) fn of(&self, slot: &Slot) -> Vec<Warning> {
        let days = (slot.local_start.date(), slot.local_end.date());
        let mut found = rules::venue_warnings(slot, &self.taken);
        found.extend(rules::warnings(days, &self.free, &self.boards, &self.seats));
        found.extend(rules::clock_warnings(slot, &self.own, &self.zones));
        found
    }

    /// A time on the clocks of those who are asked, where they are not the poll's.
    pub(super) fn clocks(&self, slot: &Slot) -> Vec<String> {
        let others = self.zones.iter().filter(|zone| **zone != self.own);
        let clock = |zone: &TimeZone| {
            let day = zone.rules().to_datetime(slot.starts).date();
            let clock = wall_time::clock(slot.starts, zone);
            if day == slot.local_start.date() {
                clock
            } else {
                format!("{clock} on {}", wall_time::date(day))
            }
        };
        others.map(clock).collect()
    }

    /// When other meetings have the venue.
    pub(super) fn taken(&self) -> &[Taken] {
        &self.taken
    }

    /// Days on which offices are closed.
    pub(super) fn closed(&self) -> Vec<Date> {
        let closed = self.free.iter().filter(|day| day.closed);
        closed.map(|day| day.day).collect()
    }
}

/// The first and the last day that times span.
pub(super) fn days_of<'a>(slots: impl Iterator<Item = &'a Slot>) -> Option<(Date, Date)> {
    let days = slots.map(|slot| (slot.local_start.date(), slot.local_end.date()));
    days.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
}

async fn free_days(desk: &Desk, (first, last): (Date, Date)) -> Result<Vec<Free>> {
    let naive = |day: Date| to_naive(day.at(0, 0, 0, 0)).date();
    let found = places::blackout_days_between(desk.db(), naive(first), naive(last)).await?;
    let free = found.into_iter().filter_map(|day| {
        let date = to_civil(day.day.and_time(chrono::NaiveTime::MIN)).ok()?;
        Some(Free {
            day: date.date(),
            religious: day.category.starts_with("religious"),
            name: day.name,
            closed: day.closed,
        })
    });
    Ok(free.collect())
}

async fn boards(desk: &Desk, facts: &Facts) -> Result<Vec<Board>> {
    let cycles = funders::cycles_of(desk.db(), facts.organizations.keys().copied()).await?;
    let board = |known: &crate::entities::organizations::Model| {
        let mine = || {
            cycles
                .iter()
                .filter(|each| each.organization_id == known.id)
        };
        let source = mine().next().map(|each| {
            let parts = [each.source.as_str(), each.as_of.as_str()];
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(", ")
        });
        Board {
            name: known.name.clone(),
            kind: known.kind,
            cycle: mine()
                .flat_map(|each| decision_cycle(&each.decision_cycle))
                .collect(),
            source: source.unwrap_or_default(),
        }
    };
    Ok(facts.organizations.values().map(board).collect())
}

/// Two moments.
type Moments = (chrono::DateTime<chrono::Utc>, chrono::DateTime<chrono::Utc>);

/// From midnight of the first day to midnight after the last, on these clocks.
fn span(zone: &TimeZone, (first, last): (Date, Date)) -> Moments {
    let midnight = |day: Date| {
        let at = zone.rules().to_timestamp(day.at(0, 0, 0, 0));
        to_chrono(at.unwrap_or(Timestamp::MAX))
    };
    (midnight(first), midnight(last.saturating_add(1.day())))
}

async fn seats(
    desk: &Desk,
    poll: &date_polls::Model,
    facts: &Facts,
    span: Moments,
) -> Result<Vec<Seat>> {
    let (zone, except) = (&poll.time_zone, poll.convening_id);
    let these = || facts.organizations.keys().copied();
    let seat = |id, title: String, (starts, ends): Moments, asked: bool| {
        Some(Seat {
            name: facts.organizations.get(&id)?.name.clone(),
            title,
            first: day_of(starts, zone)?,
            last: day_of(ends, zone)?,
            asked,
        })
    };
    let sits = convenings::seated_elsewhere(desk.db(), these(), span, except).await?;
    let sits = sits.into_iter().filter_map(|each| {
        let time = (each.starts_at, each.ends_at);
        seat(each.organization_id, each.title, time, false)
    });
    let asked = store::asked_elsewhere(desk.db(), these(), span, except).await?;
    let asked = asked.into_iter().filter_map(|each| {
        let time = (each.starts_at, each.ends_at);
        seat(each.organization_id, each.title, time, true)
    });
    Ok(sits.chain(asked).collect())
}

async fn taken(desk: &Desk, poll: &date_polls::Model, span: Moments) -> Result<Vec<Taken>> {
    let Some(convening) = convenings::by_id(desk.db(), poll.convening_id).await? else {
        return Ok(Vec::new());
    };
    let found = convenings::venue_taken(desk.db(), &convening, span).await?;
    let taken = found.into_iter().filter_map(|each| {
        Some(Taken {
            title: each.title,
            starts: to_timestamp(each.starts_at).ok()?,
            ends: to_timestamp(each.ends_at).ok()?,
        })
    });
    Ok(taken.collect())
}

fn day_of(at: chrono::DateTime<chrono::Utc>, zone: &TimeZone) -> Option<Date> {
    let at = to_timestamp(at).ok()?;
    Some(zone.rules().to_datetime(at).date())
}
