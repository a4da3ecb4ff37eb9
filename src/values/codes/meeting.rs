//! Codes about meetings in the room.

use super::codes;

codes! {
    /// How far the meetings of a convening have come.
    pub enum MeetingPhase: "meeting_phase" {
        Setup = "setup" => "Being set up",
        Wishes = "wishes" => "Collecting wishes",
        Draft = "draft" => "Draft",
        Provisional = "provisional" => "Provisional",
        Published = "published" => "Published",
    }
}

codes! {
    /// Who sits at a table.
    pub enum MeetingManner: "meeting_manner" {
        Pairs = "pairs" => "One team and one funder",
        Tables = "tables" => "One team and several funders",
    }
}

codes! {
    /// On which side a party is.
    pub enum MeetingSide: "meeting_side" {
        Team = "team" => "Team",
        Funder = "funder" => "Funder",
    }
}

codes! {
    /// What a party says of one on the other side.
    pub enum MeetingWish: "meeting_wish" {
        Must = "must" => "Must meet",
        Meet = "meet" => "Would like to meet",
        No = "no" => "No thanks",
    }
}

codes! {
    /// What staff say of a meeting, whatever was wished.
    pub enum MeetingOrder: "meeting_order" {
        Hold = "hold" => "Held in any case",
        Off = "off" => "Called off",
    }
}

codes! {
    /// What becomes of a plan.
    pub enum MeetingPlanState: "meeting_plan_state" {
        Asked = "asked" => "Waits to be made",
        Running = "running" => "Being made",
        Proposed = "proposed" => "Proposed",
        Used = "used" => "In force",
        Replaced = "replaced" => "Replaced",
        Dropped = "dropped" => "Dropped",
        Failed = "failed" => "Could not be made",
    }
}
