//! How a convening invites: the address its mail comes from and goes to, and what guests may do. One row a convening.

use sea_orm::entity::prelude::*;

use crate::{
    ids::ConveningId,
    values::{Delegation, GuestList},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub convening_id: ConveningId,
    /// The left part of its own address: replies to it are about this convening.
    pub mail_token: String,
    /// Until when guests are asked to answer; afterwards their page is closed to changes.
    pub answer_by: Option<DateTimeUtc>,
    pub guest_list: GuestList,
    pub delegation: Delegation,
    /// How many may come; nobody is turned away where none is said.
    pub capacity: Option<i32>,
    pub version: i32,
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
}

impl Related<super::convenings::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Convening.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
