//! The settings of a poll as they are sent: text, all of it kept when the form is refused.

use jiff::Timestamp;
use serde::Deserialize;

use super::Settings;
use crate::values::TimeZone;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PollForm {
    pub manner: String,
    pub minutes: String,
    pub time_zone: String,
    /// `clock` or `instant`: what to keep of the times when the zone changed.
    pub zone_change: String,
    pub message: String,
    /// On the clocks of the zone; empty for no deadline.
    pub closes: String,
    pub reminders: String,
    pub heads: String,
    /// What "if needed" counts of a yes, in per cent.
    pub if_needed: String,
    pub first_day: String,
    pub last_day: String,
    pub holds: String,
    /// Ticked: times move although answers to them no longer count.
    pub confirm: String,
    /// Which version the person was looking at.
    pub version: String,
}

impl PollForm {
    /// The form that would save these settings as they are.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let number = |number: Option<i32>| number.map_or_else(String::new, |it| it.to_string());
        let day =
            |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |it| it.to_string());
        Self {
            manner: settings.manner.to_string(),
            minutes: settings.minutes.to_string(),
            time_zone: settings.zone.to_string(),
            message: settings.message.clone(),
            closes: settings
                .closes
                .map_or_else(String::new, |at| on_the_clock(at, &settings.zone)),
            reminders: settings.most_reminders.to_string(),
            heads: number(settings.heads),
            if_needed: (settings.if_needed / 100).to_string(),
            first_day: day(settings.first_day),
            last_day: day(settings.last_day),
            holds: if settings.holds { "yes" } else { "" }.to_owned(),
            ..Self::default()
        }
    }
}

fn on_the_clock(at: Timestamp, zone: &TimeZone) -> String {
    let local = zone.rules().to_datetime(at);
    local.strftime("%Y-%m-%dT%H:%M").to_string()
}
