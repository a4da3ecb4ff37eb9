//! The goals inside and outside the places a funder serves: a bank's assessment areas, a CDFI's target markets.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationTrait,
};

use crate::{
    entities::{goal_places, goals, places},
    ids::GoalId,
    places::rules::full_name,
    values::PlaceId,
    web::Paging,
};

/// The places served, by how wide they are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Served {
    pub nation: bool,
    /// Postal codes.
    pub states: Vec<String>,
    pub metros: Vec<String>,
    /// Five digits each.
    pub counties: Vec<String>,
    pub others: Vec<PlaceId>,
}

impl Served {
    pub(crate) fn of<'a>(areas: impl IntoIterator<Item = &'a PlaceId>) -> Self {
        let mut served = Self::default();
        for area in areas {
            let code = area.code().to_owned();
            match area.as_str().split(':').next() {
                Some("national") => served.nation = true,
                Some("state") => served.states.push(code),
                Some("cbsa") => served.metros.push(code),
                Some("county") => served.counties.push(code),
                _ => served.others.push(area.clone()),
            }
        }
        served
    }

    fn condition(&self) -> Condition {
        use places::Column as C;
        if self.nation {
            return Condition::all();
        }
        Condition::any()
            .add(C::State.is_in(self.states.iter().cloned()))
            .add(C::CbsaCode.is_in(self.metros.iter().cloned()))
            .add(C::CountyFips.is_in(self.counties.iter().cloned()))
            .add(C::Id.is_in(self.others.iter().cloned()))
    }
}

/// A goal in such a list.
pub(crate) struct ReachedGoal {
    pub id: GoalId,
    pub title: String,
    pub home: String,
    pub county: String,
    pub metro: String,
    pub illustrative: bool,
}

/// A page of the goals that have, or do not have, a place among those served; and how many there are.
pub(crate) async fn goals_reached(
    db: &impl ConnectionTrait,
    served: &Served,
    inside: bool,
    paging: Paging,
) -> Result<(Vec<ReachedGoal>, u64), DbErr> {
    let within = goal_places::Entity::find()
        .select_only()
        .column(goal_places::Column::GoalId)
        .join(JoinType::InnerJoin, goal_places::Relation::Place.def())
        .filter(served.condition())
        .into_query();
    let wanted = goal_places::Entity::find()
        .join(JoinType::InnerJoin, goal_places::Relation::Goal.def())
        .filter(goal_places::Column::Position.eq(0))
        .filter(if inside {
            goals::Column::Id.in_subquery(within)
        } else {
            goals::Column::Id.not_in_subquery(within)
        });
    let total = wanted.clone().count(db).await?;
    let rows = wanted
        .order_by_asc(goals::Column::Title)
        .order_by_asc(goals::Column::Id)
        .offset(paging.offset())
        .limit(paging.size)
        .select_also(goals::Entity)
        .all(db)
        .await?;
    let ids = rows.iter().map(|(link, _)| link.place_id.clone());
    let homes = crate::places::by_ids(db, ids).await?;
    let line = |(link, goal): (goal_places::Model, Option<goals::Model>)| {
        let goal = goal?;
        let home = homes.get(&link.place_id)?;
        Some(ReachedGoal {
            id: goal.id,
            title: goal.title,
            home: full_name(&home.name, home.kind, home.state.as_deref()),
            county: home.county_name.clone().unwrap_or_default(),
            metro: home.cbsa_title.clone().unwrap_or_default(),
            illustrative: goal.illustrative,
        })
    };
    Ok((rows.into_iter().filter_map(line).collect(), total))
}
