//! Who meets: the parties, their limits, and whether they take part.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, sea_query::Expr,
};

use super::{
    Wrote,
    room::{by_id, locked, note, touch},
};
use crate::{
    audit::Actor,
    entities::meeting_parties as parties,
    ids::{GoalId, MeetingPartyId, MeetingRoomId, OrganizationId},
    values::MeetingSide,
};

/// The most parties there are.
pub(super) const MOST: usize = 400;

/// A party that is not there yet.
pub(super) struct New {
    pub(super) side: MeetingSide,
    pub(super) goal: Option<GoalId>,
    pub(super) organization: Option<OrganizationId>,
    pub(super) name: String,
    pub(super) illustrative: bool,
}

impl New {
    pub(super) fn row(
        self,
        id: MeetingPartyId,
        room: MeetingRoomId,
        now: DateTime<Utc>,
    ) -> parties::ActiveModel {
        parties::ActiveModel {
            id: Set(id),
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

pub(super) async fn of_room(
    db: &impl ConnectionTrait,
    room: MeetingRoomId,
) -> Result<Vec<parties::Model>, DbErr> {
    parties::Entity::find()
        .filter(parties::Column::RoomId.eq(room))
        .all(db)
        .await
}

/// Adds a team by its name: a city, or a partner without a seat. `false` if there is one of this name, or too many.
pub(in crate::meetings) async fn add_team(
    txn: &DatabaseTransaction,
    room: MeetingRoomId,
    name: &str,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    // Of two who add one at once, the second finds it there.
    let Some(room) = locked(txn, room).await? else {
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
    parties::Entity::insert(new.row(MeetingPartyId::fresh(), room.id, now))
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
