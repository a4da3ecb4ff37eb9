//! The personal links to a poll. Any of them opens it until it is revoked.

use sea_orm::entity::prelude::*;

use crate::ids::{PollLinkId, PollPersonId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "poll_links")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PollLinkId,
    pub poll_person_id: PollPersonId,
    pub token_hash: String,
    pub created_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::poll_people::Entity",
        from = "Column::PollPersonId",
        to = "super::poll_people::Column::Id"
    )]
    Person,
}

impl Related<super::poll_people::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Person.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
