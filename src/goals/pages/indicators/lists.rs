//! The choices of the section that describes an indicator.

use super::super::forms::IndicatorForm;
use crate::{
    goals::rules::level::Quadrant,
    values::{IndicatorDirection, IndicatorLevel, IndicatorUnit, PowerRating, ReportingFrequency},
    web::views::Choice,
};

/// What `templates/goals/indicator_fields.html` chooses from.
pub(in crate::goals::pages) struct IndicatorLists {
    pub(in crate::goals::pages) whose: Vec<Choice>,
    pub(in crate::goals::pages) quadrants: Vec<Choice>,
    pub(in crate::goals::pages) units: Vec<Choice>,
    pub(in crate::goals::pages) directions: Vec<Choice>,
    pub(in crate::goals::pages) frequencies: Vec<Choice>,
    pub(in crate::goals::pages) communication: Vec<Choice>,
    pub(in crate::goals::pages) proxy: Vec<Choice>,
    pub(in crate::goals::pages) data: Vec<Choice>,
}

impl IndicatorLists {
    /// The lists with what the form has chosen.
    pub(in crate::goals::pages) fn of(form: &IndicatorForm) -> Self {
        let units = IndicatorUnit::ALL.iter();
        let directions = IndicatorDirection::ALL.iter();
        let frequencies = ReportingFrequency::ALL.iter();
        Self {
            whose: whose(&form.whose),
            quadrants: quadrants(&form.quadrant),
            units: units
                .map(|each| choice(each.as_str(), each.label(), &form.unit))
                .collect(),
            directions: directions
                .map(|each| choice(each.as_str(), each.label(), &form.direction))
                .collect(),
            frequencies: frequencies
                .map(|each| choice(each.as_str(), each.label(), &form.frequency))
                .collect(),
            communication: ratings(&form.communication_power),
            proxy: ratings(&form.proxy_power),
            data: ratings(&form.data_power),
        }
    }
}

fn choice(code: &str, label: &str, chosen: &str) -> Choice {
    Choice::new(code, label, code == chosen)
}

fn ratings(chosen: &str) -> Vec<Choice> {
    PowerRating::ALL
        .iter()
        .map(|each| choice(each.as_str(), each.label(), chosen))
        .collect()
}

/// Everyone in the place, unless somebody says otherwise.
fn whose(chosen: &str) -> Vec<Choice> {
    let clients = chosen == IndicatorLevel::Performance.as_str();
    let of = |level: IndicatorLevel, hint: &str| Choice {
        hint: hint.to_owned(),
        ..Choice::new(
            level.as_str(),
            level.label(),
            clients == (level == IndicatorLevel::Performance),
        )
    };
    vec![
        of(
            IndicatorLevel::Population,
            "The number of a goal. Its partnership answers for it together.",
        ),
        of(
            IndicatorLevel::Performance,
            "Clients, participants, graduates. The program's managers answer for it.",
        ),
    ]
}

fn quadrants(chosen: &str) -> Vec<Choice> {
    let of = |each: Quadrant| Choice {
        hint: each.example().to_owned(),
        ..choice(each.as_str(), each.question(), chosen)
    };
    Quadrant::ALL.map(of).into()
}
