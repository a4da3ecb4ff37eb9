//! Taking a registration in. A mailbox has at most one registration per goal (a unique index says
//! so); until it is confirmed, sending the form again replaces what it says.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter,
};

use crate::{
    entities::interests,
    ids::{GoalId, InterestId, MailId},
    interest::rules::Said,
    values::{EmailAddress, RegistrationStatus},
};

/// How the person is asked to confirm: the mail, the hash of its token, and until when it is good.
#[derive(Clone, Debug)]
pub(in crate::interest) struct Ask {
    pub(in crate::interest) mail: MailId,
    pub(in crate::interest) token_hash: String,
    pub(in crate::interest) by: DateTime<Utc>,
}

/// What this mailbox has registered for this goal.
pub(in crate::interest) async fn held(
    db: &impl ConnectionTrait,
    goal: GoalId,
    email: &EmailAddress,
) -> Result<Option<interests::Model>, DbErr> {
    interests::Entity::find()
        .filter(interests::Column::GoalId.eq(goal))
        .filter(interests::Column::EmailKey.eq(email.normalized()))
        .one(db)
        .await
}

/// Adds a registration, unconfirmed.
pub(in crate::interest) async fn add(
    txn: &DatabaseTransaction,
    goal: GoalId,
    said: &Said,
    ask: &Ask,
    now: DateTime<Utc>,
) -> Result<InterestId, DbErr> {
    let id = InterestId::fresh();
    let row = interests::ActiveModel {
        id: Set(id),
        goal_id: Set(goal),
        confirmed_at: Set(None),
        reviewed_at: Set(None),
        reviewed_by: Set(None),
        decline_reason: Set(String::new()),
        organization_id: Set(None),
        person_id: Set(None),
        version: Set(1),
        created_at: Set(now),
        ..as_said(said, ask)
    };
    interests::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(id)
}

/// Replaces what an unconfirmed registration says; `false` if it was confirmed meanwhile.
pub(in crate::interest) async fn renew(
    txn: &DatabaseTransaction,
    held: &interests::Model,
    said: &Said,
    ask: &Ask,
) -> Result<bool, DbErr> {
    let row = interests::ActiveModel {
        version: Set(held.version + 1),
        ..as_said(said, ask)
    };
    let renewed = interests::Entity::update_many()
        .set(row)
        .filter(interests::Column::Id.eq(held.id))
        .filter(interests::Column::Status.eq(RegistrationStatus::Unconfirmed))
        .exec(txn)
        .await?;
    Ok(renewed.rows_affected == 1)
}

fn as_said(said: &Said, ask: &Ask) -> interests::ActiveModel {
    interests::ActiveModel {
        name: Set(said.name.clone()),
        email: Set(said.email.clone()),
        email_key: Set(said.email.normalized()),
        organization_name: Set(said.organization.clone()),
        role_title: Set(said.role.clone()),
        ein: Set(said.ein),
        website: Set(said.website.clone()),
        kind: Set(said.kind),
        products: Set(said.products.clone()),
        amount_low_usd: Set(said.amount_low),
        amount_high_usd: Set(said.amount_high),
        message: Set(said.message.clone()),
        consent_contact: Set(said.consent_contact),
        consent_list: Set(said.consent_list),
        status: Set(RegistrationStatus::Unconfirmed),
        confirm_token_hash: Set(Some(ask.token_hash.clone())),
        confirm_mail_id: Set(Some(ask.mail)),
        confirm_by: Set(ask.by),
        ..interests::ActiveModel::default()
    }
}
