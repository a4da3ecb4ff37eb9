//! The administrators' pages about what calendars get to read.

mod feed;
mod list;
mod show;

use axum::{
    Router,
    routing::{get, post},
};

use super::rules::{Check, Verdict};
use crate::web::{AppState, views::Link};

/// For administrators.
pub(in crate::invitations) fn admin_routes() -> Router<AppState> {
    Router::new()
        .route("/admin/conformance", get(list::list))
        .route("/admin/conformance/feed", get(feed::show))
        .route("/admin/conformance/test", post(list::test))
        .route("/admin/conformance/mails/{mail}", get(show::show))
        .route("/admin/conformance/mails/{mail}/eml", get(show::download))
}

fn crumbs(below: bool) -> Vec<Link> {
    let mut crumbs = vec![Link::new("Administration", "/admin")];
    if below {
        crumbs.push(Link::new("Calendar conformance", "/admin/conformance"));
    }
    crumbs
}

/// A rule with what it came to, as a row.
struct Row {
    says: &'static str,
    source: &'static str,
    kind: &'static str,
    icon: &'static str,
    word: &'static str,
    detail: String,
}

fn rows(checks: Vec<Check>) -> Vec<Row> {
    let row = |check: Check| {
        let (kind, icon, word, detail) = match check.verdict {
            Verdict::Pass => ("ok", "check", "Pass", String::new()),
            Verdict::Fails(why) => ("bad", "cross", "Fail", why),
            Verdict::NotAsked(why) => ("quiet", "dots", "Does not apply", why.to_owned()),
        };
        Row {
            says: check.says,
            source: check.source,
            kind,
            icon,
            word,
            detail,
        }
    };
    checks.into_iter().map(row).collect()
}

/// "All 30 rules pass", "2 of 30 rules fail".
fn summary(rows: &[Row]) -> String {
    let failed = rows.iter().filter(|row| row.kind == "bad").count();
    let all = rows.len();
    match failed {
        0 => format!("None of {all} rules fails"),
        1 => format!("1 of {all} rules fails"),
        many => format!("{many} of {all} rules fail"),
    }
}
