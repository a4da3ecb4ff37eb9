//! The funding sources that no goal can use, those that many goals want, and the funders that have been asked enough.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{PAGE, Seen, file, yes_no};
use crate::{
    convenings::{self, rules::MOST_ASKS},
    funders::{self, PocketRow},
    ids::{FundingSourceId, OrganizationId},
    matching::pages::words,
    web::{
        self, Desk, Paging, Query, Result, Shell,
        views::{PagerView, Tab},
    },
};

/// How many of the most wanted are shown.
const MOST_WANTED: usize = 20;
/// How many of the most asked are shown.
const MOST_SATURATED: usize = 50;
/// How many rows a file holds at most.
const MOST_IN_FILE: usize = 20_000;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
}

#[derive(Template)]
#[template(path = "matching/coverage/funders.html")]
struct FundersPage {
    shell: Shell,
    says: String,
    working: String,
    tabs: Vec<Tab>,
    wanted: Vec<Row>,
    /// Asked as often this quarter as the limit allows, or more.
    saturated: Vec<Saturated>,
    /// Why those are left alone: "A funder is asked at most 4 times a quarter, all cities together."
    limit: String,
    unused: Vec<Row>,
    pager: PagerView,
}

struct Saturated {
    name: String,
    href: String,
    sample: bool,
    asked: u32,
}

struct Row {
    name: String,
    href: String,
    kind: String,
    sample: bool,
    /// How many goals have it among their best.
    goals: u32,
    /// "Grants, Loans".
    offers: String,
    /// "Ohio; Kentucky".
    areas: String,
}

pub(super) async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Response> {
    let seen = match Seen::load(&desk).await? {
        Ok(seen) => seen,
        Err(page) => return Ok(page),
    };
    let coverage = &seen.coverage;
    let paging = Paging::read(&asked.page, PAGE);
    let skip = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let unused: Vec<FundingSourceId> = coverage
        .unused
        .iter()
        .skip(skip)
        .take(size)
        .copied()
        .collect();
    let wanted = &coverage.wanted[..coverage.wanted.len().min(MOST_WANTED)];
    let goals: HashMap<FundingSourceId, u32> = wanted.iter().copied().collect();
    let ids: Vec<FundingSourceId> = unused
        .iter()
        .copied()
        .chain(goals.keys().copied())
        .collect();
    let rows = funders::pocket_rows(desk.db(), &ids).await?;
    let rows: HashMap<FundingSourceId, PocketRow> =
        rows.into_iter().map(|row| (row.id, row)).collect();
    let named = |id: &FundingSourceId| {
        let pocket = rows.get(id)?;
        Some(row(pocket, goals.get(id).copied().unwrap_or(0)))
    };
    let total = u64::try_from(coverage.unused.len()).unwrap_or(u64::MAX);
    let page = web::page(&FundersPage {
        shell: desk.shell("funders", "Coverage of funders"),
        says: seen.says(),
        working: seen.working.clone(),
        tabs: seen.tabs("/coverage/funders"),
        wanted: wanted.iter().filter_map(|(id, _)| named(id)).collect(),
        saturated: saturated(&desk).await?,
        limit: format!(
            "A funder should be asked at most {MOST_ASKS} times a quarter, all cities together. Nothing stops a fifth ask; the score loses points for each."
        ),
        unused: unused.iter().filter_map(named).collect(),
        pager: paging.pager(total, "/coverage/funders", "funding sources"),
    })?;
    Ok(seen.answer(page))
}

