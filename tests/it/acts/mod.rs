//! What staff do with a match: stances, notes, and the ticked ones together.

mod notes;
mod stances;
mod ticked;

use roundtable::{
    entities::{funding_sources, goals, organizations},
    ids::{FundingSourceId, GoalId, OrganizationId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::support::TestApp;

/// The goal of the sample with this key.
pub async fn goal(app: &TestApp, key: &str) -> GoalId {
    let found = goals::Entity::find().filter(goals::Column::SourceKey.eq(key));
    found.one(app.db().read()).await.unwrap().unwrap().id
}

/// The funder of the sample with this key.
pub async fn funder(app: &TestApp, key: &str) -> OrganizationId {
    let found = organizations::Entity::find().filter(organizations::Column::SourceKey.eq(key));
    found.one(app.db().read()).await.unwrap().unwrap().id
}

/// Its first funding source.
pub async fn source(app: &TestApp, key: &str) -> FundingSourceId {
    let of = funder(app, key).await;
    let found = funding_sources::Entity::find()
        .filter(funding_sources::Column::OrganizationId.eq(of))
        .one(app.db().read());
    found.await.unwrap().unwrap().id
}
