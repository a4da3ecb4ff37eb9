//! The part of a form that names a goal's number. A draft may leave it out; half a number is asked to be whole.

use chrono::NaiveDate;

use super::{chosen, date, line, number};
use crate::{
    goals::{rules::lint::IndicatorFacts, store::NewIndicator},
    values::IndicatorDirection,
    web::FieldErrors,
};

/// As people sent it.
pub(in crate::goals::pages) struct NumberForm<'a> {
    pub(in crate::goals::pages) name: &'a str,
    pub(in crate::goals::pages) unit: &'a str,
    pub(in crate::goals::pages) direction: &'a str,
    pub(in crate::goals::pages) baseline_value: &'a str,
    pub(in crate::goals::pages) baseline_on: &'a str,
    pub(in crate::goals::pages) target_value: &'a str,
    pub(in crate::goals::pages) target_on: &'a str,
    pub(in crate::goals::pages) source: &'a str,
}

impl NumberForm<'_> {
    /// Whether nothing of it was filled in.
    pub(in crate::goals::pages) fn is_blank(&self) -> bool {
        [
            self.name,
            self.unit,
            self.direction,
            self.baseline_value,
            self.baseline_on,
            self.target_value,
            self.target_on,
            self.source,
        ]
        .iter()
        .all(|typed| typed.trim().is_empty())
    }

    /// The number it names; `None` when nothing was filled in, or with what is wrong noted.
    pub(in crate::goals::pages) fn read(&self, errors: &mut FieldErrors) -> Option<NewIndicator> {
        if self.is_blank() {
            return None;
        }
        let name = errors.keep("indicator_name", line(self.name, "what is measured", 300));
        let unit = errors.keep("unit", chosen(self.unit, "what the number counts"));
        let direction = errors.keep(
            "direction",
            chosen(self.direction, "which way the number should move"),
        );
        let baseline = (
            errors.keep("baseline_value", number(self.baseline_value)),
            errors.keep("baseline_on", date(self.baseline_on)),
        );
        let target = (
            errors.keep("target_value", number(self.target_value)),
            errors.keep("target_on", date(self.target_on)),
        );
        let source = errors.keep("source", line(self.source, "where the number is from", 300));
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

    /// What the rules make of it while it is being typed.
    pub(in crate::goals::pages) fn facts(
        &self,
        next_release: Option<NaiveDate>,
    ) -> Option<IndicatorFacts> {
        if self.is_blank() {
            return None;
        }
        let name = super::clean(self.name);
        Some(IndicatorFacts {
            definition: name.clone(),
            name,
            population_level: true,
            unit: self.unit.parse().ok(),
            direction: self.direction.parse().ok(),
            baseline: number(self.baseline_value).ok(),
            baseline_on: date(self.baseline_on).ok(),
            target: number(self.target_value).ok(),
            target_on: date(self.target_on).ok(),
            next_release,
            ..IndicatorFacts::default()
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
