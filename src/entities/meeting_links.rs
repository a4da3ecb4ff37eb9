//! The personal links to wishes and to one's own day. Any of them opens the page until it is revoked.

use sea_orm::entity::prelude::*;

use crate::ids::{MeetingLinkId, MeetingPersonId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_links")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeetingLinkId,
    pub meeting_person_id: MeetingPersonId,
    pub token_hash: String,
    pub created_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::meeting_people::Entity",
        from = "Column::MeetingPersonId",
        to = "super::meeting_people::Column::Id"
    )]
    Person,
}

impl Related<super::meeting_people::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Person.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
