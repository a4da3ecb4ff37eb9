//! The texts that staff wrote for a convening's mails; the house's own stand where there are none.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, sea_query::OnConflict,
};

use serde_json::json;

use crate::{
    audit::{self, Act, Actor},
    entities::invitation_texts as rows,
    ids::ConveningId,
    invitations::sending::{Text, usual},
    values::InvitationMailKind,
};

/// The text for a kind of mail of this convening.
pub(in crate::invitations) async fn text(
    db: &impl ConnectionTrait,
    of: ConveningId,
    kind: InvitationMailKind,
) -> Result<Text, DbErr> {
    let found = rows::Entity::find_by_id((of, kind)).one(db).await?;
    Ok(found.map_or_else(
        || usual(kind),
        |row| Text {
            subject: row.subject,
            body: row.body,
        },
    ))
}

/// Every text of this convening that staff wrote.
pub(in crate::invitations) async fn texts(
    db: &impl ConnectionTrait,
    of: ConveningId,
) -> Result<Vec<(InvitationMailKind, Text)>, DbErr> {
    let found = rows::Entity::find()
        .filter(rows::Column::ConveningId.eq(of))
        .all(db)
        .await?;
    let own = |row: rows::Model| {
        let text = Text {
            subject: row.subject,
            body: row.body,
        };
        (row.kind, text)
    };
    Ok(found.into_iter().map(own).collect())
}

/// Keeps a text for a kind of mail.
pub(in crate::invitations) async fn keep_text(
    txn: &DatabaseTransaction,
    of: ConveningId,
    (kind, text): (InvitationMailKind, &Text),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let before = self::text(txn, of, kind).await?;
    let row = rows::ActiveModel {
        convening_id: Set(of),
        kind: Set(kind),
        subject: Set(text.subject.clone()),
        body: Set(text.body.clone()),
    };
    let key = [rows::Column::ConveningId, rows::Column::Kind];
    let changed = [rows::Column::Subject, rows::Column::Body];
    rows::Entity::insert(row)
        .on_conflict(OnConflict::columns(key).update_columns(changed).to_owned())
        .exec_without_returning(txn)
        .await?;
    let told = |text: &Text| json!({ "subject": text.subject, "body": text.body });
    let act = Act {
        action: "changed",
        kind: "convening",
        id: of.to_string(),
        summary: format!(
            "Changed the text of a mail ({})",
            kind.label().to_lowercase()
        ),
        before: Some(told(&before)),
        after: Some(told(text)),
    };
    audit::record(txn, actor, act, now).await
}
