//! Whom staff set aside, for which goals and why: a list across all goals, for a lead across their own partnership's.

use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;

use super::acts_view::{aside_words, by, kinds};
use crate::{
    ids::PartnershipId,
    matching::stances::{self, SetAside, Wanted},
    partnerships,
    values::StanceReason,
    web::{
        self, Desk, Paging, Query, Result, Shell, TableDesk, address,
        views::{Choice, Link, PagerView},
    },
};

const PER_PAGE: u64 = 50;
/// The most rows of a file.
const MOST: u64 = 10_000;
const PATH: &str = "/matching/set-aside";

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    kind: String,
    partnership: String,
    page: String,
}

/// One reason, how often it was given, and the share of the most frequent.
struct Counted {
    label: &'static str,
    many: u64,
    share: String,
}

struct Row {
    goal: String,
    goal_href: String,
    goal_sample: bool,
    funder: String,
    /// Empty for a lead, who may not open it.
    funder_href: String,
    sample: bool,
    said: String,
    /// "Listed again since 3 Mar 2027"; empty while it is off the list.
    again: String,
    by: String,
}

#[derive(Template)]
#[template(path = "matching/set_aside.html", blocks = ["results"])]
struct SetAsidePage {
    shell: Shell,
    crumbs: Vec<Link>,
    lede: &'static str,
    kinds: Vec<Choice>,
    /// Empty for a lead, who sees one.
    partnerships: Vec<Choice>,
    counted: Vec<Counted>,
    found: String,
    filtered: bool,
    rows: Vec<Row>,
    file_href: String,
    pager: PagerView,
}

/// Whose rows somebody sees: a lead those of their own partnership, whatever they ask for.
fn wanted(desk: &Desk, asked: &Asked) -> Wanted {
    Wanted {
        kind: asked.kind.parse().ok(),
        partnership: desk.leads.or_else(|| asked.partnership.parse().ok()),
    }
}

/// What somebody may read of the rows: the words are staff's notes, so leads and viewers see the kind of
/// reason alone.
fn fit_for(desk: &Desk, mut rows: Vec<SetAside>) -> Vec<SetAside> {
    if !desk.is_staff() || !desk.may_edit() {
        for row in &mut rows {
            row.reason.clear();
        }
    }
    rows
}

/// GET /matching/set-aside
pub(super) async fn show(
    TableDesk(desk): TableDesk,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (db, wanted) = (desk.db(), wanted(&desk, &asked));
    let paging = Paging::read(&asked.page, PER_PAGE);
    let (rows, total) = stances::set_aside(db, wanted, paging).await?;
    let rows = fit_for(&desk, rows);
    let counts = stances::counts(db, wanted).await?;
    let choices = if desk.is_staff() {
        partnerships::choices(db).await?
    } else {
        Vec::new()
    };
    let pairs = [("kind", &*asked.kind), ("partnership", &*asked.partnership)];
    let path = address(PATH, &pairs);
    let today = desk.today();
    let page = SetAsidePage {
        shell: desk.shell("goals", "Set aside"),
        crumbs: vec![Link::new("Goals", "/goals")],
        lede: if desk.is_staff() {
            "Funders that staff took off the list of a goal, and why. Each is set aside for that goal only."
        } else {
            "Funders that staff took off the list of your goals, and why. Each is set aside for that goal only."
        },
        kinds: kinds(&asked.kind),
        partnerships: chosen(choices, wanted.partnership),
        counted: counted(&counts),
        found: if total == 1 {
            "1 set aside".to_owned()
        } else {
            format!("{total} set aside")
        },
        filtered: path != PATH,
        rows: rows.iter().map(|each| row(&desk, each, today)).collect(),
        file_href: address("/matching/set-aside.csv", &pairs),
        pager: paging.pager(total, &path, "set aside"),
    };
    if desk.wants("results") {
        return web::page(&page.as_results());
    }
    web::page(&page)
}

fn chosen(choices: Vec<(PartnershipId, String)>, wanted: Option<PartnershipId>) -> Vec<Choice> {
    let choices = choices.into_iter();
    choices
        .map(|(id, name)| Choice::new(id.to_string(), name, wanted == Some(id)))
        .collect()
}

fn counted(counts: &stances::Reasons) -> Vec<Counted> {
    let most = counts.values().max().copied().unwrap_or_default().max(1);
    let mut counted: Vec<(StanceReason, u64)> =
        counts.iter().map(|(kind, many)| (*kind, *many)).collect();
    counted.sort_by_key(|(kind, many)| (std::cmp::Reverse(*many), *kind));
    let counted = counted.into_iter().map(|(kind, many)| Counted {
        label: kind.label(),
        many,
        share: format!("{}%", many * 100 / most),
    });
    counted.collect()
}

fn said(row: &SetAside) -> String {
    let reason = row.reason_kind.map(|kind| (kind, row.reason.clone()));
    aside_words(row.stance, row.look_again_on, reason.as_ref())
}

fn row(desk: &Desk, row: &SetAside, today: NaiveDate) -> Row {
    let over = row.look_again_on.filter(|day| *day <= today);
    let goal = format!("/goals/{}", row.goal_id);
    Row {
        goal_href: if desk.is_staff() {
            let source = row.funding_source_id;
            format!("{goal}/matches?aside=yes&show={source}")
        } else {
            goal
        },
        goal: row.goal.clone(),
        goal_sample: row.goal_illustrative,
        funder: row.source.clone(),
        funder_href: if desk.is_staff() {
            format!("/funders/{}", row.organization_id)
        } else {
            String::new()
        },
        sample: row.illustrative,
        said: said(row),
        again: over.map_or_else(String::new, |day| {
            format!("Listed again since {}", day.format("%-d %b %Y"))
        }),
        by: by(&row.changed_by, row.changed_at),
    }
}

const HEADER: [&str; 11] = [
    "goal",
    "partnership",
    "organization",
    "funding_source",
    "sample",
    "stance",
    "reason",
    "words",
    "look_again_on",
    "by",
    "on",
];

/// GET /matching/set-aside.csv
pub(super) async fn export(
    TableDesk(desk): TableDesk,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let paging = Paging {
        page: 1,
        size: MOST,
    };
    let (rows, _) = stances::set_aside(desk.db(), wanted(&desk, &asked), paging).await?;
    let rows = fit_for(&desk, rows);
    let tables = rows.iter().filter_map(|row| row.partnership_id);
    let tables: std::collections::BTreeSet<PartnershipId> = tables.collect();
    let names = partnerships::names(desk.db(), tables).await?;
    let cells = |row: &SetAside| -> [String; 11] {
        let name = row.partnership_id.and_then(|id| names.get(&id).cloned());
        let sample = row.illustrative || row.goal_illustrative;
        let day = row.look_again_on.map(|day| day.to_string());
        [
            row.goal.clone(),
            name.unwrap_or_default(),
            row.organization.clone(),
            row.source.clone(),
            if sample { "yes" } else { "no" }.to_owned(),
            row.stance.label().to_owned(),
            row.reason_kind
                .map_or_else(String::new, |kind| kind.label().to_owned()),
            row.reason.clone(),
            day.unwrap_or_default(),
            row.changed_by.clone(),
            row.changed_at.date_naive().to_string(),
        ]
    };
    let header = std::iter::once(HEADER.map(str::to_owned));
    let text = web::sheet(header.chain(rows.iter().map(cells)));
    let kind = "text/csv; charset=utf-8";
    Ok(web::download(text, kind, "set-aside.csv"))
}
