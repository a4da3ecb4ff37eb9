//! The lines of a city's page, in the words it shows.

use chrono::{DateTime, Utc};

use crate::{
    entities::{convenings, organizations, places as place_rows},
    funders::{self, TrackRecord},
    goals::{self, GoalCard},
    places::rules::CityFigures,
    values::{FunderType, TimeZone, grouped, time_convert::to_timestamp, wall_time},
    web::{address, charts::StackView, views::Tab},
};

pub(super) struct GoalLine {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) partnership: String,
    pub(super) status: &'static str,
    pub(super) stack: StackView,
    pub(super) gap: String,
    /// Empty where the stack has no lines.
    pub(super) as_of: String,
    pub(super) sample: bool,
}

pub(super) struct RecordLine {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) amount: String,
    pub(super) investments: String,
    pub(super) years: String,
    pub(super) source: String,
}

pub(super) struct SeatedLine {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) kind: &'static str,
    /// How the type is known, where that matters; may be empty.
    pub(super) kind_hint: &'static str,
    pub(super) sample: bool,
}

pub(super) struct ConveningLine {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) when: String,
    pub(super) sample: bool,
}

pub(super) fn full_name(city: &place_rows::Model) -> String {
    match &city.state_name {
        Some(state) => format!("{}, {state}", city.name),
        None => city.name.clone(),
    }
}

/// What the clocks there say, with the zone.
pub(super) fn local(now: DateTime<Utc>, zone: &TimeZone) -> String {
    to_timestamp(now)
        .map(|instant| wall_time::long(instant, zone))
        .unwrap_or_default()
}

/// How many local funders of each type, each a link to the list of them.
pub(super) fn kind_links(geoid: &str, kinds: &[(Option<FunderType>, i64)]) -> Vec<Tab> {
    let link = |(kind, funders): &(Option<FunderType>, i64)| {
        let code = kind.map_or("not_stated", FunderType::as_str);
        Tab {
            label: kind.map_or("Type not stated", FunderType::label),
            href: address("/funders", &[("kind", code), ("local", geoid)]),
            count: Some(funders.unsigned_abs()),
            current: false,
        }
    };
    kinds.iter().map(link).collect()
}

fn with_code(name: Option<&str>, code: Option<&str>) -> Option<String> {
    match (name, code) {
        (Some(name), Some(code)) => Some(format!("{name} ({code})")),
        (name, code) => name.or(code).map(str::to_owned),
    }
}

pub(super) fn figures(city: &place_rows::Model) -> CityFigures {
    CityFigures {
        population: city.population.map(grouped),
        time_zone: city.time_zone.as_ref().map(|zone| zone.name().to_owned()),
        coordinates: city
            .lat
            .zip(city.lon)
            .map(|(lat, lon)| format!("{lat:.4}, {lon:.4}")),
        geonames_id: city.geonames_id.clone(),
        geoid: Some(city.code.clone()),
        ocd_id: city.ocd_id.clone(),
        county: with_code(city.county_name.as_deref(), city.county_fips.as_deref()),
        metro: with_code(city.cbsa_title.as_deref(), city.cbsa_code.as_deref()),
        fed_bank: city.fed_bank.clone(),
    }
}

pub(super) fn goal_line((at, goal): (usize, GoalCard)) -> GoalLine {
    GoalLine {
        href: format!("/goals/{}", goal.id),
        stack: goals::stack_view(&format!("stack-{at}"), &goal.totals, goal.as_of),
        gap: goal.totals.gap.short(),
        as_of: goal.as_of.map(goals::day).unwrap_or_default(),
        title: goal.title,
        partnership: goal.partnership,
        status: goal.status.label(),
        sample: goal.illustrative,
    }
}

pub(super) fn convening_line(convening: convenings::Model) -> ConveningLine {
    ConveningLine {
        href: format!("/convenings/{}", convening.id),
        when: local(convening.starts_at, &convening.time_zone),
        title: convening.title,
        sample: convening.illustrative,
    }
}

pub(super) fn record_line(found: TrackRecord) -> RecordLine {
    let TrackRecord {
        record,
        organization,
    } = found;
    RecordLine {
        name: organization.name,
        href: format!("/funders/{}", organization.id),
        amount: record.amount_usd.full(),
        investments: grouped(record.investments.into()),
        years: if record.first_year == record.last_year {
            record.first_year.to_string()
        } else {
            format!("{} to {}", record.first_year, record.last_year)
        },
        source: match record.source.as_str() {
            "nmtc" => "NMTC".to_owned(),
            other => other.to_owned(),
        },
    }
}

pub(super) fn seated_line(organization: organizations::Model) -> SeatedLine {
    let (kind, kind_hint) = funders::kind_words(&organization);
    SeatedLine {
        href: format!("/funders/{}", organization.id),
        kind,
        kind_hint,
        sample: organization.illustrative,
        name: organization.name,
    }
}
