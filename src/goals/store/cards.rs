//! Goals as a list shows them: a fixed number of queries however many there are.

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, RelationTrait, Select,
};

use super::project_lists;
use crate::{
    entities::{goal_places, goals, places, stack_lines},
    goals::rules::stack::{StackLine, Totals, totals},
    ids::{GoalId, PartnershipId},
    issues::{self, Issues},
    places::{self as where_, rules::full_name},
    search,
    values::{CapitalProduct, GoalStatus, Money, PlaceId, StackLayer, StackLineStatus},
    web::Paging,
};

/// Most goals a list sorted by gap looks at; the sums are the rules', so the database cannot sort by them.
const MOST_SUMMED: u64 = 2_000;

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
    let rows = if filter.order == GoalOrder::Gap {
        by_gap(db, found, paging).await?
    } else {
        let ordered = match filter.order {
            GoalOrder::Title => found.order_by_asc(goals::Column::Title),
            _ => found
                .order_by_asc(places::Column::Name)
                .order_by_asc(places::Column::Id)
                .order_by_asc(goals::Column::Title),
        };
        let ordered = ordered.order_by_asc(goals::Column::Id);
        let page = ordered.offset(paging.offset()).limit(paging.size);
        page.all(db).await?
    };
    Ok((dress(db, rows, &taxonomy).await?, total))
}

