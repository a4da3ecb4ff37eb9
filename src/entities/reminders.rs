//! A mail to guests at a time relative to a date of their convening. When it is due is computed, never stored.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ConveningId, ReminderId},
    values::{ReminderAnchor, ReminderAudience},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reminders")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReminderId,
    pub convening_id: ConveningId,
    pub anchor: ReminderAnchor,
    /// Minutes after the anchor; before it where negative.
    pub minutes: i32,
    pub audience: ReminderAudience,
    /// With placeholders, such as `{title}`.
    pub subject: String,
    pub body: String,
    pub position: i32,
    pub version: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::convenings::Entity",
        from = "Column::ConveningId",
        to = "super::convenings::Column::Id"
    )]
    Convening,
}

impl Related<super::convenings::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Convening.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
