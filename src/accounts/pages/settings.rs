//! One's own settings: name, time zone, shortcuts, theme, password, and where one is signed in.

use askama::Template;
use axum::response::Response;

use super::{conflict::conflict, door::Door, sessions::SessionRow};
use crate::{
    accounts::{
        rules::{OwnSettings, SettingsForm, Side, THEMES, clashes},
        store, when,
    },
    audit::{self, Act},
    auth::sessions,
    entities::users,
    values::TimeZone,
    web::{
        AppError, Desk, FieldErrors, Form, Result, Shell, TableDesk, flash_to, page, page_invalid,
        views::Choice,
    },
};

#[derive(Template)]
#[template(path = "accounts/settings.html")]
struct SettingsPage {
    shell: Shell,
    errors: FieldErrors,
    form: SettingsForm,
    email: String,
    role: &'static str,
    zones: Vec<Choice>,
    themes: Vec<Choice>,
    has_password: bool,
    sessions: Vec<SessionRow>,
    signed_in_elsewhere: bool,
}

/// What is saved now, as a form.
fn saved(user: &users::Model) -> SettingsForm {
    let zone = user.time_zone.as_ref().map_or("", TimeZone::name);
    SettingsForm {
        name: user.name.clone(),
        time_zone: zone.to_owned(),
        shortcuts: if user.shortcuts { "yes" } else { "" }.to_owned(),
        version: user.version.to_string(),
    }
}

/// The zones of US cities first, by their usual names, then the whole world's.
fn zone_choices(chosen: &str) -> Vec<Choice> {
    let near = TimeZone::us_choices();
    let far = TimeZone::all()
        .into_iter()
        .filter(|zone| near.iter().all(|(known, _)| known != zone))
        .map(|zone| {
            Choice::new(
                zone.name(),
                zone.name().replace('_', " "),
                zone.name() == chosen,
            )
        });
    near.iter()
        .map(|(zone, label)| Choice::new(zone.name(), *label, zone.name() == chosen))
        .chain(far)
        .collect()
}

async fn filled(
    desk: &Desk,
    door: &Door,
    form: SettingsForm,
    errors: FieldErrors,
) -> Result<SettingsPage> {
    let user = &desk.user;
    let here = door.key();
    let sessions: Vec<SessionRow> = sessions::of_user(desk.db(), user.id, desk.app.now())
        .await?
        .into_iter()
        .map(|row| SessionRow {
            here: here.as_deref() == Some(row.id_hash.as_str()),
            device: row.device,
            since: when(user, row.created_at),
            key: row.id_hash,
        })
        .collect();
    let shell = desk.shell("settings", "Settings");
    Ok(SettingsPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        errors,
        email: user.email.to_string(),
        role: user.role.label(),
        zones: zone_choices(&form.time_zone),
        themes: THEMES
            .iter()
            .map(|(code, label)| Choice::new(*code, *label, *code == user.theme))
            .collect(),
        has_password: user.password_hash.is_some(),
        signed_in_elsewhere: sessions.iter().any(|row| !row.here),
        sessions,
        form,
    })
}

pub(super) async fn show(TableDesk(desk): TableDesk, door: Door) -> Result<Response> {
    let form = saved(&desk.user);
    page(&filled(&desk, &door, form, FieldErrors::default()).await?)
}

/// The page with what is wrong in one of its forms; the other forms show what is saved.
pub(super) async fn refused(
    desk: &Desk,
    door: &Door,
    form: Option<SettingsForm>,
    errors: FieldErrors,
) -> Result<Response> {
    let form = form.unwrap_or_else(|| saved(&desk.user));
    page_invalid(&filled(desk, door, form, errors).await?)
}

pub(super) async fn save(
    TableDesk(desk): TableDesk,
    door: Door,
    Form(form): Form<SettingsForm>,
) -> Result<Response> {
    let own = match form.read() {
        Ok(own) => own,
        Err(errors) => return refused(&desk, &door, Some(form), errors).await,
    };
    let (app, user) = (&desk.app, &desk.user);
    let version = form.version.parse().unwrap_or_default();
    let act = Act {
        action: "changed",
        kind: "account",
        id: user.id.to_string(),
        summary: "Changed their own settings".to_owned(),
        before: Some(told(&user.name, user.time_zone.as_ref(), user.shortcuts)),
        after: Some(told(&own.name, own.time_zone.as_ref(), own.shortcuts)),
    };
    let was_saved = app
        .db
        .write(async |txn| {
            if !store::save_own(txn, user.id, version, &own).await? {
                return Ok(false);
            }
            audit::record(txn, &desk.actor(), act, app.now()).await?;
            Ok::<_, sea_orm::DbErr>(true)
        })
        .await?;
    if was_saved {
        return Ok(flash_to("/settings", "Your settings are saved."));
    }
    let saved = AppError::found(store::account(desk.db(), user.id).await?)?;
    clash(&desk, &own, &saved)
}

fn told(name: &str, zone: Option<&TimeZone>, shortcuts: bool) -> serde_json::Value {
    serde_json::json!({
        "name": name, "time_zone": zone.map(TimeZone::name), "shortcuts": shortcuts,
    })
}

/// Somebody (perhaps the same person in another window) saved first.
fn clash(desk: &Desk, own: &OwnSettings, saved: &users::Model) -> Result<Response> {
    let zone = |zone: Option<&TimeZone>| {
        zone.map_or_else(
            || Side::new("", "Not chosen"),
            |zone| Side::new(zone.name(), zone.label()),
        )
    };
    let keys = |on: bool| {
        if on {
            Side::new("yes", "On")
        } else {
            Side::new("", "Off")
        }
    };
    let name = |name: &str| Side::new(name, name);
    let both = clashes(vec![
        ("name", "Name", name(&own.name), name(&saved.name)),
        (
            "time_zone",
            "Time zone",
            zone(own.time_zone.as_ref()),
            zone(saved.time_zone.as_ref()),
        ),
        (
            "shortcuts",
            "Single-key shortcuts",
            keys(own.shortcuts),
            keys(saved.shortcuts),
        ),
    ]);
    if both.0.is_empty() {
        return Ok(flash_to("/settings", "Your settings are saved."));
    }
    conflict(desk, "/settings".to_owned(), saved.version, both)
}
