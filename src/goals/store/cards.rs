//! Goals as a list shows them: a fixed number of queries however many there are.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, Order,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationTrait, SelectTwo,
    sea_query::NullOrdering,
};

use super::project_lists;
use crate::{
    db::Db,
    entities::{goal_places, goal_totals, goals, places},
    goals::{rules::stack::Totals, store::totals::kept},
    ids::{GoalId, PartnershipId},
    issues::{self, Issues},
    partnerships,
    places::{self as where_, rules::full_name},
    search,
    values::{GeoScope, GoalStatus, PlaceId},
    web::Paging,
};

/// One goal in a list.
#[derive(Clone, Debug)]
pub struct GoalCard {
    pub id: GoalId,
    pub slug: String,
    pub title: String,
    pub result_statement: String,
    pub partnership: String,
    /// Its first place: "San Francisco, CA".
    pub home: String,
    pub home_id: PlaceId,
    /// The state of its first place: "California".
    pub state: String,
    /// Its other places.
    pub also: Vec<String>,
    /// The primary issue, in words.
    pub issue: String,
    pub status: GoalStatus,
    pub totals: Totals,
    /// The newest date among the stack's lines.
    pub as_of: Option<NaiveDate>,
    pub open_for_interest: bool,
    pub illustrative: bool,
    /// It holds projects and no number: not yet a goal.
    pub project_list: bool,
}

/// In which order a list comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GoalOrder {
    /// By first place, then title.
    #[default]
    City,
    Title,
    /// Largest gap first.
    Gap,
}

/// Which goals a list wants; the default is all.
#[derive(Clone, Debug, Default)]
pub struct GoalFilter {
    /// Words of title, place or partnership.
    pub query: String,
    pub city: Option<PlaceId>,
    /// Code of an issue area or sub-area; an area holds its sub-areas. Empty for any.
    pub issue: String,
    pub status: Option<GoalStatus>,
    pub open_only: bool,
    /// One partnership's goals alone.
    pub partnership: Option<PartnershipId>,
    pub order: GoalOrder,
}

/// A page of the goals that pass the filter, and how many pass.
pub async fn cards(
    db: &impl ConnectionTrait,
    filter: &GoalFilter,
    paging: Paging,
) -> Result<(Vec<GoalCard>, u64), DbErr> {
    let taxonomy = issues::issues(db).await?;
    let found = filtered(db, filter, &taxonomy).await?;
    let total = found.clone().count(db).await?;
    let ordered = match filter.order {
        GoalOrder::Gap => found
            .order_by_with_nulls(goal_totals::Column::GapUsd, Order::Desc, NullOrdering::Last)
            .order_by_asc(goals::Column::Title),
        GoalOrder::Title => found.order_by_asc(goals::Column::Title),
        GoalOrder::City => found
            .order_by_asc(places::Column::Name)
            .order_by_asc(places::Column::Id)
            .order_by_asc(goals::Column::Title),
    };
    let page = ordered
        .order_by_asc(goals::Column::Id)
        .offset(paging.offset())
        .limit(paging.size);
    let rows = page.all(db).await?;
    Ok((dress(db, rows, &taxonomy).await?, total))
}

/// The goals with the widest gaps, widest first. One narrow read says which they are and whether any of them has
/// changed; the cards are kept until then. `directory` is the revision of [`Topic::Funders`](crate::db::Topic::Funders).
pub async fn widest_gaps(db: &Db, directory: i64, most: u64) -> Result<Arc<Vec<GoalCard>>, DbErr> {
    let found: Vec<(GoalId, i32, i64)> = goals::Entity::find()
        .select_only()
        .columns([
            goals::Column::Id,
            goals::Column::Version,
            goals::Column::Revision,
        ])
        .join(JoinType::LeftJoin, goal_totals::Relation::Goal.def().rev())
        .order_by_with_nulls(goal_totals::Column::GapUsd, Order::Desc, NullOrdering::Last)
        .order_by_asc(goals::Column::Title)
        .order_by_asc(goals::Column::Id)
        .limit(most)
        .into_tuple()
        .all(db.read())
        .await?;
    let revision = format!("{directory} {found:?}");
    let order: Vec<GoalId> = found.into_iter().map(|(id, _, _)| id).collect();
    let key = format!("widest gaps {most}");
    db.kept_as(&key, &revision, async || {
        let rows = goals::Entity::find()
            .find_also_related(goal_totals::Entity)
            .filter(goals::Column::Id.is_in(order.iter().copied()));
        let mut rows = rows.all(db.read()).await?;
        rows.sort_by_key(|(goal, _)| order.iter().position(|id| *id == goal.id));
        let taxonomy = issues::issues(db.read()).await?;
        dress(db.read(), rows, &taxonomy).await
    })
    .await
}

