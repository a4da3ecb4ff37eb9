//! Two organizations that are not to sit at one table. Confidential; the smaller id comes first.

use sea_orm::entity::prelude::*;

use crate::ids::{KeptApartId, OrganizationId};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_apart")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: KeptApartId,
    pub one_id: OrganizationId,
    pub other_id: OrganizationId,
    pub reason: String,
    pub added_by: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::organizations::Entity",
        from = "Column::OneId",
        to = "super::organizations::Column::Id"
    )]
    One,
    #[sea_orm(
        belongs_to = "super::organizations::Entity",
        from = "Column::OtherId",
        to = "super::organizations::Column::Id"
    )]
    Other,
}

impl ActiveModelBehavior for ActiveModel {}
