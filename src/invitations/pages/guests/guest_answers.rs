//! What guests said to the questions, as a table and as a file. For program officers only: it is about people's bodies,
//! food and languages.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{crumbs, load, path_of, tabs};
use crate::{
    entities::invitations,
    invitations::{
        answering::{self, rules::Asked},
        ledger::{self, Show},
        sending::Meeting,
    },
    web::{
        self, Desk, EditorsDesk, Paging, Query, Result, Shell, sheet,
        views::{Link, PagerView, Tab},
    },
};

const PER_PAGE: u64 = 50;
/// The most rows of a file.
const MOST: u64 = 10_000;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    page: String,
}

#[derive(Template)]
#[template(path = "invitations/guest_answers.html")]
struct AnswersPage {
    shell: Shell,
    crumbs: Vec<Link>,
    tabs: Vec<Tab>,
    path: String,
    questions: Vec<String>,
    rows: Vec<Row>,
    pager: PagerView,
}

struct Row {
    name: String,
    organization: String,
    answer: &'static str,
    href: String,
    /// With the question each is to.
    replies: Vec<(String, String)>,
}

/// GET /convenings/{id}/guest-answers
pub(super) async fn show(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let paging = Paging::read(&wanted.page, PER_PAGE);
    let asked = asked_ever(&desk, &meeting).await?;
    let (guests, total) = ledger::page(desk.db(), meeting.id(), Show::All, paging).await?;
    let replies = replies(&desk, &asked, &guests).await?;
    let path = path_of(meeting.id());
    let row = |(guest, replies): (&invitations::Model, Vec<String>)| Row {
        organization: meeting.organization_of(guest),
        answer: guest.partstat.label(),
        href: format!("{path}/invitations/{}", guest.id),
        name: guest.name.clone(),
        replies: asked
            .iter()
            .map(|each| each.label.clone())
            .zip(replies)
            .collect(),
    };
    web::page(&AnswersPage {
        shell: desk.shell(
            "convenings",
            format!("What guests said: {}", meeting.of.convening.row.title),
        ),
        crumbs: crumbs(&meeting),
        tabs: tabs(meeting.id(), "questions"),
        questions: asked.iter().map(|each| each.label.clone()).collect(),
        rows: guests.iter().zip(replies).map(row).collect(),
        pager: paging.pager(total, &format!("{path}/guest-answers"), "guests"),
        path,
    })
}

/// The questions, with those no longer asked behind: their answers are kept a while.
async fn asked_ever(desk: &Desk, meeting: &Meeting) -> Result<Vec<Asked>> {
    let mut asked = answering::asked(desk.db(), meeting.id()).await?;
    let left_out = answering::left_out(desk.db(), meeting.id()).await?;
    asked.extend(left_out.into_iter().map(|row| Asked {
        id: Some(row.id),
        code: row.code,
        label: row.label,
        kind: row.kind,
        choices: Vec::new(),
        required: row.required,
        keep_days: row.keep_days,
    }));
    Ok(asked)
}

/// A line of replies for each guest, in the order of the questions.
async fn replies(
    desk: &Desk,
    asked: &[Asked],
    guests: &[invitations::Model],
) -> Result<Vec<Vec<String>>> {
    let ids = guests.iter().map(|guest| guest.id);
    let held = answering::answers_at(desk.db(), ids).await?;
    let of = |guest: &invitations::Model| {
        let reply = |each: &Asked| each.id.and_then(|id| held.get(&(guest.id, id)).cloned());
        asked
            .iter()
            .map(|each| reply(each).unwrap_or_default())
            .collect()
    };
    Ok(guests.iter().map(of).collect())
}

/// GET /convenings/{id}/guest-answers.csv
pub(super) async fn export(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let asked = asked_ever(&desk, &meeting).await?;
    let all = Paging {
        page: 1,
        size: MOST,
    };
    let (guests, total) = ledger::page(desk.db(), meeting.id(), Show::All, all).await?;
    let head = ["Guest", "Organization", "Answer"].map(str::to_owned);
    let labels = asked.iter().map(|each| each.label.clone());
    let mut lines = vec![head.into_iter().chain(labels).collect::<Vec<_>>()];
    for some in guests.chunks(500) {
        let replies = replies(&desk, &asked, some).await?;
        lines.extend(some.iter().zip(replies).map(|(guest, replies)| {
            let who = [
                guest.name.clone(),
                meeting.organization_of(guest),
                guest.partstat.label().to_owned(),
            ];
            who.into_iter().chain(replies).collect()
        }));
    }
    if total > MOST {
        lines.push(vec![format!(
            "And {} more that this file leaves out",
            total - MOST
        )]);
    }
    Ok(web::download(
        sheet(lines),
        "text/csv; charset=utf-8",
        "guest-answers.csv",
    ))
}
