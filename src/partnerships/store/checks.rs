//! The self-check of a partnership: a series that only grows. The audit log, which administrators read, says that one was
//! made, never what it says.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use crate::{
    audit::{self, Act, Actor},
    entities::{partnerships, self_checks as checks},
    ids::{PartnershipId, SelfCheckId},
    partnerships::rules::NewCheck,
};

/// The most checks a page shows: more than ten years of one each quarter.
const MOST: u64 = 50;

const CHECKED: &str = "checked";
const SHARED: &str = "shared";
/// What the audit log calls what is done about the self-check; whoever may not see it is not told.
pub(crate) const CHECK_ACTIONS: [&str; 2] = [CHECKED, SHARED];

/// The checks of a partnership, newest first.
pub(crate) async fn checks_of(
    db: &impl ConnectionTrait,
    id: PartnershipId,
) -> Result<Vec<checks::Model>, DbErr> {
    checks::Entity::find()
        .filter(checks::Column::PartnershipId.eq(id))
        .order_by_desc(checks::Column::CheckedOn)
        .order_by_desc(checks::Column::Id)
        .limit(MOST)
        .all(db)
        .await
}

/// Adds a check.
pub(crate) async fn add_check(
    txn: &DatabaseTransaction,
    partnership: PartnershipId,
    new: NewCheck,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let [agenda, measurement, activities, communication, backbone] = new.marks;
    checks::Entity::insert(checks::ActiveModel {
        id: Set(SelfCheckId::fresh()),
        partnership_id: Set(partnership),
        checked_on: Set(new.checked_on),
        agenda: Set(agenda.0),
        agenda_note: Set(agenda.1),
        measurement: Set(measurement.0),
        measurement_note: Set(measurement.1),
        activities: Set(activities.0),
        activities_note: Set(activities.1),
        communication: Set(communication.0),
        communication_note: Set(communication.1),
        backbone: Set(backbone.0),
        backbone_note: Set(backbone.1),
        by_name: Set(actor.name.clone()),
        created_at: Set(now),
    })
    .exec_without_returning(txn)
    .await?;
    let act = Act {
        action: CHECKED,
        kind: "partnership",
        id: partnership.to_string(),
        summary: "Made a self-check".to_owned(),
        before: None,
        after: None,
    };
    audit::record(txn, actor, act, now).await
}

/// Says whether staff may see the checks; false when the partnership is no longer at `version`.
pub(crate) async fn set_sharing(
    txn: &DatabaseTransaction,
    (id, version): (PartnershipId, i32),
    share: bool,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    use partnerships::Column as C;
    let written = partnerships::Entity::update_many()
        .col_expr(C::ShareWithStaff, Expr::value(share))
        .col_expr(C::Version, Expr::value(version.saturating_add(1)))
        .filter(C::Id.eq(id))
        .filter(C::Version.eq(version))
        .exec(txn)
        .await?;
    if written.rows_affected != 1 {
        return Ok(false);
    }
    let summary = if share {
        "Shared the self-check with staff"
    } else {
        "Stopped sharing the self-check with staff"
    };
    let act = Act {
        action: SHARED,
        kind: "partnership",
        id: id.to_string(),
        summary: summary.to_owned(),
        before: Some(serde_json::json!({"share_with_staff": !share})),
        after: Some(serde_json::json!({"share_with_staff": share})),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(true)
}
