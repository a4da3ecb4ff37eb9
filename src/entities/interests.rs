//! A public registration of interest in a goal.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{GoalId, InterestId, MailId, OrganizationId, PersonId, UserId},
    values::{CodeList, Ein, EmailAddress, InterestKind, Money, RegistrationStatus},
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "interests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InterestId,
    pub goal_id: GoalId,
    pub name: String,
    pub email: EmailAddress,
    pub email_key: String,
    pub organization_name: String,
    pub role_title: String,
    pub ein: Option<Ein>,
    pub website: String,
    pub kind: InterestKind,
    pub products: CodeList,
    pub amount_low_usd: Option<Money>,
    pub amount_high_usd: Option<Money>,
    pub message: String,
    pub consent_contact: bool,
    pub consent_list: bool,
    pub status: RegistrationStatus,
    pub confirm_token_hash: Option<String>,
    pub confirm_mail_id: Option<MailId>,
    pub confirm_by: DateTimeUtc,
    pub confirmed_at: Option<DateTimeUtc>,
    pub reviewed_at: Option<DateTimeUtc>,
    pub reviewed_by: Option<UserId>,
    pub decline_reason: String,
    pub organization_id: Option<OrganizationId>,
    pub person_id: Option<PersonId>,
    pub version: i32,
    pub created_at: DateTimeUtc,
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
        belongs_to = "super::outbound_mails::Entity",
        from = "Column::ConfirmMailId",
        to = "super::outbound_mails::Column::Id"
    )]
    ConfirmMail,
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
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::ReviewedBy",
        to = "super::users::Column::Id"
    )]
    ReviewedBy,
}

impl Related<super::goals::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Goal.def()
    }
}

impl Related<super::outbound_mails::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ConfirmMail.def()
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

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ReviewedBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
