//! Whom a reminder would reach now, whom not and why, and what it would say.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::super::{
    rules::{may_get, when_words},
    send::words_to,
    store::{self, Standing},
};
use crate::{
    ids::ReminderId,
    invitations::sending::{Meeting, Words, fill},
    values::ReminderAudience,
    web::{self, AppError, Desk, Result, Shell, views::Link},
};

/// The most guests who are named here.
const SHOWN: usize = 500;

struct Guest {
    name: String,
    organization: String,
    /// Empty for those who would get it.
    why: String,
}

#[derive(Template)]
#[template(path = "invitations/reminders/preview.html")]
struct PreviewPage {
    shell: Shell,
    crumbs: Vec<Link>,
    heading: String,
    audience: &'static str,
    would: Vec<Guest>,
    would_count: usize,
    not: Vec<Guest>,
    not_count: usize,
    subject: String,
    paragraphs: Vec<String>,
    whose: String,
}

/// GET /convenings/{id}/reminders/{reminder}/preview
pub(super) async fn show(
    desk: Desk,
    Path((id, reminder)): Path<(String, String)>,
) -> Result<Response> {
    let (of, _) = super::load(&desk, &id).await?;
    let key: ReminderId = reminder.parse().map_err(|_| AppError::NotFound)?;
    let (db, now) = (desk.db(), desk.app.now());
    let held = AppError::found(store::by_id(db, (of.row.id, key)).await?)?;
    let most = store::limit_of(db, of.row.id).await?.most;
    let (guests, limits) = store::guests(db, of.row.id, Some(held.id), most).await?;
    let meeting = AppError::found(Meeting::load(db, of.row.id).await?)?;
    let judged = guests
        .iter()
        .map(|each| (each, may_get(held.audience, &each.guest, limits, now)));
    let (mut would, mut not) = (Vec::new(), Vec::new());
    let mut first: Option<&Standing> = None;
    for (each, verdict) in judged {
        match verdict {
            Ok(()) => {
                first = first.or(Some(each));
                would.push(guest(each, String::new()));
            }
            Err(why) => not.push(guest(each, why.words())),
        }
    }
    let facts = first.map_or_else(
        || Words {
            name: "Ann Lee".to_owned(),
            organization: "Example Fund".to_owned(),
            ..meeting.words()
        },
        |each| words_to(&meeting, &each.row),
    );
    let body = fill(&held.body, &facts);
    let (would_count, not_count) = (would.len(), not.len());
    would.truncate(SHOWN);
    not.truncate(SHOWN);
    web::page(&PreviewPage {
        shell: desk.shell("convenings", format!("Reminder: {}", of.row.title)),
        crumbs: super::crumbs(&of, true),
        heading: when_words(held.anchor, held.minutes),
        audience: ReminderAudience::label(held.audience),
        would,
        would_count,
        not,
        not_count,
        subject: fill(&held.subject, &facts),
        paragraphs: body.split("\n\n").map(str::to_owned).collect(),
        whose: first.map_or_else(
            || "a guest made up for this page".to_owned(),
            |each| each.row.name.clone(),
        ),
    })
}

fn guest(of: &Standing, why: String) -> Guest {
    Guest {
        name: if of.row.name.is_empty() {
            of.row.address.to_string()
        } else {
            of.row.name.clone()
        },
        organization: of.organization.clone(),
        why,
    }
}
