//! What the section makes of what was typed: the indicator it describes, or what is wrong with each field.

use super::IndicatorForm;
use crate::{
    goals::{
        pages::forms::{
            chosen, line,
            maybe::{breakdowns, maybe, maybe_number, months},
            maybe_date, optional,
        },
        rules::level::Quadrant,
        store::IndicatorDraft,
    },
    values::{IndicatorDirection, IndicatorLevel, IndicatorUnit},
    web::FieldErrors,
};

impl IndicatorForm {
    /// The number of a draft, which may lack one. What is wrong is added to `errors`.
    pub(in crate::goals::pages) fn read_optional(
        &self,
        errors: &mut FieldErrors,
    ) -> Option<IndicatorDraft> {
        if self.is_blank() {
            None
        } else {
            self.read(errors)
        }
    }

    /// The indicator it describes. What is wrong is added to `errors`, and then there is none.
    pub(in crate::goals::pages) fn read(&self, errors: &mut FieldErrors) -> Option<IndicatorDraft> {
        if let Some(quadrant) = self.clients_quadrant() {
            let question = quadrant.question();
            errors.add("whose", format!(
                "This is a performance measure of a program (“{question}”), not the number of everyone in the place."
            ));
        }
        let whose = maybe::<IndicatorLevel>(&self.whose, "whose result it describes");
        errors.keep("whose", whose);
        if !self.quadrant.is_empty() && Quadrant::read(&self.quadrant).is_none() {
            errors.add("quadrant", "Choose one of the questions, or none.");
        }
        let name = line(&self.indicator_name, "what is measured", 300);
        let name = errors.keep("indicator_name", name);
        let unit = errors.keep("unit", chosen(&self.unit, "what the number counts"));
        let direction = chosen(&self.direction, "which way the number should move");
        let direction = errors.keep("direction", direction);
        let mut draft = IndicatorDraft::new(
            name.unwrap_or_default(),
            unit.unwrap_or(IndicatorUnit::Count),
            direction.unwrap_or(IndicatorDirection::Maintain),
        );
        self.read_ends(&mut draft, unit, errors);
        self.read_definition(&mut draft, errors);
        self.read_publishing(&mut draft, errors);
        if draft.baseline_value.is_some()
            && draft.source.is_empty()
            && draft.baseline_source.is_empty()
        {
            errors.add("source", "Say where the number is from.");
        }
        errors.is_empty().then_some(draft)
    }

    fn read_ends(
        &self,
        draft: &mut IndicatorDraft,
        unit: Option<IndicatorUnit>,
        errors: &mut FieldErrors,
    ) {
        let mut number = |name, typed: &str| errors.keep(name, maybe_number(typed, unit)).flatten();
        draft.baseline_value = number("baseline_value", &self.baseline_value);
        draft.target_value = number("target_value", &self.target_value);
        draft.forecast_value = number("forecast_value", &self.forecast_value);
        let mut date = |name, typed: &str| errors.keep(name, maybe_date(typed)).flatten();
        draft.baseline_on = date("baseline_on", &self.baseline_on);
        draft.target_on = date("target_on", &self.target_on);
        draft.forecast_on = date("forecast_on", &self.forecast_on);
    }

    fn read_definition(&self, draft: &mut IndicatorDraft, errors: &mut FieldErrors) {
        let mut text = |name, typed: &str, what, most| {
            errors
                .keep(name, optional(typed, what, most))
                .unwrap_or_default()
        };
        draft.source = text(
            "source",
            &self.source.replace(['\r', '\n'], " "),
            "where the number is from",
            300,
        );
        draft.definition = text("definition", &self.definition, "the definition", 1_000);
        draft.numerator = text("numerator", &self.numerator, "the numerator", 300);
        draft.denominator = text("denominator", &self.denominator, "the denominator", 300);
        draft.baseline_source = text(
            "baseline_source",
            &self.baseline_source,
            "the source of the baseline",
            300,
        );
    }

    fn read_publishing(&self, draft: &mut IndicatorDraft, errors: &mut FieldErrors) {
        let frequency = maybe(&self.frequency, "how often it comes out");
        draft.frequency = errors.keep("frequency", frequency).flatten();
        draft.lag_months = errors
            .keep("lag_months", months(&self.lag_months))
            .flatten();
        draft.next_release_on = errors
            .keep("next_release_on", maybe_date(&self.next_release_on))
            .flatten();
        draft.disaggregate_by = errors
            .keep("disaggregate_by", breakdowns(&self.disaggregate_by))
            .unwrap_or_default();
        draft.publish_cuts = self.publish_cuts == "yes";
        let mut rating = |name, typed: &str| {
            errors
                .keep(name, maybe(typed, "high, medium or low"))
                .flatten()
        };
        draft.communication_power = rating("communication_power", &self.communication_power);
        draft.proxy_power = rating("proxy_power", &self.proxy_power);
        draft.data_power = rating("data_power", &self.data_power);
    }
}
