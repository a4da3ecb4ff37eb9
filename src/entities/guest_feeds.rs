//! A calendar subscription of somebody who is invited and has no account; only the hash of its secret is kept.

use sea_orm::entity::prelude::*;

use crate::ids::GuestFeedId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "guest_feeds")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GuestFeedId,
    /// The address in lower case: the feed shows what it is invited to.
    pub address_key: String,
    pub token_hash: String,
    pub created_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
    pub last_read_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
