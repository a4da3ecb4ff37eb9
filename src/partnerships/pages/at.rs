//! What the path names: a partnership, or a member of it. An address that names nothing is a 404; so is another
//! partnership to a lead.

use std::collections::BTreeMap;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};

use crate::{
    entities::partnerships,
    ids::MemberId,
    partnerships::store::{self, Member},
    web::{self, AppError, AppState, Result},
};

/// The partnership that `{id}` in the path names, open to who is asking.
pub struct AtPartnership(pub partnerships::Model);

async fn named<T: std::str::FromStr>(parts: &mut Parts, app: &AppState, name: &str) -> Result<T> {
    let path = Path::<BTreeMap<String, String>>::from_request_parts(parts, app).await;
    let Path(names) = path.map_err(|_| AppError::NotFound)?;
    AppError::found(names.get(name).and_then(|id| id.parse().ok()))
}

impl FromRequestParts<AppState> for AtPartnership {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self> {
        let id = named(parts, app, "id").await?;
        web::permit(parts, app, Some(id)).await?;
        AppError::found(store::by_id(app.db.read(), id).await?).map(Self)
    }
}

/// The partnership and its member that `{id}` and `{member}` name.
pub(super) struct AtMember {
    pub(super) partnership: partnerships::Model,
    pub(super) member: Member,
}

impl FromRequestParts<AppState> for AtMember {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self> {
        let AtPartnership(partnership) = AtPartnership::from_request_parts(parts, app).await?;
        let id: MemberId = named(parts, app, "member").await?;
        let found = store::member_of(app.db.read(), partnership.id, id).await?;
        let member = AppError::found(found)?;
        Ok(Self {
            partnership,
            member,
        })
    }
}
