//! How a convening invites: its own address, until when guests answer, what they may do.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter,
};

use crate::{
    entities::invitation_settings as rows,
    ids::ConveningId,
    values::{Delegation, GuestList},
};

/// How many random bytes a convening's address has: 80 bits, in lower-case letters and digits, as some mail programs
/// change the case of an address.
const BYTES: usize = 10;

pub(in crate::invitations) async fn settings(
    db: &impl ConnectionTrait,
    id: ConveningId,
) -> Result<Option<rows::Model>, DbErr> {
    rows::Entity::find_by_id(id).one(db).await
}

/// The convening that an address of ours belongs to.
pub(in crate::invitations) async fn by_mail_token(
    db: &impl ConnectionTrait,
    token: &str,
) -> Result<Option<rows::Model>, DbErr> {
    rows::Entity::find()
        .filter(rows::Column::MailToken.eq(token))
        .one(db)
        .await
}

/// The settings, made with the house's defaults where there are none yet.
pub(in crate::invitations) async fn settings_or_made(
    txn: &DatabaseTransaction,
    id: ConveningId,
    now: DateTime<Utc>,
) -> anyhow::Result<rows::Model> {
    if let Some(found) = settings(txn, id).await? {
        return Ok(found);
    }
    let made = rows::ActiveModel {
        convening_id: Set(id),
        mail_token: Set(mail_token()?),
        answer_by: Set(None),
        guest_list: Set(GuestList::Hidden),
        delegation: Set(Delegation::Ask),
        capacity: Set(None),
        version: Set(1),
        created_at: Set(now),
    };
    Ok(rows::Entity::insert(made).exec_with_returning(txn).await?)
}

fn mail_token() -> Result<String, getrandom::Error> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0_u8; BYTES * 8 / 5];
    getrandom::fill(&mut bytes)?;
    let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 32)]);
    Ok(bytes.iter().map(letter).collect())
}