/// The funders at the limit of asks or over it, the most asked first.
async fn saturated(desk: &Desk) -> Result<Vec<Saturated>> {
    let asked = convenings::asked_this_quarter(desk.db(), desk.local_date(), None).await?;
    let mut most: Vec<(OrganizationId, u32)> = asked
        .into_iter()
        .filter(|(_, asked)| *asked >= MOST_ASKS)
        .collect();
    most.sort_unstable_by(|(a, one), (b, other)| other.cmp(one).then(a.cmp(b)));
    most.truncate(MOST_SATURATED);
    let named = convenings::organizations(desk.db(), most.iter().map(|(id, _)| *id)).await?;
    let row = |(id, asked): (OrganizationId, u32)| {
        let funder = named.get(&id)?;
        Some(Saturated {
            name: funder.name.clone(),
            href: format!("/funders/{id}/matches"),
            sample: funder.illustrative,
            asked,
        })
    };
    Ok(most.into_iter().filter_map(row).collect())
}

fn row(pocket: &PocketRow, goals: u32) -> Row {
    Row {
        name: pocket.name.clone(),
        href: format!("/funders/{}/matches", pocket.organization_id),
        kind: words::kind_and_home(pocket),
        sample: pocket.illustrative,
        goals,
        offers: offers(pocket),
        areas: areas(pocket),
    }
}

fn offers(pocket: &PocketRow) -> String {
    let mut offers: Vec<&str> = pocket
        .products
        .iter()
        .map(|offer| offer.product.label())
        .collect();
    offers.dedup();
    offers.join(", ")
}

fn areas(pocket: &PocketRow) -> String {
    const MOST: usize = 4;
    let mut names: Vec<&str> = pocket.areas.iter().map(|area| &*area.name).collect();
    // One that is both stated and an assessment area is named once.
    names.sort_unstable();
    names.dedup();
    match names.len().saturating_sub(MOST) {
        0 => names.join("; "),
        more => format!("{} and {more} more", names[..MOST].join("; ")),
    }
}

const HEAD: [&str; 11] = [
    "List",
    "How often",
    "Funding source",
    "Organization",
    "Type",
    "Home",
    "Offers",
    "Serves",
    "Source",
    "As of",
    "Sample",
];

pub(super) async fn export(desk: Desk) -> Result<Response> {
    let seen = match Seen::load(&desk).await? {
        Ok(seen) => seen,
        Err(page) => return Ok(page),
    };
    let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
    for each in saturated(&desk).await? {
        let mut line = vec!["Asked to the limit".to_owned(), each.asked.to_string()];
        line.extend([String::new(), each.name]);
        line.resize(HEAD.len() - 1, String::new());
        line.push(yes_no(each.sample));
        rows.push(line);
    }
    let wanted = &seen.coverage.wanted[..seen.coverage.wanted.len().min(MOST_IN_FILE)];
    let goals: HashMap<FundingSourceId, u32> = wanted.iter().copied().collect();
    let wanted: Vec<FundingSourceId> = wanted.iter().map(|(id, _)| *id).collect();
    for some in wanted.chunks(1_000) {
        for pocket in funders::pocket_rows(desk.db(), some).await? {
            let many = goals.get(&pocket.id).copied().unwrap_or_default();
            rows.push(line("Wanted by many goals", many, &pocket));
        }
    }
    let unused = &seen.coverage.unused;
    for some in unused[..unused.len().min(MOST_IN_FILE)].chunks(1_000) {
        for pocket in funders::pocket_rows(desk.db(), some).await? {
            rows.push(line("No goal can use", 0, &pocket));
        }
    }
    if unused.len() > MOST_IN_FILE {
        let rest = unused.len() - MOST_IN_FILE;
        rows.push(vec![format!("And {rest} more that this file leaves out")]);
    }
    Ok(file(rows, "coverage-of-funders.csv"))
}

/// A line of the file.
fn line(list: &str, often: u32, pocket: &PocketRow) -> Vec<String> {
    vec![
        list.to_owned(),
        often.to_string(),
        pocket.name.clone(),
        pocket.organization.clone(),
        pocket.kind.label().to_owned(),
        pocket.home.clone().unwrap_or_default(),
        offers(pocket),
        areas(pocket),
        pocket.source.clone(),
        pocket.as_of.clone(),
        yes_no(pocket.illustrative),
    ]
}
