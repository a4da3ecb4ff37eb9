//! How tables know a funder: each partnership's stage with its evidence, and the notes, the newest first.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::{extract::Path, response::Response};
use chrono::NaiveDate;
use serde::Deserialize;

use super::{funder, pill};
use crate::{
    entities::{organizations, relationship_notes as notes},
    ids::{GoalId, PartnershipId},
    partnerships,
    relationships::{rules::Standing, store},
    web::{
        self, Desk, EditorsDesk, Paging, Query, Result, Shell, address,
        views::{Link, PagerView},
    },
};

/// Notes on a page.
const PER_PAGE: u64 = 20;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    partnership: String,
    page: String,
}

/// One partnership's stage.
struct Table {
    name: String,
    href: String,
    narrow_href: String,
    pill: (&'static str, &'static str, &'static str),
    since: String,
    /// "Call on 3 Mar 2026, written by Ana Ruiz".
    evidence: String,
}

struct Note {
    kind: &'static str,
    on: String,
    partnership: String,
    goal: String,
    goal_href: String,
    moved: Option<(&'static str, &'static str, &'static str)>,
    revisit: String,
    said: String,
    by: String,
}

#[derive(Template)]
#[template(path = "relationships/show.html")]
struct RelationshipsPage {
    shell: Shell,
    crumbs: Vec<Link>,
    name: String,
    sample: bool,
    new_href: String,
    tables: Vec<Table>,
    /// The partnership the notes are narrowed to; empty for all.
    narrowed: String,
    path: String,
    notes: Vec<Note>,
    pager: PagerView,
}

/// GET /funders/{id}/relationships
pub(super) async fn show(
    EditorsDesk(desk): EditorsDesk,
    path: Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let funder = funder(&desk, path).await?;
    let (db, today) = (desk.db(), desk.today());
    let wanted: Option<PartnershipId> = asked.partnership.parse().ok();
    let paging = Paging::read(&asked.page, PER_PAGE);
    let standings = store::standings_of(db, funder.id, today).await?;
    let evidence = store::evidence(db, funder.id).await?;
    let (rows, total) = store::page(db, funder.id, wanted, paging).await?;
    if !rows.is_empty() {
        note_the_reading(&desk, &funder).await?;
    }
    let known: BTreeSet<PartnershipId> = standings
        .keys()
        .copied()
        .chain(rows.iter().map(|row| row.partnership_id))
        .chain(wanted)
        .collect();
    let names = partnerships::names(db, known).await?;
    let titles = store::titles(db, rows.iter().filter_map(|row| row.goal_id)).await?;
    let path = format!("/funders/{}/relationships", funder.id);
    let here = address(&path, &[("partnership", &asked.partnership)]);
    web::page(&RelationshipsPage {
        shell: desk.shell("funders", format!("Relationships of {}", funder.name)),
        crumbs: vec![
            Link::new("Funders", "/funders"),
            Link::new(&funder.name, format!("/funders/{}", funder.id)),
        ],
        sample: funder.illustrative,
        new_href: address(
            &format!("/funders/{}/notes/new", funder.id),
            &[("partnership", &asked.partnership)],
        ),
        tables: tables(&standings, &evidence, &names, &path),
        narrowed: wanted
            .and_then(|id| names.get(&id).cloned())
            .unwrap_or_default(),
        notes: rows
            .into_iter()
            .map(|row| note(row, &names, &titles))
            .collect(),
        pager: paging.pager(total, &here, "notes"),
        name: funder.name,
        path,
    })
}

/// What was said in confidence is on the page: who looked at it is kept (`GET` changes nothing else).
async fn note_the_reading(desk: &Desk, funder: &organizations::Model) -> Result<()> {
    let (actor, now) = (desk.actor(), desk.app.now());
    let funder = (funder.id, funder.name.as_str());
    desk.app
        .db
        .write(async |txn| store::was_read(txn, funder, (&actor, now)).await)
        .await?;
    Ok(())
}

fn tables(
    standings: &BTreeMap<PartnershipId, Standing>,
    evidence: &BTreeMap<PartnershipId, notes::Model>,
    names: &BTreeMap<PartnershipId, String>,
    path: &str,
) -> Vec<Table> {
    let table = |(id, standing): (&PartnershipId, &Standing)| Table {
        name: names.get(id).cloned().unwrap_or_default(),
        href: format!("/partnerships/{id}"),
        narrow_href: format!("{path}?partnership={id}"),
        pill: pill(standing.stage),
        since: day(standing.since),
        evidence: evidence.get(id).map_or_else(String::new, |row| {
            let kind = row.kind.label();
            format!(
                "{kind} on {}, written by {}",
                day(row.happened_on),
                row.written_by
            )
        }),
    };
    let mut tables: Vec<Table> = standings.iter().map(table).collect();
    tables.sort_by(|one, other| one.name.cmp(&other.name));
    tables
}

fn note(
    row: notes::Model,
    names: &BTreeMap<PartnershipId, String>,
    titles: &BTreeMap<GoalId, String>,
) -> Note {
    let goal = row.goal_id.and_then(|id| Some((id, titles.get(&id)?)));
    Note {
        kind: row.kind.label(),
        on: day(row.happened_on),
        partnership: names.get(&row.partnership_id).cloned().unwrap_or_default(),
        goal_href: goal.map_or_else(String::new, |(id, _)| format!("/goals/{id}")),
        goal: goal.map_or_else(String::new, |(_, title)| title.clone()),
        moved: row.stage.map(pill),
        revisit: row.revisit_on.map(day).unwrap_or_default(),
        said: row.said,
        by: format!("{}, {}", row.written_by, row.written_at.format("%-d %b %Y")),
    }
}

fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}
