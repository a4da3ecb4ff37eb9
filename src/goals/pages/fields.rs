//! The lists that the form of a goal's words chooses from, for drafting and for changing alike.

use super::{
    board::{issue_choices, table_choices},
    findings::Found,
    forms::{GoalForm, Known},
};
use crate::{
    ids::PartnershipId,
    issues::{self, Issues, Populations},
    partnerships, places,
    values::{AbsorptionFunction, ConveningMode},
    web::{self, Desk, views::Choice},
};

/// What the form needs from the database.
pub(super) struct Lists {
    pub(super) taxonomy: Issues,
    pub(super) populations: Populations,
    pub(super) tables: Vec<(PartnershipId, String)>,
}

impl Lists {
    pub(super) async fn read(desk: &Desk) -> web::Result<Self> {
        Ok(Self {
            taxonomy: issues::issues(desk.db()).await?,
            populations: issues::populations(desk.db()).await?,
            tables: partnerships::choices(desk.db()).await?,
        })
    }

    /// The lists with what the typed places turned out to be.
    pub(super) async fn known(&self, desk: &Desk, typed: &str) -> web::Result<Known<'_>> {
        Ok(Known {
            places: places::resolve(desk.db(), typed).await?,
            taxonomy: &self.taxonomy,
            populations: &self.populations,
            tables: &self.tables,
        })
    }
}

/// Drawn by `templates/goals/fields.html`.
pub(super) struct Fields {
    pub(super) issues: Vec<Choice>,
    pub(super) other_issues: Vec<Choice>,
    /// How many of them are ticked.
    pub(super) others: usize,
    pub(super) populations: Vec<Choice>,
    pub(super) partnerships: Vec<Choice>,
    /// A lead does not give its goal to another partnership.
    pub(super) staff: bool,
    pub(super) absorptions: Vec<Choice>,
    pub(super) modes: Vec<Choice>,
    pub(super) places: Vec<String>,
    /// Where the buttons that save nothing lead.
    pub(super) check: String,
    pub(super) findings: Vec<Found>,
}

impl Fields {
    pub(super) fn of(
        form: &GoalForm,
        lists: &Lists,
        (check, staff): (String, bool),
        findings: Vec<Found>,
    ) -> Self {
        let others = GoalForm::ticked(&form.other_issues);
        let other = |issue: &crate::entities::issue_areas::Model| {
            let chosen = others.contains(&issue.code.as_str());
            Choice::new(&issue.code, lists.taxonomy.label(&issue.code), chosen)
        };
        let ticked = GoalForm::ticked(&form.populations);
        let population = |each: &crate::entities::populations::Model| {
            Choice::new(
                &each.code,
                &each.label,
                ticked.contains(&each.code.as_str()),
            )
        };
        let absorption = |each: &AbsorptionFunction| {
            Choice::new(
                each.as_str(),
                each.label(),
                each.as_str() == form.absorption_function,
            )
        };
        let mode = |each: &ConveningMode| {
            Choice::new(
                each.as_str(),
                each.label(),
                each.as_str() == form.suggested_mode,
            )
        };
        Self {
            issues: issue_choices(&lists.taxonomy, &form.primary_issue),
            others: others.len(),
            other_issues: lists.taxonomy.0.iter().map(other).collect(),
            populations: lists.populations.0.iter().map(population).collect(),
            partnerships: table_choices(&lists.tables, &form.partnership),
            staff,
            absorptions: AbsorptionFunction::ALL.iter().map(absorption).collect(),
            modes: ConveningMode::ALL.iter().map(mode).collect(),
            places: form.place_rows(),
            check,
            findings,
        }
    }
}
