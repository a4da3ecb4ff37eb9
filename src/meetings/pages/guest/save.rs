//! What a guest says: all wishes of their party at once.

use axum::{extract::Path, response::Response};

use super::{Opened, count, open};
use crate::{
    audit::Actor,
    meetings::{
        pages::wish_form::{Sent, read},
        store::{self, Said},
    },
    web::{ClientKey, Form, FrontDesk, Result, flash_to},
};

/// POST /wishes/{secret}
pub(super) async fn save(
    front: FrontDesk,
    visitor: ClientKey,
    Path(secret): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    count(&front, &visitor).await?;
    let at = match open(&front, &secret).await? {
        Opened::At(at) => at,
        Opened::Gone(page) => return Ok(page),
    };
    let wishes = read(&at.of, at.party.id, &sent);
    let by = Said {
        by: Actor::named(&at.person.name),
        by_link: true,
        now: front.app.now(),
    };
    let from = at.party.id;
    let kept = front
        .app
        .db
        .write(async |txn| store::save_wishes(txn, from, &wishes, &by).await)
        .await?;
    let told = if kept {
        "Thank you. Your wishes are kept. You can change them with the same link while wishes are collected."
    } else {
        "Wishes are no longer collected, so nothing was changed."
    };
    Ok(flash_to(&format!("/wishes/{secret}"), told))
}
