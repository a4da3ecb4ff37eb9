//! The section of a form that describes an indicator. It stands alone on the indicator's own form and within the form
//! of a new goal: read it with `read`, or with `read_optional` where a draft may lack it.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    chosen, line,
    maybe::{breakdowns, maybe, maybe_number, months},
    maybe_date, optional,
};
use crate::{
    entities::indicators,
    goals::{
        rules::{cuts, level::Quadrant, lint::IndicatorFacts},
        store::IndicatorDraft,
    },
    values::{IndicatorDirection, IndicatorLevel, IndicatorUnit},
    web::FieldErrors,
};

/// As people send it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::goals::pages) struct IndicatorForm {
    /// Whose result it is: `population`, or `performance` for a program's clients. Left out, it is everyone's.
    pub(in crate::goals::pages) whose: String,
    /// Which question a program's measure answers.
    pub(in crate::goals::pages) quadrant: String,
    pub(in crate::goals::pages) indicator_name: String,
    pub(in crate::goals::pages) unit: String,
    pub(in crate::goals::pages) direction: String,
    pub(in crate::goals::pages) definition: String,
    pub(in crate::goals::pages) numerator: String,
    pub(in crate::goals::pages) denominator: String,
    pub(in crate::goals::pages) baseline_value: String,
    pub(in crate::goals::pages) baseline_on: String,
    pub(in crate::goals::pages) baseline_source: String,
    pub(in crate::goals::pages) target_value: String,
    pub(in crate::goals::pages) target_on: String,
    pub(in crate::goals::pages) forecast_value: String,
    pub(in crate::goals::pages) forecast_on: String,
    pub(in crate::goals::pages) source: String,
    pub(in crate::goals::pages) frequency: String,
    pub(in crate::goals::pages) lag_months: String,
    pub(in crate::goals::pages) next_release_on: String,
    /// Separated by commas.
    pub(in crate::goals::pages) disaggregate_by: String,
    pub(in crate::goals::pages) publish_cuts: String,
    pub(in crate::goals::pages) communication_power: String,
    pub(in crate::goals::pages) proxy_power: String,
    pub(in crate::goals::pages) data_power: String,
    pub(in crate::goals::pages) version: String,
}

impl IndicatorForm {
    /// The indicator as it is.
    pub(in crate::goals::pages) fn of(held: &indicators::Model) -> Self {
        let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let cuts: Vec<String> = held.disaggregate_by.iter().map(cuts::label).collect();
        Self {
            whose: held.level.to_string(),
            quadrant: String::new(),
            indicator_name: held.name.clone(),
            unit: held.unit.to_string(),
            direction: held.direction.to_string(),
            definition: held.definition.clone(),
            numerator: held.numerator.clone(),
            denominator: held.denominator.clone(),
            baseline_value: number(held.baseline_value),
            baseline_on: date(held.baseline_on),
            baseline_source: held.baseline_source.clone(),
            target_value: number(held.target_value),
            target_on: date(held.target_on),
            forecast_value: number(held.forecast_value),
            forecast_on: date(held.forecast_on),
            source: held.source.clone(),
            frequency: held
                .frequency
                .map(|each| each.to_string())
                .unwrap_or_default(),
            lag_months: held
                .lag_months
                .map(|months| months.to_string())
                .unwrap_or_default(),
            next_release_on: date(held.next_release_on),
            disaggregate_by: cuts.join(", "),
            publish_cuts: if held.publish_cuts {
                "yes".to_owned()
            } else {
                String::new()
            },
            communication_power: held
                .communication_power
                .map(|each| each.to_string())
                .unwrap_or_default(),
            proxy_power: held
                .proxy_power
                .map(|each| each.to_string())
                .unwrap_or_default(),
            data_power: held
                .data_power
                .map(|each| each.to_string())
                .unwrap_or_default(),
            version: held.version.to_string(),
        }
    }

    /// Whether nothing that describes a number was typed.
    pub(in crate::goals::pages) fn is_blank(&self) -> bool {
        let typed = [
            &self.indicator_name,
            &self.unit,
            &self.direction,
            &self.definition,
            &self.numerator,
            &self.denominator,
            &self.baseline_value,
            &self.baseline_on,
            &self.target_value,
            &self.target_on,
            &self.forecast_value,
            &self.source,
        ];
        typed.iter().all(|text| text.trim().is_empty())
            && self.whose != IndicatorLevel::Performance.as_str()
    }

    /// What the rules make of it while it is being typed.
    pub(in crate::goals::pages) fn facts(
        &self,
        next_release: Option<NaiveDate>,
    ) -> Option<IndicatorFacts> {
        if self.is_blank() {
            return None;
        }
        let unit = self.unit.parse().ok();
        let value = |typed: &str| maybe_number(typed, unit).ok().flatten();
        let date = |typed: &str| maybe_date(typed).ok().flatten();
        Some(IndicatorFacts {
            name: super::clean(&self.indicator_name),
            definition: super::clean(&self.definition),
            population_level: self.clients_quadrant().is_none(),
            unit,
            direction: self.direction.parse().ok(),
            baseline: value(&self.baseline_value),
            baseline_on: date(&self.baseline_on),
            target: value(&self.target_value),
            target_on: date(&self.target_on),
            disaggregated_by: breakdowns(&self.disaggregate_by)
                .map(|cuts| cuts.iter().map(str::to_owned).collect())
                .unwrap_or_default(),
            next_release: date(&self.next_release_on).or(next_release),
            ..IndicatorFacts::default()
        })
    }

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

    /// The question that a program's measure answers, chosen or guessed; nothing for a number of everyone.
    pub(in crate::goals::pages) fn clients_quadrant(&self) -> Option<Quadrant> {
        let clients = self.whose == IndicatorLevel::Performance.as_str();
        let chosen = || {
            Quadrant::read(&self.quadrant).unwrap_or_else(|| Quadrant::guess(&self.indicator_name))
        };
        clients.then(chosen)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A form of a goal that holds the section among fields of its own.
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Around {
        title: String,
        populations: Vec<String>,
        #[serde(flatten)]
        indicator: IndicatorForm,
    }

    #[test]
    fn it_can_be_part_of_another_form() {
        let sent = "title=A&populations=renters&populations=youth&indicator_name=Evictions&unit=count&direction=decrease";
        let around: Around = serde_html_form::from_str(sent).unwrap();
        assert_eq!((around.title.as_str(), around.populations.len()), ("A", 2));
        let mut errors = FieldErrors::default();
        let draft = around.indicator.read(&mut errors).unwrap();
        assert_eq!(
            (draft.name.as_str(), draft.baseline_value),
            ("Evictions", None)
        );
        assert!(errors.is_empty());
        assert!(
            IndicatorForm::default()
                .read_optional(&mut errors)
                .is_none()
        );
    }

    #[test]
    fn a_programs_clients_are_refused_with_their_question() {
        let form = IndicatorForm {
            whose: "performance".to_owned(),
            indicator_name: "People trained".to_owned(),
            unit: "count".to_owned(),
            direction: "increase".to_owned(),
            ..IndicatorForm::default()
        };
        let mut errors = FieldErrors::default();
        assert!(form.read(&mut errors).is_none());
        assert!(
            errors.of("whose").contains("How much is done?"),
            "{errors:?}"
        );
    }
}
