//! Who could carry the money, and where.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::words;
use crate::{
    absorbers::store::{self, AbsorberFilter, AbsorberRow},
    issues::{self, Issues},
    places,
    values::Readiness,
    web::{
        self, Desk, Paging, Query, Shell, address,
        views::{Choice, Link, PagerView},
    },
};

const PER_PAGE: u64 = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ListQuery {
    county: String,
    issue: String,
    readiness: String,
    page: String,
}

#[derive(Template)]
#[template(path = "absorbers/list.html", blocks = ["results"])]
struct ListPage {
    shell: Shell,
    crumbs: Vec<Link>,
    counties: Vec<Choice>,
    issues: Vec<Choice>,
    readiness: Vec<Choice>,
    rows: Vec<Row>,
    found: String,
    filtered: bool,
    may_edit: bool,
    pager: PagerView,
}

struct Row {
    href: String,
    name: String,
    kind: &'static str,
    counties: String,
    issues: String,
    assets: String,
    as_of: String,
    pill: (&'static str, &'static str, &'static str),
    sample: bool,
}

pub(super) async fn list(desk: Desk, Query(query): Query<ListQuery>) -> web::Result<Response> {
    let paging = Paging::read(&query.page, PER_PAGE);
    let filter = AbsorberFilter {
        county: query.county.parse().ok(),
        issue: query.issue.clone(),
        readiness: query.readiness.parse().ok(),
    };
    let db = desk.db();
    let (found, total) = store::page(db, &filter, paging).await?;
    let known = store::counties_known(db).await?;
    let taxonomy = issues::issues(db).await?;
    let ids = found.iter().flat_map(|row| row.counties.iter().cloned());
    let names = places::names(db, ids).await?;
    let path = address(
        "/absorbers",
        &[
            ("county", &query.county),
            ("issue", &query.issue),
            ("readiness", &query.readiness),
        ],
    );
    let row = |absorber| row(absorber, &taxonomy, &names);
    let page = ListPage {
        shell: desk.shell("funders", "Absorbers"),
        crumbs: vec![Link::new("Funders", "/funders")],
        counties: known
            .into_iter()
            .map(|(id, name)| Choice::new(id.as_str(), name, id.as_str() == query.county))
            .collect(),
        issues: taxonomy
            .0
            .iter()
            .filter(|issue| issue.parent.is_none())
            .map(|issue| Choice::new(&issue.code, &issue.label, issue.code == query.issue))
            .collect(),
        readiness: Readiness::ALL
            .iter()
            .map(|each| {
                Choice::new(
                    each.as_str(),
                    each.label(),
                    each.as_str() == query.readiness,
                )
            })
            .collect(),
        rows: found.into_iter().map(row).collect(),
        found: if total == 1 {
            "1 absorber".to_owned()
        } else {
            format!("{total} absorbers")
        },
        filtered: path != "/absorbers",
        may_edit: desk.may_edit(),
        pager: paging.pager(total, &path, "absorbers"),
    };
    if desk.wants("results") {
        return web::page(&page.as_results());
    }
    web::page(&page)
}

fn row(
    absorber: AbsorberRow,
    taxonomy: &Issues,
    names: &std::collections::BTreeMap<crate::values::PlaceId, String>,
) -> Row {
    let counties = absorber.counties.iter().filter_map(|id| names.get(id));
    let issues = absorber.issues.iter().map(|code| taxonomy.label(code));
    Row {
        href: format!("/absorbers/{}", absorber.row.id),
        name: absorber.organization.name,
        kind: absorber.row.kind.label(),
        counties: counties.cloned().collect::<Vec<_>>().join("; "),
        issues: issues.collect::<Vec<_>>().join("; "),
        assets: words::full(absorber.row.assets_usd),
        as_of: words::day(absorber.row.as_of),
        pill: words::readiness_pill(absorber.row.readiness),
        sample: absorber.row.illustrative,
    }
}
