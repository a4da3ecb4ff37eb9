//! What has to change around a goal, beyond any one program.

use serde::Deserialize;

use super::{
    PieceForm,
    form::{Ask, Kind, Lists, choices},
};
use crate::{
    entities::goal_systems_changes,
    goals::{
        pages::forms::{chosen, line},
        store::ChangeDraft,
    },
    values::SystemsChangeKind,
    web::FieldErrors,
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ChangeForm {
    kind: String,
    description: String,
    version: String,
}

impl PieceForm for ChangeForm {
    type Draft = ChangeDraft;

    const PATH: &'static str = "changes";
    const NOUN: &'static str = "systems change";
    const CONTEXT: &'static str = "What lasts when the programs end";

    fn of(row: &goal_systems_changes::Model, _: &Lists) -> Self {
        Self {
            kind: row.kind.map(|kind| kind.to_string()).unwrap_or_default(),
            description: row.description.clone(),
            version: row.version.to_string(),
        }
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn asks(&self, _: &Lists) -> Vec<Ask> {
        let kinds = choices!(SystemsChangeKind, self.kind);
        vec![
            Ask::new(
                "What has to change",
                "description",
                &self.description,
                Kind::Area,
            )
            .hint("For example: zoning allows homes above shops"),
            Ask::new(
                "Kind",
                "kind",
                &self.kind,
                Kind::Select("Not sorted yet", kinds),
            )
            .optional(),
        ]
    }

    fn read(&self, _: &Lists, errors: &mut FieldErrors) -> Option<ChangeDraft> {
        let description = errors.keep(
            "description",
            line(&self.description, "what has to change", 500),
        );
        let kind = if self.kind.is_empty() {
            Some(None)
        } else {
            errors.keep("kind", chosen(&self.kind, "a kind of change").map(Some))
        };
        Some(ChangeDraft {
            kind: kind?,
            description: description?,
        })
    }
}
