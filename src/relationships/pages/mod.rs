//! Pages of how tables and a funder know each other: for program officers and administrators only, because what was said in
//! confidence is on them.

mod new;
mod show;

use axum::{Router, extract::Path, routing::get};

use crate::{
    entities::organizations,
    funders,
    ids::OrganizationId,
    values::RelationshipStage,
    web::{AppError, AppState, Desk, Result},
};

/// For people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/funders/{id}/relationships", get(show::show))
        .route("/funders/{id}/notes/new", get(new::blank).post(new::add))
}

/// The funder that the path names.
async fn funder(desk: &Desk, Path(id): Path<String>) -> Result<organizations::Model> {
    let id: OrganizationId = AppError::found(id.parse().ok())?;
    AppError::found(funders::by_id(desk.db(), id).await?)
}

/// Kind, icon and words of a stage's pill.
const fn pill(stage: RelationshipStage) -> (&'static str, &'static str, &'static str) {
    use RelationshipStage as S;
    let (kind, icon) = match stage {
        S::Unknown => ("quiet", "dots"),
        S::Identified | S::Contacted | S::Engaged | S::Exploring => ("info", "people"),
        S::Aligned | S::SoftCommitted => ("wait", "clock"),
        S::Committed | S::Stewarding => ("ok", "check"),
        S::Dormant => ("quiet", "clock"),
        S::Declined => ("bad", "cross"),
    };
    (kind, icon, stage.label())
}
