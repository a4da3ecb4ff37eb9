//! What a poll is about, as its pages and mails tell it.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::{
    auth::accounts,
    convenings::{self, ForCalendar, rules::calendar_entry},
    entities::{date_polls, organizations, people, poll_people, users},
    ids::{OrganizationId, PersonId, PollId},
    places,
    values::TimeZone,
};

/// A poll with its convening and who asks.
pub(in crate::scheduling::polls) struct About {
    pub(in crate::scheduling::polls) poll: date_polls::Model,
    pub(in crate::scheduling::polls) of: ForCalendar,
    pub(in crate::scheduling::polls) host: Option<users::Model>,
}

impl About {
    /// Nothing if there is no such poll.
    pub(in crate::scheduling::polls) async fn load(
        db: &impl ConnectionTrait,
        id: PollId,
    ) -> anyhow::Result<Option<Self>> {
        let Some(poll) = date_polls::Entity::find_by_id(id).one(db).await? else {
            return Ok(None);
        };
        let Some(of) = convenings::for_calendar(db, poll.convening_id).await? else {
            return Ok(None);
        };
        let asks = of.convening.row.host_id.or(poll.created_by);
        let host = match asks {
            Some(user) => accounts::by_id(db, user).await?,
            None => None,
        };
        Ok(Some(Self { poll, of, host }))
    }

    pub(in crate::scheduling::polls) fn title(&self) -> &str {
        &self.of.convening.row.title
    }

    /// Who asks, in words.
    pub(in crate::scheduling::polls) fn host_name(&self) -> &str {
        self.host.as_ref().map_or("Roundtable", |host| &host.name)
    }

    /// Where they would meet. The link people join by is told once there is a date.
    pub(in crate::scheduling::polls) fn place(&self) -> String {
        let plan = &self.of.convening.plan;
        let entry = calendar_entry(plan, self.of.place.as_deref(), "", false);
        match (entry.location, plan.join_link().is_empty()) {
            (Some(place), true) => place,
            (Some(place), false) => format!("{place}, or online"),
            (None, false) => "Online".to_owned(),
            (None, true) => plan.format.label().to_owned(),
        }
    }
}

/// On whose clocks each of these reads times: as they said, as is known of them, where their organization is, or the
/// poll's. Three queries at most.
pub(in crate::scheduling::polls) async fn zones_of(
    db: &impl ConnectionTrait,
    these: &[poll_people::Model],
    otherwise: &TimeZone,
) -> Result<Vec<TimeZone>, DbErr> {
    let open = || these.iter().filter(|each| each.time_zone.is_none());
    let named: Vec<PersonId> = open().filter_map(|each| each.person_id).collect();
    let houses: Vec<OrganizationId> = open().filter_map(|each| each.organization_id).collect();
    let known = if named.is_empty() {
        Vec::new()
    } else {
        let found = people::Entity::find().filter(people::Column::Id.is_in(named));
        found.all(db).await?
    };
    let seats = if houses.is_empty() {
        BTreeMap::new()
    } else {
        offices(db, houses).await?
    };
    let zone = |each: &poll_people::Model| {
        let own = || {
            let found = known.iter().find(|one| Some(one.id) == each.person_id);
            found.and_then(|one| one.time_zone.clone())
        };
        let office = || seats.get(&each.organization_id?).cloned();
        let said = each.time_zone.clone().or_else(own).or_else(office);
        said.unwrap_or_else(|| otherwise.clone())
    };
    Ok(these.iter().map(zone).collect())
}

/// In which zones organizations have their offices, so far as is known.
async fn offices(
    db: &impl ConnectionTrait,
    these: Vec<OrganizationId>,
) -> Result<BTreeMap<OrganizationId, TimeZone>, DbErr> {
    let found = organizations::Entity::find()
        .filter(organizations::Column::Id.is_in(these))
        .all(db)
        .await?;
    let places = found.iter().filter_map(|each| each.hq_place_id.clone());
    let places = places::by_ids(db, places).await?;
    let zone = |each: organizations::Model| {
        let place = places.get(&each.hq_place_id?)?;
        Some((each.id, place.time_zone.clone()?))
    };
    Ok(found.into_iter().filter_map(zone).collect())
}
