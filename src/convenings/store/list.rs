//! Lists of convenings, coming or past, a page at a time.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, Order, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};

use super::Convening;
use crate::{
    entities::{convening_goals, convenings, goals, seats},
    ids::{ConveningId, GoalId},
    places,
    values::PlaceId,
    web::Paging,
};

/// Which convenings a list shows.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub now: DateTime<Utc>,
    pub past: bool,
    pub city: Option<PlaceId>,
    /// Those a search found; `None` for all.
    pub ids: Option<Vec<ConveningId>>,
}

/// One line of the list.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub convening: Convening,
    pub goals: Vec<(GoalId, String)>,
    pub city: Option<String>,
    pub seats: u64,
}

fn found(wanted: &Wanted) -> Select<convenings::Entity> {
    use convenings::Column as C;
    let mut found = convenings::Entity::find();
    found = if wanted.past {
        found.filter(C::EndsAt.lt(wanted.now))
    } else {
        found.filter(C::EndsAt.gte(wanted.now))
    };
    if let Some(city) = &wanted.city {
        found = found.filter(C::PlaceId.eq(city.clone()));
    }
    if let Some(ids) = &wanted.ids {
        found = found.filter(C::Id.is_in(ids.iter().copied()));
    }
    found
}

/// A page of them, soonest first (past ones latest first), and how many there are.
pub(crate) async fn page(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    paging: Paging,
) -> Result<(Vec<Line>, u64), DbErr> {
    let total = found(wanted).count(db).await?;
    let order = if wanted.past { Order::Desc } else { Order::Asc };
    let rows = found(wanted)
        .order_by(convenings::Column::StartsAt, order)
        .order_by_asc(convenings::Column::Id)
        .offset(paging.offset())
        .limit(paging.size)
        .all(db)
        .await?;
    Ok((lines(db, rows).await?, total))
}

async fn lines(
    db: &impl ConnectionTrait,
    rows: Vec<convenings::Model>,
) -> Result<Vec<Line>, DbErr> {
    let ids: Vec<ConveningId> = rows.iter().map(|row| row.id).collect();
    let mut goals = goal_titles(db, &ids).await?;
    let seats = seat_counts(db, &ids).await?;
    let cities = places::names(db, rows.iter().filter_map(|row| row.place_id.clone())).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Line {
                goals: goals.remove(&row.id).unwrap_or_default(),
                city: row.place_id.as_ref().and_then(|id| cities.get(id).cloned()),
                seats: seats.get(&row.id).copied().unwrap_or_default(),
                convening: Convening::try_from(row)?,
            })
        })
        .collect()
}

/// Key and title of the goals of each of these convenings, by title.
pub(super) async fn goal_titles(
    db: &impl ConnectionTrait,
    ids: &[ConveningId],
) -> Result<BTreeMap<ConveningId, Vec<(GoalId, String)>>, DbErr> {
    let found = convening_goals::Entity::find()
        .filter(convening_goals::Column::ConveningId.is_in(ids.iter().copied()))
        .find_also_related(goals::Entity)
        .order_by_asc(goals::Column::Title)
        .all(db)
        .await?;
    let mut titles: BTreeMap<ConveningId, Vec<(GoalId, String)>> = BTreeMap::new();
    for (link, goal) in found {
        if let Some(goal) = goal {
            titles
                .entry(link.convening_id)
                .or_default()
                .push((goal.id, goal.title));
        }
    }
    Ok(titles)
}

async fn seat_counts(
    db: &impl ConnectionTrait,
    ids: &[ConveningId],
) -> Result<BTreeMap<ConveningId, u64>, DbErr> {
    let counted: Vec<(ConveningId, i64)> = seats::Entity::find()
        .select_only()
        .column(seats::Column::ConveningId)
        .column_as(seats::Column::Id.count(), "seats")
        .filter(seats::Column::ConveningId.is_in(ids.iter().copied()))
        .group_by(seats::Column::ConveningId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counted
        .into_iter()
        .map(|(id, count)| (id, u64::try_from(count).unwrap_or_default()))
        .collect())
}

/// How many are coming and how many are past, by the same filters.
pub(crate) async fn counts(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
) -> Result<(u64, u64), DbErr> {
    let coming = found(&Wanted {
        past: false,
        ..wanted.clone()
    })
    .count(db)
    .await?;
    let past = found(&Wanted {
        past: true,
        ..wanted.clone()
    })
    .count(db)
    .await?;
    Ok((coming, past))
}

/// The cities that have convenings, by name.
pub(crate) async fn cities(db: &impl ConnectionTrait) -> Result<Vec<(PlaceId, String)>, DbErr> {
    let ids: Vec<PlaceId> = convenings::Entity::find()
        .select_only()
        .column(convenings::Column::PlaceId)
        .distinct()
        .filter(convenings::Column::PlaceId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let mut named: Vec<_> = places::names(db, ids).await?.into_iter().collect();
    named.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(named)
}
