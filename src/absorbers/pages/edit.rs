//! Changing what is written of an absorber; two people at once choose between both values.

use axum::response::Response;

use super::{
    AtAbsorber, conflict,
    form::{self, About, FormPage, form_of},
};
use crate::{
    absorbers::{
        rules::AbsorberForm,
        store::{self, Absorber, Saved},
    },
    issues::Issues,
    web::{self, AppError, Desk, EditorsDesk, FieldErrors, Form},
};

pub(super) async fn open(
    EditorsDesk(desk): EditorsDesk,
    AtAbsorber(absorber): AtAbsorber,
) -> web::Result<Response> {
    let held = form_of(&desk, &absorber).await?;
    let taxonomy = form::taxonomy(&desk).await?;
    let shown = (held, FieldErrors::default());
    web::page(&page(&desk, &absorber, shown, &taxonomy))
}

fn page(
    desk: &Desk,
    absorber: &Absorber,
    shown: (AbsorberForm, FieldErrors),
    taxonomy: &Issues,
) -> FormPage {
    let back = format!("/absorbers/{}", absorber.row.id);
    let about = About {
        heading: format!("Change {}", absorber.organization.name),
        action: format!("{back}/edit"),
        back,
        new: false,
    };
    form::page(desk, about, shown, taxonomy)
}

pub(super) async fn keep(
    EditorsDesk(desk): EditorsDesk,
    AtAbsorber(absorber): AtAbsorber,
    Form(sent): Form<AbsorberForm>,
) -> web::Result<Response> {
    let taxonomy = form::taxonomy(&desk).await?;
    let kept = match form::read(&desk, &sent, &taxonomy).await? {
        Ok(kept) => kept,
        Err(errors) => {
            return web::page_invalid(&page(&desk, &absorber, (sent, errors), &taxonomy));
        }
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    let seen = (absorber.row.id, sent.version.parse().unwrap_or_default());
    let saved = desk
        .app
        .db
        .write(async |txn| store::save(txn, seen, &kept, &actor, now).await)
        .await?;
    let back = format!("/absorbers/{}", absorber.row.id);
    match AppError::found(saved)? {
        Saved::Done => Ok(web::flash_to(&back, "Absorber saved.")),
        Saved::Unchanged => Ok(web::flash_to(
            &back,
            "Nothing was different, so nothing changed.",
        )),
        Saved::Stale(theirs) => {
            let held = form_of(&desk, &theirs).await?;
            conflict::answer(&desk, &theirs, (&sent, &held), &taxonomy).await
        }
    }
}
