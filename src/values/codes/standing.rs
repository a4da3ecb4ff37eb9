//! Codes about where somebody stands: interest shown, the stage of a relationship, the reach of a place.
//!
//! Registration status is this product's own list (not in the reference data); its allowed moves are in
//! `interest::rules`.

use super::codes;

codes! {
    /// What a person who registers interest would like to do.
    pub enum InterestKind: "interest_kind" {
        Attend = "attend" => "Attend a convening",
        Learn = "learn" => "Learn about a goal",
        Invest = "invest" => "Explore capital",
        Partner = "partner" => "Join the table",
        Press = "press" => "Press, not a funder",
    }
}

codes! {
    /// How well a funding source and a partnership know each other.
    pub enum RelationshipStage: "relationship_stage" {
        Unknown = "unknown" => "Unknown",
        Identified = "identified" => "Identified",
        Contacted = "contacted" => "Contacted",
        Engaged = "engaged" => "Engaged",
        Exploring = "exploring" => "Exploring",
        Aligned = "aligned" => "Aligned",
        SoftCommitted = "soft_committed" => "Soft committed",
        Committed = "committed" => "Committed partner",
        Stewarding = "stewarding" => "Stewarding",
        Dormant = "dormant" => "Dormant",
        Declined = "declined" => "Declined",
    }
}

codes! {
    /// The kind of area a place code names.
    pub enum GeoScope: "geography_scope" {
        Tract = "tract" => "Census tract",
        Neighborhood = "neighborhood" => "Neighborhood",
        City = "city" => "City or place",
        County = "county" => "County or parish",
        Cbsa = "cbsa" => "Metro area",
        State = "state" => "State",
        Tribal = "tribal" => "Tribal land",
        Region = "region" => "Multi-state region",
        National = "national" => "National",
    }
}

codes! {
    /// How far a public registration of interest has come.
    pub enum RegistrationStatus: "registration_status" {
        Unconfirmed = "unconfirmed" => "Waiting for the person to confirm",
        Confirmed = "confirmed" => "Confirmed, to review",
        Accepted = "accepted" => "Accepted as a new funder",
        Linked = "linked" => "Linked to a known funder",
        Declined = "declined" => "Declined",
        Expired = "expired" => "Never confirmed",
    }
}

codes! {
    /// How strictly a funding source keeps to an area it names.
    pub enum Strictness: "strictness" {
        Only = "only" => "Only here",
        Prefers = "prefers" => "Prefers",
        Excludes = "excludes" => "Not here",
    }
}
