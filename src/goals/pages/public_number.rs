//! The number on a goal's public page: a sentence, the curve and its table, the source, the date and the lag, and the
//! groups where the partnership agreed to show them.

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

use super::indicators::lag_in_words;
use crate::{
    entities::{data_points, indicators},
    goals::{
        curves::{curve_view, cuts_views, pace_pill},
        store,
    },
    ids::GoalId,
    values::ReportingFrequency,
    web::{
        self,
        charts::{CurveView, CutsView},
    },
};

/// Drawn by `templates/goals/public_number.html`.
pub(super) struct PublicNumber {
    pub(super) curve: CurveView,
    pub(super) pill: Option<super::words::Pill>,
    pub(super) definition: String,
    pub(super) source: String,
    /// "Data as of 31 Dec 2018. Comes out every year, about 12 months after the period."
    pub(super) age: String,
    /// Empty unless the data is old.
    pub(super) old: String,
    pub(super) cuts: Vec<CutsView>,
}

/// Without notes, which are for those who work with the number, and without groups the indicator does not name: naming
/// one is how the partnership agrees to it.
pub(super) fn for_the_public(
    indicator: &indicators::Model,
    points: Vec<data_points::Model>,
) -> Vec<data_points::Model> {
    let agreed = |point: &data_points::Model| {
        let named = |cut: &str| cut == point.cut_kind;
        point.cut_kind.is_empty() || indicator.disaggregate_by.iter().any(named)
    };
    let mut shown: Vec<_> = points.into_iter().filter(agreed).collect();
    for point in &mut shown {
        point.note.clear();
    }
    shown
}

impl PublicNumber {
    /// The headline of a goal; nothing while it has no number. Groups are read only when they are public.
    pub(super) async fn load(
        db: &impl ConnectionTrait,
        goal: GoalId,
        today: NaiveDate,
    ) -> web::Result<Option<Self>> {
        let Some(indicator) = store::indicators_of(db, goal).await?.into_iter().next() else {
            return Ok(None);
        };
        let points = if indicator.publish_cuts {
            store::points_with_cuts(db, indicator.id).await?
        } else {
            store::curve_points(db, &[indicator.id]).await?
        };
        let points = for_the_public(&indicator, points);
        let freshness = store::freshness(&indicator, &points, today);
        let often = indicator
            .frequency
            .map(ReportingFrequency::label)
            .map(str::to_lowercase);
        let lag = indicator
            .lag_months
            .map(lag_in_words)
            .map(|lag| lag.to_lowercase());
        let rhythm = match (often, lag) {
            (Some(often), Some(lag)) => format!(" It comes out {often}, {lag}."),
            (Some(often), None) => format!(" It comes out {often}."),
            (None, Some(lag)) => format!(" It comes out {lag}."),
            (None, None) => " The lag of this source is not known.".to_owned(),
        };
        Ok(Some(Self {
            curve: curve_view("curve", &indicator, &points),
            pill: pace_pill(&indicator, &points),
            cuts: cuts_views("cut", &indicator, &points),
            age: format!("{}{rhythm}", freshness.sentence()),
            old: freshness
                .warnings()
                .into_iter()
                .next()
                .filter(|_| freshness.is_old())
                .unwrap_or_default(),
            definition: indicator.definition,
            source: indicator.source,
        }))
    }
}
