//! The guests of a convening as reminders see them, in a fixed number of queries.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::{
    entities::{
        arrivals, invitation_mails as mails, invitations, organizations, people, reminder_sends,
    },
    ids::{ConveningId, InvitationId, OrganizationId, PersonId, ReminderId},
    invitations::{
        ledger,
        reminders::rules::{Guest, Limits},
    },
    mail::suppression,
    values::{InvitationMailKind, SuppressionKind},
};

/// A guest with what was found out about them.
#[derive(Clone, Debug)]
pub(in crate::invitations) struct Standing {
    pub(in crate::invitations) row: invitations::Model,
    pub(in crate::invitations) organization: String,
    pub(in crate::invitations) guest: Guest,
}

/// How often a guest was reminded, and when last.
type Reminded = BTreeMap<InvitationId, (i32, DateTime<Utc>)>;

/// What is known beside the rows of invitations.
struct Around {
    reminded: Reminded,
    had_this: BTreeSet<InvitationId>,
    came: BTreeSet<InvitationId>,
    suppressed: BTreeMap<String, SuppressionKind>,
    silent_people: BTreeSet<PersonId>,
    organizations: BTreeMap<OrganizationId, (String, bool)>,
}

impl Around {
    fn guest(&self, row: &invitations::Model) -> Guest {
        let organization = row
            .organization_id
            .and_then(|id| self.organizations.get(&id));
        let asked_not_to = row
            .person_id
            .is_some_and(|id| self.silent_people.contains(&id));
        let reminded = self.reminded.get(&row.id);
        Guest {
            state: row.state,
            partstat: row.partstat,
            is_chair: row.is_chair,
            sample: row.illustrative,
            told: row.seen_sequence.is_some(),
            came: self.came.contains(&row.id),
            do_not_contact: asked_not_to || organization.is_some_and(|(_, silent)| *silent),
            suppressed: self.suppressed.get(&row.address_key).copied(),
            reminded: reminded.map_or(0, |(times, _)| *times),
            last_reminded: reminded.map(|(_, last)| *last),
            had_this: self.had_this.contains(&row.id),
        }
    }
}

/// Every guest of a convening, and the limits that hold for it; `most` reminders a guest.
pub(in crate::invitations) async fn guests(
    db: &impl ConnectionTrait,
    of: ConveningId,
    this: Option<ReminderId>,
    most: i32,
) -> Result<(Vec<Standing>, Limits), DbErr> {
    let rows = ledger::of_convening(db, of).await?;
    let around = around(db, of, this, &rows).await?;
    let limits = Limits {
        most,
        door_was_kept: !around.came.is_empty(),
    };
    let standings = rows
        .into_iter()
        .map(|row| Standing {
            guest: around.guest(&row),
            organization: row
                .organization_id
                .and_then(|id| around.organizations.get(&id))
                .map(|(name, _)| name.clone())
                .unwrap_or_default(),
            row,
        })
        .collect();
    Ok((standings, limits))
}

/// The same of one guest whose row the caller holds: what is decided on cannot change before it is written.
pub(in crate::invitations) async fn fresh_guest(
    txn: &DatabaseTransaction,
    row: &invitations::Model,
    this: Option<ReminderId>,
) -> Result<Guest, DbErr> {
    let rows = std::slice::from_ref(row);
    Ok(around(txn, row.convening_id, this, rows).await?.guest(row))
}

async fn around(
    db: &impl ConnectionTrait,
    of: ConveningId,
    this: Option<ReminderId>,
    rows: &[invitations::Model],
) -> Result<Around, DbErr> {
    let one = match rows {
        [only] => Some(only.id),
        _ => None,
    };
    Ok(Around {
        reminded: reminded(db, of, one).await?,
        had_this: match this {
            Some(id) => had(db, id).await?,
            None => BTreeSet::new(),
        },
        came: came(db, of).await?,
        suppressed: suppression::suppressed(db, rows.iter().map(|row| row.address_key.clone()))
            .await?,
        silent_people: silent_people(db, of).await?,
        organizations: organizations_of(db, of).await?,
    })
}

async fn reminded(
    db: &impl ConnectionTrait,
    of: ConveningId,
    one: Option<InvitationId>,
) -> Result<Reminded, DbErr> {
    let mut found = mails::Entity::find()
        .select_only()
        .column(mails::Column::InvitationId)
        .column_as(mails::Column::Id.count(), "times")
        .column_as(mails::Column::CreatedAt.max(), "last")
        .filter(mails::Column::ConveningId.eq(of))
        .filter(mails::Column::Kind.eq(InvitationMailKind::Reminder));
    if let Some(id) = one {
        found = found.filter(mails::Column::InvitationId.eq(id));
    }
    let rows: Vec<(InvitationId, i64, DateTime<Utc>)> = found
        .group_by(mails::Column::InvitationId)
        .into_tuple()
        .all(db)
        .await?;
    let reminded = rows.into_iter().map(|(id, times, last)| {
        let times = i32::try_from(times).unwrap_or(i32::MAX);
        (id, (times, last))
    });
    Ok(reminded.collect())
}

async fn had(db: &impl ConnectionTrait, this: ReminderId) -> Result<BTreeSet<InvitationId>, DbErr> {
    let ids: Vec<InvitationId> = reminder_sends::Entity::find()
        .select_only()
        .column(reminder_sends::Column::InvitationId)
        .filter(reminder_sends::Column::ReminderId.eq(this))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

async fn came(db: &impl ConnectionTrait, of: ConveningId) -> Result<BTreeSet<InvitationId>, DbErr> {
    let ids: Vec<Option<InvitationId>> = arrivals::Entity::find()
        .select_only()
        .column(arrivals::Column::InvitationId)
        .filter(arrivals::Column::ConveningId.eq(of))
        .filter(arrivals::Column::UndoneAt.is_null())
        .filter(arrivals::Column::InvitationId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().flatten().collect())
}

async fn silent_people(
    db: &impl ConnectionTrait,
    of: ConveningId,
) -> Result<BTreeSet<PersonId>, DbErr> {
    let ids: Vec<PersonId> = people::Entity::find()
        .select_only()
        .column(people::Column::Id)
        .filter(people::Column::DoNotContact.eq(true))
        .filter(people::Column::Id.in_subquery(ids_of(of, invitations::Column::PersonId)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

async fn organizations_of(
    db: &impl ConnectionTrait,
    of: ConveningId,
) -> Result<BTreeMap<OrganizationId, (String, bool)>, DbErr> {
    use organizations::Column as C;
    let rows: Vec<(OrganizationId, String, bool)> = organizations::Entity::find()
        .select_only()
        .columns([C::Id, C::Name, C::DoNotContact])
        .filter(C::Id.in_subquery(ids_of(of, invitations::Column::OrganizationId)))
        .order_by_asc(C::Id)
        .into_tuple()
        .all(db)
        .await?;
    let named = rows
        .into_iter()
        .map(|(id, name, silent)| (id, (name, silent)));
    Ok(named.collect())
}

/// What the invitations of a convening hold in this column.
fn ids_of(of: ConveningId, column: invitations::Column) -> sea_orm::sea_query::SelectStatement {
    use sea_orm::QueryTrait as _;
    invitations::Entity::find()
        .select_only()
        .column(column)
        .filter(invitations::Column::ConveningId.eq(of))
        .filter(column.is_not_null())
        .into_query()
}