/// Every goal about this place, by title.
pub async fn cards_for_place(
    db: &impl ConnectionTrait,
    place: &PlaceId,
) -> Result<Vec<GoalCard>, DbErr> {
    let rows = goals::Entity::find()
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

/// The goals that pass, each joined once to its first place.
async fn filtered(
    db: &impl ConnectionTrait,
    filter: &GoalFilter,
    taxonomy: &Issues,
) -> Result<Select<goals::Entity>, DbErr> {
    let mut found = goals::Entity::find()
        .join(JoinType::InnerJoin, goal_places::Relation::Goal.def().rev())
        .join(JoinType::InnerJoin, goal_places::Relation::Place.def())
        .filter(goal_places::Column::Position.eq(0));
    if let Some(place) = &filter.city {
        found = found.filter(goals::Column::Id.in_subquery(about(place)));
    }
    if !filter.issue.is_empty() {
        found = found.filter(goals::Column::PrimaryIssue.is_in(within(taxonomy, &filter.issue)));
    }
    if let Some(status) = filter.status {
        found = found.filter(goals::Column::Status.eq(status));
    }
    if let Some(partnership) = filter.partnership {
        found = found.filter(goals::Column::PartnershipId.eq(partnership));
    }
    if filter.open_only {
        found = found.filter(goals::Column::OpenForInterest.eq(true));
    }
    if let Some(ids) = search::matching_ids(db, "goal", &filter.query).await? {
        let ids: Vec<GoalId> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        found = found.filter(goals::Column::Id.is_in(ids));
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

async fn by_gap(
    db: &impl ConnectionTrait,
    found: Select<goals::Entity>,
    paging: Paging,
) -> Result<Vec<goals::Model>, DbErr> {
    let mut names: Vec<(GoalId, String)> = found
        .select_only()
        .column(goals::Column::Id)
        .column(goals::Column::Title)
        .order_by_asc(goals::Column::Id)
        .limit(MOST_SUMMED)
        .into_tuple()
        .all(db)
        .await?;
    let sums = sums_of(db, names.iter().map(|(id, _)| *id)).await?;
    let gap = |id: &GoalId| sums.get(id).map(|(sums, _)| sums.gap);
    names.sort_by(|a, b| (Reverse(gap(&a.0)), &a.1, a.0).cmp(&(Reverse(gap(&b.0)), &b.1, b.0)));
    let skip = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(paging.size).unwrap_or(usize::MAX);
    let wanted: Vec<GoalId> = names
        .iter()
        .map(|(id, _)| *id)
        .skip(skip)
        .take(size)
        .collect();
    let mut rows = goals::Entity::find()
        .filter(goals::Column::Id.is_in(wanted.iter().copied()))
        .all(db)
        .await?;
    rows.sort_by_key(|goal| wanted.iter().position(|id| *id == goal.id));
    Ok(rows)
}

type Sums = BTreeMap<GoalId, (Totals, Option<NaiveDate>)>;

/// What the rules need of a line, and its date.
type Summand = (
    GoalId,
    StackLayer,
    CapitalProduct,
    Money,
    StackLineStatus,
    bool,
    NaiveDate,
);

/// What each goal's stack adds up to, and its newest date: one query of narrow rows.
async fn sums_of(
    db: &impl ConnectionTrait,
    goals: impl Iterator<Item = GoalId>,
) -> Result<Sums, DbErr> {
    use stack_lines::Column as C;
    let lines: Vec<Summand> = stack_lines::Entity::find()
        .select_only()
        .columns([
            C::GoalId,
            C::Layer,
            C::Product,
            C::AmountUsd,
            C::Status,
            C::CountsTowardTotal,
            C::AsOf,
        ])
        .filter(C::GoalId.is_in(goals))
        .order_by_asc(C::Position)
        .into_tuple()
        .all(db)
        .await?;
    let mut of_goal: BTreeMap<GoalId, (Vec<StackLine>, Option<NaiveDate>)> = BTreeMap::new();
    for (goal, layer, product, amount, status, counts_toward_total, as_of) in lines {
        let (summands, newest) = of_goal.entry(goal).or_default();
        summands.push(StackLine {
            layer,
            product,
            amount,
            status,
            purpose: String::new(),
            counts_toward_total,
            part_of: None,
        });
        *newest = (*newest).max(Some(as_of));
    }
    let summed = of_goal
        .into_iter()
        .map(|(id, (lines, newest))| (id, (totals(&lines), newest)));
    Ok(summed.collect())
}

/// Adds to goals what their cards show of other tables.
async fn dress(
    db: &impl ConnectionTrait,
    rows: Vec<goals::Model>,
    taxonomy: &Issues,
) -> Result<Vec<GoalCard>, DbErr> {
    let sums = sums_of(db, rows.iter().map(|goal| goal.id)).await?;
    let mut homes = homes_of(db, &rows).await?;
    let lists = project_lists(db, rows.iter().map(|goal| goal.id)).await?;
    let card = |goal: goals::Model| {
        let (totals, as_of) = sums.get(&goal.id).copied().unwrap_or_default();
        let mut names = homes.remove(&goal.id).unwrap_or_default().into_iter();
        let (home, state) = names.next().unwrap_or_default();
        GoalCard {
            id: goal.id,
            slug: goal.slug,
            title: goal.title,
            result_statement: goal.result_statement,
            partnership: goal.partnership,
            home,
            state,
            also: names.map(|(name, _)| name).collect(),
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

/// Name and state of each goal's places, in the goal's order: two queries.
async fn homes_of(
    db: &impl ConnectionTrait,
    rows: &[goals::Model],
) -> Result<BTreeMap<GoalId, Vec<(String, String)>>, DbErr> {
    let links = goal_places::Entity::find()
        .filter(goal_places::Column::GoalId.is_in(rows.iter().map(|goal| goal.id)))
        .order_by_asc(goal_places::Column::Position)
        .all(db)
        .await?;
    let found = where_::by_ids(db, links.iter().map(|link| link.place_id.clone())).await?;
    let mut homes: BTreeMap<GoalId, Vec<(String, String)>> = BTreeMap::new();
    for link in links {
        if let Some(place) = found.get(&link.place_id) {
            let name = full_name(&place.name, place.kind, place.state.as_deref());
            let state = place.state_name.clone().unwrap_or_default();
            homes.entry(link.goal_id).or_default().push((name, state));
        }
    }
    Ok(homes)
}
