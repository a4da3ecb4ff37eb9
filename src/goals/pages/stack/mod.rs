//! The whole capital stack of a goal on a page of its own: every line with its terms, what to look out for, and how it
//! stood before.

mod advice;
mod compare;
mod export;
mod print;
mod rows;
mod snapshots;

use askama::Template;
use axum::response::Response;

pub(super) use advice::{AdviceLine, advice};
pub use compare::gap_words;
pub(super) use compare::{SinceThen, compare, since_then};
pub(super) use export::export;
pub(super) use print::print;
pub(super) use rows::{LineView, rows};
pub(super) use snapshots::take;

use super::{
    AtGoal,
    activity::PageQuery,
    head::{GoalHead, GoalTab},
    overview::{Figure, context, figures},
    words,
};
use crate::{
    entities::stack_snapshots,
    goals::{
        pictures::{day, stack_view},
        rules::stack::totals,
        store::{self, totals_of},
    },
    values::TimeZone,
    web::{
        self, Desk, FieldErrors, Paging, Query, Shell, TableDesk, charts::StackView,
        views::PagerView,
    },
};

const PER_PAGE: u64 = 20;

#[derive(Template)]
#[template(path = "goals/stack.html")]
struct StackPage {
    shell: Shell,
    head: GoalHead,
    stack: StackView,
    context: String,
    figures: Vec<Figure>,
    total: String,
    lines: Vec<LineView>,
    advice: Vec<AdviceLine>,
    since: Option<SinceThen>,
    snapshots: Vec<SnapshotRow>,
    pager: PagerView,
    note: String,
    errors: FieldErrors,
}

struct SnapshotRow {
    when: String,
    why: &'static str,
    note: String,
    convening_href: String,
    by: String,
    total: String,
    gap: String,
    href: String,
    stack: StackView,
}

pub(super) async fn show(
    TableDesk(desk): TableDesk,
    AtGoal(goal): AtGoal,
    Query(query): Query<PageQuery>,
) -> web::Result<Response> {
    let typed = (String::new(), FieldErrors::default());
    web::page(&page(&desk, &goal, &query.page, typed).await?)
}

/// The page; `typed` is the note of a snapshot and what is wrong with it.
async fn page(
    desk: &Desk,
    goal: &crate::entities::goals::Model,
    wanted: &str,
    (note, errors): (String, FieldErrors),
) -> web::Result<StackPage> {
    let db = desk.db();
    let head = GoalHead::load(desk, goal, GoalTab::Stack).await?;
    let stack = store::stack_of(db, goal.id).await?;
    let names = store::names_of(db, &stack).await?;
    let rules = store::rule_lines(&stack);
    let sums = totals(&rules);
    let as_of = stack.iter().map(|line| line.as_of).max();
    let paging = Paging::read(wanted, PER_PAGE);
    let (snapshots, total) = store::snapshots_of(db, goal.id, paging).await?;
    let zone = desk.user.time_zone.as_ref();
    let path = format!("{}/stack", head.href);
    let shell = desk.shell("goals", format!("Capital stack: {}", goal.title));
    Ok(StackPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        stack: stack_view("stack", &sums, as_of),
        context: context(&sums, as_of),
        figures: figures(&sums),
        total: sums.total.full(),
        lines: rows(goal, &stack, &rules, &names),
        advice: advice(goal, &stack, &rules),
        since: since_then(db, goal, &sums).await?,
        snapshots: snapshots
            .iter()
            .enumerate()
            .map(|(at, each)| snapshot_row(at, each, zone))
            .collect(),
        pager: paging.pager(total, &path, "snapshots"),
        head,
        note,
        errors,
    })
}

fn snapshot_row(
    at: usize,
    snapshot: &stack_snapshots::Model,
    zone: Option<&TimeZone>,
) -> SnapshotRow {
    let sums = totals_of(snapshot);
    SnapshotRow {
        when: words::instant(snapshot.taken_at, zone.or(Some(&snapshot.time_zone))),
        why: snapshot.reason.label(),
        note: snapshot.note.clone(),
        convening_href: snapshot
            .convening_id
            .map(|id| format!("/convenings/{id}"))
            .unwrap_or_default(),
        by: snapshot.taken_by.clone(),
        total: sums.total.short(),
        gap: sums.gap.short(),
        href: format!(
            "/goals/{}/stack/compare?from={}",
            snapshot.goal_id, snapshot.id
        ),
        stack: stack_view(&format!("then-{at}"), &sums, None),
    }
}

/// The day of a snapshot where it was taken: "12 Mar 2027".
pub(super) fn day_of(snapshot: &stack_snapshots::Model) -> String {
    day(snapshot.local_on)
}
