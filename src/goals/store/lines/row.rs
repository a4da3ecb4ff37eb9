//! A draft as a row of its table.

use sea_orm::ActiveValue::Set;

use super::LineDraft;
use crate::{
    entities::{goals, stack_lines},
    ids::StackLineId,
};

/// The draft as a row; key, goal, place and version are the caller's.
pub(super) fn model(goal: &goals::Model, draft: &LineDraft) -> stack_lines::Model {
    stack_lines::Model {
        id: StackLineId::fresh(),
        goal_id: goal.id,
        position: 0,
        layer: draft.layer,
        product: draft.product,
        amount_usd: draft.amount,
        status: draft.status,
        purpose: draft.purpose.clone(),
        counts_toward_total: draft.counts_toward_total,
        funding_source_id: draft.funder,
        conditions: draft.conditions.clone(),
        expected_on: draft.expected_on,
        source: draft.source.clone(),
        as_of: draft.as_of,
        version: 1,
        restrictions: draft.restrictions.clone(),
        not_match_for: draft.not_match_for.clone(),
        rate: draft.rate.clone(),
        term: draft.term.clone(),
        claim: draft.claim.clone(),
        reimbursed: draft.reimbursed,
        part_of: draft.part_of,
        absorber_id: draft.borrower,
    }
}

/// A whole row to insert.
pub(super) fn row(line: stack_lines::Model) -> stack_lines::ActiveModel {
    stack_lines::ActiveModel {
        id: Set(line.id),
        goal_id: Set(line.goal_id),
        position: Set(line.position),
        layer: Set(line.layer),
        product: Set(line.product),
        amount_usd: Set(line.amount_usd),
        status: Set(line.status),
        purpose: Set(line.purpose),
        counts_toward_total: Set(line.counts_toward_total),
        funding_source_id: Set(line.funding_source_id),
        conditions: Set(line.conditions),
        expected_on: Set(line.expected_on),
        source: Set(line.source),
        as_of: Set(line.as_of),
        version: Set(line.version),
        restrictions: Set(line.restrictions),
        not_match_for: Set(line.not_match_for),
        rate: Set(line.rate),
        term: Set(line.term),
        claim: Set(line.claim),
        reimbursed: Set(line.reimbursed),
        part_of: Set(line.part_of),
        absorber_id: Set(line.absorber_id),
    }
}
