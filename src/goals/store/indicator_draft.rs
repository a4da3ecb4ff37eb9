//! What people say of an indicator, as it is typed, stored and compared.

use chrono::NaiveDate;
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};

use crate::{
    entities::indicators,
    values::{
        CodeList, IndicatorDirection, IndicatorLevel, IndicatorUnit, PowerRating,
        ReportingFrequency,
    },
};

/// What people say of an indicator. A draft may lack its baseline and target.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorDraft {
    pub name: String,
    pub unit: IndicatorUnit,
    pub direction: IndicatorDirection,
    pub definition: String,
    pub numerator: String,
    pub denominator: String,
    pub baseline_value: Option<f64>,
    pub baseline_on: Option<NaiveDate>,
    pub baseline_source: String,
    pub target_value: Option<f64>,
    pub target_on: Option<NaiveDate>,
    /// Where it would go if nothing changed.
    pub forecast_value: Option<f64>,
    pub forecast_on: Option<NaiveDate>,
    pub source: String,
    pub frequency: Option<ReportingFrequency>,
    pub lag_months: Option<i32>,
    pub next_release_on: Option<NaiveDate>,
    pub disaggregate_by: CodeList,
    pub publish_cuts: bool,
    pub communication_power: Option<PowerRating>,
    pub proxy_power: Option<PowerRating>,
    pub data_power: Option<PowerRating>,
}

impl IndicatorDraft {
    /// A number of which nothing else is known.
    pub fn new(name: String, unit: IndicatorUnit, direction: IndicatorDirection) -> Self {
        Self {
            name,
            unit,
            direction,
            definition: String::new(),
            numerator: String::new(),
            denominator: String::new(),
            baseline_value: None,
            baseline_on: None,
            baseline_source: String::new(),
            target_value: None,
            target_on: None,
            forecast_value: None,
            forecast_on: None,
            source: String::new(),
            frequency: None,
            lag_months: None,
            next_release_on: None,
            disaggregate_by: CodeList::default(),
            publish_cuts: false,
            communication_power: None,
            proxy_power: None,
            data_power: None,
        }
    }

    /// The indicator as it is.
    pub fn of(held: &indicators::Model) -> Self {
        Self {
            name: held.name.clone(),
            unit: held.unit,
            direction: held.direction,
            definition: held.definition.clone(),
            numerator: held.numerator.clone(),
            denominator: held.denominator.clone(),
            baseline_value: held.baseline_value,
            baseline_on: held.baseline_on,
            baseline_source: held.baseline_source.clone(),
            target_value: held.target_value,
            target_on: held.target_on,
            forecast_value: held.forecast_value,
            forecast_on: held.forecast_on,
            source: held.source.clone(),
            frequency: held.frequency,
            lag_months: held.lag_months,
            next_release_on: held.next_release_on,
            disaggregate_by: held.disaggregate_by.clone(),
            publish_cuts: held.publish_cuts,
            communication_power: held.communication_power,
            proxy_power: held.proxy_power,
            data_power: held.data_power,
        }
    }

    pub(super) fn facts(&self) -> [(&'static str, Value); 22] {
        let date = |date: Option<NaiveDate>| json!(date.map(|date| date.to_string()));
        let cuts: Vec<&str> = self.disaggregate_by.iter().collect();
        [
            ("measured", json!(self.name)),
            ("unit", json!(self.unit.label())),
            ("direction", json!(self.direction.label())),
            ("definition", json!(self.definition)),
            ("numerator", json!(self.numerator)),
            ("denominator", json!(self.denominator)),
            ("baseline", json!(self.baseline_value)),
            ("baseline_date", date(self.baseline_on)),
            ("baseline_source", json!(self.baseline_source)),
            ("target", json!(self.target_value)),
            ("target_date", date(self.target_on)),
            ("forecast", json!(self.forecast_value)),
            ("forecast_date", date(self.forecast_on)),
            ("source", json!(self.source)),
            (
                "frequency",
                json!(self.frequency.map(ReportingFrequency::label)),
            ),
            ("lag_in_months", json!(self.lag_months)),
            ("next_release", date(self.next_release_on)),
            ("broken_down_by", json!(cuts.join(", ").replace('_', " "))),
            ("groups_on_the_public_page", json!(self.publish_cuts)),
            (
                "communication_power",
                json!(self.communication_power.map(PowerRating::label)),
            ),
            (
                "proxy_power",
                json!(self.proxy_power.map(PowerRating::label)),
            ),
            ("data_power", json!(self.data_power.map(PowerRating::label))),
        ]
    }

    pub(super) fn row(&self) -> indicators::ActiveModel {
        indicators::ActiveModel {
            level: Set(IndicatorLevel::Population),
            name: Set(self.name.clone()),
            unit: Set(self.unit),
            direction: Set(self.direction),
            definition: Set(self.definition.clone()),
            numerator: Set(self.numerator.clone()),
            denominator: Set(self.denominator.clone()),
            baseline_value: Set(self.baseline_value),
            baseline_on: Set(self.baseline_on),
            baseline_source: Set(self.baseline_source.clone()),
            target_value: Set(self.target_value),
            target_on: Set(self.target_on),
            forecast_value: Set(self.forecast_value),
            forecast_on: Set(self.forecast_on),
            source: Set(self.source.clone()),
            frequency: Set(self.frequency),
            lag_months: Set(self.lag_months),
            next_release_on: Set(self.next_release_on),
            disaggregate_by: Set(self.disaggregate_by.clone()),
            publish_cuts: Set(self.publish_cuts),
            communication_power: Set(self.communication_power),
            proxy_power: Set(self.proxy_power),
            data_power: Set(self.data_power),
            ..Default::default()
        }
    }
}
