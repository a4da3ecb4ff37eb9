//! Whom a poll asks: page by page, and that each was asked or reminded. A claim is one conditional update, so of two
//! workers at once only one writes to somebody.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait as _},
};
use uuid::Uuid;

use crate::{
    entities::{organizations, outbound_mails, poll_people as rows},
    ids::{PersonId, PollId, PollPersonId},
    mail::suppression,
    people,
    scheduling::polls::asking::rules::{Bars, Question},
    values::PollPersonState as State,
};

/// The most people of one poll that a page of staff shows.
const MOST: u64 = 5_000;

/// The next of a poll's people after `after`, by their ids.
pub(in crate::scheduling::polls::asking) async fn page_of_people(
    db: &impl ConnectionTrait,
    of: PollId,
    after: Option<PollPersonId>,
    most: u64,
) -> Result<Vec<rows::Model>, DbErr> {
    let mut found = rows::Entity::find()
        .filter(rows::Column::PollId.eq(of))
        .filter(rows::Column::State.ne(State::Removed))
        .order_by_asc(rows::Column::Id)
        .limit(most);
    if let Some(after) = after {
        found = found.filter(rows::Column::Id.gt(after));
    }
    found.all(db).await
}

/// Everybody a poll asks, by name.
pub(in crate::scheduling::polls) async fn people_of(
    db: &impl ConnectionTrait,
    of: PollId,
) -> Result<Vec<rows::Model>, DbErr> {
    rows::Entity::find()
        .filter(rows::Column::PollId.eq(of))
        .filter(rows::Column::State.ne(State::Removed))
        .order_by_asc(rows::Column::Name)
        .order_by_asc(rows::Column::Id)
        .limit(MOST)
        .all(db)
        .await
}

/// One of them.
pub(in crate::scheduling::polls) async fn person_of(
    db: &impl ConnectionTrait,
    of: PollId,
    id: PollPersonId,
) -> Result<Option<rows::Model>, DbErr> {
    let found = rows::Entity::find_by_id(id).one(db).await?;
    Ok(found.filter(|person| person.poll_id == of))
}

/// Notes that somebody is asked; `false` if they were meanwhile, or answered.
pub(in crate::scheduling::polls::asking) async fn claim_question(
    txn: &DatabaseTransaction,
    person: &rows::Model,
    question: Question,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let mut asked = rows::ActiveModel {
        asked_at: Set(Some(now)),
        ..Default::default()
    };
    if question == Question::Everything {
        asked.state = Set(State::Asked);
    }
    let mut update = rows::Entity::update_many()
        .set(asked)
        .filter(rows::Column::Id.eq(person.id))
        .filter(rows::Column::State.eq(person.state));
    update = match person.asked_at {
        Some(at) => update.filter(rows::Column::AskedAt.eq(at)),
        None => update.filter(rows::Column::AskedAt.is_null()),
    };
    Ok(update.exec(txn).await?.rows_affected == 1)
}

/// Notes that somebody who was not asked yet is now.
pub(in crate::scheduling::polls::asking) async fn note_asked(
    txn: &DatabaseTransaction,
    person: &rows::Model,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    rows::Entity::update_many()
        .set(rows::ActiveModel {
            state: Set(State::Asked),
            asked_at: Set(Some(now)),
            ..Default::default()
        })
        .filter(rows::Column::Id.eq(person.id))
        .filter(rows::Column::State.eq(State::Listed))
        .exec(txn)
        .await?;
    Ok(())
}

