//! Signing in and out, one's own settings, and the administrators' accounts.

mod admin;
mod settings;
mod sign_in;

use roundtable::{
    auth::{
        accounts::{self, NewAccount},
        passwords,
    },
    entities::{audit_entries, users},
    ids::UserId,
    values::Role,
};
use sea_orm::{EntityTrait, QueryOrder};

use crate::support::TestApp;

const PASSWORD: &str = "a quiet orchard wall";

/// An account with a password, not signed in.
async fn with_password(app: &TestApp, email: &str, role: Role) -> UserId {
    let hash = passwords::hash(PASSWORD.to_owned()).await.unwrap();
    let new = NewAccount {
        name: "Dana Whitfield".to_owned(),
        email: email.parse().unwrap(),
        role,
        partnership: None,
        password_hash: Some(hash),
    };
    app.db()
        .write(async |txn| accounts::open(txn, new, app.now()).await)
        .await
        .unwrap()
}

/// The account of the signed-in tester with this role.
async fn tester(app: &TestApp, role: Role) -> users::Model {
    let email = format!("{role}@roundtable.test").parse().unwrap();
    accounts::by_email(app.db().read(), &email)
        .await
        .unwrap()
        .unwrap()
}

async fn account(app: &TestApp, id: UserId) -> users::Model {
    users::Entity::find_by_id(id)
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

/// What was done, oldest first.
async fn acts(app: &TestApp) -> Vec<String> {
    audit_entries::Entity::find()
        .order_by_asc(audit_entries::Column::Id)
        .all(app.db().read())
        .await
        .unwrap()
        .into_iter()
        .map(|entry| entry.action)
        .collect()
}

/// The path of the first address in a mail's text.
fn link_in(text: &str) -> String {
    let at = text.find("http://roundtable.test").expect("a link");
    text[at..]
        .split_whitespace()
        .next()
        .unwrap()
        .trim_start_matches("http://roundtable.test")
        .to_owned()
}
