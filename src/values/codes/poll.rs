//! Codes about date polls.

use super::codes;

codes! {
    /// How far a date poll has come.
    pub enum PollState: "poll_state" {
        Draft = "draft" => "Being prepared",
        Open = "open" => "Open",
        Closed = "closed" => "Closed: ready to decide",
        Decided = "decided" => "Decided",
        Withdrawn = "withdrawn" => "Withdrawn",
    }
}

codes! {
    /// What a date poll asks.
    pub enum PollManner: "poll_manner" {
        Options = "options" => "Offer times to choose among",
        AnyTime = "any_time" => "Find any time between two days",
    }
}

codes! {
    /// What is known of somebody a poll asks.
    pub enum PollPersonState: "poll_person_state" {
        Listed = "listed" => "Not asked yet",
        Asked = "asked" => "Asked",
        Answered = "answered" => "Answered",
        Removed = "removed" => "No longer asked",
    }
}

codes! {
    /// What somebody says of a time.
    pub enum PollAnswer: "poll_answer" {
        Yes = "yes" => "Yes",
        IfNeeded = "if_needed" => "If needed",
        No = "no" => "No",
    }
}
