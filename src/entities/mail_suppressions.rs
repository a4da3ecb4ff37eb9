//! An address that is not written to, and why.

use sea_orm::entity::prelude::*;

use crate::values::SuppressionKind;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_suppressions")]
pub struct Model {
    /// The address in lower case.
    #[sea_orm(primary_key, auto_increment = false)]
    pub address_key: String,
    pub kind: SuppressionKind,
    /// What the other side's server said, or what staff wrote.
    pub detail: String,
    pub since: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
