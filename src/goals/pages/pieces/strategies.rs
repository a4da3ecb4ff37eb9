//! A way in which the partners mean to turn the curve.

use serde::Deserialize;

use super::{
    PieceForm,
    form::{Ask, Kind, Lists},
};
use crate::{
    entities::strategies,
    goals::{
        pages::forms::{line, optional},
        store::StrategyDraft,
    },
    web::FieldErrors,
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct StrategyForm {
    name: String,
    note: String,
    version: String,
}

impl PieceForm for StrategyForm {
    type Draft = StrategyDraft;

    const PATH: &'static str = "strategies";
    const NOUN: &'static str = "strategy";
    const CONTEXT: &'static str = "Its performance measures hang under it";

    fn of(row: &strategies::Model, _: &Lists) -> Self {
        Self {
            name: row.name.clone(),
            note: row.note.clone(),
            version: row.version.to_string(),
        }
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn asks(&self, _: &Lists) -> Vec<Ask> {
        vec![
            Ask::new("Strategy", "name", &self.name, Kind::Line)
                .hint("For example: paid work experience with coaching"),
            Ask::new("What it does", "note", &self.note, Kind::Area).optional(),
        ]
    }

    fn read(&self, _: &Lists, errors: &mut FieldErrors) -> Option<StrategyDraft> {
        let name = errors.keep("name", line(&self.name, "the strategy's name", 200));
        let note = errors.keep("note", optional(&self.note, "what it does", 2_000));
        Some(StrategyDraft {
            name: name?,
            note: note?,
        })
    }
}
