//! A member of a partnership, now or once: an organisation, or residents by name.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{MemberId, OrganizationId, PartnershipId},
    values::{CodeList, MemberRole, MemberSector},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partnership_members")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MemberId,
    pub partnership_id: PartnershipId,
    pub organization_id: Option<OrganizationId>,
    pub name: String,
    pub sector: MemberSector,
    pub role: MemberRole,
    /// What a backbone does for the table.
    pub functions: CodeList,
    pub contact_name: String,
    pub fte: Option<f64>,
    pub joined_on: Option<Date>,
    /// Nobody is deleted: a member who left says when.
    pub left_on: Option<Date>,
    pub version: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::partnerships::Entity",
        from = "Column::PartnershipId",
        to = "super::partnerships::Column::Id"
    )]
    Partnership,
    #[sea_orm(
        belongs_to = "super::organizations::Entity",
        from = "Column::OrganizationId",
        to = "super::organizations::Column::Id"
    )]
    Organization,
}

impl Related<super::partnerships::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Partnership.def()
    }
}

impl Related<super::organizations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organization.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
