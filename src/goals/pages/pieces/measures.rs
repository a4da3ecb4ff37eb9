//! A performance measure: how a strategy does with its own people. It never stands as the goal's number.

use async_trait::async_trait;
use sea_orm::DbErr;
use serde::Deserialize;

use super::{
    PieceForm,
    form::{Ask, Kind, Lists, choices},
};
use crate::{
    entities::{goals, performance_measures},
    goals::{
        pages::forms::{chosen, line, maybe_date, maybe_number, one_line},
        store::MeasureDraft,
    },
    ids::StrategyId,
    values::MeasureQuadrant,
    web::{FieldErrors, views::Choice},
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct MeasureForm {
    strategy: String,
    quadrant: String,
    measure: String,
    unit: String,
    value: String,
    as_of: String,
    source: String,
    version: String,
}

#[async_trait]
impl PieceForm for MeasureForm {
    type Draft = MeasureDraft;

    const PATH: &'static str = "measures";
    const NOUN: &'static str = "performance measure";
    const CONTEXT: &'static str = "Of a program's own people, not of everyone in the place";

    fn of(row: &performance_measures::Model, _: &Lists) -> Self {
        Self {
            strategy: row.strategy_id.to_string(),
            quadrant: row.quadrant.to_string(),
            measure: row.measure.clone(),
            unit: row.unit.clone(),
            value: row.value.map(|value| value.to_string()).unwrap_or_default(),
            as_of: row.as_of.map(|day| day.to_string()).unwrap_or_default(),
            source: row.source.clone(),
            version: row.version.to_string(),
        }
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn asks(&self, lists: &Lists) -> Vec<Ask> {
        let strategies = lists.strategies.iter();
        let strategies = strategies
            .map(|(id, name)| Choice::new(id, name, *id == self.strategy))
            .collect();
        let quadrants = choices!(MeasureQuadrant, self.quadrant);
        vec![
            Ask::new(
                "Strategy",
                "strategy",
                &self.strategy,
                Kind::Select("Choose one", strategies),
            ),
            Ask::new(
                "Question it answers",
                "quadrant",
                &self.quadrant,
                Kind::Select("Choose one", quadrants),
            )
            .hint("How much and how well are about the work; better off is about its people."),
            Ask::new("Measure", "measure", &self.measure, Kind::Line)
                .hint("For example: share of trainees who keep a job for a year"),
            Ask::new("Unit", "unit", &self.unit, Kind::Line)
                .optional()
                .hint("Percent, people, days"),
            Ask::new("Latest value", "value", &self.value, Kind::Decimal).optional(),
            Ask::new("As of", "as_of", &self.as_of, Kind::Date).optional(),
            Ask::new("Source", "source", &self.source, Kind::Line)
                .optional()
                .hint("Whose records"),
        ]
    }

    fn read(&self, lists: &Lists, errors: &mut FieldErrors) -> Option<MeasureDraft> {
        let known = lists.strategies.iter().any(|(id, _)| *id == self.strategy);
        let strategy = self.strategy.parse::<StrategyId>().ok().filter(|_| known);
        let strategy = errors.keep(
            "strategy",
            strategy.ok_or("Choose the strategy it measures."),
        );
        let quadrant = errors.keep(
            "quadrant",
            chosen(&self.quadrant, "the question it answers"),
        );
        let measure = errors.keep("measure", line(&self.measure, "what is measured", 300));
        let unit = errors.keep("unit", one_line(&self.unit, "the unit", 60));
        let value = errors.keep("value", maybe_number(&self.value, None));
        let as_of = errors.keep("as_of", maybe_date(&self.as_of));
        let source = errors.keep("source", one_line(&self.source, "the source", 300));
        if matches!((value, as_of), (Some(Some(_)), Some(None))) {
            errors.add("as_of", "Say when the value was so.");
        }
        Some(MeasureDraft {
            strategy_id: strategy?,
            quadrant: quadrant?,
            measure: measure?,
            unit: unit?,
            value: value?,
            as_of: as_of?,
            source: source?,
        })
    }

    async fn lists(
        &self,
        db: &sea_orm::DatabaseConnection,
        goal: &goals::Model,
    ) -> Result<Lists, DbErr> {
        Ok(Lists {
            strategies: super::strategies_of(db, goal).await?,
            ..Lists::default()
        })
    }
}
