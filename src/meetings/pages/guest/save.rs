//! What a guest says: wishes of their party. What cannot be kept comes back with everything that was chosen.

use axum::{extract::Path, response::Response};

use super::{
    Opened, count, open,
    show::{Back, page},
};
use crate::{
    audit::Actor,
    meetings::{
        pages::wish_read::{Sent, read},
        store::{self, Heard, Said},
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
    let wishes = match read(&at.of, at.party.id, &sent) {
        Ok(wishes) => wishes,
        Err(errors) => {
            let back = Back {
                errors,
                ..Back::of(&sent)
            };
            return page(&front, (&at, &secret), back).await;
        }
    };
    let by = Said {
        by: Actor::named(&at.person.name),
        by_link: true,
        now: front.app.now(),
    };
    let from = at.party.id;
    let heard = front
        .app
        .db
        .write(async |txn| store::save_wishes(txn, from, &wishes, &by).await)
        .await?;
    if heard == Heard::Kept {
        let told = "Thank you. Your wishes are kept. You can change them with the same link while wishes are collected.";
        return Ok(flash_to(&format!("/wishes/{secret}"), told));
    }
    // As things are now, with everything that was chosen.
    let at = match open(&front, &secret).await? {
        Opened::At(at) => at,
        Opened::Gone(page) => return Ok(page),
    };
    let back = Back {
        late: heard == Heard::Closed,
        differs: heard == Heard::Differs,
        ..Back::of(&sent)
    };
    page(&front, (&at, &secret), back).await
}