/// Every goal about this place, by title.
pub async fn cards_for_place(
    db: &impl ConnectionTrait,
    place: &PlaceId,
) -> Result<Vec<GoalCard>, DbErr> {
    let rows = goals::Entity::find()
        .find_also_related(goal_totals::Entity)
        .filter(goals::Column::Id.in_subquery(about(place)))
        .order_by_asc(goals::Column::Title)
        .all(db)
        .await?;
    let taxonomy = issues::issues(db).await?;
    dress(db, rows, &taxonomy).await
}

/// The places that goals (of one partnership, where one is named) are about, with their names, by name.
pub async fn cities_with_goals(
    db: &impl ConnectionTrait,
    partnership: Option<PartnershipId>,
) -> Result<Vec<(PlaceId, String)>, DbErr> {
    let mut found = goal_places::Entity::find()
        .select_only()
        .column(goal_places::Column::PlaceId)
        .distinct();
    if let Some(partnership) = partnership {
        found = found
            .join(JoinType::InnerJoin, goal_places::Relation::Goal.def())
            .filter(goals::Column::PartnershipId.eq(partnership));
    }
    let ids: Vec<PlaceId> = found.into_tuple().all(db).await?;
    let mut named: Vec<_> = where_::names(db, ids).await?.into_iter().collect();
    named.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(named)
}

fn about(place: &PlaceId) -> sea_orm::sea_query::SelectStatement {
    goal_places::Entity::find()
        .select_only()
        .column(goal_places::Column::GoalId)
        .filter(goal_places::Column::PlaceId.eq(place.clone()))
        .into_query()
}

/// The goals that pass with their sums, each joined once to its first place.
async fn filtered(
    db: &impl ConnectionTrait,
    filter: &GoalFilter,
    taxonomy: &Issues,
) -> Result<SelectTwo<goals::Entity, goal_totals::Entity>, DbErr> {
    Ok(goals::Entity::find()
        .find_also_related(goal_totals::Entity)
        .join(JoinType::InnerJoin, goal_places::Relation::Goal.def().rev())
        .join(JoinType::InnerJoin, goal_places::Relation::Place.def())
        .filter(goal_places::Column::Position.eq(0))
        .filter(passing(db, filter, taxonomy).await?))
}

/// What a row of goals must be to pass, whatever it is joined to.
pub(super) async fn passing(
    db: &impl ConnectionTrait,
    filter: &GoalFilter,
    taxonomy: &Issues,
) -> Result<Condition, DbErr> {
    let mut found = Condition::all();
    if let Some(place) = &filter.city {
        found = found.add(goals::Column::Id.in_subquery(about(place)));
    }
    if !filter.issue.is_empty() {
        found = found.add(goals::Column::PrimaryIssue.is_in(within(taxonomy, &filter.issue)));
    }
    if let Some(status) = filter.status {
        found = found.add(goals::Column::Status.eq(status));
    }
    if let Some(partnership) = filter.partnership {
        found = found.add(goals::Column::PartnershipId.eq(partnership));
    }
    if filter.open_only {
        found = found.add(goals::Column::OpenForInterest.eq(true));
    }
    if let Some(ids) = search::matching_ids(db, "goal", &filter.query).await? {
        let ids = ids.iter().filter_map(|id| id.parse::<GoalId>().ok());
        let by_name = goals::Column::Id.is_in(ids);
        let tables = search::matching_ids(db, "partnership", &filter.query).await?;
        let tables = tables.unwrap_or_default();
        let tables = tables
            .iter()
            .filter_map(|id| id.parse::<PartnershipId>().ok());
        found = found.add(
            Condition::any()
                .add(by_name)
                .add(goals::Column::PartnershipId.is_in(tables)),
        );
    }
    Ok(found)
}

