//! The mails to guests, as the ledger tells them: which, when, with which SEQUENCE, and how far each came.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait as _},
};

use crate::{
    entities::{convenings, invitation_mails as mails, invitations, outbound_mails},
    ids::{InvitationId, InvitationMailId, MailId},
    values::{InvitationMailKind, InvitationState, Partstat},
};

/// The most mails of one page of guests that are read at once.
const MOST: u64 = 5_000;

/// A mail and how far it came; without the second half it was withheld, or is past keeping.
pub(in crate::invitations) type Told = (mails::Model, Option<outbound_mails::Model>);

/// A mail that was just enqueued.
#[derive(Clone, Debug)]
pub(in crate::invitations) struct Noted<'a> {
    pub(in crate::invitations) kind: InvitationMailKind,
    pub(in crate::invitations) sequence: i32,
    pub(in crate::invitations) stamp: DateTime<Utc>,
    pub(in crate::invitations) subject: &'a str,
    pub(in crate::invitations) mail: Option<MailId>,
    pub(in crate::invitations) by: &'a str,
}

/// Notes a mail to a guest.
pub(in crate::invitations) async fn note_mail(
    txn: &DatabaseTransaction,
    of: &invitations::Model,
    noted: &Noted<'_>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    mails::Entity::insert(mails::ActiveModel {
        id: Set(InvitationMailId::fresh()),
        invitation_id: Set(of.id),
        convening_id: Set(of.convening_id),
        kind: Set(noted.kind),
        sequence: Set(noted.sequence),
        stamp: Set(noted.stamp),
        subject: Set(noted.subject.to_owned()),
        mail_id: Set(noted.mail),
        sent_by: Set(noted.by.to_owned()),
        created_at: Set(now),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(())
}

/// Every mail to these guests, the newest first.
pub(in crate::invitations) async fn mails_of(
    db: &impl ConnectionTrait,
    guests: impl IntoIterator<Item = InvitationId>,
) -> Result<Vec<Told>, DbErr> {
    mails::Entity::find()
        .filter(mails::Column::InvitationId.is_in(guests))
        .order_by_desc(mails::Column::CreatedAt)
        .order_by_desc(mails::Column::Id)
        .limit(MOST)
        .find_also_related(outbound_mails::Entity)
        .all(db)
        .await
}

/// The newest mail to each of these guests.
pub(in crate::invitations) async fn newest_mails(
    db: &impl ConnectionTrait,
    guests: impl IntoIterator<Item = InvitationId>,
) -> Result<BTreeMap<InvitationId, Told>, DbErr> {
    let mut newest = BTreeMap::new();
    for told in mails_of(db, guests).await? {
        newest.entry(told.0.invitation_id).or_insert(told);
    }
    Ok(newest)
}

/// What the newest message told a guest.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of the mail")]
pub(in crate::invitations) struct ToldNow {
    pub(in crate::invitations) stamp: DateTime<Utc>,
    pub(in crate::invitations) rsvp: bool,
    pub(in crate::invitations) resets: bool,
    /// The seat is withdrawn; the meeting stays.
    pub(in crate::invitations) unseats: bool,
    /// The mail is a cancellation.
    pub(in crate::invitations) is_cancel: bool,
    /// What their calendar says from now on.
    pub(in crate::invitations) facts: Option<String>,
}

/// Notes what a guest holds from now on.
pub(in crate::invitations) async fn told(
    txn: &DatabaseTransaction,
    of: &invitations::Model,
    convening: &convenings::Model,
    told: &ToldNow,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let mut held = invitations::ActiveModel {
        seen_sequence: Set(Some(convening.sequence)),
        seen_stamp: Set(Some(told.stamp)),
        seen_starts_at: Set(Some(convening.starts_at)),
        seen_ends_at: Set(Some(convening.ends_at)),
        seen_facts: Set(told.facts.clone()),
        rsvp: Set(told.rsvp),
        state: Set(match (told.unseats, of.state) {
            // Their calendar lets go of it; they still wait for a place.
            (true, InvitationState::Waiting) => InvitationState::Waiting,
            (true, _) => InvitationState::Removed,
            // A meeting that is off takes nobody back.
            (false, InvitationState::Waiting | InvitationState::Removed) if told.is_cancel => {
                of.state
            }
            (false, _) => InvitationState::Invited,
        }),
        ..Default::default()
    };
    if told.unseats && of.state != InvitationState::Waiting {
        held.removed_at = Set(Some(now));
    } else if !told.unseats && !told.is_cancel {
        held.removed_at = Set(None);
        held.invited_at = Set(of.invited_at.or(Some(now)));
    }
    if told.resets {
        held.partstat = Set(Partstat::NeedsAction);
        held.answered_at = Set(None);
        held.answer_source = Set(None);
        held.answered_sequence = Set(None);
        held.note = Set(String::new());
    }
    invitations::Entity::update_many()
        .set(held)
        .col_expr(
            invitations::Column::Version,
            Expr::col(invitations::Column::Version).add(1),
        )
        .filter(invitations::Column::Id.eq(of.id))
        .exec(txn)
        .await?;
    Ok(())
}
