//! The form of one line of a capital stack.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{chosen, date, line, optional};
use crate::{
    entities::stack_lines,
    goals::{
        rules::stack::{StackLine, Standing},
        store::LineDraft,
    },
    values::Money,
    web::FieldErrors,
};

/// As people send it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::goals::pages) struct LineForm {
    pub(in crate::goals::pages) layer: String,
    pub(in crate::goals::pages) product: String,
    pub(in crate::goals::pages) amount: String,
    pub(in crate::goals::pages) status: String,
    pub(in crate::goals::pages) purpose: String,
    /// "yes" for dollars that another line already counts.
    pub(in crate::goals::pages) counted_elsewhere: String,
    pub(in crate::goals::pages) conditions: String,
    pub(in crate::goals::pages) source: String,
    pub(in crate::goals::pages) as_of: String,
    pub(in crate::goals::pages) version: String,
}

impl LineForm {
    /// An empty line, dated today.
    pub(in crate::goals::pages) fn blank(today: NaiveDate) -> Self {
        Self {
            status: "need".to_owned(),
            as_of: today.to_string(),
            ..Self::default()
        }
    }

    /// The line as it is.
    pub(in crate::goals::pages) fn of(line: &stack_lines::Model) -> Self {
        let elsewhere = would_be_cash(&LineDraft::of(line)) && !line.counts_toward_total;
        Self {
            layer: line.layer.to_string(),
            product: line.product.to_string(),
            amount: line.amount_usd.full(),
            status: line.status.to_string(),
            purpose: line.purpose.clone(),
            counted_elsewhere: if elsewhere {
                "yes".to_owned()
            } else {
                String::new()
            },
            conditions: line.conditions.clone(),
            source: line.source.clone(),
            as_of: line.as_of.to_string(),
            version: line.version.to_string(),
        }
    }

    /// The line it asks for. Whether it counts follows from layer and product, unless its dollars count elsewhere.
    pub(in crate::goals::pages) fn read(&self, today: NaiveDate) -> Result<LineDraft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let product = errors.keep(
            "product",
            chosen(&self.product, "what form the money takes"),
        );
        let layer = errors.keep("layer", chosen(&self.layer, "where it sits in the stack"));
        let amount = errors.keep("amount", self.amount.parse::<Money>());
        let status = errors.keep("status", chosen(&self.status, "how sure it is"));
        let purpose = errors.keep("purpose", line(&self.purpose, "what the money is for", 300));
        let conditions = errors.keep(
            "conditions",
            optional(&self.conditions, "the conditions", 1_000),
        );
        let source = errors.keep(
            "source",
            line(&self.source, "who said so, or where it is written", 300),
        );
        let as_of = errors.keep("as_of", date(&self.as_of));
        if as_of.is_some_and(|date| date > today) {
            errors.add("as_of", "Type a date that has come: when this was known.");
        }
        let read = (|| {
            Some(LineDraft {
                layer: layer?,
                product: product?,
                amount: amount?,
                status: status?,
                purpose: purpose?,
                counts_toward_total: true,
                conditions: conditions?,
                source: source?,
                as_of: as_of?,
            })
        })();
        let mut draft = read.filter(|_| errors.is_empty()).ok_or(errors)?;
        draft.counts_toward_total = would_be_cash(&draft) && self.counted_elsewhere != "yes";
        Ok(draft)
    }
}

/// Whether the rules count such a line as cash, left to themselves. A withdrawn line keeps the mark it had by kind, so
/// that taking the withdrawal back does not lose it.
fn would_be_cash(draft: &LineDraft) -> bool {
    let line = StackLine {
        layer: draft.layer,
        product: draft.product,
        amount: draft.amount,
        status: crate::values::StackLineStatus::Need,
        purpose: String::new(),
        counts_toward_total: true,
        part_of: None,
    };
    line.standing() == Standing::Cash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(layer: &str, product: &str) -> LineForm {
        LineForm {
            layer: layer.to_owned(),
            product: product.to_owned(),
            amount: "$1.5m".to_owned(),
            purpose: "working capital".to_owned(),
            source: "letter".to_owned(),
            ..LineForm::blank("2026-11-22".parse().unwrap())
        }
    }

    #[test]
    fn counting_follows_the_rules_unless_counted_elsewhere() {
        let today = "2026-11-22".parse().unwrap();
        let counts = |form: &LineForm| form.read(today).unwrap().counts_toward_total;
        assert!(counts(&form("senior", "senior_debt")));
        assert!(!counts(&form("guarantee", "guarantee")));
        assert!(!counts(&form("outcome_payor", "outcomes_contract")));
        let mut repeated = form("tax_credit", "lihtc_equity");
        repeated.counted_elsewhere = "yes".to_owned();
        assert!(!counts(&repeated));
        assert_eq!(
            form("grant", "grant").read(today).unwrap().amount.dollars(),
            1_500_000
        );
    }
}
