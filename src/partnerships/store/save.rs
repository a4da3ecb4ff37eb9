//! Opening a partnership and changing what is known of it, with before and after in the audit log.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::Expr,
};
use serde_json::{Map, Value};

use super::{find, import::free_slug, read};
use crate::{
    audit::{self, Act, Actor},
    entities::{partnership_places, partnership_rounds, partnerships},
    ids::PartnershipId,
    partnerships::rules::PartnershipEdit,
};

/// What became of a save.
#[derive(Debug)]
pub(crate) enum Saved {
    Done,
    /// The form said what was already so.
    Unchanged,
    /// Someone else saved first; the partnership as they left it.
    Stale(Box<partnerships::Model>),
}

/// The facts that differ, as they were and as they are.
pub(super) fn difference<const N: usize>(
    before: [(&'static str, Value); N],
    after: [(&'static str, Value); N],
) -> (Map<String, Value>, Map<String, Value>) {
    let changed = before
        .into_iter()
        .zip(after)
        .filter(|(old, new)| old != new);
    changed
        .map(|((name, old), (_, new))| ((name.to_owned(), old), (name.to_owned(), new)))
        .unzip()
}

/// Opens a partnership and makes it findable.
pub(crate) async fn create(
    txn: &DatabaseTransaction,
    new: &PartnershipEdit,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<PartnershipId, DbErr> {
    let id = PartnershipId::fresh();
    let row = partnerships::ActiveModel {
        id: Set(id),
        slug: Set(free_slug(txn, &new.name).await?.into()),
        name: Set(new.name.clone()),
        stage: Set(new.stage),
        shared_result: Set(new.shared_result.clone()),
        decision_rule: Set(new.decision_rule.clone()),
        rhythm: Set(new.rhythm.clone()),
        governance_note: Set(new.governance_note.clone()),
        website: Set(new.website.clone()),
        source: Set(new.source.clone()),
        as_of: Set(new.as_of.clone()),
        share_with_staff: Set(false),
        illustrative: Set(false),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        updated_by: Set(actor.user),
    };
    partnerships::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    link(txn, id, new).await?;
    let act = Act {
        action: "created",
        kind: "partnership",
        id: id.to_string(),
        summary: format!("Opened the partnership “{}”", new.name),
        before: None,
        after: None,
    };
    audit::record(txn, actor, act, now).await?;
    if let Some(made) = read::by_id(txn, id).await? {
        find::renew(txn, &made).await?;
    }
    Ok(id)
}

/// Saves a partnership that is still at `version`. Nothing for one that is gone.
pub(crate) async fn save(
    txn: &DatabaseTransaction,
    (id, version): (PartnershipId, i32),
    edit: &PartnershipEdit,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<Saved>, DbErr> {
    let Some(row) = read::by_id(txn, id).await? else {
        return Ok(None);
    };
    let places = read::places_of(txn, id).await?;
    let places = places.into_iter().map(|place| place.id).collect();
    let mut rounds: Vec<String> = read::rounds_of(txn, id)
        .await?
        .into_iter()
        .map(|round| round.code)
        .collect();
    rounds.sort();
    let held = PartnershipEdit::of(&row, places, rounds);
    if held == *edit {
        return Ok(Some(Saved::Unchanged));
    }
    if !write(txn, (id, version), edit, actor, now).await? {
        // Read again: what was read before may be older than what was in the way.
        let theirs = read::by_id(txn, id).await?;
        return Ok(theirs.map(|row| Saved::Stale(Box::new(row))));
    }
    link(txn, id, edit).await?;
    let (before, after) = difference(held.facts(), edit.facts());
    let fields: Vec<String> = after.keys().map(|name| name.replace('_', " ")).collect();
    let act = Act {
        action: "changed",
        kind: "partnership",
        id: id.to_string(),
        summary: format!("Changed the partnership: {}", fields.join(", ")),
        before: Some(before.into()),
        after: Some(after.into()),
    };
    audit::record(txn, actor, act, now).await?;
    if let Some(changed) = read::by_id(txn, id).await? {
        find::renew(txn, &changed).await?;
    }
    Ok(Some(Saved::Done))
}

/// False when the partnership is no longer at `version`.
async fn write(
    txn: &DatabaseTransaction,
    (id, version): (PartnershipId, i32),
    edit: &PartnershipEdit,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    use partnerships::Column as C;
    let written = partnerships::Entity::update_many()
        .col_expr(C::Name, Expr::value(edit.name.clone()))
        .col_expr(C::Stage, Expr::value(edit.stage))
        .col_expr(C::SharedResult, Expr::value(edit.shared_result.clone()))
        .col_expr(C::DecisionRule, Expr::value(edit.decision_rule.clone()))
        .col_expr(C::Rhythm, Expr::value(edit.rhythm.clone()))
        .col_expr(C::GovernanceNote, Expr::value(edit.governance_note.clone()))
        .col_expr(C::Website, Expr::value(edit.website.clone()))
        .col_expr(C::Source, Expr::value(edit.source.clone()))
        .col_expr(C::AsOf, Expr::value(edit.as_of.clone()))
        .col_expr(C::Version, Expr::value(version.saturating_add(1)))
        .col_expr(C::UpdatedAt, Expr::value(now))
        .col_expr(C::UpdatedBy, Expr::value(actor.user))
        .filter(C::Id.eq(id))
        .filter(C::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Its places and rounds, in place of those before.
async fn link(
    txn: &DatabaseTransaction,
    id: PartnershipId,
    edit: &PartnershipEdit,
) -> Result<(), DbErr> {
    partnership_places::Entity::delete_many()
        .filter(partnership_places::Column::PartnershipId.eq(id))
        .exec(txn)
        .await?;
    partnership_rounds::Entity::delete_many()
        .filter(partnership_rounds::Column::PartnershipId.eq(id))
        .exec(txn)
        .await?;
    let places = edit.places.iter().zip(0..);
    let places = places.map(|(place, position)| partnership_places::ActiveModel {
        partnership_id: Set(id),
        place_id: Set(place.clone()),
        position: Set(position),
    });
    partnership_places::Entity::insert_many(places)
        .exec_without_returning(txn)
        .await?;
    let rounds = edit
        .rounds
        .iter()
        .map(|code| partnership_rounds::ActiveModel {
            partnership_id: Set(id),
            round_code: Set(code.clone()),
        });
    partnership_rounds::Entity::insert_many(rounds)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}
