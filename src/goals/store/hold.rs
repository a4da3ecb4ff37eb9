//! Who writes what hangs on a goal waits for whoever writes there already.

use sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, EntityTrait, QuerySelect,
};

use crate::{entities::goals, ids::GoalId};

/// Makes writers of one goal's rows wait for each other, so that what one looks at stays as it is until it has written.
/// SQLite lets one writer in at a time anyway.
pub(super) async fn hold(txn: &DatabaseTransaction, goal: GoalId) -> Result<(), DbErr> {
    if txn.get_database_backend() == DatabaseBackend::Postgres {
        goals::Entity::find_by_id(goal)
            .lock_exclusive()
            .one(txn)
            .await?;
    }
    Ok(())
}
