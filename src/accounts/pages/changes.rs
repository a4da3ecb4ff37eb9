//! One account as an administrator sees it: its role, and mailing its owner a link. Nobody demotes
//! or closes themself: the last administrator could lock everyone out.

use askama::Template;
use axum::{extract::Path, response::Response};
use sea_orm::DbErr;

use super::{
    accounts::{last_sign_in, role_choices},
    conflict::conflict,
};
use crate::{
    accounts::{
        jobs,
        rules::{AccountForm, Side, clashes},
        store, when,
    },
    audit::{self, Act},
    entities::users,
    ids::UserId,
    web::{
        AdminsDesk, AppError, Desk, FieldErrors, Form, Result, Shell, flash_to, page, page_invalid,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "accounts/account.html")]
struct AccountPage {
    shell: Shell,
    crumbs: Vec<Link>,
    errors: FieldErrors,
    href: String,
    name: String,
    email: String,
    role: &'static str,
    opened: String,
    last_sign_in: String,
    /// Since when it is closed; empty for an open account.
    closed: String,
    own: bool,
    roles: Vec<Choice>,
    version: i32,
}

/// The account in the path, or the 404 page.
pub(super) async fn in_path(desk: &Desk, id: &str) -> Result<users::Model> {
    let id: UserId = id.parse().map_err(|_| AppError::NotFound)?;
    AppError::found(store::account(desk.db(), id).await?)
}

pub(super) fn href(account: &users::Model) -> String {
    format!("/admin/accounts/{}", account.id)
}

fn account_page(desk: &Desk, account: &users::Model, role: &str) -> AccountPage {
    AccountPage {
        shell: desk.shell("admin", &account.name),
        crumbs: vec![
            Link::new("Administration", "/admin"),
            Link::new("Accounts", "/admin/accounts"),
        ],
        errors: FieldErrors::default(),
        href: href(account),
        name: account.name.clone(),
        email: account.email.to_string(),
        role: account.role.label(),
        opened: when(&desk.user, account.created_at),
        last_sign_in: last_sign_in(&desk.user, account),
        closed: account
            .disabled_at
            .map_or_else(String::new, |at| when(&desk.user, at)),
        own: account.id == desk.user.id,
        roles: role_choices(role),
        version: account.version,
    }
}

pub(super) async fn show(AdminsDesk(desk): AdminsDesk, Path(id): Path<String>) -> Result<Response> {
    let account = in_path(&desk, &id).await?;
    page(&account_page(&desk, &account, account.role.as_str()))
}

pub(super) fn refused(
    desk: &Desk,
    account: &users::Model,
    role: &str,
    errors: FieldErrors,
) -> Result<Response> {
    let mut again = account_page(desk, account, role);
    again.errors = errors;
    again.shell = again.shell.with_errors();
    page_invalid(&again)
}

pub(super) fn not_yourself(account: &users::Model, desk: &Desk) -> FieldErrors {
    let mut errors = FieldErrors::default();
    if account.id == desk.user.id {
        errors.add(
            "role",
            "This is your own account. Another administrator can change or close it.",
        );
    }
    errors
}

pub(super) fn act(account: &users::Model, action: &'static str, summary: String) -> Act {
    Act {
        action,
        kind: "account",
        id: account.id.to_string(),
        summary,
        before: None,
        after: None,
    }
}

pub(super) async fn save_role(
    AdminsDesk(desk): AdminsDesk,
    Path(id): Path<String>,
    Form(form): Form<AccountForm>,
) -> Result<Response> {
    let account = in_path(&desk, &id).await?;
    let role = match form.read_role() {
        Ok(role) => role,
        Err(errors) => return refused(&desk, &account, &form.role, errors),
    };
    let errors = not_yourself(&account, &desk);
    if !errors.is_empty() && role != account.role {
        return refused(&desk, &account, &form.role, errors);
    }
    let change = Act {
        before: Some(account.role.as_str().into()),
        after: Some(role.as_str().into()),
        ..act(
            &account,
            "changed_role",
            format!("Made {} {}", account.name, role.label().to_lowercase()),
        )
    };
    let version = form.version.parse().unwrap_or_default();
    let app = &desk.app;
    let saved = app
        .db
        .write(async |txn| {
            let saved = store::save_role(txn, account.id, version, role).await?;
            if saved {
                audit::record(txn, &desk.actor(), change, app.now()).await?;
            }
            Ok::<_, DbErr>(saved)
        })
        .await?;
    if saved || role == account.role {
        let told = format!("{} is now {}.", account.name, role.label().to_lowercase());
        return Ok(flash_to(&href(&account), &told));
    }
    let both = clashes(vec![(
        "role",
        "Role",
        Side::new(role.as_str(), role.label()),
        Side::new(account.role.as_str(), account.role.label()),
    )]);
    conflict(&desk, href(&account), account.version, both)
}

pub(super) async fn mail_link(
    AdminsDesk(desk): AdminsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let account = in_path(&desk, &id).await?;
    if account.disabled_at.is_some() {
        return Err(AppError::Invalid(
            "This account is closed. Reopen it first.".to_owned(),
        ));
    }
    let app = &desk.app;
    let mailing = act(
        &account,
        "mailed_link",
        format!("Mailed {} a sign-in link", account.name),
    );
    app.db
        .write(async |txn| {
            jobs::invite(txn, app, &account).await?;
            audit::record(txn, &desk.actor(), mailing, app.now()).await?;
            Ok::<_, AppError>(())
        })
        .await?;
    let message = format!("A sign-in link is on its way to {}.", account.name);
    Ok(flash_to(&href(&account), &message))
}
