//! What the site has promised to do: mail above all. What, to whom, how it stands, the last error,
//! and a button to try again.

use askama::Template;
use axum::{extract::Path, response::Response};
use sea_orm::DbErr;
use serde::Deserialize;

use crate::{
    accounts::when,
    audit::{self, Act},
    entities::users,
    ids::JobId,
    jobs::{self, JobRow, MOST_ATTEMPTS},
    operations::rules::kind_in_words,
    values::JobState,
    web::{
        AdminsDesk, AppError, Paging, Query, Result, Shell, flash_to, page,
        views::{Link, PagerView, Tab},
    },
};

const ROWS: u64 = 50;

struct Row {
    what: String,
    /// The subject of a mail; empty for other jobs.
    about: String,
    to: String,
    pill: (&'static str, &'static str),
    state: &'static str,
    attempts: String,
    error: String,
    promised: String,
    /// When it runs next; empty unless it waits.
    next: String,
    /// Where to send it round again; empty if it cannot be.
    retry: String,
}

#[derive(Template)]
#[template(path = "operations/jobs.html")]
struct JobsPage {
    shell: Shell,
    crumbs: Vec<Link>,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    pager: PagerView,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct JobsQuery {
    state: String,
    page: String,
}

fn row(reader: &users::Model, JobRow { job, mail }: JobRow) -> Row {
    let open = matches!(job.state, JobState::Queued | JobState::Failed);
    Row {
        what: kind_in_words(&job.kind),
        about: mail
            .as_ref()
            .map(|mail| mail.subject.clone())
            .unwrap_or_default(),
        to: mail
            .map(|mail| mail.recipient.to_string())
            .unwrap_or_default(),
        pill: match job.state {
            JobState::Queued => ("wait", "clock"),
            JobState::Leased => ("info", "dots"),
            JobState::Done => ("ok", "check"),
            JobState::Failed => ("bad", "alert"),
        },
        state: job.state.label(),
        attempts: format!("{} of {MOST_ATTEMPTS}", job.attempts),
        error: job.last_error.unwrap_or_default(),
        promised: when(reader, job.created_at),
        next: if job.state == JobState::Queued {
            when(reader, job.run_at)
        } else {
            String::new()
        },
        retry: if open {
            format!("/admin/jobs/{}/retry", job.id)
        } else {
            String::new()
        },
    }
}

fn tabs(chosen: Option<JobState>) -> Vec<Tab> {
    let tab = |label, state: Option<JobState>| Tab {
        label,
        href: state.map_or_else(
            || "/admin/jobs".to_owned(),
            |state| format!("/admin/jobs?state={state}"),
        ),
        count: None,
        current: state == chosen,
    };
    std::iter::once(tab("All", None))
        .chain(
            JobState::ALL
                .iter()
                .map(|state| tab(state.label(), Some(*state))),
        )
        .collect()
}

pub(super) async fn list(
    AdminsDesk(desk): AdminsDesk,
    Query(query): Query<JobsQuery>,
) -> Result<Response> {
    let state: Option<JobState> = query.state.parse().ok();
    let paging = Paging::read(&query.page, ROWS);
    let (found, total) = jobs::list(desk.db(), state, paging.offset(), ROWS).await?;
    let tabs = tabs(state);
    let path = tabs
        .iter()
        .find(|tab| tab.current)
        .map_or("/admin/jobs", |tab| tab.href.as_str());
    page(&JobsPage {
        shell: desk.shell("admin", "Jobs and mail"),
        crumbs: vec![Link::new("Administration", "/admin")],
        rows: found
            .into_iter()
            .map(|each| row(&desk.user, each))
            .collect(),
        pager: paging.pager(total, path, "jobs"),
        tabs,
    })
}

pub(super) async fn retry(
    AdminsDesk(desk): AdminsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let id: JobId = id.parse().map_err(|_| AppError::NotFound)?;
    let app = &desk.app;
    let act = Act {
        action: "retried",
        kind: "job",
        id: id.to_string(),
        summary: "Sent a job round again".to_owned(),
        before: None,
        after: None,
    };
    let retried = app
        .db
        .write(async |txn| {
            let retried = jobs::retry(txn, id, app.now()).await?;
            if retried {
                audit::record(txn, &desk.actor(), act, app.now()).await?;
            }
            Ok::<_, DbErr>(retried)
        })
        .await?;
    Ok(flash_to(
        "/admin/jobs",
        if retried {
            "The job is tried again now."
        } else {
            "That job is already done or in hand."
        },
    ))
}
