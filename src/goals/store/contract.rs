//! The terms of a goal's outcomes contract: a small document on the goal, written whole and compared whole.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::edit::{Saved, difference};
use crate::{
    audit::{self, Act, Actor},
    entities::goals,
    ids::GoalId,
    values::{ContractStage, IntermediaryKind, Money, PayorKind},
};

/// Who pays for which outcome, how much, until when, and how it is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::goals) struct ContractTerms {
    pub(in crate::goals) payor_kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(in crate::goals) intermediary_kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(in crate::goals) evaluator: String,
    pub(in crate::goals) outcome_metric: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::goals) price_per_outcome_usd: Option<Money>,
    /// The most that is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::goals) cap_usd: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::goals) term_months: Option<i32>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(in crate::goals) verification: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(in crate::goals) stage: String,
    /// What an import said besides.
    #[serde(flatten)]
    pub(in crate::goals) more: Map<String, Value>,
}

impl ContractTerms {
    fn facts(&self) -> [(&'static str, Value); 9] {
        let dollars = |amount: Option<Money>| json!(amount.map(Money::full));
        [
            ("who_pays", label(&self.payor_kind, PayorKind::label)),
            ("outcome_paid_for", json!(self.outcome_metric)),
            ("price_per_outcome", dollars(self.price_per_outcome_usd)),
            ("most_that_is_paid", dollars(self.cap_usd)),
            ("term_in_months", json!(self.term_months)),
            ("how_it_is_verified", json!(self.verification)),
            ("evaluator", json!(self.evaluator)),
            (
                "intermediary",
                label(&self.intermediary_kind, IntermediaryKind::label),
            ),
            ("stage", label(&self.stage, ContractStage::label)),
        ]
    }
}

/// A code in words, for the audit log; one that no list has stands as it is.
fn label<T: FromStr>(code: &str, words: fn(T) -> &'static str) -> Value {
    code.parse()
        .map_or_else(|_| json!(code), |each| json!(words(each)))
}

/// The contract as far as it can be read; nothing where there is none, or one that is no list of terms.
pub(in crate::goals) fn contract_terms(goal: &goals::Model) -> Option<ContractTerms> {
    read(goal.outcomes_contract.as_deref()?)
}

/// Term by term, so that one that does not fit does not take the others with it. Nulls say nothing.
pub(super) fn read(stored: &str) -> Option<ContractTerms> {
    let mut said: Map<String, Value> = serde_json::from_str(stored).ok()?;
    said.retain(|_, value| !value.is_null());
    let mut text = |name: &str| match said.remove(name) {
        Some(Value::String(text)) => text,
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let dollars = |text: String| text.parse::<Money>().ok();
    Some(ContractTerms {
        payor_kind: text("payor_kind"),
        intermediary_kind: text("intermediary_kind"),
        evaluator: text("evaluator"),
        outcome_metric: text("outcome_metric"),
        price_per_outcome_usd: dollars(text("price_per_outcome_usd")),
        cap_usd: dollars(text("cap_usd")),
        term_months: text("term_months").trim().parse().ok(),
        verification: text("verification"),
        stage: text("stage"),
        more: said,
    })
}

/// A contract of an import, whole or refused; nulls say nothing.
pub(super) fn imported(document: &Value) -> Result<ContractTerms, serde_json::Error> {
    let mut said: Map<String, Value> = serde_json::from_value(document.clone())?;
    said.retain(|_, value| !value.is_null());
    serde_json::from_value(said.into())
}

/// Whether the document says more than the fields of the form do, so that its own words belong in the history.
fn says_more(stored: &str, held: Option<&ContractTerms>) -> bool {
    let Some(held) = held.filter(|held| held.more.is_empty()) else {
        return true;
    };
    let said: Option<Map<String, Value>> = serde_json::from_str(stored).ok();
    let kept = serde_json::to_value(held).unwrap_or_default();
    let lost = |(name, value): (&String, &Value)| {
        let empty = value.is_null() || value.as_str().is_some_and(str::is_empty);
        !empty && kept.get(name) != Some(value)
    };
    said.is_none_or(|said| said.iter().any(lost))
}

/// Keeps or removes the contract of a goal that is still at `version`. Nothing for a goal that is gone.
pub(in crate::goals) async fn keep_contract(
    txn: &DatabaseTransaction,
    (id, version): (GoalId, i32),
    terms: Option<&ContractTerms>,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<Saved>, DbErr> {
    let Some(goal) = super::by_id(txn, id).await? else {
        return Ok(None);
    };
    let held = contract_terms(&goal);
    if held.as_ref() == terms && terms.is_some() == goal.outcomes_contract.is_some() {
        return Ok(Some(Saved::Unchanged));
    }
    if goal.version != version || !write(txn, (id, version), terms, actor, now).await? {
        let theirs = super::by_id(txn, id).await?;
        return Ok(theirs.map(|goal| Saved::Stale(Box::new(goal))));
    }
    let stored = goal.outcomes_contract.as_deref();
    let document = stored.filter(|stored| says_more(stored, held.as_ref()));
    let before = held.unwrap_or_default().facts();
    let after = terms.cloned().unwrap_or_default().facts();
    let (mut before, after) = difference(before, after);
    if let Some(document) = document {
        before.insert("document".to_owned(), json!(document));
    }
    let fields: Vec<String> = after.keys().map(|name| name.replace('_', " ")).collect();
    let summary = match terms {
        None => "Removed the outcomes contract".to_owned(),
        Some(_) => format!("Changed the outcomes contract: {}", fields.join(", ")),
    };
    let act = Act {
        action: "changed",
        kind: "goal",
        id: id.to_string(),
        summary,
        before: Some(before.into()),
        after: Some(after.into()),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(Some(Saved::Done))
}

async fn write(
    txn: &DatabaseTransaction,
    (id, version): (GoalId, i32),
    terms: Option<&ContractTerms>,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    use goals::Column as C;
    let document = terms.map(serde_json::to_string).transpose();
    let document = document.map_err(|error| DbErr::Json(error.to_string()))?;
    let written = goals::Entity::update_many()
        .col_expr(C::OutcomesContract, Expr::value(document))
        .col_expr(C::Version, Expr::value(version + 1))
        .col_expr(C::UpdatedAt, Expr::value(now))
        .col_expr(C::UpdatedBy, Expr::value(actor.user))
        .filter(C::Id.eq(id))
        .filter(C::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(written.rows_affected == 1)
}
