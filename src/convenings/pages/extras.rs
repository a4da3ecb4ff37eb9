//! What a composed list brings to the form of a new convening beside its guests: other goals it was composed for, and the
//! quorum it suggests. Both are ticked, and taken on unless somebody unticks them.

use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    convenings::{
        rules::{ConveningForm, QuorumRule},
        store::{self, Brief},
    },
    ids::GoalId,
    web::views::Choice,
};

/// The most goals beside the first.
const MOST_GOALS: usize = 6;
/// The most rules of a quorum; there are no more kinds.
const MOST_RULES: usize = 12;

/// What is offered, each ticked or not.
#[derive(Default)]
pub(super) struct Extras {
    pub(super) goals: Vec<Choice>,
    pub(super) quorum: Vec<Choice>,
}

pub(super) async fn extras(
    db: &impl ConnectionTrait,
    goal: GoalId,
    form: &ConveningForm,
) -> Result<Extras, DbErr> {
    let goals = other_goals(db, goal, &form.also_offered).await?;
    let choice = |(id, title, sample): Brief| {
        let id = id.to_string();
        let chosen = form.also.contains(&id);
        // A label of a choice holds no pill.
        let sample = if sample { ", sample" } else { "" };
        Choice::new(id, format!("{title}{sample}"), chosen)
    };
    let rules = form.quorum_offered.iter().take(MOST_RULES);
    let rules = rules.filter_map(|rule| rule.parse::<QuorumRule>().ok());
    let rule = |rule: QuorumRule| {
        let chosen = form.quorum.contains(&rule.to_string());
        Choice::new(rule.to_string(), rule.words(), chosen)
    };
    Ok(Extras {
        goals: goals.into_iter().map(choice).collect(),
        quorum: rules.map(rule).collect(),
    })
}

/// Those of these goals that there are, without the one that the form is for.
pub(super) async fn other_goals(
    db: &impl ConnectionTrait,
    goal: GoalId,
    keys: &[String],
) -> Result<Vec<Brief>, DbErr> {
    let ids = keys.iter().take(MOST_GOALS);
    let ids = ids.filter_map(|id| id.parse::<GoalId>().ok());
    let others: Vec<GoalId> = ids.filter(|id| *id != goal).collect();
    if others.is_empty() {
        return Ok(Vec::new());
    }
    store::brief(db, others).await
}
