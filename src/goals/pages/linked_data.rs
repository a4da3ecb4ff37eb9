//! What a goal's public page says to machines, in the words of schema.org: a page about a project in a place, its number
//! as a data set, and the form as what can be done.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::{
    entities::{goals, indicators, places},
    goals::rules::curve::in_words,
    values::GeoScope,
    web::LinkedData,
};

/// What is said; all of it stands on the page, too.
pub(super) struct Told<'a> {
    pub(super) goal: &'a goals::Model,
    /// Absolute address of the page.
    pub(super) url: &'a str,
    pub(super) places: &'a [places::Model],
    /// The people it is for, in words; may be empty.
    pub(super) people: &'a str,
    /// What the money amounts to, in a sentence.
    pub(super) sentence: &'a str,
    /// Who leads; empty when nobody does yet.
    pub(super) partnership: &'a str,
    pub(super) indicator: Option<&'a indicators::Model>,
    /// The newest date among the stack's lines.
    pub(super) as_of: Option<NaiveDate>,
}

pub(super) fn linked_data(told: &Told) -> LinkedData {
    let goal = told.goal;
    let areas: Vec<Value> = told.places.iter().map(area).collect();
    let mut page = json!({
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": told.url,
        "name": goal.title,
        "description": told.sentence,
        "inLanguage": "en-US",
        "isAccessibleForFree": true,
        "dateModified": told.as_of.unwrap_or_else(|| goal.updated_at.date_naive()).to_string(),
        "mainEntity": project(told, &areas),
        "potentialAction": {
            "@type": "RegisterAction",
            "name": "Register interest",
            "target": format!("{}/interest", told.url),
        },
    });
    if !told.people.is_empty() {
        page["audience"] = json!({"@type": "PeopleAudience", "audienceType": told.people});
    }
    if let Some(indicator) = told.indicator {
        page["hasPart"] = data_set(told, indicator, &areas);
    }
    if goal.illustrative {
        page["creativeWorkStatus"] = json!("Sample: invented for demonstration");
    }
    LinkedData::new(&page)
}

/// The goal itself. schema.org counts a project among organizations.
fn project(told: &Told, areas: &[Value]) -> Value {
    let goal = told.goal;
    let mut project = json!({
        "@type": "Project",
        "@id": format!("{}#goal", told.url),
        "name": goal.title,
        "description": goal.result_statement,
        "url": told.url,
        "areaServed": areas,
    });
    if !told.partnership.is_empty() {
        project["parentOrganization"] = json!({"@type": "Organization", "name": told.partnership});
    }
    project
}

/// Baseline and target; the reported values are the page's table.
fn data_set(told: &Told, indicator: &indicators::Model, areas: &[Value]) -> Value {
    let value = |name: &str, value: Option<f64>, on: Option<NaiveDate>| {
        let (value, on) = value.zip(on)?;
        let value = in_words(value, indicator.unit);
        Some(format!("{name} {value} on {on}. "))
    };
    let baseline = value("Baseline", indicator.baseline_value, indicator.baseline_on);
    let target = value("Target", indicator.target_value, indicator.target_on);
    let span = indicator.baseline_on.zip(indicator.target_on);
    json!({
        "@type": "Dataset",
        "name": indicator.name,
        "description": format!(
            "{} for the goal “{}”. {}{}Source: {}.",
            indicator.name,
            told.goal.title,
            baseline.unwrap_or_default(),
            target.unwrap_or_default(),
            indicator.source
        ),
        "url": told.url,
        "isAccessibleForFree": true,
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": indicator.name,
            "unitText": indicator.unit.label(),
            "value": indicator.baseline_value,
        },
        "temporalCoverage": span.map(|(from, to)| format!("{from}/{to}")),
        "spatialCoverage": areas,
        "isBasedOn": indicator.source,
    })
}

fn area(place: &places::Model) -> Value {
    let kind = match place.kind {
        GeoScope::City => "City",
        GeoScope::State => "State",
        _ => "AdministrativeArea",
    };
    let mut area = json!({
        "@type": kind,
        "name": place.name,
        "identifier": place.code,
    });
    if let Some(state) = place.state_name.as_ref().filter(|_| kind != "State") {
        area["containedInPlace"] = json!({"@type": "State", "name": state});
    }
    if let Some((latitude, longitude)) = place.lat.zip(place.lon) {
        area["geo"] = json!({
            "@type": "GeoCoordinates",
            "latitude": latitude,
            "longitude": longitude,
        });
    }
    area
}
