//! The form that drafts a goal.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    chosen, date,
    edit::{Tables, issue, table},
    line, number, required,
};
use crate::{
    goals::store::{NewGoal, NewIndicator},
    issues::{Issues, Populations},
    values::{IndicatorDirection, PlaceId},
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
    pub(in crate::goals::pages) indicator_name: String,
    pub(in crate::goals::pages) unit: String,
    pub(in crate::goals::pages) direction: String,
    pub(in crate::goals::pages) baseline_value: String,
    pub(in crate::goals::pages) baseline_on: String,
    pub(in crate::goals::pages) target_value: String,
    pub(in crate::goals::pages) target_on: String,
    pub(in crate::goals::pages) source: String,
}

/// What the typed places turned out to be, or what is wrong with them.
pub(in crate::goals::pages) type Resolved = Result<Vec<PlaceId>, String>;

impl NewForm {
    /// The draft it asks for; the places have been looked up before.
    pub(in crate::goals::pages) fn read(
        &self,
        places: Resolved,
        (taxonomy, known): (&Issues, &Populations),
        tables: &Tables,
    ) -> Result<NewGoal, FieldErrors> {
        let mut errors = FieldErrors::default();
        let title = errors.keep("title", line(&self.title, "a title", 160));
        let result_statement = errors.keep(
            "result_statement",
            required(&self.result_statement, "the result, in plain words", 600),
        );
        let places = errors.keep("place", places);
        let partnership = errors.keep("partnership", table(&self.partnership, tables));
        let primary_issue = errors.keep("primary_issue", issue(&self.primary_issue, taxonomy));
        let populations = errors.keep("populations", self.people(known));
        let indicator = self.indicator(&mut errors);
        let read = (|| {
            Some(NewGoal {
                title: title?,
                result_statement: result_statement?,
                partnership: partnership?,
                places: places?,
                primary_issue: primary_issue?,
                populations: populations?,
                indicator: indicator?,
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

    fn indicator(&self, errors: &mut FieldErrors) -> Option<NewIndicator> {
        let name = errors.keep(
            "indicator_name",
            line(&self.indicator_name, "what is measured", 300),
        );
        let unit = errors.keep("unit", chosen(&self.unit, "what the number counts"));
        let direction = errors.keep(
            "direction",
            chosen(&self.direction, "which way the number should move"),
        );
        let baseline = (
            errors.keep("baseline_value", number(&self.baseline_value)),
            errors.keep("baseline_on", date(&self.baseline_on)),
        );
        let target = (
            errors.keep("target_value", number(&self.target_value)),
            errors.keep("target_on", date(&self.target_on)),
        );
        let source = errors.keep(
            "source",
            line(&self.source, "where the number is from", 300),
        );
        let baseline = (baseline.0?, baseline.1?);
        let target = (target.0?, target.1?);
        check_target(direction?, baseline, target, errors);
        Some(NewIndicator {
            name: name?,
            unit: unit?,
            direction: direction?,
            baseline,
            target,
            source: source?,
        })
    }
}

/// A target later than its baseline, and on the side the number should move to.
fn check_target(
    direction: IndicatorDirection,
    (from, since): (f64, NaiveDate),
    (to, until): (f64, NaiveDate),
    errors: &mut FieldErrors,
) {
    if until <= since {
        errors.add("target_on", "Type a date later than the baseline's.");
    }
    match direction {
        IndicatorDirection::Increase if to <= from => errors.add(
            "target_value",
            "The number should rise, so its target must be above the baseline.",
        ),
        IndicatorDirection::Decrease if to >= from => errors.add(
            "target_value",
            "The number should fall, so its target must be below the baseline.",
        ),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_on_the_wrong_side_is_refused() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut errors = FieldErrors::default();
        check_target(
            IndicatorDirection::Decrease,
            (8.6, day("2026-12-31")),
            (9.0, day("2026-12-31")),
            &mut errors,
        );
        assert!(!errors.of("target_value").is_empty());
        assert!(!errors.of("target_on").is_empty());
    }
}
