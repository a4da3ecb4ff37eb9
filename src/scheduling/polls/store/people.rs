//! Whom a poll asks: added from the guest list or by name, changed, taken off.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use super::{busy::forget_busy, read::by_id, write::note};
use crate::{
    audit::Actor,
    convenings,
    entities::{date_polls, poll_links, poll_people},
    ids::{OrganizationId, PersonId, PollId, PollPersonId, SeatId},
    people,
    values::{Attendance, EmailAddress, PollPersonState, PollState},
};

/// The most people one poll asks.
pub(in crate::scheduling::polls) const MOST: u64 = 2_000;

/// Who is to be asked, and at which address.
#[derive(Clone, Debug)]
pub(in crate::scheduling::polls) struct NewPerson {
    pub(in crate::scheduling::polls) seat: Option<SeatId>,
    pub(in crate::scheduling::polls) organization: Option<OrganizationId>,
    pub(in crate::scheduling::polls) person: Option<PersonId>,
    pub(in crate::scheduling::polls) name: String,
    pub(in crate::scheduling::polls) address: EmailAddress,
    pub(in crate::scheduling::polls) attendance: Attendance,
    pub(in crate::scheduling::polls) any_of: Option<i32>,
}

/// What became of somebody who was to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scheduling::polls) enum Listed {
    Done,
    /// This address is asked already.
    Twice,
    /// They, or their organization, are not to be written to.
    DoNotContact,
    TooMany,
    /// The poll is past this.
    Over,
}

fn is_open(poll: &date_polls::Model) -> bool {
    matches!(poll.state, PollState::Draft | PollState::Open)
}

