//! One round of an initiative, with its rules.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "initiative_rounds")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub initiative_code: String,
    pub name: String,
    pub year: i32,
    pub required_match: String,
    pub required_product: String,
    /// One rule a line.
    pub rules: String,
    pub source: String,
    pub position: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::initiatives::Entity",
        from = "Column::InitiativeCode",
        to = "super::initiatives::Column::Code"
    )]
    Initiative,
}

impl Related<super::initiatives::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Initiative.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
