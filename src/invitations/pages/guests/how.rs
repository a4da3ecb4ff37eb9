//! How a convening invites: until when guests answer, who sees the list, what a calendar's delegation does, how many may
//! come.

use askama::Template;
use axum::{extract::Path, response::Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{crumbs, load, path_of, tabs};
use crate::{
    entities::invitation_settings,
    invitations::{
        answering,
        ledger::{self, Kept, NewSettings},
        sending::Meeting,
    },
    values::{
        Delegation, GuestList,
        time_convert::{to_chrono, to_timestamp},
        wall_time,
    },
    web::{
        self, Desk, EditorsDesk, FieldErrors, Form, Result, Shell, flash_to,
        views::{Choice, Link, Tab},
    },
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct HowForm {
    version: i32,
    answer_by: String,
    guest_list: String,
    delegation: String,
    capacity: String,
}

#[derive(Template)]
#[template(path = "invitations/how.html")]
struct HowPage {
    shell: Shell,
    crumbs: Vec<Link>,
    tabs: Vec<Tab>,
    path: String,
    /// Below the cut-off's field.
    hint: String,
    form: HowForm,
    guest_lists: Vec<Choice>,
    delegations: Vec<Choice>,
    /// What somebody else saved meanwhile, in words; empty otherwise.
    theirs: Vec<String>,
    address: String,
    errors: FieldErrors,
}

/// GET /convenings/{id}/invitations/settings
pub(super) async fn show(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let form = meeting
        .settings
        .as_ref()
        .map_or_else(blank, |row| stored(&meeting, row));
    web::page(&page(
        &desk,
        &meeting,
        form,
        (Vec::new(), FieldErrors::default()),
    ))
}

fn blank() -> HowForm {
    HowForm {
        guest_list: GuestList::Hidden.to_string(),
        delegation: Delegation::Ask.to_string(),
        ..HowForm::default()
    }
}

fn stored(meeting: &Meeting, row: &invitation_settings::Model) -> HowForm {
    HowForm {
        version: row.version,
        answer_by: local(meeting, row.answer_by),
        guest_list: row.guest_list.to_string(),
        delegation: row.delegation.to_string(),
        capacity: row
            .capacity
            .map_or_else(String::new, |many| many.to_string()),
    }
}

/// A moment as a field for local times shows it, on the convening's clocks.
fn local(meeting: &Meeting, at: Option<DateTime<Utc>>) -> String {
    let zone = &meeting.of.convening.row.time_zone;
    let at = at.and_then(|at| to_timestamp(at).ok());
    at.map_or_else(String::new, |at| {
        let there = zone.rules().to_datetime(at);
        there.strftime("%Y-%m-%dT%H:%M").to_string()
    })
}

fn page(
    desk: &Desk,
    meeting: &Meeting,
    form: HowForm,
    (theirs, errors): (Vec<String>, FieldErrors),
) -> HowPage {
    let choice = |code: &str, label: &str, chosen: &str| Choice::new(code, label, code == chosen);
    let shell = desk.shell(
        "convenings",
        format!("How guests are invited: {}", meeting.of.convening.row.title),
    );
    let address = meeting.organizer(&desk.app.settings);
    HowPage {
        shell: if errors.is_empty() && theirs.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: crumbs(meeting),
        tabs: tabs(meeting.id(), "invitations/settings"),
        path: path_of(meeting.id()),
        hint: format!(
            "On the convening’s clocks ({}). Afterwards guests can no longer change their answer themselves",
            meeting.of.convening.row.time_zone.label()
        ),
        guest_lists: GuestList::ALL
            .iter()
            .map(|each| choice(each.as_str(), each.label(), &form.guest_list))
            .collect(),
        delegations: Delegation::ALL
            .iter()
            .map(|each| choice(each.as_str(), each.label(), &form.delegation))
            .collect(),
        theirs,
        address: address.map_or_else(|_| String::new(), |of| of.address.to_string()),
        form,
        errors,
    }
}

/// POST /convenings/{id}/invitations/settings
pub(super) async fn save(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(mut form): Form<HowForm>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let mut errors = FieldErrors::default();
    let Some(new) = read(&meeting, &form, &mut errors) else {
        return web::page_invalid(&page(&desk, &meeting, form, (Vec::new(), errors)));
    };
    let (now, actor, key) = (desk.app.now(), desk.actor(), meeting.id());
    let kept = desk
        .app
        .db
        .write(async |txn| {
            let kept = ledger::keep_settings(txn, key, (&new, form.version), &actor, now).await?;
            let offered = match kept {
                Kept::Saved { raised: true } => answering::offer_all_free(txn, key, now).await?,
                _ => 0,
            };
            anyhow::Ok((kept, offered))
        })
        .await?;
    match kept {
        (Kept::Saved { .. }, offered) => {
            let path = format!("{}/invitations/settings", path_of(key));
            Ok(flash_to(&path, &saved_in_words(offered)))
        }
        (Kept::Stale(theirs), _) => {
            form.version = theirs.version;
            let theirs = in_words(&meeting, &theirs);
            let page = page(&desk, &meeting, form, (theirs, errors));
            let mut answer = web::page(&page)?;
            *answer.status_mut() = axum::http::StatusCode::CONFLICT;
            Ok(answer)
        }
    }
}

fn saved_in_words(offered: usize) -> String {
    match offered {
        0 => "Saved. Nobody was written to.".to_owned(),
        1 => "Saved. Whoever waited longest is offered a place by mail.".to_owned(),
        many => format!("Saved. {many} who waited are offered a place by mail."),
    }
}

fn in_words(meeting: &Meeting, row: &invitation_settings::Model) -> Vec<String> {
    let theirs = stored(meeting, row);
    let or = |text: String, none: &str| {
        if text.is_empty() {
            none.to_owned()
        } else {
            text
        }
    };
    vec![
        format!(
            "Answer by: {}",
            or(theirs.answer_by.replace('T', " "), "no date")
        ),
        row.guest_list.label().to_owned(),
        format!("Delegation: {}", row.delegation.label()),
        format!("Places: {}", or(theirs.capacity, "no limit")),
    ]
}

fn read(meeting: &Meeting, form: &HowForm, errors: &mut FieldErrors) -> Option<NewSettings> {
    let answer_by = match form.answer_by.trim() {
        "" => Some(None),
        typed => answer_by(meeting, typed, errors).map(Some),
    };
    let capacity = match form.capacity.trim() {
        "" => Some(None),
        typed => match typed.parse::<i32>() {
            Ok(many) if (1..=10_000).contains(&many) => Some(Some(many)),
            _ => {
                errors.add(
                    "capacity",
                    "Type a whole number from 1 to 10,000, or nothing",
                );
                None
            }
        },
    };
    let guest_list = errors.keep("guest_list", form.guest_list.parse::<GuestList>());
    let delegation = errors.keep("delegation", form.delegation.parse::<Delegation>());
    Some(NewSettings {
        answer_by: answer_by?,
        guest_list: guest_list?,
        delegation: delegation?,
        capacity: capacity?,
    })
}

/// The cut-off: a local time on the convening's clocks that exists, before it begins.
fn answer_by(meeting: &Meeting, typed: &str, errors: &mut FieldErrors) -> Option<DateTime<Utc>> {
    let row = &meeting.of.convening.row;
    let Ok(local) = typed.trim().parse::<jiff::civil::DateTime>() else {
        errors.add("answer_by", "Type a day and a time");
        return None;
    };
    let resolved = wall_time::resolve(local, &row.time_zone).ok()?;
    // Of a time that comes twice the later: nobody is cut off early.
    let at = resolved.instant(Some(wall_time::Fold::Later));
    let Some(at) = at else {
        let question = resolved.question(local, &row.time_zone).unwrap_or_default();
        errors.add("answer_by", question);
        return None;
    };
    let at = to_chrono(at);
    if at >= row.starts_at {
        errors.add("answer_by", "Choose a time before the convening begins");
        return None;
    }
    Some(at)
}
