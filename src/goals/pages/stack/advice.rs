//! What to look out for in a stack, as its pages say it.

use crate::{
    entities::{goals, stack_lines},
    goals::{
        rules::stack::{
            StackLine,
            warnings::{self, Contract, Level, LineFacts},
        },
        store::contract_of,
    },
};

/// One thing to look out for.
pub(in crate::goals::pages) struct AdviceLine {
    /// `warning` or `info`, as lists of reasons draw them.
    pub(in crate::goals::pages) kind: &'static str,
    pub(in crate::goals::pages) icon: &'static str,
    pub(in crate::goals::pages) text: String,
}

/// Everything worth pointing at.
pub(in crate::goals::pages) fn advice(
    goal: &goals::Model,
    stack: &[stack_lines::Model],
    rules: &[StackLine],
) -> Vec<AdviceLine> {
    let facts: Vec<LineFacts> = stack
        .iter()
        .map(|line| LineFacts {
            reimbursed: line.reimbursed,
            words: format!("{} {}", line.source, line.conditions),
        })
        .collect();
    let terms = contract_of(goal);
    let contract = Contract {
        has_payor: terms.is_some(),
        has_evaluator: terms.is_some_and(|terms| !terms.evaluator.trim().is_empty()),
    };
    let found = warnings::advice(rules, &facts, contract);
    found
        .into_iter()
        .map(|each| {
            let (kind, icon) = match each.level {
                Level::Warning => ("warning", "alert"),
                Level::Note => ("info", "info"),
            };
            AdviceLine {
                kind,
                icon,
                text: each.text,
            }
        })
        .collect()
}
