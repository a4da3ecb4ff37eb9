//! A seat at a convening; it belongs to an organisation, a person may fill it.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ConveningId, OrganizationId, PersonId, SeatId},
    values::{Attendance, ParticipantRole},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "seats")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SeatId,
    pub convening_id: ConveningId,
    pub organization_id: Option<OrganizationId>,
    pub person_id: Option<PersonId>,
    pub guest_name: String,
    pub role: ParticipantRole,
    pub attendance: Attendance,
    pub position: i32,
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
    #[sea_orm(
        belongs_to = "super::organizations::Entity",
        from = "Column::OrganizationId",
        to = "super::organizations::Column::Id"
    )]
    Organization,
    #[sea_orm(
        belongs_to = "super::people::Entity",
        from = "Column::PersonId",
        to = "super::people::Column::Id"
    )]
    Person,
}

impl Related<super::convenings::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Convening.def()
    }
}

impl Related<super::organizations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organization.def()
    }
}

impl Related<super::people::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Person.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
