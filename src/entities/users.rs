//! An account: of staff, or of somebody who leads a partnership.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{PartnershipId, UserId},
    values::{EmailAddress, Role, TimeZone},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UserId,
    pub name: String,
    pub email: EmailAddress,
    pub email_key: String,
    pub role: Role,
    /// The partnership a lead leads; nothing for staff.
    pub partnership_id: Option<PartnershipId>,
    pub password_hash: Option<String>,
    pub time_zone: Option<TimeZone>,
    pub theme: String,
    pub shortcuts: bool,
    pub disabled_at: Option<DateTimeUtc>,
    pub last_sign_in_at: Option<DateTimeUtc>,
    pub version: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
