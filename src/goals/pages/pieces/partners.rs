//! A partner of a goal: who, and what they do for it.

use async_trait::async_trait;
use sea_orm::DbErr;
use serde::Deserialize;

use super::{
    PieceForm,
    form::{Ask, Kind, Lists},
};
use crate::{
    entities::{goal_partners, goals},
    goals::{
        pages::forms::line,
        store::{self, PartnerDraft},
    },
    web::FieldErrors,
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PartnerForm {
    name: String,
    role: String,
    version: String,
}

#[async_trait]
impl PieceForm for PartnerForm {
    type Draft = PartnerDraft;

    const PATH: &'static str = "partners";
    const NOUN: &'static str = "partner";
    const CONTEXT: &'static str = "A result takes many; each has a part";

    fn of(row: &goal_partners::Model, _: &Lists) -> Self {
        Self {
            name: row.name.clone(),
            role: row.role.clone(),
            version: row.version.to_string(),
        }
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn asks(&self, _: &Lists) -> Vec<Ask> {
        vec![
            Ask::new("Name", "name", &self.name, Kind::Line)
                .hint("A person or an organization. One that stands in the directory under exactly this name is linked."),
            Ask::new("Role", "role", &self.role, Kind::Area)
                .hint("What they do for this result, such as “shares enrollment data each term”"),
        ]
    }

    fn read(&self, lists: &Lists, errors: &mut FieldErrors) -> Option<PartnerDraft> {
        let name = errors.keep("name", line(&self.name, "the partner's name", 160));
        let role = errors.keep(
            "role",
            line(&self.role, "what they do for this result", 300),
        );
        Some(PartnerDraft {
            name: name?,
            organization_id: lists.organization,
            role: role?,
        })
    }

    /// A partner whose name is not changed stays the organization it is, whatever that is called by now.
    fn read_over(
        &self,
        lists: &Lists,
        held: &goal_partners::Model,
        errors: &mut FieldErrors,
    ) -> Option<PartnerDraft> {
        let draft = self.read(lists, errors)?;
        let stays = draft.name == held.name && held.organization_id.is_some();
        Some(PartnerDraft {
            organization_id: if stays {
                held.organization_id
            } else {
                draft.organization_id
            },
            ..draft
        })
    }

    async fn lists(
        &self,
        db: &sea_orm::DatabaseConnection,
        goal: &goals::Model,
    ) -> Result<Lists, DbErr> {
        Ok(Lists {
            organization: store::organization_called(db, &self.name, goal.illustrative).await?,
            ..Lists::default()
        })
    }
}
