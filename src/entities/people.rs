//! A person at an organisation, with where we have them from and what they agreed to.

use sea_orm::entity::prelude::*;

use crate::{
    ids::PersonId,
    values::{EmailAddress, TimeZone},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "people")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    pub name: String,
    pub email: Option<EmailAddress>,
    pub email_key: Option<String>,
    pub time_zone: Option<TimeZone>,
    pub source: String,
    pub consent_hold_at: Option<DateTimeUtc>,
    pub consent_contact_at: Option<DateTimeUtc>,
    pub consent_list_at: Option<DateTimeUtc>,
    pub do_not_contact: bool,
    pub illustrative: bool,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
