//! What invented goals say of their strategies' measures and of what has to change.

use sea_orm::{DatabaseTransaction, EntityTrait};
use serde::Deserialize;
use uuid::Uuid;

use super::{ChangeDraft, MeasureDraft, Piece, StrategyDraft};
use crate::{
    entities::{goal_systems_changes, performance_measures, strategies},
    ids::{GoalId, StrategyId},
    values::MeasureQuadrant,
};

#[derive(Deserialize)]
pub(super) struct Measure {
    quadrant: String,
    measure: String,
}

/// The file names no strategy, so its measures hang on one that says so.
pub(super) async fn insert(
    txn: &DatabaseTransaction,
    goal: GoalId,
    measures: &[Measure],
    changes: &[String],
) -> anyhow::Result<()> {
    let strategy = Uuid::now_v7();
    let so_far = StrategyDraft {
        name: "Measures so far".to_owned(),
        note: String::new(),
    };
    strategies::Entity::insert(so_far.insert(strategy, goal, 0))
        .exec_without_returning(txn)
        .await?;
    let rows = measures.iter().zip(0..).map(|(measure, position)| {
        let draft = MeasureDraft {
            strategy_id: StrategyId(strategy),
            quadrant: quadrant(measure),
            measure: measure.measure.clone(),
            unit: String::new(),
            value: None,
            as_of: None,
            source: String::new(),
        };
        draft.insert(Uuid::now_v7(), goal, position)
    });
    performance_measures::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    let rows = changes.iter().zip(0..).map(|(change, position)| {
        let draft = ChangeDraft {
            kind: None,
            description: change.clone(),
        };
        draft.insert(Uuid::now_v7(), goal, position)
    });
    goal_systems_changes::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// The file's "better off" is one; the measure's words say whether it is a share or a number.
fn quadrant(measure: &Measure) -> MeasureQuadrant {
    let words = measure.measure.to_lowercase();
    let share = ["share", "percent", "rate"]
        .iter()
        .any(|word| words.contains(word));
    match measure.quadrant.as_str() {
        "how_much" => MeasureQuadrant::HowMuch,
        "how_well" => MeasureQuadrant::HowWell,
        _ if share => MeasureQuadrant::BetterOffPercent,
        _ => MeasureQuadrant::BetterOffNumber,
    }
}
