//! The lines of a capital stack. A line is never deleted: it is withdrawn, and its history stays.

mod named;
mod row;
mod write;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::{
    entities::stack_lines,
    ids::{AbsorberId, FundingSourceId, GoalId, StackLineId},
    values::{CapitalProduct, Money, StackLayer, StackLineStatus},
};

pub(crate) use named::{Names, names_of};
pub use write::{LineSaved, add_line, change_line};

/// What people say of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineDraft {
    pub layer: StackLayer,
    pub product: CapitalProduct,
    pub amount: Money,
    pub status: StackLineStatus,
    pub purpose: String,
    pub counts_toward_total: bool,
    /// The pocket it comes from.
    pub funder: Option<FundingSourceId>,
    /// Who would take the money.
    pub borrower: Option<AbsorberId>,
    /// The line it takes a share of.
    pub part_of: Option<StackLineId>,
    pub conditions: String,
    pub restrictions: String,
    pub not_match_for: String,
    pub rate: String,
    pub term: String,
    pub claim: String,
    pub reimbursed: bool,
    pub expected_on: Option<NaiveDate>,
    pub source: String,
    pub as_of: NaiveDate,
}

impl LineDraft {
    /// The line as it is.
    pub fn of(line: &stack_lines::Model) -> Self {
        Self {
            layer: line.layer,
            product: line.product,
            amount: line.amount_usd,
            status: line.status,
            purpose: line.purpose.clone(),
            counts_toward_total: line.counts_toward_total,
            funder: line.funding_source_id,
            borrower: line.absorber_id,
            part_of: line.part_of,
            conditions: line.conditions.clone(),
            restrictions: line.restrictions.clone(),
            not_match_for: line.not_match_for.clone(),
            rate: line.rate.clone(),
            term: line.term.clone(),
            claim: line.claim.clone(),
            reimbursed: line.reimbursed,
            expected_on: line.expected_on,
            source: line.source.clone(),
            as_of: line.as_of,
        }
    }

    /// "Senior debt, $2,500,000".
    fn words(&self) -> String {
        format!("{}, {}", self.product.label(), self.amount.full())
    }
}

/// One line of this goal.
pub async fn line_of(
    db: &impl ConnectionTrait,
    goal: GoalId,
    line: StackLineId,
) -> Result<Option<stack_lines::Model>, DbErr> {
    stack_lines::Entity::find_by_id(line)
        .filter(stack_lines::Column::GoalId.eq(goal))
        .one(db)
        .await
}

/// Rate, term and position in one phrase: "3.5% fixed; 84 months; first lien".
pub(crate) fn terms_of(line: &stack_lines::Model) -> String {
    let said = [&line.rate, &line.term, &line.claim];
    let said: Vec<&str> = said
        .into_iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    said.join("; ")
}
