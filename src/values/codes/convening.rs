//! Codes about a meeting: why it is held, in which of the two modes, how, and who has which seat.
//!
//! The two modes are the question this product helps to answer (issue-focused or systems change), so every convening
//! carries one.

use super::codes;

codes! {
    /// Why a convening is held.
    pub enum ConveningPurpose: "convening_purpose" {
        RelationshipBuilding = "relationship_building" => "Build relationships",
        SharedUnderstanding = "shared_understanding" => "Reach shared understanding of the result",
        PrioritySetting = "priority_setting" => "Set shared priorities",
        PipelineReview = "pipeline_review" => "Review the investable pipeline",
        DealMatching = "deal_matching" => "Match capital to a goal",
        EnablingEnvironment = "enabling_environment" => "Fix a system or policy barrier",
        OutcomesContractDesign = "outcomes_contract_design" => "Design an outcomes contract",
        FieldGap = "field_gap" => "Fill a knowledge gap for funders",
        Learning = "learning" => "Learning community or peer exchange",
        Accountability = "accountability" => "Review progress and commitments",
        SiteVisit = "site_visit" => "Site visit",
    }
}

codes! {
    /// Funders of one issue, or every funder with a stake in the place.
    pub enum ConveningMode: "convening_mode" {
        IssueFocused = "issue_focused" => "Issue-focused in a place",
        SystemsChange = "systems_change" => "Place-based systems change",
    }
}

codes! {
    /// How people meet.
    pub enum ConveningFormat: "convening_format" {
        InPerson = "in_person" => "In person",
        Virtual = "virtual" => "Virtual",
        Hybrid = "hybrid" => "Hybrid",
        Call = "call" => "Telephone",
        SiteVisit = "site_visit" => "Site visit",
    }
}

codes! {
    /// How far a convening has come.
    pub enum ConveningStatus: "convening_status" {
        Idea = "idea" => "Idea",
        DatePoll = "date_poll" => "Polling dates",
        Hold = "hold" => "Hold on calendars",
        Confirmed = "confirmed" => "Confirmed",
        InProgress = "in_progress" => "In progress",
        Held = "held" => "Held",
        Debriefed = "debriefed" => "Debriefed",
        Closed = "closed" => "Closed: actions tracked",
        Cancelled = "cancelled" => "Cancelled",
        Postponed = "postponed" => "Postponed",
    }
}

codes! {
    /// The seat a person has at the table.
    pub enum ParticipantRole: "participant_role" {
        Host = "host" => "Host",
        Facilitator = "facilitator" => "Facilitator",
        Presenter = "presenter" => "Presenter",
        Funder = "funder" => "Funder",
        CommunityPartner = "community_partner" => "Community partner",
        ResidentLeader = "resident_leader" => "Resident leader",
        PublicOfficial = "public_official" => "Public official",
        Evaluator = "evaluator" => "Evaluator",
        Observer = "observer" => "Observer",
    }
}
