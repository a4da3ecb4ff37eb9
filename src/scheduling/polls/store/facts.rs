//! What choosing has to know of those who are asked: whom they speak for, as what they sit, on whose clocks they live.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::read::people_rows;
use crate::{
    convenings,
    entities::{date_polls, organizations, people, poll_people, seats},
    ids::{OrganizationId, PersonId, SeatId},
    places,
    scheduling::polls::rules::{Asked, Quorum},
    values::{Attendance, ParticipantRole, TimeZone},
};

/// Everybody a poll asks, and what has to be in the room.
#[derive(Clone, Debug)]
pub(in crate::scheduling::polls) struct Facts {
    pub(in crate::scheduling::polls) people: Vec<poll_people::Model>,
    /// In the same order.
    pub(in crate::scheduling::polls) asked: Vec<Asked>,
    pub(in crate::scheduling::polls) organizations: BTreeMap<OrganizationId, organizations::Model>,
    pub(in crate::scheduling::polls) quorum: Quorum,
}

impl Facts {
    /// The name of the organization of somebody, by their place in the list; empty for none.
    pub(in crate::scheduling::polls) fn organization_of(&self, at: usize) -> &str {
        let id = self.people.get(at).and_then(|row| row.organization_id);
        let known = id.and_then(|id| self.organizations.get(&id));
        known.map_or("", |known| &known.name)
    }
}

/// Reads them: a fixed number of queries, however many are asked.
pub(in crate::scheduling::polls) async fn facts(
    db: &impl ConnectionTrait,
    poll: &date_polls::Model,
) -> Result<Facts, DbErr> {
    let rows = people_rows(db, poll.id).await?;
    let known = convenings::organizations(db, rows.iter().filter_map(|row| row.organization_id));
    let known = known.await?;
    let offices = known.values().filter_map(|known| known.hq_place_id.clone());
    let offices = places::by_ids(db, offices).await?;
    let roles = roles(db, &rows).await?;
    let zones = zones(db, &rows).await?;
    let asked = |row: &poll_people::Model| {
        let organization = row.organization_id.and_then(|id| known.get(&id));
        let office = organization.and_then(|known| offices.get(known.hq_place_id.as_ref()?));
        let own = row.person_id.and_then(|id| zones.get(&id).cloned());
        let role = row.seat_id.and_then(|id| roles.get(&id).copied());
        Asked {
            id: row.id,
            name: row.name.clone(),
            organization: row.organization_id,
            kind: organization.and_then(|known| known.kind),
            role: role.unwrap_or(if organization.is_some() {
                ParticipantRole::Funder
            } else {
                ParticipantRole::Observer
            }),
            must: row.attendance == Attendance::Must,
            any_of: row.any_of,
            zone: row
                .time_zone
                .clone()
                .or(own)
                .or_else(|| office.and_then(|place| place.time_zone.clone())),
        }
    };
    let quorum = convenings::quorum(db, poll.convening_id, [], |_| false).await?;
    Ok(Facts {
        asked: rows.iter().map(asked).collect(),
        people: rows,
        organizations: known,
        quorum: Quorum {
            heads: poll.heads.and_then(|heads| usize::try_from(heads).ok()),
            kinds: quorum
                .iter()
                .map(|each| (each.kind, each.at_least))
                .collect(),
        },
    })
}

async fn roles(
    db: &impl ConnectionTrait,
    rows: &[poll_people::Model],
) -> Result<BTreeMap<SeatId, ParticipantRole>, DbErr> {
    let found: Vec<(SeatId, ParticipantRole)> = seats::Entity::find()
        .select_only()
        .columns([seats::Column::Id, seats::Column::Role])
        .filter(seats::Column::Id.is_in(rows.iter().filter_map(|row| row.seat_id)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().collect())
}

async fn zones(
    db: &impl ConnectionTrait,
    rows: &[poll_people::Model],
) -> Result<BTreeMap<PersonId, TimeZone>, DbErr> {
    let found: Vec<(PersonId, TimeZone)> = people::Entity::find()
        .select_only()
        .columns([people::Column::Id, people::Column::TimeZone])
        .filter(people::Column::Id.is_in(rows.iter().filter_map(|row| row.person_id)))
        .filter(people::Column::TimeZone.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().collect())
}
