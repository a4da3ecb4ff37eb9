//! What a registration's pages and mails say of its goal.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    entities::{goal_places, goals},
    ids::GoalId,
    partnerships, places,
    values::TimeZone,
};

/// A goal, as far as registering for it needs.
#[derive(Clone, Debug)]
pub(in crate::interest) struct GoalBrief {
    pub(in crate::interest) id: GoalId,
    pub(in crate::interest) slug: String,
    pub(in crate::interest) title: String,
    /// Who leads it.
    pub(in crate::interest) partnership: String,
    pub(in crate::interest) illustrative: bool,
    /// The zone of its first place, for times in pages and mails.
    pub(in crate::interest) zone: TimeZone,
}

/// The goal at this public address, if it takes registrations.
pub(in crate::interest) async fn open_goal(
    db: &impl ConnectionTrait,
    slug: &str,
) -> Result<Option<GoalBrief>, DbErr> {
    let found = goals::Entity::find()
        .filter(goals::Column::Slug.eq(slug))
        .filter(goals::Column::OpenForInterest.eq(true))
        .one(db)
        .await?;
    match found {
        Some(goal) => brief(db, goal).await.map(Some),
        None => Ok(None),
    }
}

/// The goal of a registration, open or not.
pub(in crate::interest) async fn goal_of(
    db: &impl ConnectionTrait,
    id: GoalId,
) -> Result<Option<GoalBrief>, DbErr> {
    match goals::Entity::find_by_id(id).one(db).await? {
        Some(goal) => brief(db, goal).await.map(Some),
        None => Ok(None),
    }
}

async fn brief(db: &impl ConnectionTrait, goal: goals::Model) -> Result<GoalBrief, DbErr> {
    let first = goal_places::Entity::find()
        .filter(goal_places::Column::GoalId.eq(goal.id))
        .order_by_asc(goal_places::Column::Position)
        .one(db)
        .await?;
    let place = match first {
        Some(first) => places::by_id(db, &first.place_id).await?,
        None => None,
    };
    Ok(GoalBrief {
        id: goal.id,
        slug: goal.slug,
        title: goal.title,
        partnership: partnerships::name_of(db, goal.partnership_id).await?,
        illustrative: goal.illustrative,
        zone: place
            .and_then(|place| place.time_zone)
            .unwrap_or_else(TimeZone::utc),
    })
}
