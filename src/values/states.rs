//! Codes of the house itself: roles, and how far a thing has come.

use sea_orm::{DbErr, TryFromU64};

use super::codes::codes;

codes! {
    /// What somebody signed in may do, least first. Who keeps the door and a partnership lead are not staff: everything
    /// from viewer up is.
    pub enum Role: "role" {
        Door = "door" => "Check-in only",
        PartnershipLead = "partnership_lead" => "Partnership lead",
        Viewer = "viewer" => "Viewer",
        ProgramOfficer = "program_officer" => "Program officer",
        Administrator = "administrator" => "Administrator",
    }
}

impl Role {
    /// Works here, rather than leading one partnership.
    pub fn is_staff(self) -> bool {
        self >= Self::Viewer
    }
}

codes! {
    /// Whether a convening makes sense without this seat.
    pub enum Attendance: "attendance" {
        Must = "must" => "Must attend",
        Optional = "optional" => "Optional",
    }
}

codes! {
    /// Why a pocket may be spent in an area.
    pub enum AreaBasis: "area basis" {
        Stated = "stated" => "Stated by the funder",
        Cra = "cra" => "CRA assessment area",
    }
}

codes! {
    /// How far an outcome goal has come. Only the partnership adopts.
    pub enum GoalStatus: "goal_status" {
        Draft = "draft" => "Draft",
        Proposed = "proposed" => "Proposed",
        Adopted = "adopted_by_table" => "Adopted by the table",
        OnTrack = "on_track" => "On track",
        OffTrack = "off_track" => "Off track",
        Met = "met" => "Met",
        Retired = "retired" => "Retired",
    }
}

codes! {
    /// How far a job has come.
    pub enum JobState: "job_state" {
        Queued = "queued" => "Waiting",
        Leased = "leased" => "In hand",
        Done = "done" => "Done",
        Failed = "failed" => "Failed",
    }
}

codes! {
    /// How far a mail has come.
    pub enum MailState: "mail_state" {
        Queued = "queued" => "Waiting",
        Sent = "sent" => "Handed over",
        Failed = "failed" => "Failed",
    }
}

// A basis is part of a key, and sea-orm asks every part of a key for this.
impl TryFromU64 for AreaBasis {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64("AreaBasis"))
    }
}
