//! Places by issues: the number of funding sources in each cell, and the goals there.

use std::ops::Range;

use anyhow::Context;
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{Seen, count, file};
use crate::{
    issues,
    matching::coverage::{Heat, heat},
    web::{
        self, Desk, Paging, Query, Result, Shell,
        views::{PagerView, Tab},
    },
};

/// Rows on a page.
const PLACES: u64 = 25;
/// How many rows a file holds at most.
const MOST_IN_FILE: usize = 2_000;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
}

#[derive(Template)]
#[template(path = "matching/coverage/places.html")]
struct PlacesPage {
    shell: Shell,
    says: String,
    working: String,
    tabs: Vec<Tab>,
    issues: Vec<String>,
    rows: Vec<Row>,
    pager: PagerView,
}

struct Row {
    name: String,
    cells: Vec<Cell>,
}

struct Cell {
    issue: String,
    /// From h0, nobody, to h4.
    heat: &'static str,
    sources: String,
    /// "1 goal", "2 goals, 1 without a funder"; empty where there is none.
    goals: String,
    /// A goal here has no funder.
    lacks: bool,
}

async fn table(
    desk: &Desk,
    seen: &Seen,
    page: impl FnOnce(usize) -> Range<usize> + Send + 'static,
) -> Result<(Heat, usize, Vec<String>)> {
    let coverage = std::sync::Arc::clone(&seen.coverage);
    let work = tokio::task::spawn_blocking(move || heat(&coverage, page));
    let (heat, total) = work.await.context("counting stopped")?;
    let taxonomy = issues::issues(desk.db()).await?;
    let labels = heat
        .issues
        .iter()
        .map(|code| taxonomy.label(code))
        .collect();
    Ok((heat, total, labels))
}

pub(super) async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Response> {
    let seen = match Seen::load(&desk).await? {
        Ok(seen) => seen,
        Err(page) => return Ok(page),
    };
    let paging = Paging::read(&asked.page, PLACES);
    let from = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(PLACES).unwrap_or(usize::MAX);
    let page = move |total: usize| from.min(total)..from.saturating_add(size).min(total);
    let (heat, total, issues) = table(&desk, &seen, page).await?;
    let rows = heat.rows.into_iter().map(|row| Row {
        name: row.name,
        cells: row.cells.iter().zip(&issues).map(cell).collect(),
    });
    let rows = rows.collect();
    let total = u64::try_from(total).unwrap_or(u64::MAX);
    let page = web::page(&PlacesPage {
        shell: desk.shell("goals", "Coverage of places and issues"),
        says: seen.says(),
        working: seen.working.clone(),
        tabs: seen.tabs("/coverage/places"),
        rows,
        issues,
        pager: paging.pager(total, "/coverage/places", "places"),
    })?;
    Ok(seen.answer(page))
}

fn cell((numbers, issue): (&[u32; 3], &String)) -> Cell {
    let [sources, goals, without] = *numbers;
    let said = |number: u32| count(usize::try_from(number).unwrap_or(usize::MAX));
    let goals_said = match (goals, without) {
        (0, _) => String::new(),
        (1, 0) => "1 goal".to_owned(),
        (1, _) => "1 goal, no funder".to_owned(),
        (_, 0) => format!("{} goals", said(goals)),
        _ => format!("{} goals, {} without", said(goals), said(without)),
    };
    Cell {
        issue: issue.clone(),
        heat: match sources {
            0 => "h0",
            1..=2 => "h1",
            3..=9 => "h2",
            10..=99 => "h3",
            _ => "h4",
        },
        sources: said(sources),
        goals: goals_said,
        lacks: without > 0,
    }
}

pub(super) async fn export(desk: Desk) -> Result<Response> {
    let seen = match Seen::load(&desk).await? {
        Ok(seen) => seen,
        Err(page) => return Ok(page),
    };
    let page = |total: usize| 0..total.min(MOST_IN_FILE);
    let (heat, total, issues) = table(&desk, &seen, page).await?;
    let columns = |issue: &String| {
        ["funding sources", "goals", "goals without a funder"]
            .map(|what| format!("{issue}: {what}"))
    };
    let place = std::iter::once("Place".to_owned());
    let names = place.chain(issues.iter().flat_map(columns));
    let mut rows = vec![names.collect()];
    rows.extend(heat.rows.into_iter().map(|row| {
        let cells = row.cells.iter().flatten().map(u32::to_string);
        std::iter::once(row.name).chain(cells).collect()
    }));
    if total > MOST_IN_FILE {
        let rest = total - MOST_IN_FILE;
        rows.push(vec![format!(
            "And {rest} more places that this file leaves out"
        )]);
    }
    Ok(file(rows, "funders-by-place-and-issue.csv"))
}
