//! Signing in with a password, and signing out. A wrong password, an unknown address and a closed
//! account get the same answer after the same work.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::door::Door;
use crate::{
    accounts::rules::local_path,
    audit::{self, Act},
    auth::{accounts, passwords},
    entities::users,
    values::EmailAddress,
    web::{
        AnyDesk, AppError, AppState, FieldErrors, Form, FrontDesk, Query, Result, Shell, TableDesk,
        flash_to, page, page_invalid, see_other,
    },
};

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage {
    shell: Shell,
    errors: FieldErrors,
    email: String,
    next: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Next {
    pub(super) next: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SignInForm {
    pub(super) email: String,
    password: String,
    pub(super) next: String,
}

/// The form; someone already signed in goes straight on.
pub(super) async fn show(
    front: FrontDesk,
    desk: Result<TableDesk>,
    Query(query): Query<Next>,
) -> Result<Response> {
    let next = local_path(&query.next);
    if desk.is_ok() {
        return Ok(see_other(next));
    }
    page(&SignInPage {
        shell: front.shell("Sign in"),
        errors: FieldErrors::default(),
        email: String::new(),
        next: next.to_owned(),
    })
}

/// The form again, saying what is wrong; the password is not sent back.
pub(super) fn refused(
    front: &FrontDesk,
    form: &SignInForm,
    errors: FieldErrors,
) -> Result<Response> {
    page_invalid(&SignInPage {
        shell: front.shell("Sign in").with_errors(),
        errors,
        email: form.email.clone(),
        next: local_path(&form.next).to_owned(),
    })
}

/// What tries are counted by: the address in its one normal form, or what was typed instead.
pub(super) fn counted_as(email: &str) -> String {
    let typed = email.trim();
    typed.parse::<EmailAddress>().map_or_else(
        |_| typed.chars().take(254).collect::<String>().to_lowercase(),
        |email| email.normalized(),
    )
}

pub(super) async fn sign_in(
    front: FrontDesk,
    door: Door,
    Form(form): Form<SignInForm>,
) -> Result<Response> {
    let app = &front.app;
    let mut errors = FieldErrors::default();
    if form.email.trim().is_empty() {
        errors.add("email", "Type your e-mail address.");
    }
    if form.password.is_empty() {
        errors.add(
            "password",
            "Type your password, or have a link mailed to you.",
        );
    }
    if !errors.is_empty() {
        return refused(&front, &form, errors);
    }
    door.count_password(app, &counted_as(&form.email)).await?;
    let Some(user) = verified(app, &form).await? else {
        errors.add(
            "email",
            "That address and password do not open an account. Check both, or have a link mailed to you.",
        );
        return refused(&front, &form, errors);
    };
    app.db
        .write(async |txn| door.note(txn, app, &user).await)
        .await?;
    door.admit(app, &user, &form.next).await
}

/// The account that address and password open.
async fn verified(app: &AppState, form: &SignInForm) -> Result<Option<users::Model>> {
    let user = match form.email.trim().parse::<EmailAddress>() {
        Ok(email) => accounts::by_email(app.db.read(), &email).await?,
        Err(_) => None,
    };
    let kept = user.as_ref().and_then(|user| user.password_hash.clone());
    let matches = passwords::verify(form.password.clone(), kept).await?;
    Ok(user.filter(|_| matches))
}

pub(super) async fn sign_out(AnyDesk(desk): AnyDesk, door: Door) -> Result<Response> {
    let act = Act {
        action: "signed_out",
        kind: "account",
        id: desk.user.id.to_string(),
        summary: "Signed out".to_owned(),
        before: None,
        after: None,
    };
    let app = &desk.app;
    app.db
        .write(async |txn| {
            audit::record(txn, &desk.actor(), act, app.now()).await?;
            Ok::<_, AppError>(())
        })
        .await?;
    door.leave().await?;
    Ok(flash_to("/sign-in", "You are signed out."))
}
