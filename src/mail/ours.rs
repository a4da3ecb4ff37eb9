//! Which reports about undelivered mail can be believed: anybody can write one, and only who returned a mail of ours knows
//! its Message-ID.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::entities::outbound_mails::{Column, Entity};

/// Whether one of these is the left part of the Message-ID of a mail that we wrote to this address.
pub async fn wrote_to(
    db: &impl ConnectionTrait,
    address: &str,
    message_ids: &[String],
) -> Result<bool, DbErr> {
    let mails = Entity::find()
        .filter(Column::MessageId.is_in(message_ids.iter().map(String::as_str)))
        .all(db)
        .await?;
    let address = address.to_lowercase();
    Ok(mails
        .iter()
        .any(|mail| mail.recipient.as_str().to_lowercase() == address))
}
