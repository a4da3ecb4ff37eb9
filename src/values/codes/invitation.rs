//! Codes about invitations: what guests answered, which way, and what was sent to them.

use sea_orm::{DbErr, TryFromU64};

use super::codes;

codes! {
    /// What a guest answered (PARTSTAT, RFC 5545 3.2.12).
    pub enum Partstat: "answer" {
        NeedsAction = "needs_action" => "No answer yet",
        Accepted = "accepted" => "Coming",
        Tentative = "tentative" => "Maybe",
        Declined = "declined" => "Not coming",
        Delegated = "delegated" => "Sends someone else",
    }
}

codes! {
    /// How far an invitation has come.
    pub enum InvitationState: "invitation_state" {
        Planned = "planned" => "Not invited yet",
        Waiting = "waiting" => "On the waiting list",
        Invited = "invited" => "Invited",
        Removed = "removed" => "Removed",
    }
}

codes! {
    /// Where an answer is from.
    pub enum AnswerSource: "answer_source" {
        Calendar = "calendar" => "Calendar reply",
        Link = "link" => "Their page",
        Staff = "staff" => "Recorded by staff",
    }
}

codes! {
    /// What a mail to a guest is about.
    pub enum InvitationMailKind: "invitation_mail" {
        Hold = "hold" => "Save the date",
        Invite = "invite" => "Invitation",
        Update = "update" => "Update",
        AskAgain = "ask_again" => "Asked again",
        Cancel = "cancel" => "Cancellation",
        Reminder = "reminder" => "Reminder",
        Refused = "refused" => "Proposed time declined",
        Confirm = "confirm" => "Asked to confirm an answer",
    }
}

// The kind of mail is part of a key, and sea-orm asks every part of a key for this.
impl TryFromU64 for InvitationMailKind {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64("InvitationMailKind"))
    }
}

codes! {
    /// Who sees who else is invited.
    pub enum GuestList: "guest_list" {
        Hidden = "hidden" => "Hidden: nobody sees who else is invited",
        Named = "named" => "Named: guests see who is coming",
    }
}

codes! {
    /// What happens when a guest's calendar hands the invitation to somebody else.
    pub enum Delegation: "delegation" {
        Ask = "ask" => "Ask the host first",
        Allow = "allow" => "Allow it",
    }
}

codes! {
    /// What became of another time that a guest proposed.
    pub enum ProposalState: "proposal_state" {
        Open = "open" => "Open",
        Accepted = "accepted" => "Accepted",
        Refused = "refused" => "Refused",
    }
}

codes! {
    /// What became of somebody who answers without an invitation.
    pub enum DoorState: "door_state" {
        Waiting = "waiting" => "Waiting",
        LetIn = "let_in" => "Let in",
        Refused = "refused" => "Refused",
    }
}

codes! {
    /// How a question to guests is answered.
    pub enum QuestionKind: "question_kind" {
        Text = "text" => "In their own words",
        YesNo = "yes_no" => "Yes or no",
        OneOf = "one_of" => "One of a list",
    }
}
