//! Recording a reviewer's decision. The version read with the page must still be the row's: the
//! second of two reviewers changes nothing and is told who was faster.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::Expr,
};

use crate::{
    entities::{interests, users},
    ids::{InterestId, OrganizationId, PersonId, UserId},
    values::RegistrationStatus,
};

/// What a decision leaves on the registration; by nobody when it was put back in the queue.
#[derive(Clone, Debug)]
pub(in crate::interest) struct Outcome {
    pub(in crate::interest) status: RegistrationStatus,
    pub(in crate::interest) by: Option<(UserId, DateTime<Utc>)>,
    pub(in crate::interest) reason: String,
    pub(in crate::interest) organization: Option<OrganizationId>,
    pub(in crate::interest) person: Option<PersonId>,
}

pub(in crate::interest) async fn by_id(
    db: &impl ConnectionTrait,
    id: InterestId,
) -> Result<Option<interests::Model>, DbErr> {
    interests::Entity::find_by_id(id).one(db).await
}

/// The name of whoever reviewed.
pub(in crate::interest) async fn reviewer(
    db: &impl ConnectionTrait,
    id: Option<UserId>,
) -> Result<Option<String>, DbErr> {
    let Some(id) = id else { return Ok(None) };
    let user = users::Entity::find_by_id(id).one(db).await?;
    Ok(user.map(|user| user.name))
}

/// Records the outcome; `false` if the registration has changed since `version`.
pub(in crate::interest) async fn decide(
    txn: &DatabaseTransaction,
    id: InterestId,
    version: i32,
    outcome: &Outcome,
) -> Result<bool, DbErr> {
    let (by, at) = (
        outcome.by.map(|(user, _)| user),
        outcome.by.map(|(_, at)| at),
    );
    let changed = interests::Entity::update_many()
        .col_expr(interests::Column::Status, Expr::value(outcome.status))
        .col_expr(interests::Column::ReviewedBy, Expr::value(by))
        .col_expr(interests::Column::ReviewedAt, Expr::value(at))
        .col_expr(
            interests::Column::DeclineReason,
            Expr::value(outcome.reason.clone()),
        )
        .col_expr(
            interests::Column::OrganizationId,
            Expr::value(outcome.organization),
        )
        .col_expr(interests::Column::PersonId, Expr::value(outcome.person))
        .col_expr(interests::Column::Version, Expr::value(version + 1))
        .filter(interests::Column::Id.eq(id))
        .filter(interests::Column::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(changed.rows_affected == 1)
}
