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
    values::{CapitalProduct, Money},
    web::FieldErrors,
};

/// A line beyond this is a slip of the keyboard.
const LARGEST: i64 = 100_000_000_000;

/// As people send it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::goals::pages) struct LineForm {
    pub(in crate::goals::pages) layer: String,
    pub(in crate::goals::pages) product: String,
    pub(in crate::goals::pages) amount: String,
    pub(in crate::goals::pages) status: String,
    /// Why, when the status skips a step or goes back; kept in the history only.
    pub(in crate::goals::pages) reason: String,
    pub(in crate::goals::pages) purpose: String,
    /// "yes" for dollars that another line already counts.
    pub(in crate::goals::pages) counted_elsewhere: String,
    /// "Organization: pocket"; a table must know it.
    pub(in crate::goals::pages) funder: String,
    pub(in crate::goals::pages) borrower: String,
    pub(in crate::goals::pages) part_of: String,
    pub(in crate::goals::pages) conditions: String,
    pub(in crate::goals::pages) restrictions: String,
    pub(in crate::goals::pages) not_match_for: String,
    pub(in crate::goals::pages) rate: String,
    pub(in crate::goals::pages) term: String,
    pub(in crate::goals::pages) claim: String,
    /// "yes" for money paid after it is spent.
    pub(in crate::goals::pages) reimbursed: String,
    pub(in crate::goals::pages) expected_on: String,
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

    /// The line as it is; `funder` is its pocket's label.
    pub(in crate::goals::pages) fn of(line: &stack_lines::Model, funder: &str) -> Self {
        let elsewhere = would_be_cash(&LineDraft::of(line)) && !line.counts_toward_total;
        let yes = |is: bool| if is { "yes" } else { "" }.to_owned();
        let id = |id: Option<String>| id.unwrap_or_default();
        Self {
            layer: line.layer.to_string(),
            product: line.product.to_string(),
            amount: line.amount_usd.full(),
            status: line.status.to_string(),
            reason: String::new(),
            purpose: line.purpose.clone(),
            counted_elsewhere: yes(elsewhere),
            funder: funder.to_owned(),
            borrower: id(line.absorber_id.map(|id| id.to_string())),
            part_of: id(line.part_of.map(|id| id.to_string())),
            conditions: line.conditions.clone(),
            restrictions: line.restrictions.clone(),
            not_match_for: line.not_match_for.clone(),
            rate: line.rate.clone(),
            term: line.term.clone(),
            claim: line.claim.clone(),
            reimbursed: yes(line.reimbursed),
            expected_on: id(line.expected_on.map(|day| day.to_string())),
            source: line.source.clone(),
            as_of: line.as_of.to_string(),
            version: line.version.to_string(),
        }
    }

    /// The reason typed, as it is kept.
    pub(in crate::goals::pages) fn reason(&self) -> Result<String, String> {
        optional(&self.reason, "the reason", 500)
    }

    /// The line it asks for, but for its pocket. Whether it counts follows from layer and product, unless its dollars
    /// count elsewhere.
    pub(in crate::goals::pages) fn read(&self, today: NaiveDate) -> Result<LineDraft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let e = &mut errors;
        let product = e.keep(
            "product",
            chosen(&self.product, "what form the money takes"),
        );
        let layer = e.keep("layer", chosen(&self.layer, "where it sits in the stack"));
        let amount = e.keep("amount", amount(&self.amount, product));
        let status = e.keep("status", chosen(&self.status, "how sure it is"));
        e.keep("reason", self.reason());
        let purpose = e.keep("purpose", line(&self.purpose, "what the money is for", 300));
        let borrower = e.keep(
            "borrower",
            picked(&self.borrower, "a borrower from the list"),
        );
        let part_of = e.keep("part_of", picked(&self.part_of, "a line of this stack"));
        let text = |typed: &str, what: &str, most| optional(typed, what, most);
        let conditions = e.keep(
            "conditions",
            text(&self.conditions, "the conditions", 1_000),
        );
        let restrictions = e.keep(
            "restrictions",
            text(&self.restrictions, "the restrictions", 1_000),
        );
        let not_match_for = e.keep(
            "not_match_for",
            text(&self.not_match_for, "what it cannot match", 200),
        );
        let rate = e.keep("rate", text(&self.rate, "the rate", 100));
        let term = e.keep("term", text(&self.term, "the term", 100));
        let claim = e.keep("claim", text(&self.claim, "the position", 200));
        let expected_on = e.keep("expected_on", day_or_none(&self.expected_on));
        let source = e.keep(
            "source",
            line(&self.source, "who said so, or where it is written", 300),
        );
        let as_of = e.keep("as_of", date(&self.as_of));
        if as_of.is_some_and(|date| date > today) {
            e.add("as_of", "Type a date that has come: when this was known.");
        }
        let read = (|| {
            Some(LineDraft {
                layer: layer?,
                product: product?,
                amount: amount?,
                status: status?,
                purpose: purpose?,
                counts_toward_total: true,
                funder: None,
                borrower: borrower?,
                part_of: part_of?,
                conditions: conditions?,
                restrictions: restrictions?,
                not_match_for: not_match_for?,
                rate: rate?,
                term: term?,
                claim: claim?,
                reimbursed: self.reimbursed == "yes",
                expected_on: expected_on?,
                source: source?,
                as_of: as_of?,
            })
        })();
        let mut draft = read.filter(|_| errors.is_empty()).ok_or(errors)?;
        draft.counts_toward_total = would_be_cash(&draft) && self.counted_elsewhere != "yes";
        Ok(draft)
    }
}

/// An amount somebody could mean; only help in kind may have none.
fn amount(typed: &str, product: Option<CapitalProduct>) -> Result<Money, String> {
    let amount: Money = typed
        .parse()
        .map_err(|error: crate::values::NotMoney| error.to_string())?;
    if amount.dollars() > LARGEST {
        return Err("Type an amount of $100 billion or less, and check the zeros.".to_owned());
    }
    if amount.is_zero() && product != Some(CapitalProduct::InKind) {
        return Err("Type an amount above zero.".to_owned());
    }
    Ok(amount)
}

/// A key from a list, or nothing chosen.
fn picked<T: std::str::FromStr>(typed: &str, what: &str) -> Result<Option<T>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    chosen(typed, what).map(Some)
}

fn day_or_none(typed: &str) -> Result<Option<NaiveDate>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    date(typed).map(Some)
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

    #[test]
    fn an_amount_nobody_means_is_refused() {
        let grant = Some(CapitalProduct::Grant);
        for typed in ["0", "-5", "999999999999999", "1e9", "100.1bn"] {
            assert!(amount(typed, grant).is_err(), "{typed}");
        }
        assert!(amount("0", Some(CapitalProduct::InKind)).is_ok());
        assert!(day_or_none("0001-01-01").is_err());
        assert_eq!(day_or_none(" "), Ok(None));
    }
}
