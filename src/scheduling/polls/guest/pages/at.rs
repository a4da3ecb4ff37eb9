//! Somebody at their page, with everything it shows.

use super::Wanted;
use crate::{
    db::Db,
    entities::{poll_busy_times, poll_hours, poll_options, poll_people},
    scheduling::polls::{
        asking::store::{About, Said, live_options, votes_of, zones_of},
        guest::store,
        store::busy_of,
    },
    values::TimeZone,
    web::Result,
};

/// Somebody and everything their page shows.
pub(super) struct AtPoll {
    pub(super) person: poll_people::Model,
    pub(super) about: About,
    pub(super) options: Vec<poll_options::Model>,
    pub(super) said: Said,
    pub(super) hours: Vec<poll_hours::Model>,
    /// When their calendar is busy, where they had it looked into.
    pub(super) busy: Vec<poll_busy_times::Model>,
    pub(super) zone: TimeZone,
}

impl AtPoll {
    pub(super) async fn load(
        db: &Db,
        person: poll_people::Model,
        wanted: &Wanted,
    ) -> Result<Option<Self>> {
        let db = db.read();
        let Some(about) = About::load(db, person.poll_id).await? else {
            return Ok(None);
        };
        let zone = if let Ok(zone) = wanted.zone.parse::<TimeZone>() {
            zone
        } else {
            let known = zones_of(db, std::slice::from_ref(&person), &about.poll.time_zone);
            let known = known.await?.pop();
            known.unwrap_or_else(|| about.poll.time_zone.clone())
        };
        Ok(Some(Self {
            options: live_options(db, about.poll.id).await?,
            said: votes_of(db, person.id).await?,
            hours: store::hours_of(db, person.id).await?,
            busy: busy_of(db, person.id).await?,
            person,
            about,
            zone,
        }))
    }
}
