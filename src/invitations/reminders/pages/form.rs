//! Adding, changing and removing a reminder, and how many a guest gets at most.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use serde::Deserialize;

use super::{
    super::{
        rules::{ReminderForm, Told, units, when_words},
        store::{self, Limit, Saved},
    },
    list::{self, Refused},
};
use crate::{
    convenings::Convening,
    entities::reminders,
    ids::ReminderId,
    invitations::sending::PLACEHOLDERS,
    values::{ReminderAnchor, ReminderAudience},
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result, Shell,
        views::{Choice, Link},
    },
};

/// A field that somebody else saved otherwise.
struct Differs {
    label: &'static str,
    saved: String,
    yours: String,
}

#[derive(Template)]
#[template(path = "invitations/reminders/form.html")]
struct FormPage {
    shell: Shell,
    crumbs: Vec<Link>,
    heading: &'static str,
    action: String,
    back: String,
    form: ReminderForm,
    units: Vec<Choice>,
    sides: Vec<Choice>,
    anchors: Vec<Choice>,
    audiences: Vec<Choice>,
    placeholders: &'static [(&'static str, &'static str)],
    conflict: Vec<Differs>,
    stale: bool,
    errors: FieldErrors,
}

fn page(
    desk: &Desk,
    of: &Convening,
    (heading, action): (&'static str, String),
    form: ReminderForm,
    errors: FieldErrors,
) -> FormPage {
    let shell = desk.shell("convenings", format!("{heading}: {}", of.row.title));
    let sides = [("before", "Before"), ("after", "After")];
    FormPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: super::crumbs(of, true),
        heading,
        action,
        back: super::path_of(of.row.id),
        units: units(&form.unit),
        sides: sides
            .iter()
            .map(|(code, label)| Choice::new(*code, *label, *code == form.side))
            .collect(),
        anchors: ReminderAnchor::ALL
            .iter()
            .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == form.anchor))
            .collect(),
        audiences: ReminderAudience::ALL
            .iter()
            .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == form.audience))
            .collect(),
        placeholders: &PLACEHOLDERS,
        form,
        conflict: Vec::new(),
        stale: false,
        errors,
    }
}

const NEW: &str = "Add a reminder";
const EDIT: &str = "Change a reminder";

/// GET /convenings/{id}/reminders/new
pub(super) async fn new(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let (of, _) = super::load(&desk, &id).await?;
    let form = ReminderForm {
        count: "1".to_owned(),
        unit: "days".to_owned(),
        side: "before".to_owned(),
        anchor: ReminderAnchor::Start.to_string(),
        audience: ReminderAudience::Coming.to_string(),
        ..ReminderForm::default()
    };
    let action = format!("{}/new", super::path_of(of.row.id));
    web::page(&page(
        &desk,
        &of,
        (NEW, action),
        form,
        FieldErrors::default(),
    ))
}

/// POST /convenings/{id}/reminders/new
pub(super) async fn add(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<ReminderForm>,
) -> Result<Response> {
    let (of, _) = super::load(&desk, &id).await?;
    let path = super::path_of(of.row.id);
    if !super::may_change(&desk, &of) {
        return Ok(over(&path));
    }
    let mut errors = FieldErrors::default();
    let Some(told) = form.read(&mut errors) else {
        let action = format!("{path}/new");
        return web::page_invalid(&page(&desk, &of, (NEW, action), form, errors));
    };
    let (key, now) = (of.row.id, desk.app.now());
    let added = desk
        .app
        .db
        .write(async |txn| store::add(txn, key, &told, &desk.actor(), now).await)
        .await?;
    let said = if added.is_some() {
        "The reminder is added.".to_owned()
    } else {
        format!(
            "A convening has at most {} reminders. Remove one first.",
            store::MOST_OF_ONE
        )
    };
    Ok(web::flash_to(&path, &said))
}

fn over(path: &str) -> Response {
    web::flash_to(path, "This convening is cancelled. It reminds nobody.")
}

/// POST /convenings/{id}/reminders/usual
pub(super) async fn usual(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let (of, _) = super::load(&desk, &id).await?;
    let path = super::path_of(of.row.id);
    if !super::may_change(&desk, &of) {
        return Ok(over(&path));
    }
    let (key, now) = (of.row.id, desk.app.now());
    let added = desk
        .app
        .db
        .write(async |txn| store::add_usual(txn, key, &desk.actor(), now).await)
        .await?;
    let said = match added {
        0 => "There are reminders already.".to_owned(),
        added => format!("{added} reminders are added. Change or remove what does not fit."),
    };
    Ok(web::flash_to(&path, &said))
}

async fn one(desk: &Desk, of: &Convening, reminder: &str) -> Result<reminders::Model> {
    let id: ReminderId = reminder.parse().map_err(|_| AppError::NotFound)?;
    AppError::found(store::by_id(desk.db(), (of.row.id, id)).await?)
}

