//! The section of a form that describes an indicator. It stands alone on the indicator's own form and within the form
//! of a new goal: read it with `read`, or with `read_optional` where a draft may lack it.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{chosen, date, line, optional};
use crate::{
    entities::indicators,
    goals::{
        rules::{cuts, level::Quadrant, number},
        store::IndicatorDraft,
    },
    values::{CodeList, IndicatorLevel, IndicatorUnit},
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

    /// The number of a draft: `Some(None)` when there is none yet, `None` when something is wrong with it.
    pub(in crate::goals::pages) fn read_optional(
        &self,
        errors: &mut FieldErrors,
    ) -> Option<Option<IndicatorDraft>> {
        if self.is_blank() {
            Some(None)
        } else {
            self.read(errors).map(Some)
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
            errors.add("whose", format!(
                "This is a performance measure of a program (“{}”), not the number of everyone in the place.",
                quadrant.question()
            ));
        }
        let name = errors.keep(
            "indicator_name",
            line(&self.indicator_name, "what is measured", 300),
        );
        let unit: Option<IndicatorUnit> =
            errors.keep("unit", chosen(&self.unit, "what the number counts"));
        let direction = errors.keep(
            "direction",
            chosen(&self.direction, "which way the number should move"),
        );
        let definition = errors.keep(
            "definition",
            optional(&self.definition, "the definition", 1_000),
        );
        let numerator = errors.keep("numerator", optional(&self.numerator, "the numerator", 300));
        let denominator = errors.keep(
            "denominator",
            optional(&self.denominator, "the denominator", 300),
        );
        let baseline_value =
            errors.keep("baseline_value", maybe_number(&self.baseline_value, unit));
        let baseline_on = errors.keep("baseline_on", maybe_date(&self.baseline_on));
        let baseline_source = errors.keep(
            "baseline_source",
            optional(&self.baseline_source, "the source of the baseline", 300),
        );
        let target_value = errors.keep("target_value", maybe_number(&self.target_value, unit));
        let target_on = errors.keep("target_on", maybe_date(&self.target_on));
        let forecast_value =
            errors.keep("forecast_value", maybe_number(&self.forecast_value, unit));
        let forecast_on = errors.keep("forecast_on", maybe_date(&self.forecast_on));
        let source = errors.keep(
            "source",
            optional(
                &self.source.replace(['\r', '\n'], " "),
                "where the number is from",
                300,
            ),
        );
        let unsourced = [&source, &baseline_source]
            .iter()
            .all(|text| text.as_deref() == Some(""));
        if baseline_value.flatten().is_some() && unsourced {
            errors.add("source", "Say where the number is from.");
        }
        let frequency = errors.keep(
            "frequency",
            maybe(&self.frequency, "how often it comes out"),
        );
        let lag_months = errors.keep("lag_months", months(&self.lag_months));
        let next_release_on = errors.keep("next_release_on", maybe_date(&self.next_release_on));
        let disaggregate_by = errors.keep("disaggregate_by", breakdowns(&self.disaggregate_by));
        let communication_power = errors.keep(
            "communication_power",
            maybe(&self.communication_power, "high, medium or low"),
        );
        let proxy_power = errors.keep(
            "proxy_power",
            maybe(&self.proxy_power, "high, medium or low"),
        );
        let data_power = errors.keep("data_power", maybe(&self.data_power, "high, medium or low"));
        let read = (|| {
            Some(IndicatorDraft {
                name: name?,
                unit: unit?,
                direction: direction?,
                definition: definition?,
                numerator: numerator?,
                denominator: denominator?,
                baseline_value: baseline_value?,
                baseline_on: baseline_on?,
                baseline_source: baseline_source?,
                target_value: target_value?,
                target_on: target_on?,
                forecast_value: forecast_value?,
                forecast_on: forecast_on?,
                source: source?,
                frequency: frequency?,
                lag_months: lag_months?,
                next_release_on: next_release_on?,
                disaggregate_by: disaggregate_by?,
                publish_cuts: self.publish_cuts == "yes",
                communication_power: communication_power?,
                proxy_power: proxy_power?,
                data_power: data_power?,
            })
        })();
        read.filter(|_| self.clients_quadrant().is_none())
    }
}

fn maybe<T: std::str::FromStr>(typed: &str, what: &str) -> Result<Option<T>, String> {
    if typed.is_empty() {
        Ok(None)
    } else {
        chosen(typed, what).map(Some)
    }
}

/// A value, or nothing; checked against its unit.
pub(super) fn maybe_number(
    typed: &str,
    unit: Option<IndicatorUnit>,
) -> Result<Option<f64>, String> {
    if typed.trim().is_empty() {
        Ok(None)
    } else {
        number::read(typed, unit).map(Some)
    }
}

pub(super) fn maybe_date(typed: &str) -> Result<Option<NaiveDate>, String> {
    if typed.trim().is_empty() {
        Ok(None)
    } else {
        date(typed).map(Some)
    }
}

fn months(typed: &str) -> Result<Option<i32>, &'static str> {
    match typed.trim() {
        "" => Ok(None),
        text => text
            .parse()
            .ok()
            .filter(|months| (0..=120).contains(months))
            .map(Some)
            .ok_or("Type whole months from 0 to 120."),
    }
}

/// Codes of what was typed, separated by commas.
fn breakdowns(typed: &str) -> Result<CodeList, &'static str> {
    if typed.chars().count() > 600 {
        return Err("Shorten the list of breakdowns to 600 characters or fewer.");
    }
    let codes = typed.split([',', ';', '\n']).map(cuts::code);
    Ok(codes.filter(|code| !code.is_empty()).collect())
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
                .unwrap()
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
