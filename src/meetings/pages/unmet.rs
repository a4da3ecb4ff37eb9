//! Wishes the plan does not fulfil: why, and what holding one anyway would cost. Only staff see it.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    Meetings, load,
    unmet_lines::{Line, line},
};
use crate::{
    ids::MeetingPartyId,
    meetings::{rules, store::Gathered},
    values::MeetingOrder,
    web::{
        self, Desk, FieldErrors, Paging, Query, Result, Shell,
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
    may_edit: bool,
    planned: bool,
    lines: Vec<Line>,
    ordered: Vec<Ordered>,
    pager: PagerView,
    errors: FieldErrors,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
}

/// GET /convenings/{id}/meetings/unmet
pub(super) async fn show(
    desk: Desk,
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
        rules::unmet(&of.question(), &held)
    } else {
        Vec::new()
    };
    let paging = Paging::read(&asked.page, PER_PAGE);
    let from = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
    let shown = all.iter().skip(from).take(50);
    let path = format!("{}/unmet", meetings.path());
    let ordered = of.pairs.iter().map(|((team, funder), order)| Ordered {
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
        tabs: meetings.tabs("Not met"),
        may_edit: desk.may_edit(),
        planned,
        lines: shown.map(|it| line(meetings, it)).collect(),
        ordered: ordered.collect(),
        pager: paging.pager(
            u64::try_from(all.len()).unwrap_or(u64::MAX),
            &path,
            "wishes",
        ),
    })
}

/// Whether neither of the two said no thanks.
fn may_hold(of: &Gathered, (team, funder): (MeetingPartyId, MeetingPartyId)) -> bool {
    let said = |from, to| of.wishes.get(&(from, to)).copied();
    rules::may_hold(said(team, funder), said(funder, team))
}
