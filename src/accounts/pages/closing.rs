//! Closing an account and opening it again. What its owner did stays; only the door is shut, and
//! every session, sign-in link and calendar subscription that was open ends with it.

use axum::{extract::Path, response::Response};
use sea_orm::DbErr;

use super::changes::{act, href, in_path, not_yourself, refused};
use crate::{
    accounts::{rules::AccountForm, store},
    audit,
    auth::sessions,
    entities::users,
    web::{AdminsDesk, AppError, Form, Result, flash_to},
};

pub(super) async fn close(
    AdminsDesk(desk): AdminsDesk,
    Path(id): Path<String>,
    Form(form): Form<AccountForm>,
) -> Result<Response> {
    let account = in_path(&desk, &id).await?;
    let errors = not_yourself(&account, &desk);
    if !errors.is_empty() {
        return refused(&desk, &account, None, errors).await;
    }
    let app = &desk.app;
    let version = form.version.parse().unwrap_or_default();
    let closing = act(
        &account,
        "closed",
        format!("Closed the account of {}", account.name),
    );
    let saved = app
        .db
        .write(async |txn| {
            let saved = store::save_closed(txn, account.id, version, Some(app.now())).await?;
            if saved {
                sessions::revoke_others(txn, account.id, None).await?;
                store::void_links_and_feeds(txn, account.id, app.now()).await?;
                audit::record(txn, &desk.actor(), closing, app.now()).await?;
            }
            Ok::<_, DbErr>(saved)
        })
        .await?;
    told(&account, saved, "is closed. Every session has ended")
}

pub(super) async fn reopen(
    AdminsDesk(desk): AdminsDesk,
    Path(id): Path<String>,
    Form(form): Form<AccountForm>,
) -> Result<Response> {
    let account = in_path(&desk, &id).await?;
    let app = &desk.app;
    let version = form.version.parse().unwrap_or_default();
    let opening = act(
        &account,
        "reopened",
        format!("Reopened the account of {}", account.name),
    );
    let saved = app
        .db
        .write(async |txn| {
            let saved = store::save_closed(txn, account.id, version, None).await?;
            if saved {
                audit::record(txn, &desk.actor(), opening, app.now()).await?;
            }
            Ok::<_, DbErr>(saved)
        })
        .await?;
    told(&account, saved, "is open again")
}

/// There is nothing to choose between: the account page shows how it stands now.
fn told(account: &users::Model, saved: bool, what: &str) -> Result<Response> {
    if saved {
        let message = format!("The account of {} {what}.", account.name);
        return Ok(flash_to(&href(account), &message));
    }
    Err(AppError::Conflict(format!(
        "The account of {} was changed while you looked at it. Nothing was done.",
        account.name
    )))
}
