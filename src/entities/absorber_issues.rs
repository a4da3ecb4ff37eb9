//! Issues an absorber knows.

use sea_orm::entity::prelude::*;

use crate::ids::AbsorberId;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "absorber_issues")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub absorber_id: AbsorberId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub issue_code: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::absorbers::Entity",
        from = "Column::AbsorberId",
        to = "super::absorbers::Column::Id"
    )]
    Absorber,
    #[sea_orm(
        belongs_to = "super::issue_areas::Entity",
        from = "Column::IssueCode",
        to = "super::issue_areas::Column::Code"
    )]
    IssueCode,
}

impl Related<super::absorbers::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Absorber.def()
    }
}

impl Related<super::issue_areas::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::IssueCode.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
