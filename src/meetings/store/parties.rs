//! Who meets: parties, and the people who come for them, as seats say.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, sea_query::Expr,
};

use super::{
    Wrote,
    room::{by_id, note, touch},
};
use crate::{
    audit::Actor,
    convenings::{self, Guest},
    entities::{invitations, meeting_parties as parties, meeting_people, meeting_rooms},
    ids::{GoalId, MeetingPartyId, MeetingPersonId, MeetingRoomId, OrganizationId, SeatId},
    values::{CodeList, MeetingSide, ParticipantRole},
};

/// The most parties there are.
const MOST: usize = 400;

/// A party that is not there yet.
struct New {
    side: MeetingSide,
    goal: Option<GoalId>,
    organization: Option<OrganizationId>,
    name: String,
    illustrative: bool,
}

impl New {
    fn row(self, room: MeetingRoomId, now: DateTime<Utc>) -> parties::ActiveModel {
        parties::ActiveModel {
            id: Set(MeetingPartyId::fresh()),
            room_id: Set(room),
            side: Set(self.side),
            goal_id: Set(self.goal),
            organization_id: Set(self.organization),
            name: Set(self.name),
            illustrative: Set(self.illustrative),
            most: Set(None),
            withdrawn_at: Set(None),
            said_at: Set(None),
            said_by: Set(String::new()),
            said_by_link: Set(false),
            version: Set(1),
            created_at: Set(now),
        }
    }
}

/// On which side a guest of this role sits; nobody else meets.
const fn side_of(role: ParticipantRole) -> Option<MeetingSide> {
    use ParticipantRole as R;
    match role {
        R::Funder => Some(MeetingSide::Funder),
        R::CommunityPartner | R::ResidentLeader | R::PublicOfficial => Some(MeetingSide::Team),
        R::Host | R::Facilitator | R::Presenter | R::Evaluator | R::Observer => None,
    }
}

/// Brings in everybody who has a seat and is not there yet: funders by their organization; teams by the goals of the
/// convening where it has several, or else by the organizations of its partners. Says how many people came.
pub(in crate::meetings) async fn bring_in(
    txn: &DatabaseTransaction,
    room: &meeting_rooms::Model,
    now: DateTime<Utc>,
) -> Result<usize, DbErr> {
    let guests = convenings::guests(txn, room.convening_id).await?;
    let goals = convenings::goals_of(txn, room.convening_id).await?;
    let partners = guests
        .iter()
        .any(|guest| side_of(guest.seat.role) == Some(MeetingSide::Team));
    let by_goals = goals.len() > 1 || !partners;
    if by_goals {
        let new = goals.into_iter().map(|goal| New {
            side: MeetingSide::Team,
            goal: Some(goal.id),
            organization: None,
            name: goal.title,
            illustrative: goal.illustrative,
        });
        insert_missing(txn, room.id, new.collect(), now).await?;
    }
    let known: Vec<Option<SeatId>> = meeting_people::Entity::find()
        .filter(meeting_people::Column::RoomId.eq(room.id))
        .all(txn)
        .await?
        .into_iter()
        .map(|person| person.seat_id)
        .collect();
    let arrived: Vec<&Guest> = guests
        .iter()
        .filter(|guest| side_of(guest.seat.role).is_some())
        .filter(|guest| !known.contains(&Some(guest.seat.id)))
        .collect();
    let mut new = Vec::new();
    for guest in &arrived {
        new.extend(party_of(guest, by_goals));
    }
    insert_missing(txn, room.id, new, now).await?;
    let held = of_room(txn, room.id).await?;
    insert_people(txn, room, (&arrived, &held, by_goals), now).await?;
    if !arrived.is_empty() {
        touch(txn, room.id, now).await?;
    }
    Ok(arrived.len())
}

/// The party a guest comes for; none where teams are goals and staff have to say for which.
fn party_of(guest: &Guest, by_goals: bool) -> Option<New> {
    let side = side_of(guest.seat.role)?;
    if side == MeetingSide::Team && by_goals {
        return None;
    }
    let organization = guest.organization.as_ref();
    Some(New {
        side,
        goal: None,
        organization: organization.map(|it| it.id),
        name: organization.map_or_else(|| guest.name.clone(), |it| it.name.clone()),
        illustrative: organization.is_some_and(|it| it.illustrative),
    })
}

async fn of_room(
    db: &impl ConnectionTrait,
    room: MeetingRoomId,
) -> Result<Vec<parties::Model>, DbErr> {
    parties::Entity::find()
        .filter(parties::Column::RoomId.eq(room))
        .all(db)
        .await
}

