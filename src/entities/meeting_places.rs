//! Where a party sits in a round of a plan: in one place at a time. Those at one table in one round meet.

use sea_orm::entity::prelude::*;

use crate::ids::{MeetingPartyId, MeetingPlanId, MeetingTableId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_places")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan_id: MeetingPlanId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub round: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub party_id: MeetingPartyId,
    pub table_id: MeetingTableId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::meeting_plans::Entity",
        from = "Column::PlanId",
        to = "super::meeting_plans::Column::Id"
    )]
    Plan,
    #[sea_orm(
        belongs_to = "super::meeting_parties::Entity",
        from = "Column::PartyId",
        to = "super::meeting_parties::Column::Id"
    )]
    Party,
    #[sea_orm(
        belongs_to = "super::meeting_tables::Entity",
        from = "Column::TableId",
        to = "super::meeting_tables::Column::Id"
    )]
    Table,
}

impl Related<super::meeting_plans::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Plan.def()
    }
}

impl Related<super::meeting_parties::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Party.def()
    }
}

impl Related<super::meeting_tables::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Table.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
