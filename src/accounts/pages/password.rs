//! Choosing a password, or another one. Every other session ends: whoever learned the old password
//! is out.

use axum::response::Response;
use chrono::TimeDelta;

use super::{door::Door, settings::refused};
use crate::{
    accounts::{rules::PasswordForm, store},
    audit::{self, Act},
    auth::{
        limits::{self, Limit, Wait},
        passwords, sessions,
    },
    web::{AppError, FieldErrors, Form, Result, TableDesk, flash_to},
};

/// Guesses at the current password by somebody at an unlocked screen.
const TRIES: Limit = Limit {
    what: "change_password",
    tries: 10,
    window: TimeDelta::minutes(15),
};

pub(super) async fn set(
    TableDesk(desk): TableDesk,
    door: Door,
    Form(form): Form<PasswordForm>,
) -> Result<Response> {
    let (app, user) = (&desk.app, &desk.user);
    if let Err(errors) = form.read(user.password_hash.is_some()) {
        return refused(&desk, &door, None, errors).await;
    }
    if user.password_hash.is_some() {
        let who = user.id.to_string();
        if let Err(Wait(seconds)) = limits::count(desk.db(), TRIES, &who, app.now()).await? {
            return Err(AppError::TooMany(seconds));
        }
        let kept = user.password_hash.clone();
        if !passwords::verify(form.current_password.clone(), kept).await? {
            let mut errors = FieldErrors::default();
            errors.add("current_password", "That is not the password you use now.");
            return refused(&desk, &door, None, errors).await;
        }
    }
    let hash = passwords::hash(form.new_password.clone()).await?;
    let act = Act {
        action: "changed_password",
        kind: "account",
        id: user.id.to_string(),
        summary: "Chose a new password".to_owned(),
        before: None,
        after: None,
    };
    let here = door.key();
    app.db
        .write(async |txn| {
            store::save_password(txn, user.id, hash).await?;
            sessions::revoke_others(txn, user.id, here.as_deref()).await?;
            audit::record(txn, &desk.actor(), act, app.now()).await
        })
        .await?;
    door.renumber().await?;
    Ok(flash_to(
        "/settings",
        "Your password is set. Every other device has been signed out.",
    ))
}
