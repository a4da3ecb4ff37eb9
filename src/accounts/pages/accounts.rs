//! The administrators' list of accounts, and opening one. Nobody's password is ever set for them:
//! a new account gets a sign-in link by mail.

use askama::Template;
use axum::response::Response;
use sea_orm::DbErr;
use serde::Deserialize;

use crate::{
    accounts::{jobs, rules::AccountForm, store, when},
    audit::{self, Act},
    auth::accounts::{self, NewAccount},
    db::{WriteError, unique_violation},
    entities::users,
    ids::PartnershipId,
    values::Role,
    web::{
        AdminsDesk, AppError, Desk, FieldErrors, Form, Paging, Query, Result, Shell, flash_to,
        page, page_invalid,
        views::{Choice, Link, PagerView},
    },
};

const ROWS: u64 = 50;

struct AccountRow {
    name: String,
    email: String,
    href: String,
    role: &'static str,
    closed: bool,
    last_sign_in: String,
}

#[derive(Template)]
#[template(path = "accounts/list.html")]
struct ListPage {
    shell: Shell,
    crumbs: Vec<Link>,
    rows: Vec<AccountRow>,
    pager: PagerView,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ListQuery {
    page: String,
}

/// What an account says of its last sign-in.
pub(super) fn last_sign_in(reader: &users::Model, account: &users::Model) -> String {
    account
        .last_sign_in_at
        .map_or_else(|| "Never".to_owned(), |at| when(reader, at))
}

pub(super) fn crumbs() -> Vec<Link> {
    vec![Link::new("Administration", "/admin")]
}

pub(super) async fn list(
    AdminsDesk(desk): AdminsDesk,
    Query(query): Query<ListQuery>,
) -> Result<Response> {
    let paging = Paging::read(&query.page, ROWS);
    let (found, total) = accounts::page(desk.db(), paging.page - 1, ROWS).await?;
    let rows = found
        .into_iter()
        .map(|user| AccountRow {
            href: format!("/admin/accounts/{}", user.id),
            role: user.role.label(),
            closed: user.disabled_at.is_some(),
            last_sign_in: last_sign_in(&desk.user, &user),
            email: user.email.to_string(),
            name: user.name,
        })
        .collect();
    page(&ListPage {
        shell: desk.shell("admin", "Accounts"),
        crumbs: crumbs(),
        rows,
        pager: paging.pager(total, "/admin/accounts", "accounts"),
    })
}

/// The roles, least first, with what each may do.
pub(super) fn role_choices(chosen: &str) -> Vec<Choice> {
    Role::ALL
        .iter()
        .map(|role| Choice {
            hint: match role {
                Role::Door => "Checks guests in on the day of a convening, sees nothing else",
                Role::PartnershipLead => {
                    "Sees and changes one partnership and its goals, nothing else"
                }
                Role::Viewer => "Reads everything, changes nothing",
                Role::ProgramOfficer => "Works with goals, funders, convenings and registrations",
                Role::Administrator => "Also opens accounts and sees jobs and the audit log",
            }
            .to_owned(),
            ..Choice::new(role.as_str(), role.label(), role.as_str() == chosen)
        })
        .collect()
}

/// The partnerships to lead.
pub(super) async fn tables(desk: &Desk) -> Result<Vec<(PartnershipId, String)>> {
    Ok(store::partnerships(desk.db()).await?)
}

/// Said where the partnership chosen is none of the list.
pub(super) fn unknown_table() -> FieldErrors {
    let mut errors = FieldErrors::default();
    errors.add("partnership", "Choose a partnership from the list.");
    errors
}

pub(super) fn table_choices(tables: &[(PartnershipId, String)], chosen: &str) -> Vec<Choice> {
    let choice = |(id, name): &(PartnershipId, String)| {
        let id = id.to_string();
        let held = id == chosen;
        Choice::new(id, name, held)
    };
    tables.iter().map(choice).collect()
}

#[derive(Template)]
#[template(path = "accounts/new.html")]
struct NewPage {
    shell: Shell,
    crumbs: Vec<Link>,
    errors: FieldErrors,
    form: AccountForm,
    roles: Vec<Choice>,
    partnerships: Vec<Choice>,
}

async fn new_page(desk: &Desk, form: AccountForm, errors: FieldErrors) -> Result<NewPage> {
    let tables = tables(desk).await?;
    Ok(NewPage {
        shell: desk.shell("admin", "Open an account"),
        crumbs: vec![
            Link::new("Administration", "/admin"),
            Link::new("Accounts", "/admin/accounts"),
        ],
        errors,
        roles: role_choices(&form.role),
        partnerships: table_choices(&tables, &form.partnership),
        form,
    })
}

pub(super) async fn new(AdminsDesk(desk): AdminsDesk) -> Result<Response> {
    let form = AccountForm {
        role: Role::ProgramOfficer.to_string(),
        ..AccountForm::default()
    };
    page(&new_page(&desk, form, FieldErrors::default()).await?)
}

async fn refused(desk: &Desk, form: AccountForm, errors: FieldErrors) -> Result<Response> {
    let mut again = new_page(desk, form, errors).await?;
    again.shell = again.shell.with_errors();
    page_invalid(&again)
}

/// Why no account was opened.
enum NotOpened {
    AddressTaken,
    Failed(AppError),
}

impl<E: Into<AppError>> From<E> for NotOpened {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl WriteError for NotOpened {
    fn database(&self) -> Option<&DbErr> {
        match self {
            Self::AddressTaken => None,
            Self::Failed(error) => error.database(),
        }
    }
}

pub(super) async fn open(
    AdminsDesk(desk): AdminsDesk,
    Form(form): Form<AccountForm>,
) -> Result<Response> {
    let new = match form.read_new() {
        Ok(read) => NewAccount {
            name: read.name,
            email: read.email,
            role: read.post.role,
            partnership: read.post.partnership,
            password_hash: None,
        },
        Err(errors) => return refused(&desk, form, errors).await,
    };
    let tables = tables(&desk).await?;
    let known = |id: PartnershipId| tables.iter().any(|(each, _)| *each == id);
    if !new.partnership.is_none_or(known) {
        return refused(&desk, form, unknown_table()).await;
    }
    match open_and_invite(&desk, new).await {
        Ok(name) => Ok(flash_to(
            "/admin/accounts",
            &format!("{name} has an account. A sign-in link is on its way to them."),
        )),
        Err(NotOpened::AddressTaken) => {
            let mut errors = FieldErrors::default();
            errors.add(
                "email",
                "This address already has an account. It may be closed: look in the list.",
            );
            refused(&desk, form, errors).await
        }
        Err(NotOpened::Failed(error)) => Err(error),
    }
}

async fn open_and_invite(desk: &Desk, new: NewAccount) -> Result<String, NotOpened> {
    let app = &desk.app;
    let (name, role) = (new.name.clone(), new.role);
    app.db
        .write(async |txn| {
            let id = accounts::open(txn, new, app.now()).await.map_err(|error| {
                if unique_violation(&error) {
                    NotOpened::AddressTaken
                } else {
                    NotOpened::from(error)
                }
            })?;
            let user = AppError::found(store::account(txn, id).await?)?;
            jobs::invite(txn, app, &user).await?;
            let act = Act {
                action: "opened",
                kind: "account",
                id: id.to_string(),
                summary: format!(
                    "Opened an account for {name} as {}",
                    role.label().to_lowercase()
                ),
                before: None,
                after: Some(serde_json::json!({"name": name, "role": role})),
            };
            audit::record(txn, &desk.actor(), act, app.now()).await?;
            Ok(name)
        })
        .await
}
