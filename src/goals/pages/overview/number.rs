//! The card that says whether the number moves: the headline with its curve, the goal's other numbers small below it.

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

use super::{
    super::{
        indicators::{ended, lag_in_words},
        words::Pill,
    },
    Fact,
};
use crate::{
    entities::{data_points, indicators},
    goals::{
        curves::{curve_view, pace_pill, small_curve_view},
        rules::cuts,
        store,
    },
    ids::GoalId,
    web::{self, charts::CurveView},
};

/// Drawn by `templates/goals/number.html`.
pub(super) struct NumberCard {
    /// Nothing while the goal has no number.
    pub(super) headline: Option<Headline>,
    pub(super) others: Vec<Other>,
}

pub(super) struct Headline {
    pub(super) href: String,
    pub(super) curve: CurveView,
    pub(super) pill: Option<Pill>,
    pub(super) freshness: String,
    pub(super) warnings: Vec<String>,
    pub(super) facts: Vec<Fact>,
}

/// A number below the headline.
pub(super) struct Other {
    pub(super) href: String,
    pub(super) pill: Option<Pill>,
    pub(super) curve: CurveView,
}

impl NumberCard {
    /// Two queries, however many indicators and values there are.
    pub(super) async fn load(
        db: &impl ConnectionTrait,
        goal: GoalId,
        today: NaiveDate,
    ) -> web::Result<Self> {
        let all = store::indicators_of(db, goal).await?;
        let ids: Vec<_> = all.iter().map(|indicator| indicator.id).collect();
        let points = store::curve_points(db, &ids).await?;
        let mut all = all.into_iter();
        Ok(Self {
            headline: all.next().map(|first| headline(&first, &points, today)),
            others: all
                .zip(1..)
                .map(|(indicator, at)| other(&indicator, &points, at))
                .collect(),
        })
    }
}

fn href(indicator: &indicators::Model) -> String {
    format!("/goals/{}/indicators/{}", indicator.goal_id, indicator.id)
}

fn headline(
    indicator: &indicators::Model,
    points: &[data_points::Model],
    today: NaiveDate,
) -> Headline {
    let unit = indicator.unit;
    let mut facts = vec![
        Fact::new(
            "Baseline",
            ended(indicator.baseline_value, indicator.baseline_on, unit),
        ),
        Fact::new(
            "Target",
            ended(indicator.target_value, indicator.target_on, unit),
        ),
        Fact::new("It should", indicator.direction.label().to_lowercase()),
    ];
    let breakdowns: Vec<String> = indicator.disaggregate_by.iter().map(cuts::label).collect();
    let more = [
        ("Source", indicator.source.clone()),
        (
            "Lag",
            indicator.lag_months.map(lag_in_words).unwrap_or_default(),
        ),
        ("Broken down by", breakdowns.join(", ")),
    ];
    let more = more.into_iter().filter(|(_, text)| !text.is_empty());
    facts.extend(more.map(|(label, text)| Fact::new(label, text)));
    let freshness = store::freshness(indicator, points, today);
    Headline {
        href: href(indicator),
        curve: curve_view("curve", indicator, points),
        pill: pace_pill(indicator, points),
        freshness: freshness.sentence(),
        warnings: freshness.warnings(),
        facts,
    }
}

fn other(indicator: &indicators::Model, points: &[data_points::Model], at: i32) -> Other {
    Other {
        href: href(indicator),
        pill: pace_pill(indicator, points),
        curve: small_curve_view(&format!("curve-{at}"), indicator, points),
    }
}
