//! One account as an administrator sees it: its role, and mailing its owner a link. Nobody demotes
//! or closes themself: the last administrator could lock everyone out.

use askama::Template;
use axum::{extract::Path, response::Response};
use sea_orm::DbErr;
use serde_json::json;

use super::{
    accounts::{last_sign_in, role_choices, table_choices, tables, unknown_table},
    conflict::conflict,
};
use crate::{
    accounts::{
        jobs,
        rules::{AccountForm, Post, Side, clashes},
        store, when,
    },
    audit::{self, Act},
    entities::users,
    ids::{PartnershipId, UserId},
    values::Role,
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
    partnerships: Vec<Choice>,
    /// Name of the partnership a lead leads; empty for staff.
    leads: String,
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

/// What the form says of the account: role and partnership, as sent or as held.
fn held(account: &users::Model) -> AccountForm {
    AccountForm {
        role: account.role.to_string(),
        partnership: account
            .partnership_id
            .map(|id| id.to_string())
            .unwrap_or_default(),
        ..AccountForm::default()
    }
}

async fn account_page(
    desk: &Desk,
    account: &users::Model,
    form: &AccountForm,
) -> Result<AccountPage> {
    let tables = tables(desk).await?;
    Ok(AccountPage {
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
        roles: role_choices(&form.role),
        partnerships: table_choices(&tables, &form.partnership),
        leads: named(&tables, account.partnership_id).to_owned(),
        version: account.version,
    })
}

fn named(tables: &[(PartnershipId, String)], id: Option<PartnershipId>) -> &str {
    let found = tables.iter().find(|(each, _)| Some(*each) == id);
    found.map_or("", |(_, name)| name)
}

pub(super) async fn show(AdminsDesk(desk): AdminsDesk, Path(id): Path<String>) -> Result<Response> {
    let account = in_path(&desk, &id).await?;
    page(&account_page(&desk, &account, &held(&account)).await?)
}

pub(super) async fn refused(
    desk: &Desk,
    account: &users::Model,
    form: Option<&AccountForm>,
    errors: FieldErrors,
) -> Result<Response> {
    let as_held = held(account);
    let mut again = account_page(desk, account, form.unwrap_or(&as_held)).await?;
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
    let tables = tables(&desk).await?;
    let known = |post: &Post| {
        post.partnership
            .is_none_or(|id| tables.iter().any(|(each, _)| *each == id))
    };
    let post = match form.read_post() {
        Ok(post) if known(&post) => post,
        Ok(_) => return refused(&desk, &account, Some(&form), unknown_table()).await,
        Err(errors) => return refused(&desk, &account, Some(&form), errors).await,
    };
    let role = post.role;
    let errors = not_yourself(&account, &desk);
    if !errors.is_empty() && role != account.role {
        return refused(&desk, &account, Some(&form), errors).await;
    }
    let told = |role: Role, id: Option<PartnershipId>| json!({"role": role, "partnership": named(&tables, id)});
    let change = Act {
        before: Some(told(account.role, account.partnership_id)),
        after: Some(told(role, post.partnership)),
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
            let saved = store::save_role(txn, account.id, version, post).await?;
            if saved {
                // What was made for staff shows every convening.
                if !role.is_staff() {
                    store::void_links_and_feeds(txn, account.id, app.now()).await?;
                }
                audit::record(txn, &desk.actor(), change, app.now()).await?;
            }
            Ok::<_, DbErr>(saved)
        })
        .await?;
    // Read again: what was read before may be older than what was in the way.
    let account = in_path(&desk, &id).await?;
    if saved || (role == account.role && post.partnership == account.partnership_id) {
        let told = format!("{} is now {}.", account.name, role.label().to_lowercase());
        return Ok(flash_to(&href(&account), &told));
    }
    let table = |id: Option<PartnershipId>| {
        let value = id.map(|id| id.to_string()).unwrap_or_default();
        Side::new(value, named(&tables, id))
    };
    let both = clashes(vec![
        (
            "role",
            "Role",
            Side::new(role.as_str(), role.label()),
            Side::new(account.role.as_str(), account.role.label()),
        ),
        (
            "partnership",
            "Partnership",
            table(post.partnership),
            table(account.partnership_id),
        ),
    ]);
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