/// GET /convenings/{id}/reminders/{reminder}/edit
pub(super) async fn edit(
    EditorsDesk(desk): EditorsDesk,
    Path((id, reminder)): Path<(String, String)>,
) -> Result<Response> {
    let (of, _) = super::load(&desk, &id).await?;
    let held = one(&desk, &of, &reminder).await?;
    let action = format!("{}/{}/edit", super::path_of(of.row.id), held.id);
    let form = ReminderForm::of(&held);
    web::page(&page(
        &desk,
        &of,
        (EDIT, action),
        form,
        FieldErrors::default(),
    ))
}

/// POST /convenings/{id}/reminders/{reminder}/edit
pub(super) async fn save(
    EditorsDesk(desk): EditorsDesk,
    Path((id, reminder)): Path<(String, String)>,
    Form(mut form): Form<ReminderForm>,
) -> Result<Response> {
    let (of, _) = super::load(&desk, &id).await?;
    let held = one(&desk, &of, &reminder).await?;
    let path = super::path_of(of.row.id);
    if !super::may_change(&desk, &of) {
        return Ok(over(&path));
    }
    let action = format!("{path}/{}/edit", held.id);
    let mut errors = FieldErrors::default();
    let Some(told) = form.read(&mut errors) else {
        return web::page_invalid(&page(&desk, &of, (EDIT, action), form, errors));
    };
    let version: i32 = form.version.parse().unwrap_or_default();
    let (key, now) = ((of.row.id, held.id, version), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| store::edit(txn, key, &told, &desk.actor(), now).await)
        .await?;
    match saved {
        Saved::Done => Ok(web::flash_to(&path, "The reminder is saved.")),
        Saved::Gone => Err(AppError::NotFound),
        Saved::Stale => {
            let newest = one(&desk, &of, &reminder).await?;
            form.version = newest.version.to_string();
            let mut shown = page(&desk, &of, (EDIT, action), form, FieldErrors::default());
            shown.shell = shown.shell.with_errors();
            shown.conflict = differences(&newest, &told);
            shown.stale = true;
            let mut response = web::page(&shown)?;
            *response.status_mut() = StatusCode::CONFLICT;
            Ok(response)
        }
    }
}

fn differences(saved: &reminders::Model, yours: &Told) -> Vec<Differs> {
    let both = [
        (
            "When",
            when_words(saved.anchor, saved.minutes),
            when_words(yours.anchor, yours.minutes),
        ),
        (
            "Who gets it",
            saved.audience.label().to_owned(),
            yours.audience.label().to_owned(),
        ),
        ("Subject", saved.subject.clone(), yours.subject.clone()),
        ("Text", saved.body.clone(), yours.body.clone()),
    ];
    both.into_iter()
        .filter(|(_, saved, yours)| saved != yours)
        .map(|(label, saved, yours)| Differs {
            label,
            saved,
            yours,
        })
        .collect()
}

/// POST /convenings/{id}/reminders/{reminder}/removal
pub(super) async fn remove(
    EditorsDesk(desk): EditorsDesk,
    Path((id, reminder)): Path<(String, String)>,
) -> Result<Response> {
    let (of, _) = super::load(&desk, &id).await?;
    let held = one(&desk, &of, &reminder).await?;
    let (key, now) = ((of.row.id, held.id), desk.app.now());
    desk.app
        .db
        .write(async |txn| store::remove(txn, key, &desk.actor(), now).await)
        .await?;
    Ok(web::flash_to(
        &super::path_of(of.row.id),
        "The reminder is removed.",
    ))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LimitForm {
    most: String,
    version: String,
}

/// POST /convenings/{id}/reminders/limit
pub(super) async fn limit(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<LimitForm>,
) -> Result<Response> {
    let (of, dates) = super::load(&desk, &id).await?;
    let read = form.most.trim().parse::<i32>().ok();
    let Some(most) = read.filter(|most| (0..=20).contains(most)) else {
        let mut errors = FieldErrors::default();
        errors.add("most", "Type a whole number from 0 to 20");
        let again = Refused {
            typed: form.most,
            errors,
            conflict: String::new(),
        };
        return list::refused(&desk, (&of, &dates), again).await;
    };
    let wanted = Limit {
        most,
        version: form.version.parse().unwrap_or_default(),
    };
    let (key, now) = (of.row.id, desk.app.now());
    let done = desk
        .app
        .db
        .write(async |txn| store::set_limit(txn, key, wanted, &desk.actor(), now).await)
        .await?;
    if done {
        return Ok(web::flash_to(&super::path_of(key), "Saved."));
    }
    let saved = store::limit_of(desk.db(), key).await?;
    let again = Refused {
        typed: form.most,
        errors: FieldErrors::default(),
        conflict: saved.most.to_string(),
    };
    list::refused(&desk, (&of, &dates), again).await
}
