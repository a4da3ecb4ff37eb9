//! `GET /funders/{id}/goals`: the goals inside and outside the places a funder serves. A bank reads its assessment areas
//! here, a CDFI its target markets. It is a page of this room because funders know nothing of goals.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use crate::{
    funders,
    goals::{
        pictures::day,
        store::{self, ReachedGoal, Served},
    },
    ids::OrganizationId,
    web::{
        self, AppError, Desk, Paging, Query, Shell,
        views::{Link, PagerView, Tab},
    },
};

const PER_PAGE: u64 = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ReachQuery {
    /// `outside` for the others.
    show: String,
    page: String,
}

#[derive(Template)]
#[template(path = "goals/reach.html")]
struct ReachPage {
    shell: Shell,
    crumbs: Vec<Link>,
    name: String,
    sample: bool,
    /// What the areas are: assessment areas, target markets or places it funds.
    basis: &'static str,
    areas: String,
    source: String,
    as_of: String,
    tabs: Vec<Tab>,
    heading: &'static str,
    rows: Vec<Row>,
    pager: PagerView,
    funder_href: String,
}

struct Row {
    href: String,
    title: String,
    home: String,
    county: String,
    metro: String,
    sample: bool,
}

pub(super) async fn show(
    desk: Desk,
    Path(id): Path<String>,
    Query(query): Query<ReachQuery>,
) -> web::Result<Response> {
    let db = desk.db();
    let id: OrganizationId = AppError::found(id.parse().ok())?;
    let funder = AppError::found(funders::by_id(db, id).await?)?;
    let reach = funders::reach_of(db, id).await?;
    let served = Served::of(reach.areas.iter().map(|(area, _)| area));
    let inside = query.show != "outside";
    let paging = Paging::read(&query.page, PER_PAGE);
    let here = Paging { page: 1, size: 1 };
    let (found, total) = store::goals_reached(db, &served, inside, paging).await?;
    let (_, others) = store::goals_reached(db, &served, !inside, here).await?;
    let path = format!("/funders/{id}/goals");
    let funder_href = format!("/funders/{id}");
    let tab = |label, href: String, inner: bool| Tab {
        label,
        href,
        count: Some(if inner == inside { total } else { others }),
        current: inner == inside,
    };
    let kept = if inside {
        path.clone()
    } else {
        format!("{path}?show=outside")
    };
    let named: Vec<&str> = reach.areas.iter().map(|(_, name)| name.as_str()).collect();
    web::page(&ReachPage {
        shell: desk.shell("funders", format!("Goals and areas: {}", funder.name)),
        crumbs: vec![
            Link::new("Funders", "/funders"),
            Link::new(&funder.name, &funder_href),
        ],
        sample: funder.illustrative,
        basis: reach.basis,
        areas: named.join("; "),
        source: reach.source,
        as_of: reach.as_of.map(day).unwrap_or_default(),
        tabs: vec![
            Tab {
                label: "Could help",
                href: format!("{funder_href}/matches"),
                count: None,
                current: false,
            },
            tab("Inside its areas", path.clone(), true),
            tab("Outside", format!("{path}?show=outside"), false),
        ],
        heading: if inside {
            "Goals inside"
        } else {
            "Goals outside"
        },
        rows: found.into_iter().map(row).collect(),
        pager: paging.pager(total, &kept, "goals"),
        funder_href,
        name: funder.name,
    })
}

fn row(goal: ReachedGoal) -> Row {
    Row {
        href: format!("/goals/{}", goal.id),
        title: goal.title,
        home: goal.home,
        county: goal.county,
        metro: goal.metro,
        sample: goal.illustrative,
    }
}
