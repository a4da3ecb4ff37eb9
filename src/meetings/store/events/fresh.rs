//! A meeting that calendars did not know before.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;

use super::wanted::Wanted;
use crate::{
    auth::tokens,
    entities::{meeting_events as events, meeting_people},
    ids::MeetingEventId,
    meetings::rules::Held,
};

/// A row of its own, under a UID that no other of this person has.
pub(super) fn fresh(
    person: &meeting_people::Model,
    wanted: &Wanted,
    uids: &BTreeSet<String>,
    now: DateTime<Utc>,
) -> events::ActiveModel {
    let id = MeetingEventId::fresh();
    let uid = uid(person, &wanted.held);
    events::ActiveModel {
        id: Set(id),
        person_id: Set(person.id),
        team_id: Set(wanted.held.team),
        uid: Set(if uids.contains(&uid) {
            format!("meeting-{id}")
        } else {
            uid
        }),
        sequence: Set(1),
        ..wanted.columns(now)
    }
}

/// The UID a meeting begins with; what was shown of a draft has it already. Letters and digits, dash and underscore.
pub(in crate::meetings) fn uid(person: &meeting_people::Model, held: &Held) -> String {
    let funder = if person.party_id == Some(held.team) {
        held.funders.iter().min().copied()
    } else {
        person.party_id
    };
    let funder = funder.map_or_else(String::new, |it| it.to_string());
    let key = format!("{}\n{funder}\n{}", held.team, person.id);
    format!("meeting-{}", tokens::hash(&key))
}
