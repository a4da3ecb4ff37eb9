//! The dates of a season as others read them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::{
    ids::{ConveningId, OrganizationId, SeasonId},
    scheduling::seasons::rules::Journey,
};

#[derive(Serialize)]
pub(super) struct Answer {
    pub(super) season: SeasonFace,
    pub(super) made_at: DateTime<Utc>,
    pub(super) made_by: String,
    /// Why there are no dates; nothing where there are.
    pub(super) trouble: Option<String>,
    /// What changed since.
    pub(super) since: Vec<String>,
    pub(super) value_usd: Option<i64>,
    pub(super) ceiling_usd: Option<i64>,
    pub(super) dates: Vec<DateFace>,
    pub(super) journeys: Vec<JourneyFace>,
}

#[derive(Serialize)]
pub(super) struct SeasonFace {
    pub(super) id: SeasonId,
    pub(super) title: String,
    pub(super) first_day: NaiveDate,
    pub(super) last_day: NaiveDate,
}

#[derive(Serialize)]
pub(super) struct DateFace {
    pub(super) convening: ConveningId,
    pub(super) title: String,
    pub(super) day: NaiveDate,
    pub(super) days: u16,
    pub(super) place: String,
    pub(super) kept: bool,
    pub(super) comes: Vec<GuestFace>,
    pub(super) lost: Vec<LossFace>,
    pub(super) other_day: Option<NaiveDate>,
    pub(super) other_day_costs_usd: Option<i64>,
}

#[derive(Serialize)]
pub(super) struct GuestFace {
    pub(super) id: OrganizationId,
    pub(super) name: String,
    pub(super) illustrative: bool,
    pub(super) value_usd: u64,
    pub(super) must_attend: bool,
}

#[derive(Serialize)]
pub(super) struct LossFace {
    #[serde(flatten)]
    pub(super) guest: GuestFace,
    pub(super) to: Vec<ConveningId>,
}

#[derive(Serialize)]
pub(super) struct JourneyFace {
    pub(super) organization: OrganizationId,
    pub(super) stops: Vec<StopFace>,
}

#[derive(Serialize)]
pub(super) struct StopFace {
    pub(super) convening: ConveningId,
    pub(super) day: NaiveDate,
    pub(super) days_of_travel: u16,
    pub(super) days_free: i32,
}

impl JourneyFace {
    pub(super) fn of(journey: &Journey) -> Self {
        let stops = journey.stops.iter().map(|stop| StopFace {
            convening: stop.convening,
            day: stop.day,
            days_of_travel: stop.travel,
            days_free: stop.free,
        });
        Self {
            organization: journey.funder,
            stops: stops.collect(),
        }
    }
}
