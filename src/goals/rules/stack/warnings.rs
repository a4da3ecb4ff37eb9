//! What an experienced reader would point at in a stack. Nothing here stops anybody: a warning is advice with a reason.

use super::{StackLine, Standing};
use crate::values::CapitalProduct::{
    Deposit, Guarantee, InKind, LihtcEquity, LineOfCredit, OutcomesContract, PredevelopmentLoan,
    PublicGrant,
};

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Look at this before asking anybody.
    Warning,
    /// Good to know when reading the sums.
    Note,
}

/// One thing to point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    pub level: Level,
    pub text: String,
}

/// What of a line the warnings look at besides what adds up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineFacts {
    /// Paid only after the money is spent.
    pub reimbursed: bool,
    /// Where the line is from, with its conditions: "allocation" in it marks tax credits an agency gave out.
    pub words: String,
}

/// What is known of an outcomes contract.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Contract {
    pub has_payor: bool,
    pub has_evaluator: bool,
}

/// Everything worth pointing at, most important first.
pub fn advice(lines: &[StackLine], facts: &[LineFacts], contract: Contract) -> Vec<Advice> {
    let live = || lines.iter().zip(facts).filter(|(line, _)| is_live(line));
    let mut found = Vec::new();
    let mut say = |level, text: &str| {
        found.push(Advice {
            level,
            text: text.to_owned(),
        });
    };
    let reimbursed = live().any(|(line, facts)| line.product == PublicGrant && facts.reimbursed);
    let bridged = live().any(|(line, facts)| is_bridge(line, facts));
    if reimbursed && !bridged {
        say(
            Level::Warning,
            "A public grant here is paid only after the money is spent. Add a bridge, such as a line of credit.",
        );
    }
    if live().any(|(line, _)| line.standing() == Standing::RepaymentSource) {
        if !contract.has_payor {
            say(
                Level::Warning,
                "The outcomes contract names no payor: nobody has agreed to pay for the result yet.",
            );
        }
        if !contract.has_evaluator {
            say(
                Level::Warning,
                "The outcomes contract names no evaluator: nobody would say whether the result was reached.",
            );
        }
    }
    if counts_credits_twice(lines, facts) {
        say(
            Level::Warning,
            "Tax credits may be counted twice: an agency's allocation and an investor's equity are the same dollars. Mark the allocation as counted in another line.",
        );
    }
    if live().any(|(line, _)| line.standing() == Standing::OutsideCash) {
        say(
            Level::Note,
            "A guarantee stands beside the cash: it covers a loss and closes no gap.",
        );
    }
    if live().any(|(line, _)| line.product == InKind) {
        say(
            Level::Note,
            "In-kind help is listed and has no effect on the gap.",
        );
    }
    found
}

fn is_live(line: &StackLine) -> bool {
    line.status != crate::values::StackLineStatus::Withdrawn
}

/// A loan that can be drawn while the grant is awaited.
fn is_bridge(line: &StackLine, facts: &LineFacts) -> bool {
    let says = |text: &str| text.to_lowercase().contains("bridge");
    let other = !matches!(
        line.product,
        PublicGrant | InKind | Guarantee | OutcomesContract | Deposit
    );
    matches!(line.product, LineOfCredit | PredevelopmentLoan)
        || (other && (says(&line.purpose) || says(&facts.words)))
}

/// Two counted lines of housing credits, where one is an allocation or both hold the same amount.
fn counts_credits_twice(lines: &[StackLine], facts: &[LineFacts]) -> bool {
    let counted: Vec<(&StackLine, &LineFacts)> = lines
        .iter()
        .zip(facts)
        .filter(|(line, _)| line.product == LihtcEquity && line.standing() == Standing::Cash)
        .filter(|(line, _)| line.part_of.is_none())
        .collect();
    let allocated = |(line, facts): &(&StackLine, &LineFacts)| {
        let text = format!("{} {}", line.purpose, facts.words).to_lowercase();
        text.contains("allocat")
    };
    let mut amounts: Vec<_> = counted.iter().map(|(line, _)| line.amount).collect();
    amounts.sort();
    let same = amounts.windows(2).any(|pair| pair.first() == pair.last());
    counted.len() > 1 && (same || counted.iter().any(allocated))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::{CapitalProduct, Money, StackLayer, StackLineStatus};

    fn line(product: CapitalProduct, purpose: &str) -> StackLine {
        StackLine {
            layer: StackLayer::Grant,
            product,
            amount: Money::try_from(1_000_000).unwrap(),
            status: StackLineStatus::Identified,
            purpose: purpose.to_owned(),
            counts_toward_total: true,
            part_of: None,
        }
    }

    fn said(lines: &[StackLine], reimbursed: bool, contract: Contract) -> String {
        let facts: Vec<LineFacts> = lines
            .iter()
            .map(|_| LineFacts {
                reimbursed,
                words: String::new(),
            })
            .collect();
        let found = advice(lines, &facts, contract);
        found.iter().map(|each| each.text.as_str()).collect()
    }

    #[test]
    fn a_grant_on_reimbursement_wants_a_bridge() {
        let none = Contract::default();
        let grant = line(PublicGrant, "slots");
        assert!(said(std::slice::from_ref(&grant), true, none).contains("bridge"));
        assert_eq!(said(std::slice::from_ref(&grant), false, none), "");
        let credit = line(LineOfCredit, "working capital");
        assert_eq!(said(&[grant, credit], true, none), "");
    }

    #[test]
    fn a_contract_wants_a_payor_and_an_evaluator() {
        let contract = [line(OutcomesContract, "")];
        let empty = said(&contract, false, Contract::default());
        assert!(empty.contains("no payor") && empty.contains("no evaluator"));
        let both = Contract {
            has_payor: true,
            has_evaluator: true,
        };
        assert_eq!(said(&contract, false, both), "");
    }

    #[test]
    fn an_allocation_beside_the_equity_is_pointed_at_until_it_stops_counting() {
        let equity = line(LihtcEquity, "4% equity");
        let mut allocation = line(LihtcEquity, "agency allocation");
        let both = [equity.clone(), allocation.clone()];
        assert!(said(&both, false, Contract::default()).contains("counted twice"));
        allocation.counts_toward_total = false;
        assert_eq!(said(&[equity, allocation], false, Contract::default()), "");
    }

    #[test]
    fn guarantees_and_help_in_kind_are_noted() {
        let lines = [line(Guarantee, ""), line(InKind, "")];
        let text = said(&lines, false, Contract::default());
        assert!(text.contains("beside the cash") && text.contains("no effect"));
    }
}
