//! Which reminders are due, and that a guest was sent one.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
    sea_query::OnConflict,
};

use crate::{
    auth::tokens,
    entities::{
        convenings, invitation_links as links, invitation_mails as mails,
        invitation_settings as settings, invitations, reminder_sends, reminders,
    },
    ids::{ConveningId, InvitationId, InvitationMailId, MailId, ReminderId},
    invitations::reminders::rules::{Dates, LONGEST_MINUTES, Timing, timing},
    values::{ConveningStatus, InvitationMailKind},
};

/// The most reminders looked at in one go.
const MOST: u64 = 5_000;

/// A convening whose date is not fixed, or that is off, reminds nobody.
const QUIET: [ConveningStatus; 4] = [
    ConveningStatus::Idea,
    ConveningStatus::DatePoll,
    ConveningStatus::Postponed,
    ConveningStatus::Cancelled,
];

#[expect(clippy::struct_field_names, reason = "the names of the columns")]
#[derive(FromQueryResult)]
struct At {
    id: ReminderId,
    answer_by: Option<DateTime<Utc>>,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
}

/// The reminders that go out now. Their dates are read with them: a convening that moved takes its reminders along.
pub(in crate::invitations) async fn due(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<Vec<reminders::Model>, DbErr> {
    let near = near(db, now).await?;
    let rows = reminders::Entity::find()
        .filter(reminders::Column::Id.is_in(near.iter().map(|at| at.id)))
        .order_by_asc(reminders::Column::Id)
        .all(db)
        .await?;
    let is_due = |reminder: &reminders::Model| {
        let Some(at) = near.iter().find(|at| at.id == reminder.id) else {
            return false;
        };
        let dates = Dates {
            answer_by: at.answer_by,
            starts_at: at.starts_at,
            ends_at: at.ends_at,
        };
        let rule = (reminder.anchor, reminder.minutes);
        let timing = timing(&dates, rule, reminder.created_at, now);
        matches!(timing, Timing::Now(_))
    };
    Ok(rows.into_iter().filter(is_due).collect())
}

/// Reminders of convenings of which a date is so near that one could be due.
async fn near(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<At>, DbErr> {
    let reach = TimeDelta::minutes(LONGEST_MINUTES.into()) + TimeDelta::days(2);
    let (first, last) = (now - reach, now + reach);
    let near = Condition::any()
        .add(convenings::Column::StartsAt.between(first, last))
        .add(convenings::Column::EndsAt.between(first, last))
        .add(settings::Column::AnswerBy.between(first, last));
    let found: Vec<At> = reminders::Entity::find()
        .select_only()
        .column(reminders::Column::Id)
        .column(settings::Column::AnswerBy)
        .column(convenings::Column::StartsAt)
        .column(convenings::Column::EndsAt)
        .join(JoinType::InnerJoin, reminders::Relation::Convening.def())
        .join(
            JoinType::LeftJoin,
            settings::Relation::Convening.def().rev(),
        )
        .filter(convenings::Column::Status.is_not_in(QUIET))
        .filter(near)
        .order_by_asc(reminders::Column::Id)
        .limit(MOST)
        .into_model()
        .all(db)
        .await?;
    Ok(found)
}

/// Notes that a guest is sent a reminder; `false` if they were already. Of two processes only one gets `true`.
pub(in crate::invitations) async fn claim(
    txn: &DatabaseTransaction,
    reminder: ReminderId,
    guest: InvitationId,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let row = reminder_sends::ActiveModel {
        reminder_id: Set(reminder),
        invitation_id: Set(guest),
        sent_at: Set(now),
    };
    let held = OnConflict::columns([
        reminder_sends::Column::ReminderId,
        reminder_sends::Column::InvitationId,
    ])
    .do_nothing()
    .to_owned();
    let written = reminder_sends::Entity::insert(row)
        .on_conflict(held)
        .exec_without_returning(txn)
        .await?;
    Ok(written == 1)
}

/// Puts the mail into the ledger.
pub(in crate::invitations) async fn note_mail(
    txn: &DatabaseTransaction,
    to: &invitations::Model,
    (mail, subject): (MailId, &str),
    sent_by: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    mails::Entity::insert(mails::ActiveModel {
        id: Set(InvitationMailId::fresh()),
        invitation_id: Set(to.id),
        convening_id: Set(to.convening_id),
        kind: Set(InvitationMailKind::Reminder),
        sequence: Set(to.seen_sequence.unwrap_or_default()),
        stamp: Set(now),
        subject: Set(subject.to_owned()),
        mail_id: Set(Some(mail)),
        sent_by: Set(sent_by.to_owned()),
        created_at: Set(now),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(())
}

/// How many guests had each reminder of a convening.
pub(in crate::invitations) async fn sent(
    db: &impl ConnectionTrait,
    of: ConveningId,
) -> Result<Vec<(ReminderId, i64)>, DbErr> {
    reminder_sends::Entity::find()
        .select_only()
        .column(reminder_sends::Column::ReminderId)
        .column_as(reminder_sends::Column::InvitationId.count(), "guests")
        .join(
            JoinType::InnerJoin,
            reminder_sends::Relation::Reminder.def(),
        )
        .filter(reminders::Column::ConveningId.eq(of))
        .group_by(reminder_sends::Column::ReminderId)
        .into_tuple()
        .all(db)
        .await
}

/// The guest a link was mailed to, whether or not it still opens their page: leaving must always work.
pub(in crate::invitations) async fn by_any_secret(
    db: &impl ConnectionTrait,
    secret: &str,
) -> Result<Option<invitations::Model>, DbErr> {
    let found = links::Entity::find()
        .filter(links::Column::TokenHash.eq(tokens::hash(secret)))
        .find_also_related(invitations::Entity)
        .one(db)
        .await?;
    Ok(found.and_then(|(_, guest)| guest))
}