/// Inserts the parties whose goal, organization or, where they have neither, name is not there yet.
async fn insert_missing(
    txn: &DatabaseTransaction,
    room: MeetingRoomId,
    new: Vec<New>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    type Key = (Option<GoalId>, Option<OrganizationId>, String);
    let key = |goal: Option<GoalId>, organization: Option<OrganizationId>, name: &str| -> Key {
        let named = goal.is_none() && organization.is_none();
        let name = if named {
            name.to_owned()
        } else {
            String::new()
        };
        (goal, organization, name)
    };
    let held = of_room(txn, room).await?;
    let mut known: Vec<Key> = held
        .iter()
        .map(|it| key(it.goal_id, it.organization_id, &it.name))
        .collect();
    let mut rows = Vec::new();
    for party in new {
        let key = key(party.goal, party.organization, &party.name);
        if known.len() >= MOST || known.contains(&key) || party.name.is_empty() {
            continue;
        }
        known.push(key);
        rows.push(party.row(room, now));
    }
    if rows.is_empty() {
        return Ok(());
    }
    parties::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

type Arrived<'a> = (&'a [&'a Guest], &'a [parties::Model], bool);

async fn insert_people(
    txn: &DatabaseTransaction,
    room: &meeting_rooms::Model,
    (arrived, held, by_goals): Arrived<'_>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    if arrived.is_empty() {
        return Ok(());
    }
    let invited = invitations::Entity::find()
        .filter(invitations::Column::ConveningId.eq(room.convening_id))
        .filter(invitations::Column::SeatId.is_not_null())
        .filter(invitations::Column::RemovedAt.is_null())
        .all(txn)
        .await?;
    let invited: BTreeMap<Option<SeatId>, invitations::Model> =
        invited.into_iter().map(|row| (row.seat_id, row)).collect();
    let row = |guest: &&Guest| {
        let invited = invited.get(&Some(guest.seat.id));
        let party = party_of(guest, by_goals).and_then(|new| {
            let same = |it: &&parties::Model| match new.organization {
                Some(id) => it.organization_id == Some(id),
                None => it.organization_id.is_none() && it.goal_id.is_none() && it.name == new.name,
            };
            held.iter().find(same)
        });
        let sample = guest
            .organization
            .as_ref()
            .is_some_and(|it| it.illustrative);
        meeting_people::ActiveModel {
            id: Set(MeetingPersonId::fresh()),
            room_id: Set(room.id),
            party_id: Set(party.map(|party| party.id)),
            seat_id: Set(Some(guest.seat.id)),
            person_id: Set(invited.and_then(|it| it.person_id).or(guest.seat.person_id)),
            organization_id: Set(guest.seat.organization_id),
            name: Set(invited.map_or_else(|| guest.name.clone(), |it| it.name.clone())),
            address: Set(invited.map(|it| it.address.clone())),
            away: Set(CodeList::default()),
            gone_at: Set(None),
            asked_at: Set(None),
            illustrative: Set(room.illustrative || sample),
            version: Set(1),
            created_at: Set(now),
        }
    };
    meeting_people::Entity::insert_many(arrived.iter().map(row))
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Adds a team by its name: a city, or a partner without a seat. `false` if there is one of this name, or too many.
pub(in crate::meetings) async fn add_team(
    txn: &DatabaseTransaction,
    room: MeetingRoomId,
    name: &str,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let Some(room) = by_id(txn, room).await? else {
        return Ok(false);
    };
    let held = of_room(txn, room.id).await?;
    if held.len() >= MOST || held.iter().any(|it| it.name == name) {
        return Ok(false);
    }
    let new = New {
        side: MeetingSide::Team,
        goal: None,
        organization: None,
        name: name.to_owned(),
        illustrative: room.illustrative,
    };
    parties::Entity::insert(new.row(room.id, now))
        .exec_without_returning(txn)
        .await?;
    touch(txn, room.id, now).await?;
    let summary = format!("Meetings: added the team {name}");
    note(txn, room.convening_id, summary, &[], (actor, now)).await?;
    Ok(true)
}

/// What is to change of a party, and the version that was looked at.
#[derive(Clone, Copy, Debug)]
pub(in crate::meetings) struct PartyChange {
    pub(in crate::meetings) id: MeetingPartyId,
    pub(in crate::meetings) version: i32,
    pub(in crate::meetings) most: Option<i32>,
    pub(in crate::meetings) takes_part: bool,
}

/// Changes the limit of a party, or whether it takes part.
pub(in crate::meetings) async fn change_party(
    txn: &DatabaseTransaction,
    room: MeetingRoomId,
    change: PartyChange,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Wrote, DbErr> {
    let room = by_id(txn, room).await?;
    let held = parties::Entity::find_by_id(change.id).one(txn).await?;
    let Some((room, held)) = room
        .zip(held)
        .filter(|(room, held)| held.room_id == room.id)
    else {
        return Ok(Wrote::Over);
    };
    let withdrawn_at = if change.takes_part {
        None
    } else {
        held.withdrawn_at.or(Some(now))
    };
    let columns = parties::ActiveModel {
        most: Set(change.most),
        withdrawn_at: Set(withdrawn_at),
        ..Default::default()
    };
    let done = parties::Entity::update_many()
        .set(columns)
        .col_expr(parties::Column::Version, Expr::value(change.version + 1))
        .filter(parties::Column::Id.eq(change.id))
        .filter(parties::Column::Version.eq(change.version))
        .exec(txn)
        .await?;
    if done.rows_affected == 0 {
        return Ok(Wrote::Stale);
    }
    touch(txn, room.id, now).await?;
    let what = match (held.withdrawn_at.is_none(), change.takes_part) {
        (true, false) => "takes no part",
        (false, true) => "takes part again",
        _ => "has another limit",
    };
    let summary = format!("Meetings: {} {what}", held.name);
    note(txn, room.convening_id, summary, &[], (actor, now)).await?;
    Ok(Wrote::Done)
}
