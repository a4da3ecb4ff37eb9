//! A question to the guests of a convening: one of the house's, or its own.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ConveningId, QuestionId},
    values::QuestionKind,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "guest_questions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuestionId,
    pub convening_id: ConveningId,
    /// Which of the house's it is; empty for one of the convening's own.
    pub code: String,
    pub label: String,
    pub kind: QuestionKind,
    /// What may be chosen, a line each.
    pub choices: String,
    pub required: bool,
    /// No longer asked, though its answers are still there.
    pub asked: bool,
    /// How many days after the end its answers are forgotten.
    pub keep_days: i32,
    pub position: i32,
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
