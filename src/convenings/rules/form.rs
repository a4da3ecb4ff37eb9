//! The form as it is sent: text, all of it kept when the form is refused.

use serde::Deserialize;

use super::{Plan, fold_code};

/// Every field of the convening form. The four `seat_` lists run side by side, one entry per row.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ConveningForm {
    pub goal: String,
    pub title: String,
    pub mode: String,
    pub purpose: String,
    pub summary: String,
    pub place: String,
    pub time_zone: String,
    pub local_start: String,
    pub local_end: String,
    /// `earlier` or `later`, for a time that comes twice.
    pub start_fold: String,
    pub end_fold: String,
    pub format: String,
    pub venue: String,
    pub online_link: String,
    pub status: String,
    pub seat_org: Vec<String>,
    pub seat_name: Vec<String>,
    pub seat_role: Vec<String>,
    pub seat_attendance: Vec<String>,
    /// Other goals it is for, of those that its guest list was composed for.
    pub also: Vec<String>,
    pub also_offered: Vec<String>,
    /// Rules of its quorum, of those that its guest list suggested.
    pub quorum: Vec<String>,
    pub quorum_offered: Vec<String>,
    /// "Hold it anyway", and the days it was said of.
    pub accept_days: String,
    pub days_shown: String,
    /// `clock` or `instant`: what to keep when only the zone changed.
    pub zone_change: String,
    /// Said where another status ends the date poll.
    pub end_poll: String,
    /// Which version the person was looking at.
    pub version: String,
}

impl ConveningForm {
    /// The form that would save `plan` as it is.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let field_time =
            |local: jiff::civil::DateTime| local.strftime("%Y-%m-%dT%H:%M").to_string();
        let fold = |fold| Option::map_or(fold, "", fold_code).to_owned();
        Self {
            title: plan.title.clone(),
            mode: plan.mode.to_string(),
            purpose: plan.purpose.to_string(),
            summary: plan.summary.clone(),
            place: plan
                .place
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            time_zone: plan.when.zone.to_string(),
            local_start: field_time(plan.when.local_start),
            local_end: field_time(plan.when.local_end),
            start_fold: fold(plan.when.start_fold),
            end_fold: fold(plan.when.end_fold),
            format: plan.format.to_string(),
            venue: plan.venue.clone(),
            online_link: plan.online_link.clone(),
            status: plan.status.to_string(),
            ..Self::default()
        }
    }

    /// Whether "Hold it anyway" was ticked for exactly these days.
    #[must_use]
    pub fn accepts(&self, days: &str) -> bool {
        !self.accept_days.is_empty() && (self.days_shown.is_empty() || self.days_shown == days)
    }
}
