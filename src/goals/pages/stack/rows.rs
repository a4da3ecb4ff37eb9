//! The lines of a stack as its tables show them: each whole line with its shares under it.

use crate::{
    entities::{goals, stack_lines},
    goals::{
        pages::words::{self, Pill},
        pictures::day,
        rules::stack::{
            StackLine,
            products::{Explained, explained},
            remainder,
        },
        store::{Names, terms_of},
    },
};

/// One line.
pub(in crate::goals::pages) struct LineView {
    pub(in crate::goals::pages) product: &'static str,
    pub(in crate::goals::pages) meaning: Explained,
    pub(in crate::goals::pages) layer: &'static str,
    pub(in crate::goals::pages) purpose: String,
    pub(in crate::goals::pages) amount: String,
    /// What is left of it once others' shares are taken; empty where nobody took any.
    pub(in crate::goals::pages) left: String,
    pub(in crate::goals::pages) is_share: bool,
    pub(in crate::goals::pages) withdrawn: bool,
    pub(in crate::goals::pages) pill: Pill,
    pub(in crate::goals::pages) counted: &'static str,
    pub(in crate::goals::pages) funder: Option<Party>,
    pub(in crate::goals::pages) borrower: Option<Party>,
    pub(in crate::goals::pages) terms: String,
    pub(in crate::goals::pages) conditions: String,
    pub(in crate::goals::pages) restrictions: String,
    pub(in crate::goals::pages) not_match_for: String,
    pub(in crate::goals::pages) reimbursed: bool,
    pub(in crate::goals::pages) next_date: String,
    pub(in crate::goals::pages) source: String,
    pub(in crate::goals::pages) as_of: String,
    pub(in crate::goals::pages) edit_href: String,
}

/// Who gives the money, or takes it.
pub(in crate::goals::pages) struct Party {
    pub(in crate::goals::pages) label: String,
    pub(in crate::goals::pages) href: String,
    pub(in crate::goals::pages) sample: bool,
}

/// Every line, whole ones in their order, shares under theirs. `rules` is the stack as the rules read it.
pub(in crate::goals::pages) fn rows(
    goal: &goals::Model,
    stack: &[stack_lines::Model],
    rules: &[StackLine],
    names: &Names,
) -> Vec<LineView> {
    order(rules)
        .into_iter()
        .filter_map(|at| {
            let (line, rule) = (stack.get(at)?, rules.get(at)?);
            Some(view(goal, line, (rules, at, rule), names))
        })
        .collect()
}

/// Positions in the order of the table.
fn order(rules: &[StackLine]) -> Vec<usize> {
    let mut found = Vec::with_capacity(rules.len());
    for (at, line) in rules.iter().enumerate() {
        if line.part_of.is_some() {
            continue;
        }
        found.push(at);
        let shares = rules.iter().enumerate();
        let shares = shares.filter(|(_, share)| share.part_of == Some(at));
        found.extend(shares.map(|(share, _)| share));
    }
    found
}

fn view(
    goal: &goals::Model,
    line: &stack_lines::Model,
    (rules, at, rule): (&[StackLine], usize, &StackLine),
    names: &Names,
) -> LineView {
    let pocket = line.funding_source_id.and_then(|id| names.pockets.get(&id));
    let borrower = line.absorber_id.and_then(|id| names.absorbers.get(&id));
    let left = remainder(rules, at);
    LineView {
        product: line.product.label(),
        meaning: explained(line.product),
        layer: line.layer.label(),
        purpose: line.purpose.clone(),
        amount: line.amount_usd.full(),
        left: if left == line.amount_usd {
            String::new()
        } else {
            left.full()
        },
        is_share: line.part_of.is_some(),
        withdrawn: line.status == crate::values::StackLineStatus::Withdrawn,
        pill: words::line_pill(line.status),
        counted: words::counted(rule.standing()),
        funder: pocket.map(|pocket| Party {
            label: pocket.label.clone(),
            href: format!("/funders/{}#pocket-{}", pocket.organization_id, pocket.id),
            sample: pocket.illustrative,
        }),
        borrower: borrower.map(|borrower| Party {
            label: borrower.name.clone(),
            href: format!("/absorbers/{}", borrower.id),
            sample: borrower.illustrative,
        }),
        terms: terms_of(line),
        conditions: line.conditions.clone(),
        restrictions: line.restrictions.clone(),
        not_match_for: line.not_match_for.clone(),
        reimbursed: line.reimbursed,
        next_date: line.expected_on.map(day).unwrap_or_default(),
        source: words::source(&line.source).to_owned(),
        as_of: day(line.as_of),
        edit_href: format!("/goals/{}/lines/{}/edit", goal.id, line.id),
    }
}
