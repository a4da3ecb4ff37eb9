//! The convenings that address a goal: which table has met, or will, for this result.

use askama::Template;
use axum::response::Response;

use super::{
    AtGoal,
    activity::PageQuery,
    head::{GoalHead, GoalTab},
};
use crate::{
    entities::convenings,
    goals::store,
    values::{ConveningStatus, time_convert, wall_time},
    web::{self, Paging, Query, Shell, TableDesk, views::PagerView},
};

const PER_PAGE: u64 = 25;

#[derive(Template)]
#[template(path = "goals/convenings.html")]
struct ConveningsPage {
    shell: Shell,
    head: GoalHead,
    rows: Vec<ConveningRow>,
    pager: PagerView,
}

struct ConveningRow {
    href: String,
    title: String,
    purpose: &'static str,
    mode: &'static str,
    /// In the convening's own zone, which it names.
    when: String,
    pill: (&'static str, &'static str, &'static str),
    illustrative: bool,
}

pub(super) async fn convenings(
    TableDesk(desk): TableDesk,
    AtGoal(goal): AtGoal,
    Query(query): Query<PageQuery>,
) -> web::Result<Response> {
    let head = GoalHead::load(&desk, &goal, GoalTab::Convenings).await?;
    let paging = Paging::read(&query.page, PER_PAGE);
    let (found, total) = store::convenings_of(desk.db(), goal.id, paging).await?;
    let path = format!("/goals/{}/convenings", goal.id);
    web::page(&ConveningsPage {
        shell: desk.shell("goals", format!("Convenings: {}", goal.title)),
        head,
        rows: found.iter().map(row).collect(),
        pager: paging.pager(total, &path, "convenings"),
    })
}

fn row(convening: &convenings::Model) -> ConveningRow {
    let times = time_convert::to_timestamp(convening.starts_at)
        .and_then(|start| Ok((start, time_convert::to_timestamp(convening.ends_at)?)));
    ConveningRow {
        href: format!("/convenings/{}", convening.id),
        title: convening.title.clone(),
        purpose: convening.purpose.label(),
        mode: convening.mode.label(),
        when: times.map_or_else(
            |_| "The time cannot be read".to_owned(),
            |(start, end)| wall_time::range(start, end, &convening.time_zone),
        ),
        pill: pill(convening.status),
        illustrative: convening.illustrative,
    }
}

const fn pill(status: ConveningStatus) -> (&'static str, &'static str, &'static str) {
    use ConveningStatus as S;
    let (kind, icon) = match status {
        S::Idea => ("quiet", "dots"),
        S::DatePoll | S::Hold | S::Postponed => ("wait", "clock"),
        S::Confirmed | S::InProgress => ("ok", "check"),
        S::Held | S::Debriefed | S::Closed => ("info", "check"),
        S::Cancelled => ("bad", "cross"),
    };
    (kind, icon, status.label())
}
