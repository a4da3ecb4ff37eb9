//! `GET /search`: everything that matches, by kind. Without JavaScript it is a page of its own; the
//! palette asks for the part `palette-results`.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use crate::{
    entities::search_entries,
    search,
    web::{self, Desk, Paging, Query, Shell, address, views::PagerView},
};

/// Results of one kind, when only that kind is asked for.
const SIZE: u64 = 20;
/// Results of each kind on the first page.
const FIRST: u64 = 10;
/// Results of each kind in the palette.
const IN_PALETTE: u64 = 4;

/// What can be found, in the order in which people look for it: code, heading, one of them.
const KINDS: [(&str, &str, &str); 6] = [
    ("goal", "Goals", "Goal"),
    ("partnership", "Partnerships", "Partnership"),
    ("funder", "Funders", "Funder"),
    ("city", "Cities", "City"),
    ("convening", "Convenings", "Convening"),
    ("person", "People", "Person"),
];

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    q: String,
    /// One kind only.
    kind: String,
    page: String,
}

/// The part that the command palette shows.
#[derive(Template)]
#[template(path = "finding/palette.html")]
struct PaletteResults {
    count: String,
    groups: Vec<Group>,
}

struct Group {
    heading: &'static str,
    one: &'static str,
    icon: &'static str,
    total: u64,
    /// Where all of this kind are; empty when all are here.
    all_href: String,
    found: Vec<Found>,
}

struct Found {
    title: String,
    subtitle: String,
    href: String,
    sample: bool,
}

#[derive(Template)]
#[template(path = "finding/search.html", blocks = ["results"])]
struct SearchPage {
    shell: Shell,
    q: String,
    count: String,
    groups: Vec<Group>,
    /// Only where one kind is asked for.
    pager: Option<PagerView>,
    everything_href: String,
}

pub(super) async fn show(desk: Desk, Query(wanted): Query<Wanted>) -> web::Result<Response> {
    let q: String = wanted.q.trim().chars().take(200).collect();
    let only = KINDS.iter().find(|(code, _, _)| *code == wanted.kind);
    if desk.wants("palette-results") {
        let groups = all_kinds(&desk, &q, IN_PALETTE).await?;
        let count = counted(&groups, &q);
        return web::page(&PaletteResults { count, groups });
    }
    let (groups, pager) = match only {
        Some(kind) => one_kind(&desk, kind, &q, &wanted.page).await?,
        None => (all_kinds(&desk, &q, FIRST).await?, None),
    };
    let page = SearchPage {
        shell: desk.shell("", "Search"),
        count: counted(&groups, &q),
        everything_href: address("/search", &[("q", &q)]),
        groups,
        pager,
        q,
    };
    if desk.wants("results") {
        return web::page(&page.as_results());
    }
    web::page(&page)
}

async fn all_kinds(desk: &Desk, q: &str, limit: u64) -> web::Result<Vec<Group>> {
    let mut groups = Vec::new();
    for kind in &KINDS {
        let (found, total) = search::find_kind(desk.db(), kind.0, q, 0, limit).await?;
        if total > 0 {
            groups.push(group(kind, q, found, total));
        }
    }
    Ok(groups)
}

async fn one_kind(
    desk: &Desk,
    kind: &(&'static str, &'static str, &'static str),
    q: &str,
    page: &str,
) -> web::Result<(Vec<Group>, Option<PagerView>)> {
    let paging = Paging::read(page, SIZE);
    let (found, total) = search::find_kind(desk.db(), kind.0, q, paging.offset(), SIZE).await?;
    let path = address("/search", &[("q", q), ("kind", kind.0)]);
    let pager = paging.pager(total, &path, "results");
    if total == 0 {
        return Ok((Vec::new(), None));
    }
    let group = Group {
        all_href: String::new(),
        ..group(kind, q, found, total)
    };
    Ok((vec![group], Some(pager)))
}

fn group(
    kind: &(&'static str, &'static str, &'static str),
    q: &str,
    found: Vec<search_entries::Model>,
    total: u64,
) -> Group {
    let (code, heading, one) = *kind;
    let more = total > found.len() as u64;
    Group {
        heading,
        one,
        icon: code,
        total,
        all_href: if more {
            address("/search", &[("q", q), ("kind", code)])
        } else {
            String::new()
        },
        found: found.into_iter().map(line).collect(),
    }
}

fn line(entry: search_entries::Model) -> Found {
    Found {
        title: entry.title,
        subtitle: entry.subtitle,
        href: entry.url,
        sample: entry.illustrative,
    }
}

/// What is read out when the results change.
fn counted(groups: &[Group], q: &str) -> String {
    let total: u64 = groups.iter().map(|group| group.total).sum();
    match total {
        _ if q.is_empty() => String::new(),
        0 => format!("Nothing found for “{q}”"),
        1 => format!("1 result for “{q}”"),
        total => format!("{total} results for “{q}”"),
    }
}
