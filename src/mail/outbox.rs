//! The outbox: drafts become rows with a Message-ID of their own, and a job that sends each once.

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{
    draft::Draft,
    envelope::{CalendarPart, Envelope, Sender},
    transport::Transport,
};
use crate::{
    clock::Clock,
    db::Db,
    entities::outbound_mails,
    ids::MailId,
    jobs::{self, Job, PutOff},
    values::MailState,
};

/// How long a mail waits at least for an earlier one of its lane.
const SHORTEST_WAIT: TimeDelta = TimeDelta::seconds(3);

/// And at most, before it looks again.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);

/// The job of handing one mail to the transport.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendMail {
    pub mail: MailId,
}

impl Job for SendMail {
    const KIND: &'static str = "send_mail";
}

/// Promises a mail in the caller's transaction.
pub async fn enqueue(
    txn: &DatabaseTransaction,
    draft: &Draft,
    now: DateTime<Utc>,
) -> Result<MailId, DbErr> {
    enqueue_at(txn, draft, now, now).await
}

/// Promises a mail that leaves not before a moment.
pub async fn enqueue_at(
    txn: &DatabaseTransaction,
    draft: &Draft,
    not_before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<MailId, DbErr> {
    let id = MailId::fresh();
    let job = jobs::enqueue_at(txn, &SendMail { mail: id }, not_before, now).await?;
    outbound_mails::Entity::insert(outbound_mails::ActiveModel {
        id: Set(id),
        job_id: Set(Some(job)),
        message_id: Set(id.to_string()),
        recipient: Set(draft.to.clone()),
        subject: Set(draft.subject.clone()),
        text_body: Set(Some(draft.text.clone())),
        html_body: Set(Some(draft.html.clone())),
        state: Set(MailState::Queued),
        created_at: Set(now),
        sent_at: Set(None),
        sender: Set(draft.sender.as_ref().map(Sender::to_string)),
        calendar_method: Set(draft.calendar.as_ref().map(|part| part.method.clone())),
        calendar: Set(draft.calendar.as_ref().map(|part| part.body.clone())),
        unsubscribe: Set(draft.unsubscribe.as_ref().map(Url::to_string)),
        mask: Set(draft.mask.clone()),
        mime: Set(None),
        lane: Set(draft.lane),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(id)
}

/// Drops a mail, sent or not; its job then finds nothing to do.
pub async fn forget(txn: &DatabaseTransaction, id: MailId) -> Result<(), DbErr> {
    outbound_mails::Entity::delete_by_id(id).exec(txn).await?;
    Ok(())
}

/// Drops many mails.
pub async fn forget_all(
    txn: &DatabaseTransaction,
    ids: impl IntoIterator<Item = MailId>,
) -> Result<(), DbErr> {
    outbound_mails::Entity::delete_many()
        .filter(outbound_mails::Column::Id.is_in(ids))
        .exec(txn)
        .await?;
    Ok(())
}

/// Sends one mail and records it; puts it off while an earlier one of its lane waits, so that a
/// cancellation cannot overtake its invitation. A mail already recorded as sent is left alone; one that was
/// withdrawn (its registration purged) is nothing to do.
pub async fn deliver(
    db: &Db,
    clock: &Clock,
    transport: &Transport,
    job: SendMail,
) -> anyhow::Result<()> {
    let Some(mail) = outbound_mails::Entity::find_by_id(job.mail)
        .one(db.read())
        .await?
    else {
        return Ok(());
    };
    if mail.state == MailState::Sent {
        return Ok(());
    }
    if let Some(pause) = wait_for_lane(db, &mail, clock.now()).await? {
        return Err(PutOff(pause).into());
    }
    let envelope = envelope(&mail)?;
    transport.send(&envelope).await?;
    let kept = envelope.without(mail.mask.as_deref().unwrap_or_default());
    let keeps_copy = mail.mask.is_some() || mail.calendar.is_some();
    let mime = if keeps_copy {
        Some(transport.mime(&kept)?)
    } else {
        None
    };
    record_sent(db, mail.id, kept, mime, clock.now()).await
}

/// How long a mail must wait because an earlier one of its lane has not left: a few seconds, and
/// longer the longer that one has been stuck. Only its departure, or its withdrawal, lets others pass.
async fn wait_for_lane(
    db: &Db,
    mail: &outbound_mails::Model,
    now: DateTime<Utc>,
) -> Result<Option<TimeDelta>, DbErr> {
    let Some(lane) = mail.lane else {
        return Ok(None);
    };
    let earlier = outbound_mails::Entity::find()
        .filter(outbound_mails::Column::Lane.eq(lane))
        .filter(outbound_mails::Column::Id.lt(mail.id))
        .filter(outbound_mails::Column::State.eq(MailState::Queued))
        .order_by_asc(outbound_mails::Column::Id)
        .one(db.read())
        .await?;
    Ok(earlier.map(|earlier| ((now - earlier.created_at) / 4).clamp(SHORTEST_WAIT, LONGEST_WAIT)))
}

/// The row as it leaves.
fn envelope(mail: &outbound_mails::Model) -> anyhow::Result<Envelope> {
    let unsubscribe = mail.unsubscribe.as_deref().map(str::parse).transpose()?;
    let part = mail.calendar_method.clone().zip(mail.calendar.clone());
    Ok(Envelope {
        to: mail.recipient.clone(),
        message_id: mail.message_id.clone(),
        written_at: mail.created_at,
        subject: mail.subject.clone(),
        text: mail.text_body.clone().context("the mail has no text")?,
        html: mail.html_body.clone().unwrap_or_default(),
        sender: mail.sender.as_deref().map(str::parse).transpose()?,
        calendar: part.map(|(method, body)| CalendarPart { method, body }),
        unsubscribe,
    })
}

/// The bodies hold one-time links: they are not kept longer than they are needed, and what is kept
/// has the secret crossed out.
async fn record_sent(
    db: &Db,
    id: MailId,
    kept: Envelope,
    mime: Option<String>,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    outbound_mails::Entity::update_many()
        .set(outbound_mails::ActiveModel {
            state: Set(MailState::Sent),
            sent_at: Set(Some(now)),
            text_body: Set(None),
            html_body: Set(None),
            calendar: Set(kept.calendar.map(|part| part.body)),
            unsubscribe: Set(kept.unsubscribe.map(String::from)),
            mask: Set(None),
            mime: Set(mime),
            ..Default::default()
        })
        .filter(outbound_mails::Column::Id.eq(id))
        .exec(db.read())
        .await?;
    Ok(())
}
