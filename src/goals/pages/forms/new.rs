//! The form that drafts a goal.

use serde::Deserialize;

use super::{IndicatorForm, edit::issue, line, optional, required};
use crate::{
    goals::store::NewGoal,
    issues::{Issues, Populations},
    values::PlaceId,
    web::FieldErrors,
};

/// As people send it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::goals::pages) struct NewForm {
    pub(in crate::goals::pages) title: String,
    pub(in crate::goals::pages) result_statement: String,
    /// "City, ST" or a GEOID; several are separated by semicolons.
    pub(in crate::goals::pages) place: String,
    pub(in crate::goals::pages) partnership: String,
    pub(in crate::goals::pages) primary_issue: String,
    pub(in crate::goals::pages) populations: Vec<String>,
    #[serde(flatten)]
    pub(in crate::goals::pages) indicator: IndicatorForm,
}

/// What the typed places turned out to be, or what is wrong with them.
pub(in crate::goals::pages) type Resolved = Result<Vec<PlaceId>, String>;

impl NewForm {
    /// The draft it asks for; the places have been looked up before.
    pub(in crate::goals::pages) fn read(
        &self,
        places: Resolved,
        taxonomy: &Issues,
        known: &Populations,
    ) -> Result<NewGoal, FieldErrors> {
        let mut errors = FieldErrors::default();
        let title = errors.keep("title", line(&self.title, "a title", 160));
        let result_statement = errors.keep(
            "result_statement",
            required(&self.result_statement, "the result, in plain words", 600),
        );
        let places = errors.keep("place", places);
        let partnership = errors.keep(
            "partnership",
            optional(&self.partnership, "the partnership's name", 160),
        );
        let primary_issue = errors.keep("primary_issue", issue(&self.primary_issue, taxonomy));
        let populations = errors.keep("populations", self.people(known));
        let indicator = self.indicator.read_optional(&mut errors);
        let read = (|| {
            Some(NewGoal {
                title: title?,
                result_statement: result_statement?,
                partnership: partnership?,
                places: places?,
                primary_issue: primary_issue?,
                populations: populations?,
                indicator,
            })
        })();
        read.filter(|_| errors.is_empty()).ok_or(errors)
    }

    fn people(&self, known: &Populations) -> Result<Vec<String>, &'static str> {
        let ticked = known.0.iter().map(|each| &each.code);
        let ticked: Vec<String> = ticked
            .filter(|code| self.populations.contains(code))
            .cloned()
            .collect();
        if ticked.is_empty() {
            return Err("Tick at least one group of people this result is for.");
        }
        Ok(ticked)
    }
}
