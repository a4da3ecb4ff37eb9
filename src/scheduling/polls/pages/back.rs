//! Taking a chosen time back: one act, with what it means shown first.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    Dates, load,
    times_acts::{past, stale},
    words::some,
};
use crate::{
    scheduling::polls::{
        asking::{self, Occasion, Outlook},
        store::{self, Wrote},
    },
    values::PollState,
    web::{self, Desk, EditorsDesk, Form, Result, Shell, flash_to, views::Link},
};

#[derive(Template)]
#[template(path = "scheduling/back.html")]
struct BackPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    when: String,
    /// Whose calendars hold an entry.
    holders: String,
    count: usize,
    /// Whoever was asked hears of it at once.
    outlook: Outlook,
    version: i32,
    convening_version: i32,
}

/// The versions that were looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct BackForm {
    version: i32,
    convening_version: i32,
}

/// GET /convenings/{id}/dates/taking-back
pub(super) async fn form(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    if dates.poll()?.state != PollState::Decided {
        return Ok(past(&dates));
    }
    web::page(&page(&desk, &dates).await?)
}

async fn page(desk: &Desk, dates: &Dates) -> Result<BackPage> {
    let row = &dates.convening.row;
    let holders = store::holders(desk.db(), row.id).await?;
    Ok(BackPage {
        shell: desk.shell(
            "convenings",
            format!("Look for another date: {}", row.title),
        ),
        crumbs: dates.crumbs_below(),
        path: dates.path(),
        when: dates.convening.plan.when.words(),
        outlook: asking::outlook(&desk.app, dates.poll()?.id, Occasion::TakingBack).await?,
        count: holders.len(),
        holders: some(&holders),
        version: dates.poll()?.version,
        convening_version: row.version,
    })
}

/// POST /convenings/{id}/dates/taking-back
pub(super) async fn save(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<BackForm>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    let (key, now, actor) = ((poll.id, form.version), desk.app.now(), desk.actor());
    let convening = form.convening_version;
    let wrote = desk
        .app
        .db
        .write(async |txn| store::take_back(txn, key, convening, &actor, now).await)
        .await;
    match wrote {
        Ok(Wrote::Done(_)) => Ok(flash_to(
            &dates.path(),
            "The time is taken back and the poll is open again. Review and send to tell those whose calendars hold it.",
        )),
        Ok(Wrote::Stale | Wrote::Over) | Err(sea_orm::DbErr::RecordNotUpdated) => {
            stale(&desk, &id).await
        }
        Err(error) => Err(error.into()),
    }
}
