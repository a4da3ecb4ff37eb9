//! Adding a line and changing it. What depends on the other lines is decided here, where nobody can write in between.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::{Map, Value, json};

use super::{
    LineDraft, line_of,
    named::{Names, facts},
    row::{model, row},
};
use crate::{
    absorbers,
    audit::{self, Act, Actor},
    entities::{goals, stack_lines},
    funders,
    goals::{
        rules::stack::{
            progress::Move,
            shares::{self, NotAShare},
        },
        store::{edit::difference, find, hold::hold, rule_lines, stack_of},
    },
    ids::StackLineId,
    values::StackLineStatus,
};

/// What became of a line that was sent.
#[derive(Debug)]
pub enum LineSaved {
    Done,
    Unchanged,
    /// Cannot stand as it is: the field, and why.
    Refused(&'static str, String),
    /// Someone else saved first; the line as they left it.
    Stale(Box<stack_lines::Model>),
}

/// Adds a line at the end of a goal's stack.
pub async fn add_line(
    txn: &DatabaseTransaction,
    goal: &goals::Model,
    draft: &LineDraft,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<LineSaved, DbErr> {
    hold(txn, goal.id).await?;
    let others = stack_of(txn, goal.id).await?;
    let last = others.iter().map(|line| line.position).max();
    let line = stack_lines::Model {
        id: StackLineId::fresh(),
        goal_id: goal.id,
        position: last.map_or(0, |last| last + 1),
        version: 1,
        ..model(goal, draft)
    };
    let names = names(txn, draft).await?;
    if let Some(refused) = refused(goal, &names, draft) {
        return Ok(refused);
    }
    let whole = whole(&others, draft);
    let mut all = others;
    all.push(line.clone());
    if let Err(why) = shares::check(&rule_lines(&all), all.len() - 1) {
        return Ok(LineSaved::Refused(field_of(why), why.to_string()));
    }
    if draft.part_of.is_some() && whole.is_empty() {
        let why = NotAShare::NoSuchLine;
        return Ok(LineSaved::Refused(field_of(why), why.to_string()));
    }
    stack_lines::Entity::insert(row(line))
        .exec_without_returning(txn)
        .await?;
    let said = facts(draft, &names, &whole);
    let after: Map<String, Value> = said
        .into_iter()
        .filter(|(_, value)| !matches!(value, Value::Null | Value::Bool(false)) && value != "")
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    let act = Act {
        action: "added a line",
        kind: "goal",
        id: goal.id.to_string(),
        summary: format!("Added a line: {}", draft.words()),
        before: None,
        after: Some(after.into()),
    };
    audit::record(txn, actor, act, now).await?;
    find::renew(txn, goal).await?;
    Ok(LineSaved::Done)
}

/// Changes a line that is still as `seen` (line and version). `reason` is kept beside a move that needs one.
pub async fn change_line(
    txn: &DatabaseTransaction,
    (goal, seen): (&goals::Model, (StackLineId, i32)),
    (draft, reason): (&LineDraft, &str),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<LineSaved>, DbErr> {
    let (id, version) = seen;
    hold(txn, goal.id).await?;
    let Some(line) = line_of(txn, goal.id, id).await? else {
        return Ok(None);
    };
    let held = LineDraft::of(&line);
    if held == *draft {
        return Ok(Some(LineSaved::Unchanged));
    }
    if line.version != version {
        return Ok(Some(LineSaved::Stale(Box::new(line))));
    }
    let step = Move::between(held.status, draft.status);
    if step.needs_reason() && reason.is_empty() {
        return Ok(Some(LineSaved::Refused(
            "reason",
            step.question().to_owned(),
        )));
    }
    let names = names(txn, draft).await?;
    let mut all = stack_of(txn, goal.id).await?;
    let was = facts(&held, &self::names(txn, &held).await?, &whole(&all, &held));
    let becomes = facts(draft, &names, &whole(&all, draft));
    if let Some(refused) = refused(goal, &names, draft).or_else(|| unfit(&mut all, (id, draft))) {
        return Ok(Some(refused));
    }
    if !write(txn, seen, draft).await? {
        let theirs = line_of(txn, goal.id, id).await?;
        return Ok(theirs.map(|line| LineSaved::Stale(Box::new(line))));
    }
    let (before, mut after) = difference(was, becomes);
    if !reason.is_empty() {
        after.insert("reason".to_owned(), json!(reason));
    }
    let withdrawn = draft.status == StackLineStatus::Withdrawn && held.status != draft.status;
    let verb = if withdrawn { "Withdrew" } else { "Changed" };
    let act = Act {
        action: "changed a line",
        kind: "goal",
        id: goal.id.to_string(),
        summary: format!("{verb} a line: {}", draft.words()),
        before: Some(before.into()),
        after: Some(after.into()),
    };
    audit::record(txn, actor, act, now).await?;
    find::renew(txn, goal).await?;
    Ok(Some(LineSaved::Done))
}

/// Puts the draft in its place among the lines and says what does not fit.
fn unfit(
    all: &mut [stack_lines::Model],
    (id, draft): (StackLineId, &LineDraft),
) -> Option<LineSaved> {
    let at = all.iter().position(|line| line.id == id)?;
    let missing = draft
        .part_of
        .is_some_and(|whole| whole == id || !all.iter().any(|line| line.id == whole));
    let place = all.get_mut(at)?;
    place.layer = draft.layer;
    place.product = draft.product;
    place.amount_usd = draft.amount;
    place.status = draft.status;
    place.counts_toward_total = draft.counts_toward_total;
    place.part_of = draft.part_of;
    let verdict = if missing {
        Err(NotAShare::NoSuchLine)
    } else {
        shares::check(&rule_lines(all), at)
    };
    let why = verdict.err()?;
    Some(LineSaved::Refused(field_of(why), why.to_string()))
}

/// Beside which field a refusal is said.
const fn field_of(why: NotAShare) -> &'static str {
    match why {
        NotAShare::TooMuch(_) | NotAShare::BelowShares(_) => "amount",
        NotAShare::SharesOfOtherKind => "product",
        _ => "part_of",
    }
}

/// No invented money is put beside a real organization's name, and a convener is never counted as capital.
fn refused(goal: &goals::Model, names: &Names, draft: &LineDraft) -> Option<LineSaved> {
    let pocket = draft.funder.and_then(|id| names.pockets.get(&id));
    let borrower = draft.borrower.and_then(|id| names.absorbers.get(&id));
    if pocket.is_some_and(|pocket| pocket.convener) {
        let why = "This organization convenes and is never counted as capital.";
        return Some(LineSaved::Refused("funder", why.to_owned()));
    }
    if draft.borrower.is_some() && borrower.is_none() {
        let why = "Choose a borrower from the list.";
        return Some(LineSaved::Refused("borrower", why.to_owned()));
    }
    let why = "This goal is made up, so only a sample organization can be named.";
    if goal.illustrative && pocket.is_some_and(|pocket| !pocket.illustrative) {
        return Some(LineSaved::Refused("funder", why.to_owned()));
    }
    if goal.illustrative && borrower.is_some_and(|borrower| !borrower.illustrative) {
        return Some(LineSaved::Refused("borrower", why.to_owned()));
    }
    None
}

async fn names(txn: &DatabaseTransaction, draft: &LineDraft) -> Result<Names, DbErr> {
    Ok(Names {
        pockets: funders::pocket_names(txn, draft.funder).await?,
        absorbers: absorbers::organization_names(txn, draft.borrower).await?,
    })
}

/// The line a draft takes a share of, in words; empty when it is none of these.
fn whole(lines: &[stack_lines::Model], draft: &LineDraft) -> String {
    let found = draft
        .part_of
        .and_then(|id| lines.iter().find(|line| line.id == id));
    found.map_or_else(String::new, |line| LineDraft::of(line).words())
}

/// False when the line is no longer at this version.
async fn write(
    txn: &DatabaseTransaction,
    (id, version): (StackLineId, i32),
    draft: &LineDraft,
) -> Result<bool, DbErr> {
    use stack_lines::Column as C;
    let written = stack_lines::Entity::update_many()
        .col_expr(C::Layer, Expr::value(draft.layer))
        .col_expr(C::Product, Expr::value(draft.product))
        .col_expr(C::AmountUsd, Expr::value(draft.amount))
        .col_expr(C::Status, Expr::value(draft.status))
        .col_expr(C::Purpose, Expr::value(draft.purpose.clone()))
        .col_expr(C::CountsTowardTotal, Expr::value(draft.counts_toward_total))
        .col_expr(C::FundingSourceId, Expr::value(draft.funder))
        .col_expr(C::AbsorberId, Expr::value(draft.borrower))
        .col_expr(C::PartOf, Expr::value(draft.part_of))
        .col_expr(C::Conditions, Expr::value(draft.conditions.clone()))
        .col_expr(C::Restrictions, Expr::value(draft.restrictions.clone()))
        .col_expr(C::NotMatchFor, Expr::value(draft.not_match_for.clone()))
        .col_expr(C::Rate, Expr::value(draft.rate.clone()))
        .col_expr(C::Term, Expr::value(draft.term.clone()))
        .col_expr(C::Claim, Expr::value(draft.claim.clone()))
        .col_expr(C::Reimbursed, Expr::value(draft.reimbursed))
        .col_expr(C::ExpectedOn, Expr::value(draft.expected_on))
        .col_expr(C::Source, Expr::value(draft.source.clone()))
        .col_expr(C::AsOf, Expr::value(draft.as_of))
        .col_expr(C::Version, Expr::value(version + 1))
        .filter(C::Id.eq(id))
        .filter(C::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(written.rows_affected == 1)
}
