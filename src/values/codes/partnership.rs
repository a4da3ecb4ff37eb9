//! Codes about partnerships: how far one has come, who sits at it and what a site does in an initiative.
//!
//! All are this product's own lists (collective-impact words), so they have no list in the reference data.

use sea_orm::{DbErr, TryFromU64};

use super::codes;

codes! {
    /// How far a partnership has come; the right convening purpose depends on it.
    pub enum PartnershipStage: "partnership_stage" {
        Forming = "forming" => "Forming",
        SharedUnderstanding = "shared_understanding" => "Shared understanding",
        Planning = "planning" => "Planning",
        Implementing = "implementing" => "Implementing",
        Sustaining = "sustaining" => "Sustaining",
        Paused = "paused" => "Paused",
        Closed = "closed" => "Closed",
    }
}

codes! {
    /// The part of the city a member speaks for.
    pub enum MemberSector: "member_sector" {
        Public = "public" => "Public",
        Private = "private" => "Private",
        Philanthropic = "philanthropic" => "Philanthropic",
        Nonprofit = "nonprofit" => "Nonprofit",
        Resident = "resident" => "Resident",
    }
}

codes! {
    /// What a member is at the table. A backbone is a role of an organisation, not the owner of the result.
    pub enum MemberRole: "member_role" {
        Member = "member" => "Member",
        Backbone = "backbone" => "Backbone",
    }
}

codes! {
    /// What a backbone does for the table: the six functions of collective impact.
    pub enum BackboneFunction: "backbone_function" {
        Vision = "guides_vision" => "Guides vision and strategy",
        Activity = "supports_activity" => "Supports aligned activity",
        Measurement = "shared_measurement" => "Establishes shared measurement",
        PublicWill = "public_will" => "Builds public will",
        Policy = "policy" => "Advances policy",
        Funding = "funding" => "Mobilises funding",
    }
}

codes! {
    /// What a city does in a round of an initiative.
    pub enum SiteRole: "site_role" {
        Site = "site" => "Site",
        Design = "design" => "Design team",
        Implementation = "implementation" => "Implementation",
    }
}

// A role is part of a key, and sea-orm asks every part of a key for this.
impl TryFromU64 for SiteRole {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64("SiteRole"))
    }
}
