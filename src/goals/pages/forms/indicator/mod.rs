//! The section of a form that describes an indicator. It stands alone on the indicator's own form and within the form
//! of a new goal: read it with `read`, or with `read_optional` where a draft may lack it.

mod read;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    maybe::{breakdowns, maybe_number},
    maybe_date,
};
use crate::{
    entities::indicators,
    goals::rules::{cuts, level::Quadrant, lint::IndicatorFacts},
    values::IndicatorLevel,
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

    /// The question that a program's measure answers, chosen or guessed; nothing for a number of everyone.
    pub(in crate::goals::pages) fn clients_quadrant(&self) -> Option<Quadrant> {
        let clients = self.whose == IndicatorLevel::Performance.as_str();
        let chosen = || {
            Quadrant::read(&self.quadrant).unwrap_or_else(|| Quadrant::guess(&self.indicator_name))
        };
        clients.then(chosen)
    }
}

#[cfg(test)]
mod tests;
