//! Codes about what surrounds an invitation: reminders, calendar subscriptions, arrivals and clocks that changed.

use super::codes;

codes! {
    /// What a reminder counts from. It moves with the convening.
    pub enum ReminderAnchor: "reminder_anchor" {
        AnswerBy = "answer_by" => "The date to answer by",
        Start = "start" => "The start",
        End = "end" => "The end",
    }
}

codes! {
    /// Who gets a reminder.
    pub enum ReminderAudience: "reminder_audience" {
        Silent = "silent" => "Those who have not answered",
        Coming = "coming" => "Those who are coming",
        Maybe = "maybe" => "Those who said maybe",
        Came = "came" => "Those who came",
        Everybody = "everybody" => "Everybody who has not said no",
    }
}

codes! {
    /// Which convenings a calendar subscription shows.
    pub enum FeedScope: "feed_scope" {
        All = "all" => "All convenings",
        City = "city" => "One city",
        Initiative = "initiative" => "One initiative",
    }
}

codes! {
    /// How somebody came to a convening.
    pub enum ArrivalKind: "arrival" {
        Arrived = "arrived" => "Arrived",
        WalkIn = "walk_in" => "Walked in",
    }
}

codes! {
    /// What to keep when a zone's rules changed under a convening.
    pub enum ClockDecision: "clock_decision" {
        Clock = "clock" => "The time on the clock",
        Instant = "instant" => "The moment",
        Overtaken = "overtaken" => "Settled by a later change",
    }
}

codes! {
    /// Why an address is not written to.
    pub enum SuppressionKind: "suppression" {
        Bounce = "bounce" => "Mail came back",
        Complaint = "complaint" => "Marked as spam",
        Unsubscribed = "unsubscribed" => "Unsubscribed",
        Staff = "staff" => "Entered by staff",
    }
}

impl SuppressionKind {
    /// Whether it stops invitations, changes and cancellations too. Who only unsubscribed still hears of what they are
    /// invited to.
    pub const fn stops_invitations(self) -> bool {
        !matches!(self, Self::Unsubscribed)
    }
}