/// Lists somebody. Who was taken off is listed again with what they said. [`DbErr::RecordNotUpdated`] where somebody wrote to
/// them at the same moment: nothing is kept.
pub(in crate::scheduling::polls) async fn add_person(
    txn: &DatabaseTransaction,
    poll: PollId,
    new: &NewPerson,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Listed, DbErr> {
    let Some(poll) = by_id(txn, poll).await?.filter(is_open) else {
        return Ok(Listed::Over);
    };
    let known = people::by_email(txn, &new.address).await?;
    let house = house_of(txn, new, known.as_ref()).await?;
    let House::Open(organization) = house else {
        return Ok(Listed::DoNotContact);
    };
    let key = new.address.as_str().to_lowercase();
    let held = poll_people::Entity::find()
        .filter(poll_people::Column::PollId.eq(poll.id))
        .filter(poll_people::Column::AddressKey.eq(key.as_str()))
        .one(txn)
        .await?;
    match held {
        Some(held) if held.state != PollPersonState::Removed => return Ok(Listed::Twice),
        _ if count(txn, poll.id).await? >= MOST => return Ok(Listed::TooMany),
        Some(held) => back(txn, &held, (new, organization)).await?,
        None => {
            let person = new.person.or(known.map(|person| person.id));
            if !insert(txn, &poll, (new, (person, organization), key), now).await? {
                return Ok(Listed::Twice);
            }
        }
    }
    let summary = format!("Asks {} for a date", new.name);
    note(txn, poll.convening_id, summary, &[], (actor, now)).await?;
    Ok(Listed::Done)
}

/// For whom somebody speaks, unless nobody there is to be written to.
enum House {
    Open(Option<OrganizationId>),
    Silent,
}

/// The organization of their seat; for somebody typed by name, where they work now, if that is one place alone.
async fn house_of(
    txn: &DatabaseTransaction,
    new: &NewPerson,
    known: Option<&crate::entities::people::Model>,
) -> Result<House, DbErr> {
    if known.is_some_and(|person| person.do_not_contact) {
        return Ok(House::Silent);
    }
    if let Some(seated) = new.organization {
        let houses = convenings::organizations(txn, [seated]).await?;
        let silent = houses.values().any(|house| house.do_not_contact);
        return Ok(if silent {
            House::Silent
        } else {
            House::Open(Some(seated))
        });
    }
    let mut posts = match known {
        Some(person) => people::posts(txn, person.id).await?,
        None => Vec::new(),
    };
    posts.retain(|(post, _)| post.ended_on.is_none());
    // Who works at several places is silent only where all of them are.
    if !posts.is_empty() && posts.iter().all(|(_, house)| house.do_not_contact) {
        return Ok(House::Silent);
    }
    Ok(House::Open(match posts.as_slice() {
        [(_, house)] => Some(house.id),
        _ => None,
    }))
}

/// Lists somebody again who was taken off. [`DbErr::RecordNotUpdated`] where somebody wrote first.
async fn back(
    txn: &DatabaseTransaction,
    held: &poll_people::Model,
    (new, organization): (&NewPerson, Option<OrganizationId>),
) -> Result<(), DbErr> {
    let state = if held.answered_at.is_some() {
        PollPersonState::Answered
    } else {
        PollPersonState::Listed
    };
    let columns = poll_people::ActiveModel {
        seat_id: Set(new.seat),
        organization_id: Set(organization),
        name: Set(new.name.clone()),
        attendance: Set(new.attendance),
        any_of: Set(new.any_of),
        state: Set(state),
        ..Default::default()
    };
    if !put(txn, (held.id, held.version), columns).await? {
        return Err(DbErr::RecordNotUpdated);
    }
    Ok(())
}

/// How many are asked; who was taken off is not counted.
async fn count(txn: &DatabaseTransaction, poll: PollId) -> Result<u64, DbErr> {
    use sea_orm::PaginatorTrait as _;
    poll_people::Entity::find()
        .filter(poll_people::Column::PollId.eq(poll))
        .filter(poll_people::Column::State.ne(PollPersonState::Removed))
        .count(txn)
        .await
}

/// The row of somebody new; `false` if somebody else has just listed this address.
async fn insert(
    txn: &DatabaseTransaction,
    poll: &date_polls::Model,
    (new, (person, organization), key): (
        &NewPerson,
        (Option<PersonId>, Option<OrganizationId>),
        String,
    ),
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let row = poll_people::ActiveModel {
        id: Set(PollPersonId::fresh()),
        poll_id: Set(poll.id),
        seat_id: Set(new.seat),
        organization_id: Set(organization),
        person_id: Set(person),
        name: Set(new.name.clone()),
        address: Set(new.address.clone()),
        address_key: Set(key),
        attendance: Set(new.attendance),
        any_of: Set(new.any_of),
        time_zone: Set(None),
        state: Set(PollPersonState::Listed),
        note: Set(String::new()),
        asked_at: Set(None),
        answered_at: Set(None),
        answer_source: Set(None),
        recorded_by: Set(String::new()),
        reminded: Set(0),
        reminded_at: Set(None),
        illustrative: Set(poll.illustrative),
        version: Set(1),
        created_at: Set(now),
    };
    let made = poll_people::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(txn)
        .await;
    match made {
        Ok(rows) => Ok(rows > 0),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(error) => Err(error),
    }
}

/// What is to change of somebody, and the version that was looked at.
#[derive(Clone, Copy, Debug)]
pub(in crate::scheduling::polls) struct PersonChange {
    pub(in crate::scheduling::polls) id: PollPersonId,
    pub(in crate::scheduling::polls) version: i32,
    pub(in crate::scheduling::polls) attendance: Attendance,
    pub(in crate::scheduling::polls) any_of: Option<i32>,
}

/// Changes whether somebody has to come; nothing if they are not asked by this poll, `false` if somebody wrote first.
pub(in crate::scheduling::polls) async fn change_person(
    txn: &DatabaseTransaction,
    poll: PollId,
    change: PersonChange,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<bool>, DbErr> {
    let Some((poll, held)) = of_poll(txn, (poll, change.id)).await? else {
        return Ok(None);
    };
    let columns = poll_people::ActiveModel {
        attendance: Set(change.attendance),
        any_of: Set(change.any_of),
        ..Default::default()
    };
    if !put(txn, (change.id, change.version), columns).await? {
        return Ok(Some(false));
    }
    let group = change
        .any_of
        .map_or_else(String::new, |group| format!(", one of group {group}"));
    let summary = format!(
        "Date poll: {} is {}{group}",
        held.name,
        change.attendance.label().to_lowercase()
    );
    note(txn, poll.convening_id, summary, &[], (actor, now)).await?;
    Ok(Some(true))
}

/// No longer asks somebody: their links open nothing any more. Says who it was; nothing if they are not asked.
/// [`DbErr::RecordNotUpdated`] where somebody wrote to them at the same moment: nothing is kept.
pub(in crate::scheduling::polls) async fn remove_person(
    txn: &DatabaseTransaction,
    (poll, person): (PollId, PollPersonId),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<String>, DbErr> {
    let Some((poll, held)) = of_poll(txn, (poll, person)).await? else {
        return Ok(None);
    };
    let columns = poll_people::ActiveModel {
        state: Set(PollPersonState::Removed),
        ..Default::default()
    };
    if !put(txn, (person, held.version), columns).await? {
        return Err(DbErr::RecordNotUpdated);
    }
    poll_links::Entity::update_many()
        .col_expr(poll_links::Column::RevokedAt, Expr::value(now))
        .filter(poll_links::Column::PollPersonId.eq(person))
        .filter(poll_links::Column::RevokedAt.is_null())
        .exec(txn)
        .await?;
    forget_busy(txn, person).await?;
    let summary = format!("No longer asks {} for a date", held.name);
    note(txn, poll.convening_id, summary, &[], (actor, now)).await?;
    Ok(Some(held.name))
}

async fn of_poll(
    txn: &DatabaseTransaction,
    (poll, person): (PollId, PollPersonId),
) -> Result<Option<(date_polls::Model, poll_people::Model)>, DbErr> {
    let poll = by_id(txn, poll).await?.filter(is_open);
    let held = poll_people::Entity::find_by_id(person).one(txn).await?;
    let held = held.filter(|held| held.state != PollPersonState::Removed);
    Ok(poll
        .zip(held)
        .filter(|(poll, held)| held.poll_id == poll.id))
}

/// Writes columns of a row, if it still has this version.
async fn put(
    txn: &DatabaseTransaction,
    (id, version): (PollPersonId, i32),
    columns: poll_people::ActiveModel,
) -> Result<bool, DbErr> {
    let done = poll_people::Entity::update_many()
        .set(columns)
        .col_expr(poll_people::Column::Version, Expr::value(version + 1))
        .filter(poll_people::Column::Id.eq(id))
        .filter(poll_people::Column::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(done.rows_affected == 1)
}
