//! Wishes the plan does not fulfil: why, and what holding one anyway would cost. Only staff see it.

use anyhow::Context as _;
use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    Meetings, load,
    unmet_lines::{Line, line},
};
use crate::{
    ids::MeetingPartyId,
    meetings::{
        rules::{self, Held, Unmet},
        store::Gathered,
    },
    values::MeetingOrder,
    web::{
        self, Desk, EditorsDesk, FieldErrors, Paging, Query, Result, Shell, address,
        views::{Link, PagerView, Tab},
    },
};

/// How many are on a page.
const PER_PAGE: u64 = 50;

/// A meeting staff decided about.
struct Ordered {
    team: String,
    funder: String,
    team_id: String,
    funder_id: String,
    what: &'static str,
}

#[derive(Template)]
#[template(path = "meetings/unmet.html")]
struct UnmetPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    tabs: Vec<Tab>,
    planned: bool,
    lines: Vec<Line>,
    pager: PagerView,
    ordered: Vec<Ordered>,
    ordered_pager: PagerView,
    errors: FieldErrors,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
    /// The page of what staff decided.
    decided: String,
}

/// GET /convenings/{id}/meetings/unmet
pub(super) async fn show(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let page = page(&desk, &meetings, &asked, FieldErrors::default()).await?;
    web::page(&page)
}

/// The page again, because a meeting cannot be held as was asked.
pub(super) async fn refused(
    desk: &Desk,
    meetings: &Meetings,
    errors: FieldErrors,
) -> Result<Response> {
    web::page_invalid(&page(desk, meetings, &Asked::default(), errors).await?)
}

async fn page(
    desk: &Desk,
    meetings: &Meetings,
    asked: &Asked,
    errors: FieldErrors,
) -> Result<UnmetPage> {
    let held = meetings.held(desk).await?;
    let of = &meetings.of;
    let planned = of.room.plan_id.is_some();
    let all = if planned {
        left_out(of, held).await?
    } else {
        Vec::new()
    };
    let paging = Paging::within(&asked.page, PER_PAGE, all.len());
    let shown = paging.part(all.iter());
    let decided = Paging::within(&asked.decided, PER_PAGE, of.pairs.len());
    let path = format!("{}/unmet", meetings.path());
    let ordered = decided
        .part(of.pairs.iter())
        .map(|((team, funder), order)| Ordered {
            team: of.name(*team).to_owned(),
            funder: of.name(*funder).to_owned(),
            team_id: team.to_string(),
            funder_id: funder.to_string(),
            what: match order {
                MeetingOrder::Hold if !may_hold(of, (*team, *funder)) => {
                    "Was to be held; one of them said no thanks since"
                }
                MeetingOrder::Hold => "Held in any case",
                MeetingOrder::Off => "Called off",
            },
        });
    let title = format!("Not met: {}", meetings.convening.row.title);
    let shell = desk.shell("convenings", title);
    Ok(UnmetPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        errors,
        crumbs: meetings.crumbs(),
        path: meetings.path(),
        tabs: meetings.tabs(desk, "Not met"),
        planned,
        lines: shown.map(|it| line(meetings, it)).collect(),
        pager: paging.pager(
            all.len() as u64,
            &address(&path, &[("decided", &asked.decided)]),
            "wishes",
        ),
        ordered: ordered.collect(),
        ordered_pager: decided
            .pager_of(
                "decided",
                of.pairs.len() as u64,
                &address(&path, &[("page", &asked.page)]),
                "decisions",
            )
            .at("#ordered"),
    })
}

/// Away from the threads that serve: a room of two hundred by two hundred asks for seconds.
async fn left_out(of: &Gathered, held: Vec<Held>) -> Result<Vec<Unmet>> {
    let of = of.clone();
    let told = tokio::task::spawn_blocking(move || rules::unmet(&of.question(), &held));
    let told = told.await.context("what is not met could not be told");
    Ok(told?)
}

/// Whether neither of the two said no thanks.
fn may_hold(of: &Gathered, (team, funder): (MeetingPartyId, MeetingPartyId)) -> bool {
    let said = |from, to| of.wishes.get(&(from, to)).copied();
    rules::may_hold(said(team, funder), said(funder, team))
}
