//! The goals by who could help them: nobody, few, or enough; and what stands in the way of most.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{PAGE, Seen, count, file, yes_no};
use crate::{
    matching::coverage::{GoalCover, blocks_most},
    web::{
        self, Desk, Paging, Query, Result, Shell,
        views::{Choice, PagerView, Tab},
    },
};

/// So few sources that one refusal leaves a goal with next to nothing.
const FEW: u32 = 3;

/// Which goals are listed, by the word in the address.
const SHOWN: [(&str, &str); 4] = [
    ("", "No funder"),
    ("few", "Few funders"),
    ("covered", "Covered"),
    ("all", "All"),
];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    show: String,
    page: String,
}

#[derive(Template)]
#[template(path = "matching/coverage/goals.html")]
struct GoalsPage {
    shell: Shell,
    says: String,
    working: String,
    tabs: Vec<Tab>,
    chips: Vec<(Choice, usize)>,
    rows: Vec<Row>,
    pager: PagerView,
    /// Nothing is listed because every goal has somebody.
    all_covered: bool,
}

struct Row {
    title: String,
    href: String,
    place: String,
    issue: String,
    sample: bool,
    open: String,
    /// Sources that pass so far: place and market, issue, conditions, money.
    passed: [String; 4],
    /// The gate that stops most; empty where some pass.
    stopped_by: &'static str,
    advice: &'static str,
}

fn is_listed(cover: &GoalCover, show: &str) -> bool {
    match show {
        "all" => true,
        "few" => (1..=FEW).contains(&cover.funnel.capital),
        "covered" => cover.funnel.capital > FEW,
        _ => cover.lacks(),
    }
}

pub(super) async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Response> {
    let seen = match Seen::load(&desk).await? {
        Ok(seen) => seen,
        Err(page) => return Ok(page),
    };
    let show = SHOWN.iter().find(|(value, _)| *value == asked.show);
    let show = show.map_or("", |(value, _)| *value);
    let goals = || seen.coverage.goals.iter();
    let chips = SHOWN.map(|(value, label)| {
        let listed = goals().filter(|cover| is_listed(cover, value));
        (Choice::new(value, label, value == show), listed.count())
    });
    let mut listed: Vec<&GoalCover> = goals().filter(|cover| is_listed(cover, show)).collect();
    listed.sort_by(|a, b| {
        let few = a.funnel.capital.cmp(&b.funnel.capital);
        few.then_with(|| b.goal.open.cmp(&a.goal.open))
            .then_with(|| a.goal.id.cmp(&b.goal.id))
    });
    let paging = Paging::read(&asked.page, PAGE);
    let total = u64::try_from(listed.len()).unwrap_or(u64::MAX);
    let path = web::address("/coverage", &[("show", show)]);
    let skip = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let rows: Vec<Row> = listed.into_iter().skip(skip).take(size).map(row).collect();
    let page = web::page(&GoalsPage {
        shell: desk.shell("goals", "Coverage of goals"),
        says: seen.says(),
        tabs: seen.tabs("/coverage"),
        working: seen.working.clone(),
        chips: chips.into(),
        all_covered: rows.is_empty() && show.is_empty() && !seen.coverage.goals.is_empty(),
        rows,
        pager: paging.pager(total, &path, "goals"),
    })?;
    Ok(seen.answer(page))
}

fn row(cover: &GoalCover) -> Row {
    let (goal, funnel) = (&cover.goal, cover.funnel);
    let stopped_by = blocks_most(funnel).filter(|_| cover.lacks());
    let passed = [funnel.market, funnel.issue, funnel.terms, funnel.capital];
    Row {
        title: goal.title.clone(),
        href: format!("/goals/{}/matches", goal.id),
        place: places(cover),
        issue: goal.issue.label.clone(),
        sample: goal.illustrative,
        open: goal.open.short(),
        passed: passed.map(|number| count(usize::try_from(number).unwrap_or(usize::MAX))),
        stopped_by: stopped_by.map_or("", |gate| gate.label()),
        advice: stopped_by.map_or("", |gate| gate.advice()),
    }
}

fn places(cover: &GoalCover) -> String {
    let names: Vec<&str> = cover.goal.places.iter().map(|(_, name)| &**name).collect();
    names.join("; ")
}

const HEAD: [&str; 13] = [
    "Goal",
    "Partnership",
    "Places",
    "Primary issue",
    "Open (US$)",
    "Serve the place",
    "Not held to elsewhere",
    "Fund the issue",
    "Conditions met",
    "Could fill a line",
    "Stopped by most",
    "Sample",
    "As of",
];

pub(super) async fn export(desk: Desk) -> Result<Response> {
    let seen = match Seen::load(&desk).await? {
        Ok(seen) => seen,
        Err(page) => return Ok(page),
    };
    let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
    rows.extend(seen.coverage.goals.iter().map(|cover| {
        let (goal, funnel) = (&cover.goal, cover.funnel);
        let gate = blocks_most(funnel).filter(|_| cover.lacks());
        vec![
            goal.title.clone(),
            goal.partnership.clone(),
            places(cover),
            goal.issue.label.clone(),
            goal.open.dollars().to_string(),
            funnel.place.to_string(),
            funnel.market.to_string(),
            funnel.issue.to_string(),
            funnel.terms.to_string(),
            funnel.capital.to_string(),
            gate.map_or("", |gate| gate.label()).to_owned(),
            yes_no(goal.illustrative),
            seen.day.to_string(),
        ]
    }));
    Ok(file(rows, "coverage-of-goals.csv"))
}
