//! Every query and write of the table of notes.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde_json::json;

use super::rules::{Heard, Note, Standing, standing};
use crate::{
    audit::{self, Act, Actor},
    entities::{goals, relationship_notes as notes},
    ids::{GoalId, NoteId, OrganizationId, PartnershipId},
    values::RelationshipStage,
    web::Paging,
};

/// The most notes a standing is worked out from; the oldest are left out beyond that.
const MOST: u64 = 50_000;

type Row<K> = (K, Option<RelationshipStage>, NaiveDate);

/// How the funders that a partnership has notes of stand to it, in one query.
pub async fn standings(
    db: &impl ConnectionTrait,
    partnership: PartnershipId,
    today: NaiveDate,
) -> Result<BTreeMap<OrganizationId, Standing>, DbErr> {
    let of = notes::Entity::find().filter(notes::Column::PartnershipId.eq(partnership));
    let rows: Vec<Row<OrganizationId>> = told(of, notes::Column::OrganizationId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(stand(rows, today))
}

/// How the partnerships that have notes of a funder stand to it.
pub async fn standings_of(
    db: &impl ConnectionTrait,
    organization: OrganizationId,
    today: NaiveDate,
) -> Result<BTreeMap<PartnershipId, Standing>, DbErr> {
    let of = notes::Entity::find().filter(notes::Column::OrganizationId.eq(organization));
    let rows: Vec<Row<PartnershipId>> = told(of, notes::Column::PartnershipId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(stand(rows, today))
}

/// What stages rest on, the newest first.
fn told(of: Select<notes::Entity>, whose: notes::Column) -> Select<notes::Entity> {
    of.select_only()
        .columns([whose, notes::Column::Stage, notes::Column::HappenedOn])
        .order_by_desc(notes::Column::WrittenAt)
        .order_by_desc(notes::Column::Id)
        .limit(MOST)
}

fn stand<K: Ord>(rows: Vec<Row<K>>, today: NaiveDate) -> BTreeMap<K, Standing> {
    let mut heard: BTreeMap<K, Vec<Heard>> = BTreeMap::new();
    for (whose, stage, happened_on) in rows.into_iter().rev() {
        heard
            .entry(whose)
            .or_default()
            .push(Heard { happened_on, stage });
    }
    let standings = heard.into_iter();
    standings
        .filter_map(|(whose, heard)| Some((whose, standing(heard, today)?)))
        .collect()
}

/// A page of the notes of a funder, of one partnership or of all, the newest first, and how many there are.
pub(super) async fn page(
    db: &impl ConnectionTrait,
    organization: OrganizationId,
    partnership: Option<PartnershipId>,
    paging: Paging,
) -> Result<(Vec<notes::Model>, u64), DbErr> {
    let mut found = notes::Entity::find().filter(notes::Column::OrganizationId.eq(organization));
    if let Some(partnership) = partnership {
        found = found.filter(notes::Column::PartnershipId.eq(partnership));
    }
    let total = found.clone().count(db).await?;
    let rows = found
        .order_by_desc(notes::Column::WrittenAt)
        .order_by_desc(notes::Column::Id)
        .offset(paging.offset())
        .limit(paging.size)
        .all(db)
        .await?;
    Ok((rows, total))
}

/// The newest note that moved the stage, for each partnership that has one.
pub(super) async fn evidence(
    db: &impl ConnectionTrait,
    organization: OrganizationId,
) -> Result<BTreeMap<PartnershipId, notes::Model>, DbErr> {
    let mut rows = notes::Entity::find()
        .filter(notes::Column::OrganizationId.eq(organization))
        .filter(notes::Column::Stage.is_not_null())
        .order_by_desc(notes::Column::WrittenAt)
        .order_by_desc(notes::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    // The newest comes last, and so it stays.
    rows.reverse();
    Ok(rows
        .into_iter()
        .map(|row| (row.partnership_id, row))
        .collect())
}

/// The titles of goals by their keys.
pub(super) async fn titles(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = GoalId>,
) -> Result<BTreeMap<GoalId, String>, DbErr> {
    let rows: Vec<(GoalId, String)> = goals::Entity::find()
        .select_only()
        .columns([goals::Column::Id, goals::Column::Title])
        .filter(goals::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Whom a note is about: names for the log.
pub(super) struct About<'a> {
    pub(super) organization: (OrganizationId, &'a str),
    pub(super) partnership: (PartnershipId, &'a str),
    pub(super) goal: Option<GoalId>,
}

/// Writes a note down. What was said stays out of the log, which more people read.
pub(super) async fn add(
    txn: &DatabaseTransaction,
    about: &About<'_>,
    note: &Note,
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<(), DbErr> {
    let id = NoteId::fresh();
    let row = notes::ActiveModel {
        id: Set(id),
        organization_id: Set(about.organization.0),
        partnership_id: Set(about.partnership.0),
        goal_id: Set(about.goal),
        kind: Set(note.kind),
        happened_on: Set(note.happened_on),
        said: Set(note.said.clone()),
        stage: Set(note.stage),
        revisit_on: Set(note.revisit_on),
        written_by: Set(actor.name.clone()),
        written_at: Set(now),
    };
    notes::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    let moved = note.stage.map_or_else(String::new, |stage| {
        format!(", and moved them to “{}”", stage.label())
    });
    let act = Act {
        action: "added",
        kind: "relationship_note",
        id: id.to_string(),
        summary: format!(
            "Logged {} with {} for {}{moved}",
            note.kind.label().to_lowercase(),
            about.organization.1,
            about.partnership.1
        ),
        before: None,
        after: Some(json!({
            "kind": note.kind.as_str(),
            "happened_on": note.happened_on.to_string(),
            "stage": note.stage.map(RelationshipStage::as_str),
        })),
    };
    audit::record(txn, actor, act, now).await
}

/// Notes of a funder were shown to somebody: every view of what was said in confidence is in the audit log.
pub(super) async fn was_read(
    txn: &DatabaseTransaction,
    (funder, name): (OrganizationId, &str),
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<(), DbErr> {
    let act = Act {
        action: "read",
        kind: "organization",
        id: funder.to_string(),
        summary: format!("Read the private notes of {name}"),
        before: None,
        after: None,
    };
    audit::record(txn, actor, act, now).await
}
