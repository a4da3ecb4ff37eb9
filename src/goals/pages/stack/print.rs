//! The capital stack table on one letter page.

use askama::Template;
use axum::response::Response;

use super::{LineView, rows};
use crate::{
    goals::{
        pages::{
            AtGoal,
            overview::{Figure, figures},
        },
        pictures::stack_view,
        rules::stack::totals,
        store,
    },
    places::rules::full_name,
    web::{self, Shell, TableDesk, charts::StackView},
};

#[derive(Template)]
#[template(path = "goals/stack_print.html")]
struct PrintPage {
    shell: Shell,
    /// How small the type must be: `few`, `some` or `many` lines.
    size: &'static str,
    title: String,
    result: String,
    places: String,
    partnership: String,
    illustrative: bool,
    printed: String,
    back: String,
    stack: StackView,
    figures: Vec<Figure>,
    total: String,
    lines: Vec<LineView>,
}

pub(in crate::goals::pages) async fn print(
    TableDesk(desk): TableDesk,
    AtGoal(goal): AtGoal,
) -> web::Result<Response> {
    let db = desk.db();
    let stack = store::stack_of(db, goal.id).await?;
    let names = store::names_of(db, &stack).await?;
    let rules = store::rule_lines(&stack);
    let sums = totals(&rules);
    let places = store::places_of(db, goal.id).await?;
    let places: Vec<String> = places
        .iter()
        .map(|place| full_name(&place.name, place.kind, place.state.as_deref()))
        .collect();
    let lines = rows(&goal, &stack, &rules, &names);
    web::page(&PrintPage {
        shell: desk.shell("goals", format!("Capital stack: {}", goal.title)),
        size: match lines.len() {
            0..=14 => "few",
            15..=28 => "some",
            _ => "many",
        },
        places: places.join("; "),
        printed: desk.local_date().strftime("%-d %b %Y").to_string(),
        back: format!("/goals/{}/stack", goal.id),
        stack: stack_view("stack", &sums, stack.iter().map(|line| line.as_of).max()),
        figures: figures(&sums),
        total: sums.total.full(),
        lines,
        title: goal.title,
        result: goal.result_statement,
        partnership: crate::partnerships::name_of(db, goal.partnership_id).await?,
        illustrative: goal.illustrative,
    })
}
