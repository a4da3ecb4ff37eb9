//! How a convening invites: its own address, until when guests answer, what they may do.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter,
};

use crate::{
    audit::{self, Act, Actor},
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

/// Settings as somebody wants them.
#[derive(Clone, Debug)]
pub(in crate::invitations) struct NewSettings {
    pub(in crate::invitations) answer_by: Option<DateTime<Utc>>,
    pub(in crate::invitations) guest_list: GuestList,
    pub(in crate::invitations) delegation: Delegation,
    pub(in crate::invitations) capacity: Option<i32>,
}

/// What came of saving.
#[derive(Debug)]
pub(in crate::invitations) enum Kept {
    Saved {
        /// There are more places than before, or places are counted from now on.
        raised: bool,
    },
    /// Somebody else saved these meanwhile; nothing was written.
    Stale(rows::Model),
}

/// Saves the settings, if they still have the version that was looked at (0 where there were none).
pub(in crate::invitations) async fn keep_settings(
    txn: &DatabaseTransaction,
    id: ConveningId,
    (new, version): (&NewSettings, i32),
    actor: &Actor,
    now: DateTime<Utc>,
) -> anyhow::Result<Kept> {
    let held = settings_or_made(txn, id, now).await?;
    let fresh = held.created_at == now && held.version == 1;
    if held.version != version && !(fresh && version == 0) {
        return Ok(Kept::Stale(held));
    }
    let done = rows::Entity::update_many()
        .set(rows::ActiveModel {
            answer_by: Set(new.answer_by),
            guest_list: Set(new.guest_list),
            delegation: Set(new.delegation),
            capacity: Set(new.capacity),
            version: Set(held.version + 1),
            ..Default::default()
        })
        .filter(rows::Column::ConveningId.eq(id))
        .filter(rows::Column::Version.eq(held.version))
        .exec(txn)
        .await?;
    if done.rows_affected == 0 {
        return Ok(Kept::Stale(held));
    }
    let told = |answer_by: Option<DateTime<Utc>>, list: GuestList, capacity: Option<i32>| {
        serde_json::json!({
            "answer_by": answer_by.map(|at| at.to_rfc3339()),
            "guest_list": list.as_str(),
            "capacity": capacity,
        })
    };
    let act = Act {
        action: "changed",
        kind: "convening",
        id: id.to_string(),
        summary: "Changed how guests are invited".to_owned(),
        before: Some(told(held.answer_by, held.guest_list, held.capacity)),
        after: Some(told(new.answer_by, new.guest_list, new.capacity)),
    };
    audit::record(txn, actor, act, now).await?;
    let raised = match (held.capacity, new.capacity) {
        (Some(before), Some(now)) => now > before,
        (None, now) => now.is_some(),
        (_, None) => false,
    };
    Ok(Kept::Saved { raised })
}
