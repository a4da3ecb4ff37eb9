//! How the partners mean to turn the curve: strategies with their measures, partners with their part, what has to change
//! around them, and what is known to work.

use sea_orm::{ConnectionTrait, DbErr};

use super::facts::Fact;
use crate::{
    entities::{goal_partners, goals, performance_measures, strategies},
    goals::{
        pages::words,
        pictures::day,
        store::{self, ChangeDraft, MeasureDraft, PartnerDraft, StrategyDraft},
    },
    values::{MeasureQuadrant, SystemsChangeKind},
};

/// Drawn by `templates/goals/plan.html` and `story.html`.
pub(super) struct Plan {
    pub(super) strategies: Vec<StrategyView>,
    pub(super) partners: Vec<PartnerView>,
    pub(super) changes: Vec<ChangeView>,
    pub(super) absorption: Option<(&'static str, &'static str)>,
    pub(super) what_works: Vec<String>,
    pub(super) equity_note: String,
    pub(super) owner: Vec<Fact>,
}

pub(super) struct StrategyView {
    pub(super) name: String,
    pub(super) note: String,
    pub(super) edit_href: String,
    pub(super) add_href: String,
    pub(super) questions: Vec<Question>,
}

/// Measures that answer one question.
pub(super) struct Question {
    pub(super) words: &'static str,
    pub(super) measures: Vec<MeasureView>,
}

pub(super) struct MeasureView {
    pub(super) measure: String,
    pub(super) latest: String,
    pub(super) edit_href: String,
}

pub(super) struct PartnerView {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) role: String,
    pub(super) edit_href: String,
}

pub(super) struct ChangeView {
    pub(super) kind: &'static str,
    pub(super) words: String,
    pub(super) edit_href: String,
}

impl Plan {
    /// Four small queries.
    pub(super) async fn load(
        db: &impl ConnectionTrait,
        goal: &goals::Model,
    ) -> Result<Self, DbErr> {
        let href = format!("/goals/{}", goal.id);
        let measures = store::pieces_of::<MeasureDraft>(db, goal.id).await?;
        let strategies = store::pieces_of::<StrategyDraft>(db, goal.id).await?;
        let partners = store::pieces_of::<PartnerDraft>(db, goal.id).await?;
        let changes = store::pieces_of::<ChangeDraft>(db, goal.id).await?;
        Ok(Self {
            strategies: strategies
                .into_iter()
                .map(|each| strategy(each, &measures, &href))
                .collect(),
            partners: partners
                .into_iter()
                .map(|each| partner(each, &href))
                .collect(),
            changes: changes
                .into_iter()
                .map(|each| ChangeView {
                    kind: each.kind.map_or("", SystemsChangeKind::label),
                    words: each.description,
                    edit_href: format!("{href}/changes/{}/edit", each.id),
                })
                .collect(),
            absorption: words::absorption(&goal.absorption_function),
            what_works: goal
                .what_works
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
            equity_note: goal.equity_note.clone(),
            owner: owner(goal),
        })
    }

    /// Whether anything stands beside the strategies.
    pub(super) fn has_ground(&self) -> bool {
        !self.what_works.is_empty() || !self.equity_note.is_empty() || !self.owner.is_empty()
    }
}

fn owner(goal: &goals::Model) -> Vec<Fact> {
    let mut facts = Vec::new();
    if !goal.owner_of_number.is_empty() {
        facts.push(Fact::new("Reports the number", &goal.owner_of_number));
    }
    if let Some(due) = goal.next_report_on {
        facts.push(Fact::new("Next value due", day(due)));
    }
    facts
}

fn strategy(
    row: strategies::Model,
    all: &[performance_measures::Model],
    href: &str,
) -> StrategyView {
    let questions = [
        ("How much is done?", [MeasureQuadrant::HowMuch; 2]),
        ("How well is it done?", [MeasureQuadrant::HowWell; 2]),
        (
            "Is anyone better off?",
            [
                MeasureQuadrant::BetterOffNumber,
                MeasureQuadrant::BetterOffPercent,
            ],
        ),
    ];
    let asked = questions.into_iter().map(|(words, quadrants)| Question {
        words,
        measures: all
            .iter()
            .filter(|each| each.strategy_id == row.id && quadrants.contains(&each.quadrant))
            .map(|each| measure(each, href))
            .collect(),
    });
    StrategyView {
        questions: asked
            .filter(|question| !question.measures.is_empty())
            .collect(),
        edit_href: format!("{href}/strategies/{}/edit", row.id),
        add_href: format!("{href}/measures/new?strategy={}", row.id),
        name: row.name,
        note: row.note,
    }
}

fn measure(row: &performance_measures::Model, href: &str) -> MeasureView {
    let unit = if row.unit.is_empty() {
        String::new()
    } else {
        format!(" {}", row.unit)
    };
    let latest = match (row.value, row.as_of) {
        (Some(value), Some(as_of)) => {
            let source = if row.source.is_empty() {
                String::new()
            } else {
                format!(" ({})", row.source)
            };
            format!("{value}{unit}, {}{source}", day(as_of))
        }
        (Some(value), None) => format!("{value}{unit}"),
        _ => String::new(),
    };
    MeasureView {
        measure: row.measure.clone(),
        latest,
        edit_href: format!("{href}/measures/{}/edit", row.id),
    }
}

fn partner(row: goal_partners::Model, href: &str) -> PartnerView {
    PartnerView {
        href: row
            .organization_id
            .map(|id| format!("/funders/{id}"))
            .unwrap_or_default(),
        edit_href: format!("{href}/partners/{}/edit", row.id),
        name: row.name,
        role: row.role,
    }
}
