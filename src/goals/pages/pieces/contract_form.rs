//! What the form of an outcomes contract asks, and how it is read.

use serde::Deserialize;

use super::form::{Ask, Kind};
use crate::{
    entities::goals,
    goals::{
        pages::{
            forms::{line, one_line},
            words::plain,
        },
        store::{self, ContractTerms},
    },
    values::{ContractStage, IntermediaryKind, Money, PayorKind},
    web::{FieldErrors, views::Choice},
};

/// Contracts run for years, not for generations.
const LONGEST: i32 = 240;
/// A price or cap beyond this is a slip of the keyboard.
const LARGEST: i64 = 100_000_000_000;

/// As people send it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ContractForm {
    pub(super) payor_kind: String,
    pub(super) outcome_metric: String,
    pub(super) price_per_outcome: String,
    pub(super) cap: String,
    pub(super) term_months: String,
    pub(super) verification: String,
    pub(super) evaluator: String,
    pub(super) intermediary_kind: String,
    pub(super) stage: String,
    pub(super) version: String,
}

impl ContractForm {
    pub(super) fn of(goal: &goals::Model) -> Self {
        let terms = store::contract_terms(goal).unwrap_or_default();
        let money = |amount: Option<Money>| amount.map(Money::full).unwrap_or_default();
        Self {
            payor_kind: terms.payor_kind,
            outcome_metric: terms.outcome_metric,
            price_per_outcome: money(terms.price_per_outcome_usd),
            cap: money(terms.cap_usd),
            term_months: terms
                .term_months
                .map(|months| months.to_string())
                .unwrap_or_default(),
            verification: terms.verification,
            evaluator: terms.evaluator,
            intermediary_kind: terms.intermediary_kind,
            stage: terms.stage,
            version: goal.version.to_string(),
        }
    }

    #[rustfmt::skip]
    pub(super) fn asks(&self, held: &Self) -> Vec<Ask> {
        let payors = listed(PayorKind::ALL, |each| (each.as_str(), each.label()), &held.payor_kind, &self.payor_kind);
        let between = listed(IntermediaryKind::ALL, |each| (each.as_str(), each.label()), &held.intermediary_kind, &self.intermediary_kind);
        let stages = listed(ContractStage::ALL, |each| (each.as_str(), each.label()), &held.stage, &self.stage);
        vec![
            Ask::new("Who pays for outcomes", "payor_kind", &self.payor_kind, Kind::Select("Choose one", payors))
                .hint("The payor repays investors. Its money is a repayment source, not capital."),
            Ask::new("Outcome paid for", "outcome_metric", &self.outcome_metric, Kind::Line)
                .hint("What is counted, such as “in school or work 12 months after enrolling”"),
            Ask::new("Price of one outcome", "price_per_outcome", &self.price_per_outcome, Kind::Money)
                .optional().hint("For example $9,500"),
            Ask::new("Most that is paid", "cap", &self.cap, Kind::Money)
                .optional().hint("For example $6M"),
            Ask::new("Term in months", "term_months", &self.term_months, Kind::Decimal)
                .optional().hint("For example 60"),
            Ask::new("How it is verified", "verification", &self.verification, Kind::Line)
                .optional().hint("For example a match with administrative records"),
            Ask::new("Evaluator", "evaluator", &self.evaluator, Kind::Line)
                .optional().hint("Who checks the outcomes; some investors require one"),
            Ask::new("Intermediary", "intermediary_kind", &self.intermediary_kind, Kind::Select("Not said yet", between))
                .optional(),
            Ask::new("Stage", "stage", &self.stage, Kind::Select("Not said yet", stages)).optional(),
        ]
    }

    /// The contract it asks for; `held` may carry codes of an import that no list has.
    pub(super) fn read(
        &self,
        held: &Self,
        more: Option<ContractTerms>,
    ) -> Result<ContractTerms, FieldErrors> {
        let mut errors = FieldErrors::default();
        let e = &mut errors;
        let payor = known::<PayorKind>(&self.payor_kind, &held.payor_kind);
        let payor_kind = e.keep("payor_kind", payor.ok_or("Choose who pays for outcomes."));
        let outcome_metric = e.keep(
            "outcome_metric",
            line(&self.outcome_metric, "the outcome that is paid for", 300),
        );
        let price = e.keep("price_per_outcome", money(&self.price_per_outcome));
        let cap = e.keep("cap", money(&self.cap));
        let term_months = e.keep("term_months", term(&self.term_months));
        let verification = e.keep(
            "verification",
            one_line(&self.verification, "how it is verified", 300),
        );
        let evaluator = e.keep("evaluator", one_line(&self.evaluator, "the evaluator", 160));
        let between = maybe_known::<IntermediaryKind>(
            &self.intermediary_kind,
            &held.intermediary_kind,
            "Choose an intermediary from the list, or none.",
        );
        let intermediary_kind = e.keep("intermediary_kind", between);
        let stage = maybe_known::<ContractStage>(
            &self.stage,
            &held.stage,
            "Choose a stage from the list, or none.",
        );
        let stage = e.keep("stage", stage);
        if let (Some(Some(price)), Some(Some(cap))) = (price, cap)
            && price > cap
        {
            e.add(
                "price_per_outcome",
                "One outcome costs more than the most that is paid. Check both amounts.",
            );
        }
        let read = (|| {
            Some(ContractTerms {
                payor_kind: payor_kind?,
                intermediary_kind: intermediary_kind?,
                evaluator: evaluator?,
                outcome_metric: outcome_metric?,
                price_per_outcome_usd: price?,
                cap_usd: cap?,
                term_months: term_months?,
                verification: verification?,
                stage: stage?,
                more: more.unwrap_or_default().more,
            })
        })();
        read.filter(|_| errors.is_empty()).ok_or(errors)
    }
}

/// The choices of a list, with a code that only the goal's own document has.
fn listed<T: Copy>(
    all: &[T],
    words: impl Fn(T) -> (&'static str, &'static str),
    held: &str,
    chosen: &str,
) -> Vec<Choice> {
    let own = all.iter().map(|each| words(*each));
    let mut choices: Vec<Choice> = own
        .map(|(code, label)| Choice::new(code, label, code == chosen))
        .collect();
    if !held.is_empty() && choices.iter().all(|choice| choice.value != held) {
        choices.push(Choice::new(held, plain(held), held == chosen));
    }
    choices
}

/// A code of the list, or the one held.
fn known<T: std::str::FromStr>(typed: &str, held: &str) -> Option<String> {
    let fits = typed.parse::<T>().is_ok() || (typed == held && !held.is_empty());
    fits.then(|| typed.to_owned())
}

fn maybe_known<T: std::str::FromStr>(
    typed: &str,
    held: &str,
    else_say: &'static str,
) -> Result<String, &'static str> {
    if typed.is_empty() {
        return Ok(String::new());
    }
    known::<T>(typed, held).ok_or(else_say)
}

fn money(typed: &str) -> Result<Option<Money>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let amount: Money = typed
        .parse()
        .map_err(|error: crate::values::NotMoney| error.to_string())?;
    if amount.dollars() > LARGEST {
        return Err("Type an amount of $100 billion or less, and check the zeros.".to_owned());
    }
    Ok(Some(amount))
}

fn term(typed: &str) -> Result<Option<i32>, &'static str> {
    match typed.trim() {
        "" => Ok(None),
        text => text
            .parse()
            .ok()
            .filter(|months| (1..=LONGEST).contains(months))
            .map(Some)
            .ok_or("Type whole months from 1 to 240."),
    }
}