/// The next of those who were last written to before a moment, and may have another reminder. Whether they are silent is
/// for the rules to say.
pub(in crate::scheduling::polls::asking) async fn due_for_reminder(
    db: &impl ConnectionTrait,
    (of, most_reminders): (PollId, i32),
    before: DateTime<Utc>,
    after: Option<PollPersonId>,
    most: u64,
) -> Result<Vec<rows::Model>, DbErr> {
    let not_reminded = Condition::any()
        .add(rows::Column::RemindedAt.is_null())
        .add(rows::Column::RemindedAt.lt(before));
    let silent = Condition::any()
        .add(rows::Column::State.eq(State::Asked))
        .add(
            Condition::all()
                .add(rows::Column::State.eq(State::Answered))
                .add(Expr::col(rows::Column::AskedAt).gt(Expr::col(rows::Column::AnsweredAt))),
        );
    let mut found = rows::Entity::find()
        .filter(rows::Column::PollId.eq(of))
        .filter(rows::Column::AskedAt.lt(before))
        .filter(rows::Column::Reminded.lt(most_reminders))
        .filter(not_reminded)
        .filter(silent)
        .order_by_asc(rows::Column::Id)
        .limit(most);
    if let Some(after) = after {
        found = found.filter(rows::Column::Id.gt(after));
    }
    found.all(db).await
}

/// Notes one more reminder; `false` if somebody else just sent one, or the person answered.
pub(in crate::scheduling::polls::asking) async fn claim_reminder(
    txn: &DatabaseTransaction,
    person: &rows::Model,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let mut update = rows::Entity::update_many()
        .set(rows::ActiveModel {
            reminded: Set(person.reminded + 1),
            reminded_at: Set(Some(now)),
            ..Default::default()
        })
        .filter(rows::Column::Id.eq(person.id))
        .filter(rows::Column::Reminded.eq(person.reminded))
        .filter(rows::Column::State.eq(person.state));
    update = match person.answered_at {
        Some(at) => update.filter(rows::Column::AnsweredAt.eq(at)),
        None => update.filter(rows::Column::AnsweredAt.is_null()),
    };
    Ok(update.exec(txn).await?.rows_affected == 1)
}

/// Those of these people who had a mail of this poll written since a moment.
pub(in crate::scheduling::polls::asking) async fn mailed_since(
    db: &impl ConnectionTrait,
    people: impl IntoIterator<Item = PollPersonId>,
    since: DateTime<Utc>,
) -> Result<BTreeSet<Uuid>, DbErr> {
    let lanes = people.into_iter().map(|person| person.0);
    let found: Vec<Option<Uuid>> = outbound_mails::Entity::find()
        .select_only()
        .column(outbound_mails::Column::Lane)
        .filter(outbound_mails::Column::Lane.is_in(lanes))
        .filter(outbound_mails::Column::CreatedAt.gte(since))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().flatten().collect())
}

/// What keeps mails from these people, in their order. Questions and decisions go to who unsubscribed, as invitations do;
/// reminders do not.
pub(in crate::scheduling::polls) async fn barred(
    db: &impl ConnectionTrait,
    these: &[rows::Model],
    is_reminder: bool,
) -> Result<Vec<Bars>, DbErr> {
    let keys = these.iter().map(|person| person.address_key.clone());
    let suppressed = suppression::suppressed(db, keys).await?;
    let named: Vec<PersonId> = these.iter().filter_map(|each| each.person_id).collect();
    let mailboxes: Vec<String> = these.iter().map(|each| each.address.normalized()).collect();
    let named = people::silent_among(db, &named, &mailboxes).await?;
    let ids: BTreeSet<PersonId> = named.iter().map(|one| one.id).collect();
    // Somebody can be typed by an address before we know whose it is.
    let keys: BTreeSet<&str> = named
        .iter()
        .filter_map(|one| one.email_key.as_deref())
        .collect();
    let houses = these.iter().filter_map(|each| each.organization_id);
    let houses = organizations::Entity::find()
        .filter(organizations::Column::Id.is_in(houses))
        .filter(organizations::Column::DoNotContact.eq(true))
        .all(db)
        .await?;
    let bars = |each: &rows::Model| {
        let kind = suppressed.get(&each.address_key);
        let known = each.person_id.is_some_and(|id| ids.contains(&id));
        Bars {
            sample: each.illustrative,
            do_not_contact: known
                || keys.contains(each.address.normalized().as_str())
                || houses
                    .iter()
                    .any(|one| Some(one.id) == each.organization_id),
            suppressed: kind.is_some_and(|kind| is_reminder || kind.stops_invitations()),
        }
    };
    Ok(these.iter().map(bars).collect())
}
