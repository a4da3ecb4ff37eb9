//! The page that guests will see, for staff to look at before anybody is asked. Nothing on it can be sent.

use axum::response::Response;
use chrono::{DateTime, Utc};

use super::{AtPoll, page, unlisted};
use crate::{
    entities::poll_people,
    ids::{PollId, PollPersonId},
    scheduling::polls::asking::store::{About, live_options},
    values::{Attendance, EmailAddress, PollPersonState, TimeZone},
    web::{self, FieldErrors, FrontDesk, Result},
};

impl About {
    /// The page as guests will see it on these clocks, with the times as they are now, whether or not answers are taken yet.
    /// It is shown to nobody in particular: what real guests said is theirs.
    pub(in crate::scheduling::polls) async fn previewed(
        self,
        front: &FrontDesk,
        (viewer, zone): (&EmailAddress, &str),
    ) -> Result<Response> {
        let (poll, now) = (&self.poll, front.app.now());
        let own = poll.time_zone.clone();
        let at = AtPoll {
            person: nobody(poll.id, viewer, now),
            options: live_options(front.app.db.read(), poll.id).await?,
            said: std::collections::BTreeMap::new(),
            hours: Vec::new(),
            busy: Vec::new(),
            zone: zone.parse::<TimeZone>().unwrap_or(own),
            about: self,
        };
        let mut page = page(front, &at, "", (None, FieldErrors::default()));
        page.preview = format!("/convenings/{}/dates", at.about.poll.convening_id);
        page.path = format!("{}/preview", page.preview);
        page.open = true;
        Ok(unlisted(web::page(&page)?))
    }
}

/// Somebody who was not asked and never will be.
fn nobody(poll: PollId, viewer: &EmailAddress, now: DateTime<Utc>) -> poll_people::Model {
    poll_people::Model {
        id: PollPersonId::fresh(),
        poll_id: poll,
        seat_id: None,
        organization_id: None,
        person_id: None,
        name: "each guest".to_owned(),
        address: viewer.clone(),
        address_key: String::new(),
        attendance: Attendance::Optional,
        any_of: None,
        time_zone: None,
        state: PollPersonState::Asked,
        note: String::new(),
        asked_at: None,
        answered_at: None,
        answer_source: None,
        recorded_by: String::new(),
        reminded: 0,
        reminded_at: None,
        illustrative: false,
        version: 1,
        created_at: now,
    }
}
