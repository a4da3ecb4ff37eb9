//! Addresses that are not written to: who, why, since when; enter one, or let one be written to again with a reason.

use askama::Template;
use axum::response::Response;
use sea_orm::DbErr;
use serde::Deserialize;

use crate::{
    accounts::when,
    audit::{self, Act},
    entities::mail_suppressions,
    mail::suppression,
    values::{EmailAddress, SuppressionKind, typed::line},
    web::{
        AdminsDesk, Desk, FieldErrors, Form, Paging, Query, Result, Shell, address, flash_to, page,
        page_invalid,
        views::{Link, PagerView},
    },
};

const ROWS: u64 = 50;
const PATH: &str = "/admin/suppressions";

struct Row {
    address: String,
    kind: &'static str,
    detail: String,
    since: String,
}

#[derive(Template)]
#[template(path = "operations/suppressions.html")]
struct SuppressionsPage {
    shell: Shell,
    crumbs: Vec<Link>,
    q: String,
    rows: Vec<Row>,
    pager: PagerView,
    form: SuppressionForm,
    errors: FieldErrors,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    page: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SuppressionForm {
    address: String,
    reason: String,
}

async fn shown(
    desk: &Desk,
    asked: Asked,
    form: SuppressionForm,
    errors: FieldErrors,
) -> Result<SuppressionsPage> {
    let paging = Paging::read(&asked.page, ROWS);
    let (found, total) = suppression::page(desk.db(), &asked.q, paging.offset(), ROWS).await?;
    let row = |row: mail_suppressions::Model| Row {
        kind: row.kind.label(),
        detail: row.detail,
        since: when(&desk.user, row.since),
        address: row.address_key,
    };
    let shell = desk.shell("admin", "Addresses not written to");
    Ok(SuppressionsPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: vec![Link::new("Administration", "/admin")],
        rows: found.into_iter().map(row).collect(),
        pager: paging.pager(total, &address(PATH, &[("q", &asked.q)]), "addresses"),
        q: asked.q,
        form,
        errors,
    })
}

/// GET /admin/suppressions
pub(super) async fn list(
    AdminsDesk(desk): AdminsDesk,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let form = SuppressionForm::default();
    page(&shown(&desk, asked, form, FieldErrors::default()).await?)
}

/// The log outlives what people ask to have deleted: it names the reason and not the address.
fn act(action: &'static str, summary: String) -> Act {
    Act {
        action,
        kind: "suppression",
        id: String::new(),
        summary,
        before: None,
        after: None,
    }
}

/// POST /admin/suppressions
pub(super) async fn add(
    AdminsDesk(desk): AdminsDesk,
    Form(form): Form<SuppressionForm>,
) -> Result<Response> {
    let mut errors = FieldErrors::default();
    let email = errors.keep("address", form.address.trim().parse::<EmailAddress>());
    let reason = errors.keep("reason", line(&form.reason, "a reason", 300));
    let (Some(email), Some(reason)) = (email, reason) else {
        return page_invalid(&shown(&desk, Asked::default(), form, errors).await?);
    };
    let (app, now) = (&desk.app, desk.app.now());
    let added = app
        .db
        .write(async |txn| {
            let (key, kind) = (email.as_str(), SuppressionKind::Staff);
            let added = suppression::suppress(txn, key, kind, &reason, now).await?;
            if added {
                let summary = format!("An address is not written to any more: {reason}");
                audit::record(txn, &desk.actor(), act("suppressed", summary), now).await?;
            }
            Ok::<_, DbErr>(added)
        })
        .await?;
    let told = if added {
        "The address is not written to any more."
    } else {
        "The address was not written to already."
    };
    Ok(flash_to(PATH, told))
}

/// POST /admin/suppressions/lift
pub(super) async fn lift(
    AdminsDesk(desk): AdminsDesk,
    Form(form): Form<SuppressionForm>,
) -> Result<Response> {
    let mut errors = FieldErrors::default();
    let reason = errors.keep(
        "lift_reason",
        line(&form.reason, "why it may be written to", 300),
    );
    let Some(reason) = reason else {
        let asked = Asked {
            q: form.address.clone(),
            page: String::new(),
        };
        let again = SuppressionForm::default();
        return page_invalid(&shown(&desk, asked, again, errors).await?);
    };
    let (app, now) = (&desk.app, desk.app.now());
    let lifted = app
        .db
        .write(async |txn| {
            let held = suppression::lift(txn, &form.address).await?;
            if let Some(kind) = held {
                let was = kind.label().to_lowercase();
                let summary = format!("An address may be written to again ({was}): {reason}");
                audit::record(txn, &desk.actor(), act("lifted", summary), now).await?;
            }
            Ok::<_, DbErr>(held.is_some())
        })
        .await?;
    let told = if lifted {
        "The address may be written to again."
    } else {
        "The address was not on the list."
    };
    Ok(flash_to(PATH, told))
}
