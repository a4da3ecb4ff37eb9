//! A stack then and now, or at two moments: what it added up to, and which lines came, went and changed.

use askama::Template;
use axum::response::Response;
use sea_orm::{ConnectionTrait, DbErr};
use serde::Deserialize;

use super::day_of;
use crate::{
    entities::{goals, stack_snapshots},
    goals::{
        pages::{
            AtGoal,
            head::{GoalHead, GoalTab},
        },
        pictures::stack_view,
        rules::stack::{
            Totals,
            compare::{Changed, Difference, FrozenLine, difference, summands},
            totals,
        },
        store::{self, totals_of},
    },
    values::{Money, SnapshotReason},
    web::{self, AppError, Desk, Query, Shell, TableDesk, charts::StackView, views::Choice},
};

/// Snapshots offered to choose from.
const MOST: u64 = 100;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::goals::pages) struct CompareQuery {
    from: String,
    /// A snapshot, or `now`.
    to: String,
}

#[derive(Template)]
#[template(path = "goals/stack_compare.html")]
struct ComparePage {
    shell: Shell,
    head: GoalHead,
    sentence: String,
    then: Side,
    now: Side,
    sums: Vec<SumRow>,
    added: Vec<String>,
    withdrawn: Vec<String>,
    changed: Vec<(String, Vec<Changed>)>,
    nothing: bool,
    froms: Vec<Choice>,
    tos: Vec<Choice>,
}

struct Side {
    name: String,
    stack: StackView,
}

struct SumRow {
    label: &'static str,
    then: String,
    now: String,
    change: String,
}

/// The goal's newest convening and what the gap was then.
pub(in crate::goals::pages) struct SinceThen {
    pub(in crate::goals::pages) sentence: String,
    pub(in crate::goals::pages) href: String,
}

/// "Since the convening of 12 Mar 2027: gap $6.4M, now $4.1M."
pub(in crate::goals::pages) async fn since_then(
    db: &impl ConnectionTrait,
    goal: &goals::Model,
    now: &Totals,
) -> Result<Option<SinceThen>, DbErr> {
    let last = store::last_of_a_convening(db, goal.id).await?;
    Ok(last.map(|snapshot| SinceThen {
        sentence: format!(
            "Since the convening of {}: {}",
            day_of(&snapshot),
            gap_words(snapshot.gap_usd, now.gap)
        ),
        href: format!("/goals/{}/stack/compare?from={}", goal.id, snapshot.id),
    }))
}

/// "gap $6.4M → $4.1M".
pub fn gap_words(then: Money, now: Money) -> String {
    if then == now {
        format!("gap still {}", now.short())
    } else {
        format!("gap {} → {}", then.short(), now.short())
    }
}

/// One end of the comparison.
struct End {
    name: String,
    lines: Vec<FrozenLine>,
    sums: Totals,
}

pub(in crate::goals::pages) async fn compare(
    TableDesk(desk): TableDesk,
    AtGoal(goal): AtGoal,
    Query(query): Query<CompareQuery>,
) -> web::Result<Response> {
    let from = AppError::found(end(&desk, &goal, &query.from).await?)?;
    let to = if query.to.is_empty() {
        "now"
    } else {
        &query.to
    };
    let until = AppError::found(end(&desk, &goal, to).await?)?;
    let mut head = GoalHead::load(&desk, &goal, GoalTab::Stack).await?;
    head.crumbs.push(web::views::Link::new(
        "Capital stack",
        format!("{}/stack", head.href),
    ));
    "Then and now".clone_into(&mut head.here);
    let known = store::snapshots_of(
        desk.db(),
        goal.id,
        web::Paging {
            page: 1,
            size: MOST,
        },
    );
    let (known, _) = known.await?;
    let found = difference(&from.lines, &until.lines);
    let Difference {
        added,
        withdrawn,
        changed,
    } = &found;
    let words = |lines: &[FrozenLine]| lines.iter().map(FrozenLine::words).collect();
    let mut tos = choices(&known, to);
    tos.insert(0, Choice::new("now", "Now", to == "now"));
    web::page(&ComparePage {
        shell: desk.shell("goals", format!("Then and now: {}", goal.title)),
        sentence: sentence(&from, &until),
        sums: sums(&from.sums, &until.sums),
        added: words(added),
        withdrawn: words(withdrawn),
        changed: changed
            .iter()
            .map(|(line, changes)| (line.words(), changes.clone()))
            .collect(),
        nothing: found.is_empty(),
        froms: choices(&known, &query.from),
        tos,
        then: side("then", from),
        now: side("now", until),
        head,
    })
}

async fn end(desk: &Desk, goal: &goals::Model, name: &str) -> web::Result<Option<End>> {
    let db = desk.db();
    if name == "now" {
        let lines = store::frozen_now(db, goal.id).await?;
        return Ok(Some(End {
            name: "now".to_owned(),
            sums: totals(&summands(&lines)),
            lines,
        }));
    }
    let Ok(id) = name.parse() else {
        return Ok(None);
    };
    let Some(snapshot) = store::snapshot_of(db, goal.id, id).await? else {
        return Ok(None);
    };
    Ok(Some(End {
        name: day_of(&snapshot),
        lines: store::frozen_at(db, snapshot.id).await?,
        sums: totals_of(&snapshot),
    }))
}

fn sentence(from: &End, until: &End) -> String {
    format!(
        "Between {} and {}: {}.",
        from.name,
        until.name,
        gap_words(from.sums.gap, until.sums.gap)
    )
}

fn side(uid: &str, end: End) -> Side {
    Side {
        name: end.name,
        stack: stack_view(uid, &end.sums, None),
    }
}

fn choices(known: &[stack_snapshots::Model], chosen: &str) -> Vec<Choice> {
    let choice = |snapshot: &stack_snapshots::Model| {
        let id = snapshot.id.to_string();
        let what = match snapshot.reason {
            SnapshotReason::Convening => "convening",
            SnapshotReason::Manual => "by hand",
        };
        let label = format!("{}, {what}", day_of(snapshot));
        let here = id == chosen;
        Choice::new(id, label, here)
    };
    known.iter().map(choice).collect()
}

fn sums(then: &Totals, now: &Totals) -> Vec<SumRow> {
    let row = |label, then: Money, now: Money| SumRow {
        label,
        then: then.full(),
        now: now.full(),
        change: if now >= then {
            format!("+{}", now.less(then).full())
        } else {
            format!("−{}", then.less(now).full())
        },
    };
    let mut rows = vec![
        row("Total", then.total, now.total),
        row("Committed", then.committed, now.committed),
        row("Soft", then.soft, now.soft),
        row("Unidentified", then.unidentified, now.unidentified),
        row("Gap", then.gap, now.gap),
    ];
    let beside = [
        row("Guarantees", then.outside_cash, now.outside_cash),
        row(
            "Outcome payments",
            then.repayment_sources,
            now.repayment_sources,
        ),
    ];
    rows.extend(
        beside
            .into_iter()
            .filter(|row| row.then != "$0" || row.now != "$0"),
    );
    for row in &mut rows {
        if row.then == row.now {
            "no change".clone_into(&mut row.change);
        }
    }
    rows
}
