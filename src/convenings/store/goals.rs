//! What convenings need to know of goals: their places and zones, and what they still ask for.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};

use crate::{
    entities::{convening_goals, goal_places, goals},
    ids::{ConveningId, GoalId, PartnershipId},
    places::{self, rules::full_name},
    values::{ConveningMode, PlaceId, TimeZone},
};

/// The most goals a list to choose from shows.
const MOST: u64 = 500;

/// A goal, as far as planning a convening needs it.
#[derive(Clone, Debug)]
pub struct Goal {
    pub id: GoalId,
    pub title: String,
    pub illustrative: bool,
    pub suggested_mode: Option<ConveningMode>,
    pub places: Vec<Place>,
}

/// Key and title of a goal, and whether it is invented.
pub(crate) type Brief = (GoalId, String, bool);

/// A place of a goal, with the zone its clocks keep.
#[derive(Clone, Debug)]
pub struct Place {
    pub id: PlaceId,
    pub name: String,
    pub zone: Option<TimeZone>,
}

/// One goal by its key.
pub(crate) async fn goal(db: &impl ConnectionTrait, id: GoalId) -> Result<Option<Goal>, DbErr> {
    let Some(row) = goals::Entity::find_by_id(id).one(db).await? else {
        return Ok(None);
    };
    Ok(with_places(db, vec![row]).await?.pop())
}

/// The goals a convening addresses, by title.
pub async fn goals_of(db: &impl ConnectionTrait, id: ConveningId) -> Result<Vec<Goal>, DbErr> {
    let of_convening = convening_goals::Entity::find()
        .filter(convening_goals::Column::ConveningId.eq(id))
        .find_also_related(goals::Entity)
        .order_by_asc(goals::Column::Title);
    let rows = of_convening.all(db).await?;
    with_places(db, rows.into_iter().filter_map(|(_, goal)| goal).collect()).await
}

async fn with_places(
    db: &impl ConnectionTrait,
    rows: Vec<goals::Model>,
) -> Result<Vec<Goal>, DbErr> {
    let links = goal_places::Entity::find()
        .filter(goal_places::Column::GoalId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(goal_places::Column::Position)
        .all(db)
        .await?;
    let known = places::by_ids(db, links.iter().map(|link| link.place_id.clone())).await?;
    let places_of = |goal: GoalId| {
        let mine = links.iter().filter(|link| link.goal_id == goal);
        mine.filter_map(|link| known.get(&link.place_id))
            .map(|place| Place {
                id: place.id.clone(),
                name: full_name(&place.name, place.kind, place.state.as_deref()),
                zone: place.time_zone.clone(),
            })
            .collect()
    };
    let brief = |row: goals::Model| Goal {
        places: places_of(row.id),
        id: row.id,
        title: row.title,
        illustrative: row.illustrative,
        suggested_mode: row.suggested_mode,
    };
    Ok(rows.into_iter().map(brief).collect())
}

/// Key and title of those goals of a convening that are this partnership's, by title.
pub(crate) async fn goals_of_partnership(
    db: &impl ConnectionTrait,
    id: ConveningId,
    partnership: PartnershipId,
) -> Result<Vec<(GoalId, String)>, DbErr> {
    goals::Entity::find()
        .select_only()
        .columns([goals::Column::Id, goals::Column::Title])
        .join(
            JoinType::InnerJoin,
            convening_goals::Relation::Goal.def().rev(),
        )
        .filter(convening_goals::Column::ConveningId.eq(id))
        .filter(goals::Column::PartnershipId.eq(partnership))
        .order_by_asc(goals::Column::Title)
        .into_tuple()
        .all(db)
        .await
}

/// Those of these goals that there are, without their places, by title.
pub(crate) async fn brief(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = GoalId>,
) -> Result<Vec<Brief>, DbErr> {
    goals::Entity::find()
        .select_only()
        .columns([
            goals::Column::Id,
            goals::Column::Title,
            goals::Column::Illustrative,
        ])
        .filter(goals::Column::Id.is_in(ids))
        .order_by_asc(goals::Column::Title)
        .order_by_asc(goals::Column::Id)
        .into_tuple()
        .all(db)
        .await
}

/// Goals to choose from, by title.
pub(crate) async fn choices(db: &impl ConnectionTrait) -> Result<Vec<Goal>, DbErr> {
    let rows = goals::Entity::find()
        .order_by_asc(goals::Column::Title)
        .limit(MOST)
        .all(db)
        .await?;
    with_places(db, rows).await
}
