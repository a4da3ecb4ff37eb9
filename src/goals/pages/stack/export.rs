//! The capital stack as a table for a spreadsheet.

use axum::response::Response;

use crate::{
    goals::{pages::AtGoal, rules::stack::remainder, store},
    web::{self, TableDesk, sheet},
};

const HEAD: [&str; 20] = [
    "Goal",
    "Layer",
    "Money",
    "Amount (US$)",
    "Left to share (US$)",
    "Share of another line",
    "How sure",
    "In the total",
    "Use",
    "From",
    "Borrower",
    "Rate",
    "Term",
    "Position",
    "Conditions",
    "Restrictions",
    "Not a match for",
    "Next date",
    "Source",
    "As of",
];

pub(in crate::goals::pages) async fn export(
    TableDesk(desk): TableDesk,
    AtGoal(goal): AtGoal,
) -> web::Result<Response> {
    let stack = store::stack_of(desk.db(), goal.id).await?;
    let names = store::names_of(desk.db(), &stack).await?;
    let rules = store::rule_lines(&stack);
    let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
    for (at, (line, rule)) in stack.iter().zip(&rules).enumerate() {
        rows.push(vec![
            goal.title.clone(),
            line.layer.label().to_owned(),
            line.product.label().to_owned(),
            line.amount_usd.dollars().to_string(),
            remainder(&rules, at).dollars().to_string(),
            if line.part_of.is_some() { "yes" } else { "no" }.to_owned(),
            line.status.label().to_owned(),
            crate::goals::pages::words::counted(rule.standing()).to_owned(),
            line.purpose.clone(),
            names.pocket(line.funding_source_id).to_owned(),
            names.absorber(line.absorber_id).to_owned(),
            line.rate.clone(),
            line.term.clone(),
            line.claim.clone(),
            line.conditions.clone(),
            line.restrictions.clone(),
            line.not_match_for.clone(),
            line.expected_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
            crate::goals::pages::words::source(&line.source).to_owned(),
            line.as_of.to_string(),
        ]);
    }
    let name = format!("capital-stack-{}.csv", goal.slug);
    Ok(web::download(sheet(rows), "text/csv; charset=utf-8", &name))
}
