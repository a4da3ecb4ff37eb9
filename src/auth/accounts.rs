//! Accounts: of staff, and of those who lead a partnership.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

use crate::{
    entities::users,
    ids::{PartnershipId, UserId},
    values::{EmailAddress, Role},
};

/// What is needed to open an account.
#[derive(Clone)]
pub struct NewAccount {
    pub name: String,
    pub email: EmailAddress,
    pub role: Role,
    /// Whose table this person leads; for leads only.
    pub partnership: Option<PartnershipId>,
    pub password_hash: Option<String>,
}

/// Opens an account; the e-mail address must not have one yet (unique).
pub async fn open(
    txn: &DatabaseTransaction,
    new: NewAccount,
    now: DateTime<Utc>,
) -> Result<UserId, DbErr> {
    let id = UserId::fresh();
    users::Entity::insert(users::ActiveModel {
        id: Set(id),
        name: Set(new.name),
        email_key: Set(new.email.normalized()),
        email: Set(new.email),
        role: Set(new.role),
        partnership_id: Set(new.partnership),
        password_hash: Set(new.password_hash),
        time_zone: Set(None),
        theme: Set("auto".to_owned()),
        shortcuts: Set(true),
        disabled_at: Set(None),
        last_sign_in_at: Set(None),
        version: Set(1),
        created_at: Set(now),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(id)
}

/// The account with this address, unless it is closed.
pub async fn by_email(
    db: &impl ConnectionTrait,
    email: &EmailAddress,
) -> Result<Option<users::Model>, DbErr> {
    users::Entity::find()
        .filter(users::Column::EmailKey.eq(email.normalized()))
        .filter(users::Column::DisabledAt.is_null())
        .one(db)
        .await
}

/// The account with this id, unless it is closed.
pub async fn by_id(db: &impl ConnectionTrait, id: UserId) -> Result<Option<users::Model>, DbErr> {
    let found = users::Entity::find_by_id(id).one(db).await?;
    Ok(found.filter(|user| user.disabled_at.is_none()))
}

/// Every account, by name; a page of them.
pub async fn page(
    db: &impl ConnectionTrait,
    page: u64,
    size: u64,
) -> Result<(Vec<users::Model>, u64), DbErr> {
    let found = users::Entity::find()
        .order_by_asc(users::Column::Name)
        .paginate(db, size);
    Ok((found.fetch_page(page).await?, found.num_items().await?))
}

/// Notes that someone signed in.
pub async fn note_sign_in(
    txn: &DatabaseTransaction,
    id: UserId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    set(txn, id, users::Column::LastSignInAt, now).await
}

/// Sets one column of one account.
pub async fn set<V: Into<sea_orm::Value>>(
    txn: &DatabaseTransaction,
    id: UserId,
    column: users::Column,
    value: V,
) -> Result<(), DbErr> {
    users::Entity::update_many()
        .col_expr(column, Expr::value(value))
        .filter(users::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}
