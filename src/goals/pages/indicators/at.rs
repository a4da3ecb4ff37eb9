//! The goal and its indicator that a path names.

use axum::{extract::FromRequestParts, http::request::Parts};

use super::super::at::{AtGoal, named};
use crate::{
    entities::{goals, indicators},
    goals::store,
    ids::IndicatorId,
    web::{AppError, AppState, Result},
};

/// What `{id}` and `{indicator}` name.
pub(super) struct AtIndicator {
    pub(super) goal: goals::Model,
    pub(super) indicator: indicators::Model,
}

impl FromRequestParts<AppState> for AtIndicator {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self> {
        let AtGoal(goal) = AtGoal::from_request_parts(parts, app).await?;
        let id: IndicatorId = named(parts, app, "indicator").await?;
        let found = store::indicator_at(app.db.read(), goal.id, id).await?;
        let indicator = AppError::found(found)?;
        Ok(Self { goal, indicator })
    }
}
