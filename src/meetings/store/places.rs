//! Plans and the meetings they hold.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::Gathered;
use crate::{
    entities::{meeting_places, meeting_plans as plans},
    ids::{MeetingPlanId, MeetingRoomId},
    meetings::rules::{Held, held_by},
    values::{MeetingPlanState, MeetingSide},
};

/// How many plans are looked back at.
const RECENT: u64 = 20;

pub(in crate::meetings) async fn plan_by_id(
    db: &impl ConnectionTrait,
    id: MeetingPlanId,
) -> Result<Option<plans::Model>, DbErr> {
    plans::Entity::find_by_id(id).one(db).await
}

/// The newest plans, the newest first.
pub(in crate::meetings) async fn plans_of(
    db: &impl ConnectionTrait,
    room: MeetingRoomId,
) -> Result<Vec<plans::Model>, DbErr> {
    plans::Entity::find()
        .filter(plans::Column::RoomId.eq(room))
        .order_by_desc(plans::Column::AskedAt)
        .order_by_desc(plans::Column::Id)
        .limit(RECENT)
        .all(db)
        .await
}

/// The plan that waits or is being made, or the one that is proposed; none where the matter is settled.
pub(in crate::meetings) async fn standing_plan(
    db: &impl ConnectionTrait,
    room: MeetingRoomId,
) -> Result<Option<plans::Model>, DbErr> {
    use MeetingPlanState as S;
    plans::Entity::find()
        .filter(plans::Column::RoomId.eq(room))
        .filter(plans::Column::State.is_in([S::Asked, S::Running, S::Proposed]))
        .order_by_desc(plans::Column::AskedAt)
        .order_by_desc(plans::Column::Id)
        .one(db)
        .await
}

/// The meetings a plan holds, in the order of rounds.
pub(in crate::meetings) async fn held_in(
    db: &impl ConnectionTrait,
    of: &Gathered,
    plan: Option<MeetingPlanId>,
) -> Result<Vec<Held>, DbErr> {
    let Some(plan) = plan else {
        return Ok(Vec::new());
    };
    let rows = meeting_places::Entity::find()
        .filter(meeting_places::Column::PlanId.eq(plan))
        .all(db)
        .await?;
    let parties = of.by_id();
    let is_team = |id| {
        parties
            .get(&id)
            .is_some_and(|party| party.side == MeetingSide::Team)
    };
    let place = |row: meeting_places::Model| {
        let round = usize::try_from(row.round).ok()?;
        Some((round, row.table_id, row.party_id))
    };
    let places: Vec<_> = rows.into_iter().filter_map(place).collect();
    let mut held = held_by(&places, is_team);
    let position = |id| of.tables.iter().position(|table| table.id == id);
    held.sort_by_key(|held| (held.round, position(held.table)));
    Ok(held)
}
