//! What each goal's stack adds up to, kept in a table of its own so that lists can show and sort by it. The sums are the
//! rules' alone, and are written in the same transaction as the change they follow from.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, sea_query::OnConflict,
};

use super::read::{rule_lines, stack_of};
use crate::{
    entities::goal_totals,
    goals::rules::stack::{Totals, totals},
    ids::GoalId,
};

/// Adds up a goal's stack as it now is and keeps the result.
pub(super) async fn sum_up(txn: &DatabaseTransaction, goal: GoalId) -> Result<Totals, DbErr> {
    use goal_totals::Column as C;
    let lines = stack_of(txn, goal).await?;
    let sums = totals(&rule_lines(&lines));
    let row = goal_totals::ActiveModel {
        goal_id: Set(goal),
        total_usd: Set(sums.total),
        committed_usd: Set(sums.committed),
        soft_usd: Set(sums.soft),
        unidentified_usd: Set(sums.unidentified),
        gap_usd: Set(sums.gap),
        outside_cash_usd: Set(sums.outside_cash),
        repayment_sources_usd: Set(sums.repayment_sources),
        as_of: Set(lines.iter().map(|line| line.as_of).max()),
    };
    let again = OnConflict::column(C::GoalId)
        .update_columns([
            C::TotalUsd,
            C::CommittedUsd,
            C::SoftUsd,
            C::UnidentifiedUsd,
            C::GapUsd,
            C::OutsideCashUsd,
            C::RepaymentSourcesUsd,
            C::AsOf,
        ])
        .to_owned();
    goal_totals::Entity::insert(row)
        .on_conflict(again)
        .exec_without_returning(txn)
        .await?;
    Ok(sums)
}

/// What these goals' stacks add up to, and the newest date of any line.
pub async fn sums_of(
    db: &impl ConnectionTrait,
    of: impl IntoIterator<Item = GoalId>,
) -> Result<BTreeMap<GoalId, (Totals, Option<NaiveDate>)>, DbErr> {
    let rows = goal_totals::Entity::find()
        .filter(goal_totals::Column::GoalId.is_in(of))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.goal_id, kept(Some(row))))
        .collect())
}

/// The sums as the rules gave them, and the newest date of any line; zeros where nothing was added up yet.
pub(super) fn kept(row: Option<goal_totals::Model>) -> (Totals, Option<NaiveDate>) {
    row.map_or_else(Default::default, |row| {
        let sums = Totals {
            total: row.total_usd,
            committed: row.committed_usd,
            soft: row.soft_usd,
            unidentified: row.unidentified_usd,
            gap: row.gap_usd,
            outside_cash: row.outside_cash_usd,
            repayment_sources: row.repayment_sources_usd,
        };
        (sums, row.as_of)
    })
}
