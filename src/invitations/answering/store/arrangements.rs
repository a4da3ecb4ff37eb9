//! Pay, interpretation and access: what a guest is told before they answer.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, sea_query::Expr,
};

use crate::{
    audit::{self, Act, Actor},
    entities::convening_arrangements as rows,
    ids::ConveningId,
};

/// The arrangements as staff want them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::invitations) struct Arrangements {
    pub(in crate::invitations) stipend: String,
    pub(in crate::invitations) interpretation: String,
    pub(in crate::invitations) access: String,
}

pub(in crate::invitations) async fn arrangements(
    db: &impl ConnectionTrait,
    id: ConveningId,
) -> Result<Option<rows::Model>, DbErr> {
    rows::Entity::find_by_id(id).one(db).await
}

/// Keeps them, if they still have the version that was looked at (0 where there were none); otherwise says what is there.
pub(in crate::invitations) async fn keep_arrangements(
    txn: &DatabaseTransaction,
    id: ConveningId,
    (new, version): (&Arrangements, i32),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Result<(), rows::Model>, DbErr> {
    let held = arrangements(txn, id).await?;
    if let Some(held) = &held {
        let kept = rows::Entity::update_many()
            .col_expr(rows::Column::Stipend, Expr::value(new.stipend.as_str()))
            .col_expr(
                rows::Column::Interpretation,
                Expr::value(new.interpretation.as_str()),
            )
            .col_expr(rows::Column::Access, Expr::value(new.access.as_str()))
            .col_expr(rows::Column::Version, Expr::value(version + 1))
            .filter(rows::Column::ConveningId.eq(id))
            .filter(rows::Column::Version.eq(version))
            .exec(txn)
            .await?;
        if kept.rows_affected == 0 {
            return Ok(Err(held.clone()));
        }
    } else {
        rows::Entity::insert(rows::ActiveModel {
            convening_id: Set(id),
            stipend: Set(new.stipend.clone()),
            interpretation: Set(new.interpretation.clone()),
            access: Set(new.access.clone()),
            version: Set(1),
        })
        .exec_without_returning(txn)
        .await?;
    }
    let facts = |of: &Arrangements| serde_json::json!({"stipend": of.stipend, "interpretation": of.interpretation, "access": of.access});
    let act = Act {
        action: "changed",
        kind: "convening",
        id: id.to_string(),
        summary: "Changed stipend, interpretation and access".to_owned(),
        before: held.map(|held| {
            facts(&Arrangements {
                stipend: held.stipend,
                interpretation: held.interpretation,
                access: held.access,
            })
        }),
        after: Some(facts(new)),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(Ok(()))
}
