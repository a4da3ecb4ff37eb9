//! Every query and write of the table of arrivals.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::rules::{Act, GuestKey, Outcome};
use crate::{
    audit::{self, Actor},
    convenings::{self, Convening},
    entities::{arrivals, convenings as convening_rows, invitations, organizations, people, seats},
    ids::{ArrivalId, ConveningId, OrganizationId, PersonId},
    values::{ArrivalKind, ConveningStatus, InvitationState, Partstat},
};

/// The most guests of one convening at its door.
const MOST: u64 = 5_000;
/// The most convenings that are on at once.
const MOST_AT_ONCE: u64 = 100;

/// Somebody on the list.
#[derive(Clone, Debug)]
pub(super) struct Expected {
    pub(super) key: GuestKey,
    pub(super) name: String,
    pub(super) organization: String,
    pub(super) answer: Option<Partstat>,
    /// The note that they came, while it stands.
    pub(super) arrival: Option<arrivals::Model>,
}

/// Who is expected and who walked in, by name.
#[derive(Debug, Default)]
pub(super) struct Door {
    pub(super) guests: Vec<Expected>,
    pub(super) walk_ins: Vec<arrivals::Model>,
}

/// Convenings that are on about now; the caller looks at the day.
pub(super) async fn on_now(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<Vec<Convening>, DbErr> {
    use convening_rows::Column as C;
    let near = TimeDelta::days(3);
    let rows = convening_rows::Entity::find()
        .filter(C::StartsAt.lte(now + near))
        .filter(C::EndsAt.gte(now - near))
        .filter(C::Status.is_not_in([
            ConveningStatus::Idea,
            ConveningStatus::DatePoll,
            ConveningStatus::Postponed,
            ConveningStatus::Cancelled,
        ]))
        .order_by_asc(C::StartsAt)
        .order_by_asc(C::Id)
        .limit(MOST_AT_ONCE)
        .all(db)
        .await?;
    rows.into_iter().map(Convening::try_from).collect()
}

/// The door of a convening, in six queries.
pub(super) async fn door(db: &impl ConnectionTrait, of: ConveningId) -> Result<Door, DbErr> {
    let notes = arrivals::Entity::find()
        .filter(arrivals::Column::ConveningId.eq(of))
        .filter(arrivals::Column::UndoneAt.is_null())
        .order_by_asc(arrivals::Column::At)
        .limit(MOST)
        .all(db)
        .await?;
    let invited = invitations::Entity::find()
        .filter(invitations::Column::ConveningId.eq(of))
        .filter(
            invitations::Column::State.is_in([InvitationState::Planned, InvitationState::Invited]),
        )
        .limit(MOST)
        .all(db)
        .await?;
    let seated = convenings::uninvited_seats(of).limit(MOST).all(db).await?;
    let organizations = names_of_organizations(db, &invited, &seated).await?;
    let people = names_of_people(db, &seated).await?;
    let organization = |id: Option<OrganizationId>| {
        let found = id.and_then(|id| organizations.get(&id));
        found.cloned().unwrap_or_default()
    };
    let invited = invited.into_iter().map(|row| Expected {
        key: GuestKey::Invitation(row.id),
        name: row.name,
        organization: organization(row.organization_id),
        answer: Some(row.partstat),
        arrival: None,
    });
    let seated = seated.into_iter().map(|row| Expected {
        key: GuestKey::Seat(row.id),
        name: if row.guest_name.is_empty() {
            let found = row.person_id.and_then(|id| people.get(&id));
            found.cloned().unwrap_or_default()
        } else {
            row.guest_name
        },
        organization: organization(row.organization_id),
        answer: None,
        arrival: None,
    });
    let mut guests: Vec<Expected> = invited.chain(seated).collect();
    for guest in &mut guests {
        guest.arrival = notes.iter().find(|note| is_of(note, guest.key)).cloned();
    }
    guests.sort_by_cached_key(|guest| {
        let shown = if guest.name.is_empty() {
            &guest.organization
        } else {
            &guest.name
        };
        (shown.to_lowercase(), guest.key)
    });
    Ok(Door {
        guests,
        walk_ins: notes
            .into_iter()
            .filter(|note| note.kind == ArrivalKind::WalkIn)
            .collect(),
    })
}

fn is_of(note: &arrivals::Model, key: GuestKey) -> bool {
    match key {
        GuestKey::Invitation(id) => note.invitation_id == Some(id),
        GuestKey::Seat(id) => note.seat_id == Some(id),
    }
}

async fn names_of_organizations(
    db: &impl ConnectionTrait,
    invited: &[invitations::Model],
    seated: &[seats::Model],
) -> Result<BTreeMap<OrganizationId, String>, DbErr> {
    let ids = invited.iter().filter_map(|row| row.organization_id);
    let ids = ids.chain(seated.iter().filter_map(|row| row.organization_id));
    let rows: Vec<(OrganizationId, String)> = organizations::Entity::find()
        .select_only()
        .columns([organizations::Column::Id, organizations::Column::Name])
        .filter(organizations::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

async fn names_of_people(
    db: &impl ConnectionTrait,
    seated: &[seats::Model],
) -> Result<BTreeMap<PersonId, String>, DbErr> {
    let rows: Vec<(PersonId, String)> = people::Entity::find()
        .select_only()
        .columns([people::Column::Id, people::Column::Name])
        .filter(people::Column::Id.is_in(seated.iter().filter_map(|row| row.person_id)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// What became of a tap, and the key of the note that stands.
pub(super) type Taken = (Outcome, Option<Uuid>);

/// Takes one tap. The same tap again changes nothing and says the same.
pub(super) async fn take(
    txn: &DatabaseTransaction,
    of: ConveningId,
    act: &Act,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Taken, DbErr> {
    match act {
        Act::Arrive { key, guest, at } => {
            let Some(note) = arrival(txn, of, *guest).await? else {
                return Ok((Outcome::Unknown, None));
            };
            let note = arrivals::ActiveModel {
                at: Set(*at),
                by: Set(actor.name.clone()),
                client_key: Set(*key),
                ..note
            };
            write(txn, (of, *key), note, Some(*guest), (actor, now)).await
        }
        Act::WalkIn {
            key,
            name,
            organization,
            at,
        } => {
            let note = arrivals::ActiveModel {
                at: Set(*at),
                by: Set(actor.name.clone()),
                client_key: Set(*key),
                ..blank(of, name.clone(), organization.clone(), ArrivalKind::WalkIn)
            };
            write(txn, (of, *key), note, None, (actor, now)).await
        }
        Act::Undo { of: key } => undo(txn, (of, *key), (actor, now)).await,
    }
}

fn blank(
    of: ConveningId,
    name: String,
    organization: String,
    kind: ArrivalKind,
) -> arrivals::ActiveModel {
    arrivals::ActiveModel {
        id: Set(ArrivalId::fresh()),
        convening_id: Set(of),
        invitation_id: Set(None),
        seat_id: Set(None),
        name: Set(name),
        organization: Set(organization),
        kind: Set(kind),
        undone_at: Set(None),
        ..Default::default()
    }
}

/// The note of a guest of this convening; nothing if it has no such guest.
async fn arrival(
    txn: &DatabaseTransaction,
    of: ConveningId,
    guest: GuestKey,
) -> Result<Option<arrivals::ActiveModel>, DbErr> {
    let (name, organization) = match guest {
        GuestKey::Invitation(id) => {
            let row = invitations::Entity::find_by_id(id).one(txn).await?;
            let Some(row) = row.filter(|row| row.convening_id == of) else {
                return Ok(None);
            };
            (row.name, row.organization_id)
        }
        GuestKey::Seat(id) => {
            let row = seats::Entity::find_by_id(id).one(txn).await?;
            let Some(row) = row.filter(|row| row.convening_id == of) else {
                return Ok(None);
            };
            let names = names_of_people(txn, std::slice::from_ref(&row)).await?;
            let person = names.into_values().next().unwrap_or_default();
            let name = if row.guest_name.is_empty() {
                person
            } else {
                row.guest_name
            };
            (name, row.organization_id)
        }
    };
    let organization = convenings::organizations(txn, organization).await?;
    let organization = organization.into_values().next().map(|row| row.name);
    let note = blank(
        of,
        name,
        organization.unwrap_or_default(),
        ArrivalKind::Arrived,
    );
    Ok(Some(match guest {
        GuestKey::Invitation(id) => arrivals::ActiveModel {
            invitation_id: Set(Some(id)),
            ..note
        },
        GuestKey::Seat(id) => arrivals::ActiveModel {
            seat_id: Set(Some(id)),
            ..note
        },
    }))
}

/// Writes a note, unless this tap was taken before or another phone's note of the guest stands.
async fn write(
    txn: &DatabaseTransaction,
    (of, key): (ConveningId, Uuid),
    note: arrivals::ActiveModel,
    guest: Option<GuestKey>,
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<Taken, DbErr> {
    let who = [note.name.clone().take(), note.organization.clone().take()];
    let written = arrivals::Entity::insert(note)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(txn)
        .await?;
    if written == 1 {
        record(txn, of, "came", who, (actor, now)).await?;
        return Ok((Outcome::Here, Some(key)));
    }
    let own = arrivals::Entity::find()
        .filter(arrivals::Column::ClientKey.eq(key))
        .filter(arrivals::Column::ConveningId.eq(of))
        .one(txn)
        .await?;
    if let Some(own) = own {
        let outcome = if own.undone_at.is_some() {
            Outcome::Undone
        } else {
            Outcome::Here
        };
        return Ok((outcome, Some(key)));
    }
    let Some(guest) = guest else {
        return Ok((Outcome::Refused, None));
    };
    let its = match guest {
        GuestKey::Invitation(id) => arrivals::Column::InvitationId.eq(id),
        GuestKey::Seat(id) => arrivals::Column::SeatId.eq(id),
    };
    let stands = arrivals::Entity::find()
        .filter(Condition::all().add(its))
        .filter(arrivals::Column::UndoneAt.is_null())
        .one(txn)
        .await?;
    Ok((Outcome::Already, stands.map(|stands| stands.client_key)))
}

/// Takes a note back.
async fn undo(
    txn: &DatabaseTransaction,
    (of, key): (ConveningId, Uuid),
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<Taken, DbErr> {
    let held = arrivals::Entity::find()
        .filter(arrivals::Column::ClientKey.eq(key))
        .filter(arrivals::Column::ConveningId.eq(of))
        .one(txn)
        .await?;
    let Some(held) = held else {
        return Ok((Outcome::Unknown, None));
    };
    let done = arrivals::Entity::update_many()
        .col_expr(arrivals::Column::UndoneAt, Expr::value(now))
        .filter(arrivals::Column::Id.eq(held.id))
        .filter(arrivals::Column::UndoneAt.is_null())
        .exec(txn)
        .await?;
    if done.rows_affected == 1 {
        let who = [Some(held.name), Some(held.organization)];
        record(txn, of, "had not come after all", who, (actor, now)).await?;
    }
    Ok((Outcome::Undone, Some(key)))
}

/// Kept beside the convening's own list of what was done: every tap would drown it.
async fn record(
    txn: &DatabaseTransaction,
    of: ConveningId,
    what: &'static str,
    who: [Option<String>; 2],
    (actor, now): (&Actor, DateTime<Utc>),
) -> Result<(), DbErr> {
    let [name, organization] = who.map(Option::unwrap_or_default);
    let who = if name.is_empty() { organization } else { name };
    let act = audit::Act {
        action: "checked_in",
        kind: "check_in",
        id: of.to_string(),
        summary: format!("{who} {what}"),
        before: None,
        after: None,
    };
    audit::record(txn, actor, act, now).await
}
