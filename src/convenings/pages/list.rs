//! The list of convenings: coming or past, found by city and by name.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::words::{Pill, status_pill};
use crate::{
    convenings::store::{self, Line, Wanted},
    search,
    web::{
        self, Desk, Paging, Query, Result, Shell,
        views::{Choice, PagerView, Tab},
    },
};

const SIZE: u64 = 25;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    when: String,
    city: String,
    q: String,
    page: String,
}

#[derive(Template)]
#[template(path = "convenings/list.html", blocks = ["results"])]
struct ListPage {
    shell: Shell,
    tabs: Vec<Tab>,
    past: bool,
    q: String,
    cities: Vec<Choice>,
    filtered: bool,
    can_edit: bool,
    count: String,
    rows: Vec<Row>,
    pager: PagerView,
}

struct Row {
    href: String,
    title: String,
    sample: bool,
    when: String,
    /// `(UTC-7)`, kept on one line.
    offset: String,
    place: String,
    goals: Vec<String>,
    seats: String,
    status: Pill,
}

/// GET /convenings
pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> Result<Response> {
    let past = asked.when == "past";
    let found = search::matching_ids(desk.db(), "convening", &asked.q).await?;
    let wanted = Wanted {
        now: desk.app.now(),
        past,
        city: asked.city.parse().ok(),
        ids: found.map(|ids| ids.iter().filter_map(|id| id.parse().ok()).collect()),
    };
    let paging = Paging::read(&asked.page, SIZE);
    let (lines, total) = store::page(desk.db(), &wanted, paging).await?;
    let (coming, gone) = store::counts(desk.db(), &wanted).await?;
    let tab = |label, when: &str, count, current| Tab {
        label,
        href: address(&asked, when),
        count: Some(count),
        current,
    };
    let page = ListPage {
        tabs: vec![
            tab("Coming", "", coming, !past),
            tab("Past", "past", gone, past),
        ],
        past,
        cities: cities(&desk, &asked).await?,
        filtered: !asked.q.trim().is_empty() || wanted.city.is_some(),
        can_edit: desk.may_edit(),
        count: if total == 1 {
            "1 convening".to_owned()
        } else {
            format!("{total} convenings")
        },
        rows: lines.into_iter().map(row).collect(),
        pager: paging.pager(total, &address(&asked, &asked.when), "convenings"),
        q: asked.q,
        shell: desk.shell("convenings", "Convenings"),
    };
    if desk.wants("results") {
        return web::page(&page.as_results());
    }
    web::page(&page)
}

async fn cities(desk: &Desk, asked: &Asked) -> Result<Vec<Choice>> {
    let named = store::cities(desk.db()).await?;
    let choice = |(id, name): (crate::values::PlaceId, String)| {
        Choice::new(id.as_str(), name, asked.city == id.as_str())
    };
    Ok(named.into_iter().map(choice).collect())
}

/// The list's address without its page.
fn address(asked: &Asked, when: &str) -> String {
    let fields = [
        ("when", when),
        ("city", asked.city.as_str()),
        ("q", asked.q.trim()),
    ];
    let query = Serializer::new(String::new())
        .extend_pairs(fields.into_iter().filter(|(_, value)| !value.is_empty()))
        .finish();
    if query.is_empty() {
        "/convenings".to_owned()
    } else {
        format!("/convenings?{query}")
    }
}

fn row(line: Line) -> Row {
    let plan = &line.convening.plan;
    let words = plan.when.words();
    let (when, offset) = words.split_at(words.rfind(" (").unwrap_or(words.len()));
    let place = [
        line.city.unwrap_or_default(),
        plan.format.label().to_owned(),
    ];
    Row {
        href: super::path_of(line.convening.row.id),
        title: plan.title.clone(),
        sample: line.convening.row.illustrative,
        when: when.to_owned(),
        offset: offset.to_owned(),
        place: place
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        goals: line.goals.into_iter().map(|(_, title)| title).collect(),
        seats: line.seats.to_string(),
        status: status_pill(plan.status),
    }
}
