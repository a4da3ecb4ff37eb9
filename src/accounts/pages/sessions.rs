//! Where one is signed in, and ending that.

use axum::response::Response;
use sea_orm::DbErr;
use serde::Deserialize;

use super::door::Door;
use crate::{
    audit::{self, Act},
    auth::sessions,
    web::{Desk, Form, Result, TableDesk, flash_to},
};

/// One signed-in browser, as its owner sees it.
pub(super) struct SessionRow {
    pub(super) device: String,
    pub(super) since: String,
    /// Whether it is the one in hand.
    pub(super) here: bool,
    pub(super) key: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct EndForm {
    session: String,
}

fn ended(desk: &Desk, summary: String) -> Act {
    Act {
        action: "ended_session",
        kind: "account",
        id: desk.user.id.to_string(),
        summary,
        before: None,
        after: None,
    }
}

/// Ends one session, if it is one's own; asking twice is harmless.
pub(super) async fn end(TableDesk(desk): TableDesk, Form(form): Form<EndForm>) -> Result<Response> {
    let (app, user) = (&desk.app, &desk.user);
    let act = ended(&desk, "Signed out one device".to_owned());
    app.db
        .write(async |txn| {
            if sessions::revoke(txn, user.id, &form.session).await? {
                audit::record(txn, &desk.actor(), act, app.now()).await?;
            }
            Ok::<_, DbErr>(())
        })
        .await?;
    Ok(flash_to("/settings", "That device is signed out."))
}

/// Ends every session but the one in hand.
pub(super) async fn end_others(TableDesk(desk): TableDesk, door: Door) -> Result<Response> {
    let (app, user) = (&desk.app, &desk.user);
    let here = door.key();
    app.db
        .write(async |txn| {
            let gone = sessions::revoke_others(txn, user.id, here.as_deref()).await?;
            let act = ended(&desk, format!("Signed out everywhere else ({gone})"));
            audit::record(txn, &desk.actor(), act, app.now()).await
        })
        .await?;
    Ok(flash_to(
        "/settings",
        "You are signed out everywhere but here.",
    ))
}
