//! One city with all that is known of it: its goals and their gap, partnerships, convenings, local funders, what providers
//! have placed there, and what the reference files say.

mod lines;
mod locator;
mod partnerships;

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use crate::{
    finding::store,
    funders,
    goals::{self, GoalCard},
    places::{
        self,
        rules::{CityFact, city_facts},
    },
    values::{Money, PlaceId},
    web::{
        self, AppError, Desk, Query, Shell,
        maps::LocatorView,
        views::{Link, Tab},
    },
};
use lines::{
    ConveningLine, GoalLine, RecordLine, SeatedLine, convening_line, figures, full_name, goal_line,
    local, record_line, seated_line,
};
use partnerships::{InitiativeLine, PartnershipLine};

/// Providers shown until all are asked for.
const FIRST_RECORDS: usize = 20;
/// Head offices shown before the link to all.
const FIRST_SEATED: u64 = 6;
/// Past convenings shown.
const FIRST_PAST: u64 = 5;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    /// `all` shows every track record.
    records: String,
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
    locator: Option<LocatorView>,
    goals: Vec<GoalLine>,
    /// "Gap $10.8M, committed $34.2M, as of 22 Nov 2026"; empty without a goal.
    goals_sum: String,
    goals_href: String,
    partnerships: Vec<PartnershipLine>,
    initiatives: Vec<InitiativeLine>,
    coming: Vec<ConveningLine>,
    past: Vec<ConveningLine>,
    past_total: u64,
    plan_href: &'static str,
    local_kinds: Vec<Tab>,
    local_total: i64,
    local_href: String,
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
    let coming = store::coming_convenings(desk.db(), &id, now).await?;
    let (past, past_total) = store::past_convenings(desk.db(), &id, now, FIRST_PAST).await?;
    let kinds = funders::local_kinds(desk.db(), &city).await?;
    let may_edit = desk.may_edit();
    let (partnerships, initiatives) = partnerships::of(desk.db(), &id).await?;
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
        locator: locator::locator(&city),
        goals_sum: goals_sum(&goals),
        goals_href: format!("/goals?city={id}"),
        partnerships,
        initiatives,
        goals: goals.into_iter().enumerate().map(goal_line).collect(),
        coming: coming.into_iter().map(convening_line).collect(),
        past: past.into_iter().map(convening_line).collect(),
        past_total,
        plan_href: if may_edit { "/convenings/new" } else { "" },
        local_total: kinds.iter().map(|(_, funders)| funders).sum(),
        local_kinds: lines::kind_links(&geoid, &kinds),
        local_href: format!("/funders?local={geoid}"),
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

/// What the goals that are listed here add up to. A goal whose first place is elsewhere counts there.
fn goals_sum(goals: &[GoalCard]) -> String {
    let sum = |of: fn(&GoalCard) -> Money| goals.iter().map(of).sum::<Money>().short();
    let as_of = goals.iter().filter_map(|goal| goal.as_of).max();
    match as_of {
        None => String::new(),
        Some(date) => format!(
            "Gap {}, committed {}, as of {}",
            sum(|goal| goal.totals.gap),
            sum(|goal| goal.totals.committed),
            goals::day(date)
        ),
    }
}
