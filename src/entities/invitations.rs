//! What one address holds of a convening: which SEQUENCE, which answer, and where the answer is from.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{ConveningId, InvitationId, OrganizationId, PersonId, SeatId},
    values::{AnswerSource, Attendance, EmailAddress, InvitationState, Partstat},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvitationId,
    pub convening_id: ConveningId,
    /// The seat it is for; seats belong to organizations, and a delegate takes one over.
    pub seat_id: Option<SeatId>,
    pub organization_id: Option<OrganizationId>,
    pub person_id: Option<PersonId>,
    pub address: EmailAddress,
    /// The address in lower case: one invitation an address and convening.
    pub address_key: String,
    pub name: String,
    pub attendance: Attendance,
    /// The human host: ROLE=CHAIR, never asked.
    pub is_chair: bool,
    pub state: InvitationState,
    pub partstat: Partstat,
    /// Whether the newest mail asked for an answer.
    pub rsvp: bool,
    /// "Why you": a sentence of their own in the invitation.
    pub why: String,
    /// SEQUENCE of the newest mail to them; nothing before the first.
    pub seen_sequence: Option<i32>,
    /// DTSTAMP of the newest mail to them; the next is strictly later.
    pub seen_stamp: Option<DateTimeUtc>,
    /// The start they were told last.
    pub seen_starts_at: Option<DateTimeUtc>,
    pub seen_ends_at: Option<DateTimeUtc>,
    /// A digest of everything else they were told last.
    pub seen_facts: Option<String>,
    /// SEQUENCE of the newest calendar reply that counted.
    pub last_sequence: Option<i32>,
    /// DTSTAMP of it.
    pub last_stamp: Option<DateTimeUtc>,
    pub answered_at: Option<DateTimeUtc>,
    pub answer_source: Option<AnswerSource>,
    /// The SEQUENCE the answer is to: an older one than the last change of time no longer counts.
    pub answered_sequence: Option<i32>,
    /// What they said with it.
    pub note: String,
    pub delegated_from: Option<InvitationId>,
    /// A place offered from the waiting list stays theirs until then.
    pub offered_until: Option<DateTimeUtc>,
    pub invited_at: Option<DateTimeUtc>,
    pub removed_at: Option<DateTimeUtc>,
    /// Belongs to the sample and goes with it; no mail is sent.
    pub illustrative: bool,
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
    #[sea_orm(
        belongs_to = "super::seats::Entity",
        from = "Column::SeatId",
        to = "super::seats::Column::Id"
    )]
    Seat,
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
}

impl Related<super::convenings::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Convening.def()
    }
}

impl Related<super::seats::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Seat.def()
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

impl ActiveModelBehavior for ActiveModel {}
