//! A body that gives, lends, invests or convenes.

use sea_orm::entity::prelude::*;

use crate::{
    ids::OrganizationId,
    values::{Ein, EmailAddress, FunderType, PlaceId},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organizations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganizationId,
    pub name: String,
    pub kind: Option<FunderType>,
    pub kind_basis: String,
    pub ein: Option<Ein>,
    pub ror_id: Option<String>,
    pub website: Option<String>,
    pub domain: Option<String>,
    pub public_email: Option<EmailAddress>,
    pub hq_place_id: Option<PlaceId>,
    pub hq_city: Option<String>,
    pub hq_state: Option<String>,
    pub hq_zip: Option<String>,
    pub source: String,
    pub source_key: Option<String>,
    pub as_of: String,
    pub illustrative: bool,
    pub do_not_contact: bool,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::places::Entity",
        from = "Column::HqPlaceId",
        to = "super::places::Column::Id"
    )]
    HqPlace,
}

impl Related<super::places::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::HqPlace.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
