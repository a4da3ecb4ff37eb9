//! One city: what the reference files say of it, its goals, who has invested and who sits there.

use askama::Template;
use axum::{extract::Path, response::Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::{
    entities::{
        convenings, initiative_rounds, organizations, partnerships as rows, places as place_rows,
    },
    finding::store,
    funders::{self, TrackRecord},
    goals::{self, GoalCard},
    partnerships,
    places::{
        self,
        rules::{CityFact, CityFigures, city_facts},
    },
    values::{PlaceId, SiteRole, TimeZone, grouped, time_convert::to_timestamp, wall_time},
    web::{self, AppError, Desk, Query, Shell, charts::StackView, views::Link},
};

/// Providers shown until all are asked for.
const FIRST_RECORDS: usize = 20;
/// Head offices shown before the link to all.
const FIRST_SEATED: u64 = 10;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    /// `all` shows every track record.
    records: String,
}

struct GoalLine {
    title: String,
    href: String,
    partnership: String,
    status: &'static str,
    stack: StackView,
    gap: String,
    /// Empty where the stack has no lines.
    as_of: String,
    sample: bool,
}

struct RecordLine {
    name: String,
    href: String,
    amount: String,
    investments: String,
    years: String,
    source: String,
}

struct SeatedLine {
    name: String,
    href: String,
    kind: &'static str,
    /// How the type is known, where that matters; may be empty.
    kind_hint: &'static str,
    sample: bool,
}

struct ConveningLine {
    title: String,
    href: String,
    when: String,
    sample: bool,
}

/// A partnership that works here.
struct TableLine {
    name: String,
    href: String,
    stage: &'static str,
    sample: bool,
}

/// A round of an initiative this city was in.
struct InitiativeLine {
    name: String,
    href: String,
    role: String,
    source: String,
}

#[derive(Template)]
#[template(path = "finding/city.html")]
struct CityPage {
    shell: Shell,
    crumbs: Vec<Link>,
    name: String,
    metro: String,
    /// Empty where the zone is not known.
    local_time: String,
    fed_bank: String,
    facts: Vec<CityFact>,
    goals: Vec<GoalLine>,
    convenings: Vec<ConveningLine>,
    partnerships: Vec<TableLine>,
    initiatives: Vec<InitiativeLine>,
    records: Vec<RecordLine>,
    records_total: usize,
    all_records_href: String,
    seated: Vec<SeatedLine>,
    seated_total: u64,
    more_seated: bool,
    all_seated_href: String,
    track_href: String,
}

pub(super) async fn show(
    desk: Desk,
    Path(geoid): Path<String>,
    Query(wanted): Query<Wanted>,
) -> web::Result<Response> {
    let id = PlaceId::city(&geoid);
    let city = AppError::found(places::by_id(desk.db(), &id).await?)?;
    let now = desk.app.now();
    let goals = goals::cards_for_place(desk.db(), &id).await?;
    let records = funders::track_records(desk.db(), &id).await?;
    let (seated, seated_total) = funders::seated_in(desk.db(), &id, FIRST_SEATED).await?;
    let convenings = store::coming_convenings(desk.db(), &id, now).await?;
    let tables = partnerships::partnerships_in_place(desk.db(), &id).await?;
    let initiatives = partnerships::initiatives_in_place(desk.db(), &id).await?;
    let shown = if wanted.records == "all" {
        records.len()
    } else {
        FIRST_RECORDS
    };
    let name = full_name(&city);
    let page = CityPage {
        shell: desk.shell("cities", name.clone()),
        crumbs: vec![Link::new("Cities", "/cities")],
        metro: city.cbsa_title.clone().unwrap_or_default(),
        local_time: city
            .time_zone
            .as_ref()
            .map(|zone| local(now, zone))
            .unwrap_or_default(),
        fed_bank: city.fed_bank.clone().unwrap_or_default(),
        facts: city_facts(figures(&city)),
        goals: goals.into_iter().enumerate().map(goal_line).collect(),
        convenings: convenings.into_iter().map(convening_line).collect(),
        partnerships: tables.into_iter().map(table_line).collect(),
        initiatives: initiatives.into_iter().map(initiative_line).collect(),
        records_total: records.len(),
        records: records.into_iter().take(shown).map(record_line).collect(),
        all_records_href: format!("/cities/{geoid}?records=all#records"),
        seated: seated.into_iter().map(seated_line).collect(),
        seated_total,
        more_seated: seated_total > FIRST_SEATED,
        all_seated_href: format!("/funders?city={geoid}"),
        track_href: format!("/funders?track={geoid}"),
        name,
    };
    web::page(&page)
}

fn full_name(city: &place_rows::Model) -> String {
    match &city.state_name {
        Some(state) => format!("{}, {state}", city.name),
        None => city.name.clone(),
    }
}

/// What the clocks there say, with the zone.
fn local(now: DateTime<Utc>, zone: &TimeZone) -> String {
    to_timestamp(now)
        .map(|instant| wall_time::long(instant, zone))
        .unwrap_or_default()
}

fn with_code(name: Option<&str>, code: Option<&str>) -> Option<String> {
    match (name, code) {
        (Some(name), Some(code)) => Some(format!("{name} ({code})")),
        (name, code) => name.or(code).map(str::to_owned),
    }
}

fn figures(city: &place_rows::Model) -> CityFigures {
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

fn goal_line((at, goal): (usize, GoalCard)) -> GoalLine {
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

fn convening_line(convening: convenings::Model) -> ConveningLine {
    ConveningLine {
        href: format!("/convenings/{}", convening.id),
        when: local(convening.starts_at, &convening.time_zone),
        title: convening.title,
        sample: convening.illustrative,
    }
}

fn table_line(partnership: rows::Model) -> TableLine {
    TableLine {
        href: format!("/partnerships/{}", partnership.id),
        stage: partnership.stage.label(),
        sample: partnership.illustrative,
        name: partnership.name,
    }
}

fn initiative_line(
    (round, role, year): (initiative_rounds::Model, SiteRole, i32),
) -> InitiativeLine {
    InitiativeLine {
        href: format!("/initiatives/{}#{}", round.initiative_code, round.code),
        role: format!("{}, {year}", role.label()),
        name: round.name,
        source: round.source,
    }
}

fn record_line(found: TrackRecord) -> RecordLine {
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

fn seated_line(organization: organizations::Model) -> SeatedLine {
    let (kind, kind_hint) = funders::kind_words(&organization);
    SeatedLine {
        href: format!("/funders/{}", organization.id),
        kind,
        kind_hint,
        sample: organization.illustrative,
        name: organization.name,
    }
}