/// The code itself and its sub-areas.
fn within(taxonomy: &Issues, code: &str) -> Vec<String> {
    let below = taxonomy
        .0
        .iter()
        .filter(|issue| issue.code == code || issue.parent.as_deref() == Some(code));
    below.map(|issue| issue.code.clone()).collect()
}

/// Adds to goals what their cards show of other tables.
async fn dress(
    db: &impl ConnectionTrait,
    rows: Vec<(goals::Model, Option<goal_totals::Model>)>,
    taxonomy: &Issues,
) -> Result<Vec<GoalCard>, DbErr> {
    let mut homes = homes_of(db, rows.iter().map(|(goal, _)| goal.id)).await?;
    let lists = project_lists(db, rows.iter().map(|(goal, _)| goal.id)).await?;
    let led_by = rows.iter().filter_map(|(goal, _)| goal.partnership_id);
    let led_by = partnerships::names(db, led_by).await?;
    let card = |(goal, sums): (goals::Model, Option<goal_totals::Model>)| {
        let (totals, as_of) = kept(sums);
        let mut names = homes.remove(&goal.id).unwrap_or_default().into_iter();
        let (home_id, home, state) = names.next().unwrap_or_else(nowhere);
        GoalCard {
            id: goal.id,
            slug: goal.slug,
            title: goal.title,
            result_statement: goal.result_statement,
            partnership: goal
                .partnership_id
                .and_then(|id| led_by.get(&id).cloned())
                .unwrap_or_default(),
            home,
            home_id,
            state,
            also: names.map(|(_, name, _)| name).collect(),
            issue: taxonomy.label(&goal.primary_issue),
            status: goal.status,
            totals,
            as_of,
            open_for_interest: goal.open_for_interest,
            illustrative: goal.illustrative,
            project_list: lists.contains(&goal.id),
        }
    };
    Ok(rows.into_iter().map(card).collect())
}

/// A place's key, its name and its state.
type Named = (PlaceId, String, String);

/// Every goal has a place; a list shows one that lost its place all the same.
fn nowhere() -> Named {
    (PlaceId::city(""), String::new(), String::new())
}

#[derive(FromQueryResult)]
struct Home {
    goal_id: GoalId,
    id: PlaceId,
    name: String,
    kind: GeoScope,
    state: Option<String>,
    state_name: Option<String>,
}

/// Key, name and state of each goal's places, in the goal's order: one query.
async fn homes_of(
    db: &impl ConnectionTrait,
    goals: impl Iterator<Item = GoalId>,
) -> Result<BTreeMap<GoalId, Vec<Named>>, DbErr> {
    use places::Column as P;
    let rows: Vec<Home> = goal_places::Entity::find()
        .select_only()
        .column(goal_places::Column::GoalId)
        .columns([P::Id, P::Name, P::Kind, P::State, P::StateName])
        .join(JoinType::InnerJoin, goal_places::Relation::Place.def())
        .filter(goal_places::Column::GoalId.is_in(goals))
        .order_by_asc(goal_places::Column::Position)
        .into_model()
        .all(db)
        .await?;
    let mut homes: BTreeMap<GoalId, Vec<Named>> = BTreeMap::new();
    for home in rows {
        let full = full_name(&home.name, home.kind, home.state.as_deref());
        let named = (home.id, full, home.state_name.unwrap_or_default());
        homes.entry(home.goal_id).or_default().push(named);
    }
    Ok(homes)
}
