//! Looking at one goal: its row, places, issues, populations and stack.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait,
};

use crate::{
    entities::{
        convening_goals, convenings, goal_issues, goal_places, goal_populations, goals,
        organizations, places, stack_lines,
    },
    goals::rules::stack::{StackLine, shares::positions},
    ids::{GoalId, OrganizationId, PartnershipId},
    web::Paging,
};

/// One goal by its key.
pub async fn by_id(db: &impl ConnectionTrait, id: GoalId) -> Result<Option<goals::Model>, DbErr> {
    goals::Entity::find_by_id(id).one(db).await
}

/// What `stamp_of` says of a goal that is read already.
pub(in crate::goals) fn stamp(goal: &goals::Model) -> String {
    stamped(goal.version, goal.revision)
}

fn stamped(version: i32, revision: i64) -> String {
    format!("{version}.{revision}")
}

/// A text that changes whenever anything does that a page of the goal shows of the goal; `None` when there is no such goal.
pub async fn stamp_of(db: &impl ConnectionTrait, id: GoalId) -> Result<Option<String>, DbErr> {
    let found: Option<(i32, i64)> = goals::Entity::find_by_id(id)
        .select_only()
        .columns([goals::Column::Version, goals::Column::Revision])
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.map(|(version, revision)| stamped(version, revision)))
}

/// The same with the partnership whose goal it is.
pub async fn stamp_and_table(
    db: &impl ConnectionTrait,
    id: GoalId,
) -> Result<Option<(String, Option<PartnershipId>)>, DbErr> {
    let found: Option<(i32, i64, Option<PartnershipId>)> = goals::Entity::find_by_id(id)
        .select_only()
        .columns([
            goals::Column::Version,
            goals::Column::Revision,
            goals::Column::PartnershipId,
        ])
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.map(|(version, revision, table)| (format!("{version}.{revision}"), table)))
}

/// The goal of a public address, if it is open for interest.
pub async fn open_by_slug(
    db: &impl ConnectionTrait,
    slug: &str,
) -> Result<Option<goals::Model>, DbErr> {
    goals::Entity::find()
        .filter(goals::Column::Slug.eq(slug))
        .filter(goals::Column::OpenForInterest.eq(true))
        .one(db)
        .await
}

/// A goal's title alone.
pub async fn title_of(db: &impl ConnectionTrait, id: GoalId) -> Result<Option<String>, DbErr> {
    goals::Entity::find_by_id(id)
        .select_only()
        .column(goals::Column::Title)
        .into_tuple()
        .one(db)
        .await
}

/// The titles of goals, by title, for choosing one; of one partnership, where one is named. At most 200.
pub async fn titles(
    db: &impl ConnectionTrait,
    partnership: Option<PartnershipId>,
) -> Result<Vec<(GoalId, String)>, DbErr> {
    let mut found = goals::Entity::find()
        .select_only()
        .column(goals::Column::Id)
        .column(goals::Column::Title)
        .order_by_asc(goals::Column::Title)
        .order_by_asc(goals::Column::Id)
        .limit(200);
    if let Some(partnership) = partnership {
        found = found.filter(goals::Column::PartnershipId.eq(partnership));
    }
    found.into_tuple().all(db).await
}

/// Where the goal is about, its first place first.
pub async fn places_of(db: &impl ConnectionTrait, id: GoalId) -> Result<Vec<places::Model>, DbErr> {
    places::Entity::find()
        .join(
            JoinType::InnerJoin,
            goal_places::Relation::Place.def().rev(),
        )
        .filter(goal_places::Column::GoalId.eq(id))
        .order_by_asc(goal_places::Column::Position)
        .all(db)
        .await
}

/// Codes of the issues a goal touches besides its primary one.
pub async fn other_issues_of(db: &impl ConnectionTrait, id: GoalId) -> Result<Vec<String>, DbErr> {
    let rows = goal_issues::Entity::find()
        .filter(goal_issues::Column::GoalId.eq(id))
        .order_by_asc(goal_issues::Column::IssueCode)
        .all(db);
    Ok(rows.await?.into_iter().map(|row| row.issue_code).collect())
}

/// Codes of the people a goal is for.
pub async fn populations_of(db: &impl ConnectionTrait, id: GoalId) -> Result<Vec<String>, DbErr> {
    let rows = goal_populations::Entity::find()
        .filter(goal_populations::Column::GoalId.eq(id))
        .order_by_asc(goal_populations::Column::PopulationCode)
        .all(db);
    let codes = rows.await?.into_iter().map(|row| row.population_code);
    Ok(codes.collect())
}

/// The lines of a goal's capital stack, in their order.
pub async fn stack_of(
    db: &impl ConnectionTrait,
    id: GoalId,
) -> Result<Vec<stack_lines::Model>, DbErr> {
    stack_lines::Entity::find()
        .filter(stack_lines::Column::GoalId.eq(id))
        .order_by_asc(stack_lines::Column::Position)
        .order_by_asc(stack_lines::Column::Id)
        .all(db)
        .await
}

/// The lines as the rules add them up, in the same order, each share under its line.
pub fn rule_lines(lines: &[stack_lines::Model]) -> Vec<StackLine> {
    let parts = positions(lines.iter().map(|line| (line.id, line.part_of)));
    let as_rule = |(line, part_of): (&stack_lines::Model, Option<usize>)| StackLine {
        layer: line.layer,
        product: line.product,
        amount: line.amount_usd,
        status: line.status,
        purpose: line.purpose.clone(),
        counts_toward_total: line.counts_toward_total,
        part_of,
    };
    lines.iter().zip(parts).map(as_rule).collect()
}

/// The convenings that address a goal, latest first; a page of them and how many there are.
pub async fn convenings_of(
    db: &impl ConnectionTrait,
    id: GoalId,
    paging: Paging,
) -> Result<(Vec<convenings::Model>, u64), DbErr> {
    let found = convenings::Entity::find()
        .join(
            JoinType::InnerJoin,
            convening_goals::Relation::Convening.def().rev(),
        )
        .filter(convening_goals::Column::GoalId.eq(id))
        .order_by_desc(convenings::Column::StartsAt)
        .order_by_desc(convenings::Column::Id)
        .paginate(db, paging.size);
    let rows = found.fetch_page(paging.page - 1).await?;
    Ok((rows, found.num_items().await?))
}

/// The organisation of the directory that is called exactly this, if there is just one.
pub async fn organization_called(
    db: &impl ConnectionTrait,
    name: &str,
    illustrative: bool,
) -> Result<Option<OrganizationId>, DbErr> {
    let name = name.trim();
    if name.is_empty() {
        return Ok(None);
    }
    let found: Vec<OrganizationId> = organizations::Entity::find()
        .select_only()
        .column(organizations::Column::Id)
        .filter(organizations::Column::Name.eq(name))
        .filter(organizations::Column::Illustrative.eq(illustrative))
        .limit(2)
        .into_tuple()
        .all(db)
        .await?;
    Ok(match found.as_slice() {
        [only] => Some(*only),
        _ => None,
    })
}
