//! Who carries a goal, and what they do for it.

use sea_orm::entity::prelude::*;

use crate::ids::{GoalId, GoalPartnerId, OrganizationId};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "goal_partners")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GoalPartnerId,
    pub goal_id: GoalId,
    pub position: i32,
    pub version: i32,
    pub name: String,
    pub organization_id: Option<OrganizationId>,
    pub role: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::goals::Entity",
        from = "Column::GoalId",
        to = "super::goals::Column::Id"
    )]
    Goal,
    #[sea_orm(
        belongs_to = "super::organizations::Entity",
        from = "Column::OrganizationId",
        to = "super::organizations::Column::Id"
    )]
    Organization,
}

impl Related<super::goals::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Goal.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
