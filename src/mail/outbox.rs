//! The outbox: drafts become rows with a Message-ID of their own, and a job that sends each once.

use anyhow::Context;
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::Expr,
};
use serde::{Deserialize, Serialize};

use super::transport::{Envelope, Transport};
use crate::{
    clock::Clock,
    db::Db,
    entities::outbound_mails,
    ids::MailId,
    jobs::{self, Job},
    values::{EmailAddress, MailState},
};

/// A mail as a room writes it.
#[derive(Clone, Debug)]
pub struct Draft {
    pub to: EmailAddress,
    pub subject: String,
    pub text: String,
    pub html: String,
}

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
    let id = MailId::fresh();
    let job = jobs::enqueue(txn, &SendMail { mail: id }, now).await?;
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
        sender: Set(None),
        calendar_method: Set(None),
        calendar: Set(None),
        unsubscribe: Set(None),
        mask: Set(None),
        mime: Set(None),
        lane: Set(None),
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

/// Sends one mail and records it. A mail already recorded as sent is left alone; one that was
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
    let envelope = Envelope {
        to: mail.recipient,
        message_id: mail.message_id,
        subject: mail.subject,
        text: mail.text_body.context("the mail has no text")?,
        html: mail.html_body.unwrap_or_default(),
    };
    transport.send(&envelope).await?;
    // The bodies hold one-time links: they are not kept longer than they are needed.
    outbound_mails::Entity::update_many()
        .col_expr(outbound_mails::Column::State, Expr::value(MailState::Sent))
        .col_expr(outbound_mails::Column::SentAt, Expr::value(clock.now()))
        .col_expr(
            outbound_mails::Column::TextBody,
            Expr::value(None::<String>),
        )
        .col_expr(
            outbound_mails::Column::HtmlBody,
            Expr::value(None::<String>),
        )
        .filter(outbound_mails::Column::Id.eq(job.mail))
        .exec(db.read())
        .await?;
    Ok(())
}
