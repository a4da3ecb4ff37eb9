//! "Remind the silent now": whom is a choice of the person who presses the button.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::super::{
    rules::{may_get, usual, wants},
    send::{Going, send_to},
    store::{self, Standing},
};
use crate::{
    convenings::Convening,
    ids::InvitationId,
    invitations::sending::{Meeting, PLACEHOLDERS, Text, unknown},
    values::{
        ReminderAudience,
        typed::{line, required},
    },
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result, Shell,
        views::{Choice, Link},
    },
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct NowForm {
    subject: String,
    body: String,
    guest: Vec<String>,
}

#[derive(Template)]
#[template(path = "invitations/reminders/now.html")]
struct NowPage {
    shell: Shell,
    crumbs: Vec<Link>,
    action: String,
    back: String,
    form: NowForm,
    guests: Vec<Choice>,
    /// Those who are silent and cannot be reminded, with the reason.
    withheld: Vec<(String, String)>,
    placeholders: &'static [(&'static str, &'static str)],
    errors: FieldErrors,
}

/// GET /convenings/{id}/reminders/now
pub(super) async fn ask(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let (of, _) = super::load(&desk, &id).await?;
    let (_, _, _, subject, body) = usual()[0];
    let form = NowForm {
        subject: subject.to_owned(),
        body: body.to_owned(),
        guest: Vec::new(),
    };
    web::page(&page(&desk, &of, form, None).await?)
}

/// `refused` is what was wrong; without it everybody who may be reminded is ticked.
async fn page(
    desk: &Desk,
    of: &Convening,
    form: NowForm,
    refused: Option<FieldErrors>,
) -> Result<NowPage> {
    let (db, now) = (desk.db(), desk.app.now());
    let most = store::limit_of(db, of.row.id).await?.most;
    let (guests, limits) = store::guests(db, of.row.id, None, most).await?;
    let silent = guests
        .iter()
        .filter(|each| wants(ReminderAudience::Silent, &each.guest, false));
    let (mut open, mut withheld) = (Vec::new(), Vec::new());
    for each in silent {
        match may_get(ReminderAudience::Silent, &each.guest, limits, now) {
            Ok(()) => {
                let key = each.row.id.to_string();
                let ticked = refused.is_none() || form.guest.contains(&key);
                open.push(Choice {
                    hint: each.organization.clone(),
                    ..Choice::new(key, name_of(each), ticked)
                });
            }
            Err(why) => withheld.push((name_of(each), why.words())),
        }
    }
    let shell = desk.shell("convenings", format!("Remind the silent: {}", of.row.title));
    let errors = refused.unwrap_or_default();
    Ok(NowPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: super::crumbs(of, true),
        action: format!("{}/now", super::path_of(of.row.id)),
        back: super::path_of(of.row.id),
        form,
        guests: open,
        withheld,
        placeholders: &PLACEHOLDERS,
        errors,
    })
}

fn name_of(each: &Standing) -> String {
    if each.row.name.is_empty() {
        each.row.address.to_string()
    } else {
        each.row.name.clone()
    }
}

/// POST /convenings/{id}/reminders/now
pub(super) async fn send(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<NowForm>,
) -> Result<Response> {
    let (of, _) = super::load(&desk, &id).await?;
    let back = super::path_of(of.row.id);
    if !super::may_change(&desk, &of) || of.row.starts_at <= desk.app.now() {
        return Ok(web::flash_to(
            &back,
            "This convening is cancelled or has begun. Nobody was reminded.",
        ));
    }
    let mut errors = FieldErrors::default();
    let words = words(&form, &mut errors);
    let chosen: Vec<InvitationId> = form.guest.iter().filter_map(|id| id.parse().ok()).collect();
    if chosen.is_empty() {
        errors.add("guest", "Choose whom to remind");
    }
    let (Some(words), true) = (words, errors.is_empty()) else {
        return web::page_invalid(&page(&desk, &of, form, Some(errors)).await?);
    };
    let db = desk.db();
    let most = store::limit_of(db, of.row.id).await?.most;
    let (guests, limits) = store::guests(db, of.row.id, None, most).await?;
    let meeting = AppError::found(Meeting::load(db, of.row.id).await?)?;
    let going = Going {
        meeting: &meeting,
        words,
        audience: ReminderAudience::Silent,
        this: None,
        limits,
        sent_by: &desk.user.name,
    };
    let sent = send_to(&desk.app, &going, &guests, &chosen).await?;
    note(&desk, &of, sent).await?;
    Ok(web::flash_to(&back, &said(sent, chosen.len())))
}

fn words(form: &NowForm, errors: &mut FieldErrors) -> Option<Text> {
    let subject = errors.keep("subject", line(&form.subject, "a subject", 150));
    let body = errors.keep("body", required(&form.body, "what the mail says", 4_000));
    for (field, text) in [("subject", &subject), ("body", &body)] {
        if let Some(name) = text.as_ref().and_then(|text| unknown(text)) {
            errors.add(
                field,
                format!("{{{name}}} stands for nothing. Use one of those listed, or leave it out"),
            );
        }
    }
    Some(Text {
        subject: subject?,
        body: body?,
    })
}

fn said(sent: usize, chosen: usize) -> String {
    let people = |count: usize| match count {
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    };
    match chosen - sent.min(chosen) {
        0 => format!("{} reminded.", people(sent)),
        not => format!(
            "{} reminded. {} answered meanwhile, or had a reminder in the last 24 hours.",
            people(sent),
            people(not)
        ),
    }
}

async fn note(desk: &Desk, of: &Convening, sent: usize) -> Result<()> {
    use crate::audit::{self, Act};
    if sent == 0 {
        return Ok(());
    }
    let act = Act {
        action: "reminded",
        kind: "convening",
        id: of.row.id.to_string(),
        summary: format!("Reminded {sent} of those who had not answered"),
        before: None,
        after: None,
    };
    let now = desk.app.now();
    desk.app
        .db
        .write(async |txn| {
            audit::record(txn, &desk.actor(), act, now).await?;
            Ok::<_, AppError>(())
        })
        .await
}
