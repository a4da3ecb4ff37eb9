//! The list of all cities. Every choice is in the address, so a narrowed list can be linked. The page
//! of one city is in `finding`, which comes late enough to look into goals and funders.

use askama::Template;
use axum::{Router, response::Response, routing::get};
use serde::Deserialize;

use crate::{
    entities::places,
    places::store::{self, CityFilter},
    values::{PlaceId, grouped},
    web::{
        self, AppState, Desk, Paging, Query, Shell, address,
        views::{Choice, PagerView},
    },
};

/// For people who are signed in.
pub fn staff_routes() -> Router<AppState> {
    Router::new().route("/cities", get(show))
}

/// Cities on a page.
const SIZE: u64 = 50;

/// Seats of the twelve Federal Reserve district banks, in the order of their districts.
const FED_BANKS: [&str; 12] = [
    "Boston",
    "New York",
    "Philadelphia",
    "Cleveland",
    "Richmond",
    "Atlanta",
    "Chicago",
    "St. Louis",
    "Minneapolis",
    "Kansas City",
    "Dallas",
    "San Francisco",
];

#[derive(Deserialize, Default)]
#[serde(default)]
struct Wanted {
    q: String,
    state: String,
    bank: String,
    /// `name`, or by population.
    sort: String,
    page: String,
}

impl Wanted {
    fn by_name(&self) -> bool {
        self.sort == "name"
    }

    fn address(&self, sort: &str) -> String {
        address(
            "/cities",
            &[
                ("q", self.q.trim()),
                ("state", &self.state),
                ("bank", &self.bank),
                ("sort", sort),
            ],
        )
    }
}

struct CityLine {
    name: String,
    href: String,
    county: String,
    metro: String,
    population: String,
    /// Empty where there are none.
    goals: String,
    providers: String,
}

#[derive(Template)]
#[template(path = "places/cities.html", blocks = ["results"])]
struct CitiesPage {
    shell: Shell,
    q: String,
    states: Vec<Choice>,
    banks: Vec<Choice>,
    sort: &'static str,
    by_name_href: String,
    by_population_href: String,
    by_name: bool,
    clear: bool,
    count: String,
    cities: Vec<CityLine>,
    pager: PagerView,
}

async fn show(desk: Desk, Query(wanted): Query<Wanted>) -> web::Result<Response> {
    let paging = Paging::read(&wanted.page, SIZE);
    let filter = CityFilter {
        query: wanted.q.trim().to_owned(),
        state: wanted.state.clone(),
        fed_bank: wanted.bank.clone(),
        by_name: wanted.by_name(),
    };
    let (found, total) = store::cities(desk.db(), &filter, paging.offset(), SIZE).await?;
    let ids: Vec<PlaceId> = found.iter().map(|city| city.id.clone()).collect();
    let goals = store::goal_counts(desk.db(), &ids).await?;
    let providers = store::provider_counts(desk.db(), &ids).await?;
    let count = |of: Option<&i64>| of.map(|n| grouped(*n)).unwrap_or_default();
    let cities = found
        .into_iter()
        .map(|city| {
            line(
                &city,
                count(goals.get(&city.id)),
                count(providers.get(&city.id)),
            )
        })
        .collect();
    let sort = if wanted.by_name() { "name" } else { "" };
    let pager = paging.pager(total, &wanted.address(sort), "cities");
    let page = CitiesPage {
        shell: desk.shell("cities", "Cities"),
        states: states(&desk, &wanted.state).await?,
        banks: banks(&wanted.bank),
        sort,
        by_name_href: wanted.address("name"),
        by_population_href: wanted.address(""),
        by_name: wanted.by_name(),
        clear: !(wanted.q.trim().is_empty() && wanted.state.is_empty() && wanted.bank.is_empty()),
        count: counted(&pager),
        cities,
        pager,
        q: wanted.q,
    };
    if desk.wants("results") {
        return web::page(&page.as_results());
    }
    web::page(&page)
}

async fn states(desk: &Desk, chosen: &str) -> web::Result<Vec<Choice>> {
    let states = store::states(desk.db()).await?;
    let choice = |(code, name): (String, String)| Choice::new(code.clone(), name, code == chosen);
    Ok(states.into_iter().map(choice).collect())
}

fn banks(chosen: &str) -> Vec<Choice> {
    FED_BANKS
        .iter()
        .map(|bank| Choice::new(*bank, format!("Fed {bank}"), *bank == chosen))
        .collect()
}

fn grouped_count(total: u64) -> String {
    i64::try_from(total).map_or_else(|_| total.to_string(), grouped)
}

/// What the list says of itself, and what is read out when it changes.
fn counted(pager: &PagerView) -> String {
    match pager.total {
        0 => "No cities".to_owned(),
        1 => "1 city".to_owned(),
        total if total <= pager.to - pager.from + 1 => format!("{} cities", grouped_count(total)),
        total => format!(
            "{} to {} of {} cities",
            pager.from,
            pager.to,
            grouped_count(total)
        ),
    }
}

fn line(city: &places::Model, goals: String, providers: String) -> CityLine {
    CityLine {
        name: format!(
            "{}, {}",
            city.name,
            city.state.as_deref().unwrap_or_default()
        ),
        href: format!("/cities/{}", city.code),
        county: city.county_name.clone().unwrap_or_default(),
        metro: city.cbsa_title.clone().unwrap_or_default(),
        population: city.population.map(grouped).unwrap_or_default(),
        goals,
        providers,
    }
}
