//! What the path names: a goal, or a line of it. An address that names nothing is a 404, not a bad request; so is
//! another partnership's goal to a lead. Every page under a goal takes one of these, so none can forget to ask.

use std::collections::BTreeMap;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};

use crate::{
    entities::{goals, stack_lines},
    goals::store,
    ids::StackLineId,
    web::{self, AppError, AppState, Result},
};

/// The goal that `{id}` in the path names, open to who is asking.
pub struct AtGoal(pub goals::Model);

pub(super) async fn named<T: std::str::FromStr>(
    parts: &mut Parts,
    app: &AppState,
    name: &str,
) -> Result<T> {
    let path = Path::<BTreeMap<String, String>>::from_request_parts(parts, app).await;
    let Path(names) = path.map_err(|_| AppError::NotFound)?;
    AppError::found(names.get(name).and_then(|id| id.parse().ok()))
}

impl FromRequestParts<AppState> for AtGoal {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self> {
        let id = named(parts, app, "id").await?;
        let goal = AppError::found(store::by_id(app.db.read(), id).await?)?;
        web::permit(parts, app, goal.partnership_id).await?;
        Ok(Self(goal))
    }
}

/// The goal and its line that `{id}` and `{line}` name.
pub(super) struct AtLine {
    pub(super) goal: goals::Model,
    pub(super) line: stack_lines::Model,
}

impl FromRequestParts<AppState> for AtLine {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self> {
        let AtGoal(goal) = AtGoal::from_request_parts(parts, app).await?;
        let id: StackLineId = named(parts, app, "line").await?;
        let line = AppError::found(store::line_of(app.db.read(), goal.id, id).await?)?;
        Ok(Self { goal, line })
    }
}

/// The row that `{piece}` names; whether it is this goal's, the store asks.
pub(super) struct PieceId(pub(super) uuid::Uuid);

impl FromRequestParts<AppState> for PieceId {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self> {
        named(parts, app, "piece").await.map(Self)
    }
}
