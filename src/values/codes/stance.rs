//! Codes about what staff do with a match. These are this product's own lists, not in the reference data.

use super::codes;

codes! {
    /// What staff think of a funding source for one goal.
    pub enum Stance: "stance" {
        Shortlisted = "shortlisted" => "Shortlisted",
        NotNow = "not_now" => "Not now",
        Never = "never" => "Never for this goal",
    }
}

codes! {
    /// Why a funding source is set aside for a goal.
    pub enum StanceReason: "reason" {
        Place = "place" => "Place",
        Issue = "issue" => "Issue",
        Amount = "amount" => "Amount",
        Timing = "timing" => "Timing",
        Relationship = "relationship" => "Relationship",
        Capacity = "capacity" => "Capacity",
        Policy = "policy" => "Policy",
        Other = "other" => "Other",
    }
}

codes! {
    /// How staff and a funder met.
    pub enum InteractionKind: "interaction_kind" {
        Call = "call" => "Call",
        Email = "email" => "E-mail",
        Meeting = "meeting" => "Meeting",
        SiteVisit = "site_visit" => "Site visit",
        Event = "event" => "Event",
        Introduction = "introduction" => "Introduction",
        Report = "report" => "Report",
    }
}
