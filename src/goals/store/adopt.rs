//! The table's own act: adopting a goal, and what the outcome rules look at before it can.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use serde_json::json;

use super::{GoalWords, Saved, find, indicators::indicator_of, since_adopted, stamp};
use crate::{
    audit::{self, Act, Actor},
    entities::{data_points, goals, indicators},
    goals::rules::{
        lint::{GoalFacts, IndicatorFacts, lint, may_be_adopted},
        status::tracked,
    },
    ids::GoalId,
    partnerships,
    values::{GoalStatus, IndicatorLevel},
};

/// What the rules look at of a goal that is kept.
pub async fn facts_of(
    db: &impl ConnectionTrait,
    goal: &goals::Model,
    today: NaiveDate,
) -> Result<GoalFacts, DbErr> {
    let words = GoalWords::of(db, goal).await?;
    let indicators = match indicator_of(db, goal.id).await? {
        Some(indicator) => vec![indicator_facts(db, &indicator, goal.next_report_on).await?],
        None => Vec::new(),
    };
    Ok(facts_from(&words, indicators, today))
}

/// The same of words that are not kept yet.
pub fn facts_from(
    words: &GoalWords,
    indicators: Vec<IndicatorFacts>,
    today: NaiveDate,
) -> GoalFacts {
    GoalFacts {
        title: words.title.clone(),
        result_statement: words.result_statement.clone(),
        populations: words.populations.len(),
        places: words.places.len(),
        indicators,
        owner_of_number: words.owner_of_number.clone(),
        led: words.partnership.is_some(),
        today,
    }
}

/// What the rules look at of a goal's number.
async fn indicator_facts(
    db: &impl ConnectionTrait,
    indicator: &indicators::Model,
    next_release: Option<NaiveDate>,
) -> Result<IndicatorFacts, DbErr> {
    let newest: Option<NaiveDate> = data_points::Entity::find()
        .select_only()
        .column(data_points::Column::ObservedOn)
        .filter(data_points::Column::IndicatorId.eq(indicator.id))
        .order_by_desc(data_points::Column::ObservedOn)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(IndicatorFacts {
        name: indicator.name.clone(),
        population_level: indicator.level == IndicatorLevel::Population,
        unit: Some(indicator.unit),
        definition: indicator.definition.clone(),
        direction: Some(indicator.direction),
        baseline: indicator.baseline_value,
        baseline_on: indicator.baseline_on,
        target: indicator.target_value,
        target_on: indicator.target_on,
        disaggregated_by: indicator
            .disaggregate_by
            .iter()
            .map(str::to_owned)
            .collect(),
        // The baseline is a value too, and the only one of a number that is new here.
        newest_point: newest.max(indicator.baseline_value.and(indicator.baseline_on)),
        next_release: indicator.next_release_on.or(next_release),
        quadrant: None,
    })
}

/// Marks a proposed goal as adopted, by whom and when, if it, its number and all else its page shows are still as
/// `stamped`. One that has changed since it was adopted is adopted anew where it stands.
pub async fn adopt(
    txn: &DatabaseTransaction,
    (id, stamped): (GoalId, &str),
    actor: &Actor,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Option<Saved>, DbErr> {
    use goals::Column as C;
    let Some(goal) = super::by_id(txn, id).await? else {
        return Ok(None);
    };
    let again = tracked(goal.status) && since_adopted(txn, &goal).await?.is_some();
    if goal.status == GoalStatus::Adopted && !again {
        return Ok(Some(Saved::Unchanged));
    }
    let (from, to) = if again {
        (goal.status, goal.status)
    } else {
        (GoalStatus::Proposed, GoalStatus::Adopted)
    };
    // The goal's own version does not say that its number changed since the page was shown.
    if stamp(&goal) != stamped {
        return Ok(Some(Saved::Stale(Box::new(goal))));
    }
    if !may_be_adopted(&lint(&facts_of(txn, &goal, today).await?)) {
        return Ok(Some(Saved::Stale(Box::new(goal))));
    }
    let written = goals::Entity::update_many()
        .col_expr(C::Status, Expr::value(to))
        .col_expr(C::AdoptedAt, Expr::value(Some(now)))
        .col_expr(C::AdoptedBy, Expr::value(actor.user))
        .col_expr(C::AdoptedName, Expr::value(actor.name.clone()))
        .col_expr(C::Version, Expr::value(goal.version + 1))
        .col_expr(C::UpdatedAt, Expr::value(now))
        .col_expr(C::UpdatedBy, Expr::value(actor.user))
        .filter(C::Id.eq(id))
        .filter(C::Version.eq(goal.version))
        .filter(C::Revision.eq(goal.revision))
        .filter(C::Status.eq(from))
        .exec(txn)
        .await?;
    if written.rows_affected == 0 {
        // Read again: what was read before may be older than what was in the way.
        let theirs = super::by_id(txn, id).await?;
        return Ok(theirs.map(|goal| Saved::Stale(Box::new(goal))));
    }
    audit::record(txn, actor, act(txn, &goal, actor, again).await?, now).await?;
    if let Some(adopted) = super::by_id(txn, id).await? {
        find::renew(txn, &adopted).await?;
    }
    Ok(Some(Saved::Done))
}

async fn act(
    txn: &DatabaseTransaction,
    goal: &goals::Model,
    actor: &Actor,
    again: bool,
) -> Result<Act, DbErr> {
    let table = partnerships::name_of(txn, goal.partnership_id).await?;
    let (summary, before, after) = if again {
        (
            format!("Adopted the goal again for {table}, as it stands now"),
            json!({ "adopted_by": goal.adopted_name }),
            json!({ "adopted_by": actor.name }),
        )
    } else {
        (
            format!("Adopted the goal for {table}"),
            json!({ "status": goal.status }),
            json!({ "status": GoalStatus::Adopted, "adopted_by": actor.name }),
        )
    };
    Ok(Act {
        action: "adopted",
        kind: "goal",
        id: goal.id.to_string(),
        summary,
        before: Some(before),
        after: Some(after),
    })
}
