//! Who sits at a partnership's table, now and once.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::save::difference;
use crate::{
    audit::{self, Act, Actor},
    entities::{organizations, partnership_members as members, partnerships},
    ids::{MemberId, OrganizationId, PartnershipId},
    partnerships::rules::MemberEdit,
    search,
};

/// The most members a page shows.
const MOST: u64 = 500;
/// The most organizations offered where a name could be several.
const OFFERED: usize = 5;

/// A member, and the organization of the directory it is.
pub type Member = (members::Model, Option<organizations::Model>);

/// Everybody who sits or sat at the table: those who left last, each sector by name.
pub async fn members_of(
    db: &impl ConnectionTrait,
    id: PartnershipId,
) -> Result<Vec<Member>, DbErr> {
    members::Entity::find()
        .filter(members::Column::PartnershipId.eq(id))
        .order_by_asc(members::Column::Sector)
        .order_by_asc(members::Column::Name)
        .order_by_asc(members::Column::Id)
        .limit(MOST)
        .find_also_related(organizations::Entity)
        .all(db)
        .await
}

/// One member of this partnership.
pub(crate) async fn member_of(
    db: &impl ConnectionTrait,
    partnership: PartnershipId,
    id: MemberId,
) -> Result<Option<Member>, DbErr> {
    members::Entity::find_by_id(id)
        .filter(members::Column::PartnershipId.eq(partnership))
        .find_also_related(organizations::Entity)
        .one(db)
        .await
}

/// The organization of the directory that staff typed, or the sentence that says what is not clear. A sample
/// partnership takes sample organizations only, and a real one real ones: nothing invented is said of anybody real.
pub(crate) async fn organization_named(
    db: &impl ConnectionTrait,
    typed: &str,
    illustrative: bool,
) -> Result<Result<Option<OrganizationId>, String>, DbErr> {
    if typed.trim().is_empty() {
        return Ok(Ok(None));
    }
    let ids = search::matching_ids(db, "funder", typed)
        .await?
        .unwrap_or_default();
    let ids = ids
        .iter()
        .filter_map(|id| id.parse::<OrganizationId>().ok());
    let found = organizations::Entity::find()
        .filter(organizations::Column::Id.is_in(ids))
        .filter(organizations::Column::Illustrative.eq(illustrative))
        .order_by_asc(organizations::Column::Name)
        .limit(MOST)
        .all(db)
        .await?;
    let wanted = search::words(typed);
    let exact: Vec<_> = found
        .iter()
        .filter(|each| search::words(&each.name) == wanted)
        .collect();
    Ok(match (exact.as_slice(), found.as_slice()) {
        ([only], _) => Ok(Some(only.id)),
        ([], [only]) => Ok(Some(only.id)),
        ([], []) => Err(format!(
            "No {} organization here is called “{typed}”. Leave this empty, and type the name above.",
            if illustrative { "sample" } else { "real" }
        )),
        _ => {
            let names: Vec<&str> = found
                .iter()
                .take(OFFERED)
                .map(|each| each.name.as_str())
                .collect();
            Err(format!(
                "“{typed}” could be {}. Type the whole name.",
                names.join("; ")
            ))
        }
    })
}

/// Seats a member.
pub(crate) async fn add_member(
    txn: &DatabaseTransaction,
    partnership: PartnershipId,
    new: &MemberEdit,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<MemberId, DbErr> {
    let id = MemberId::fresh();
    members::Entity::insert(row(id, partnership, new, now))
        .exec_without_returning(txn)
        .await?;
    let act = Act {
        action: "seated",
        kind: "partnership",
        id: partnership.to_string(),
        summary: format!("Added the member {}", new.name),
        before: None,
        after: Some(
            new.facts()
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        ),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(id)
}

/// A member's row as it is first written.
pub(super) fn row(
    id: MemberId,
    partnership: PartnershipId,
    new: &MemberEdit,
    now: DateTime<Utc>,
) -> members::ActiveModel {
    members::ActiveModel {
        id: Set(id),
        partnership_id: Set(partnership),
        organization_id: Set(new.organization),
        name: Set(new.name.clone()),
        sector: Set(new.sector),
        role: Set(new.role),
        functions: Set(new.functions.clone()),
        contact_name: Set(new.contact_name.clone()),
        fte: Set(new.fte),
        joined_on: Set(new.joined_on),
        left_on: Set(new.left_on),
        version: Set(1),
        created_at: Set(now),
    }
}

/// What became of a change.
#[derive(Debug)]
pub(crate) enum MemberSaved {
    Done,
    Unchanged,
    /// Someone else saved first; the member as they left it.
    Stale(Box<Member>),
}

/// Changes a member that is still at `version`; nothing for one that is not at this table.
pub(crate) async fn change_member(
    txn: &DatabaseTransaction,
    partnership: &partnerships::Model,
    (id, version): (MemberId, i32),
    edit: &MemberEdit,
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<Option<MemberSaved>, DbErr> {
    let Some((held, _)) = member_of(txn, partnership.id, id).await? else {
        return Ok(None);
    };
    let was = MemberEdit::of(&held);
    if was == *edit {
        return Ok(Some(MemberSaved::Unchanged));
    }
    if !write(txn, (id, version), edit).await? {
        // Read again: what was read before may be older than what was in the way.
        let theirs = member_of(txn, partnership.id, id).await?;
        return Ok(theirs.map(|member| MemberSaved::Stale(Box::new(member))));
    }
    let (before, after) = difference(was.facts(), edit.facts());
    let ended = was.left_on.is_none() && edit.left_on.is_some();
    let act = Act {
        action: if ended { "ended" } else { "changed" },
        kind: "partnership",
        id: partnership.id.to_string(),
        summary: if ended {
            format!("Noted that {} left", edit.name)
        } else {
            format!("Changed the member {}", edit.name)
        },
        before: Some(before.into()),
        after: Some(after.into()),
    };
    audit::record(txn, actor, act, now).await?;
    Ok(Some(MemberSaved::Done))
}

async fn write(
    txn: &DatabaseTransaction,
    (id, version): (MemberId, i32),
    edit: &MemberEdit,
) -> Result<bool, DbErr> {
    use members::Column as C;
    let written = members::Entity::update_many()
        .col_expr(C::OrganizationId, Expr::value(edit.organization))
        .col_expr(C::Name, Expr::value(edit.name.clone()))
        .col_expr(C::Sector, Expr::value(edit.sector))
        .col_expr(C::Role, Expr::value(edit.role))
        .col_expr(C::Functions, Expr::value(edit.functions.clone()))
        .col_expr(C::ContactName, Expr::value(edit.contact_name.clone()))
        .col_expr(C::Fte, Expr::value(edit.fte))
        .col_expr(C::JoinedOn, Expr::value(edit.joined_on))
        .col_expr(C::LeftOn, Expr::value(edit.left_on))
        .col_expr(C::Version, Expr::value(version.saturating_add(1)))
        .filter(C::Id.eq(id))
        .filter(C::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(written.rows_affected == 1)
}
