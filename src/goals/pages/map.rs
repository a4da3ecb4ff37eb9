//! The goals that the board lists, on a map: a dot for each city, as large as the gap of its goals, and the same as a
//! table beside it.

use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;

use super::{
    board::counted,
    filters::{BoardQuery, FilterView, MAP, Switch},
    words,
};
use crate::{
    goals::{
        pictures::day,
        rules::map::{self, Spot},
        store::{self, CitySum},
    },
    places::rules::atlas,
    values::Money,
    web::{
        self, Query, Shell, TableDesk,
        maps::{MapDot, MapLabel, MapSize, MapView},
    },
};

/// Most cities shown; the page says so when there are more.
const MOST: usize = 120;
/// A link is at least this large around its dot.
const REACH: f64 = 17.0;
/// Below this height of the map the legend stands.
const LEGEND_TOP: f64 = 470.0;

#[derive(Template)]
#[template(path = "goals/map.html", blocks = ["results"])]
struct MapPage {
    shell: Shell,
    filters: FilterView,
    views: Switch,
    found: String,
    map: MapView,
    rows: Vec<Row>,
    more: String,
    filtered: bool,
    may_edit: bool,
}

struct Row {
    name: String,
    href: String,
    goals: String,
    gap: String,
    /// Only where it differs from the newest date, which the finding names.
    as_of: String,
    /// Whether every goal there is invented.
    sample: bool,
    /// Whether the map has no place for it.
    off_map: bool,
}

pub(super) async fn map(
    TableDesk(desk): TableDesk,
    Query(query): Query<BoardQuery>,
) -> web::Result<Response> {
    let filter = query.filter(desk.leads);
    let db = desk.db();
    let mut sums = store::city_sums(db, &filter, None).await?;
    // By name already, so cities with equal gaps stay in that order.
    sums.sort_by_key(|sum| std::cmp::Reverse(sum.gap));
    let goals: i64 = sums.iter().map(|sum| sum.goals).sum();
    let cities = sums.len();
    let newest = sums.iter().filter_map(|sum| sum.as_of).max();
    let said = finding(&sums, newest);
    sums.truncate(MOST);
    let page = MapPage {
        shell: desk.shell("goals", "Map of goals"),
        filters: FilterView::load(&desk, &query, MAP).await?,
        views: Switch::of(&query, MAP),
        found: format!("{} in {}", counted(goals.unsigned_abs()), in_cities(cities)),
        map: drawn(&sums, said, desk.is_staff()),
        more: if cities > MOST {
            format!("The {MOST} largest gaps of {cities} places. Narrow the filters to see others.")
        } else {
            String::new()
        },
        rows: sums
            .iter()
            .map(|sum| row(sum, newest, desk.is_staff()))
            .collect(),
        filtered: query.narrows(),
        may_edit: desk.is_staff() && desk.may_edit(),
    };
    if desk.wants("results") {
        return web::page(&page.as_results());
    }
    web::page(&page)
}

fn in_cities(cities: usize) -> String {
    if cities == 1 {
        "1 place".to_owned()
    } else {
        format!("{cities} places")
    }
}

/// What the map shows, in one or two sentences. The sums come largest gap first.
fn finding(sums: &[CitySum], newest: Option<NaiveDate>) -> String {
    let total: Money = sums.iter().map(|sum| sum.gap).sum();
    match sums.first() {
        None => "No goal matches.".to_owned(),
        Some(first) if first.gap.is_zero() => {
            "Nothing is missing: no goal shown has a gap.".to_owned()
        }
        Some(first) => format!(
            "{} is missing in {}{}. The largest gap is in {}: {}.",
            total.short(),
            in_cities(sums.iter().filter(|sum| !sum.gap.is_zero()).count()),
            newest
                .map(|date| format!(", as of {}", day(date)))
                .unwrap_or_default(),
            first.name,
            first.gap.short()
        ),
    }
}

fn drawn(sums: &[CitySum], desc: String, staff: bool) -> MapView {
    let largest = sums.iter().map(|sum| sum.gap).max().unwrap_or_default();
    let placed: Vec<(&CitySum, Spot)> = sums
        .iter()
        .filter_map(|sum| {
            let (latitude, longitude) = sum.at?;
            let (x, y) = atlas::project(latitude, longitude)?;
            let r = map::radius(sum.gap, largest);
            let name = sum.name.as_str();
            Some((sum, Spot { x, y, r, name }))
        })
        .collect();
    let spots: Vec<Spot> = placed.iter().map(|(_, spot)| *spot).collect();
    let labels = map::labels(&spots, (atlas::FRAME.0, atlas::FRAME.0 + atlas::FRAME.2));
    let dot = |((sum, spot), label): (&(&CitySum, Spot), Option<map::Label>)| MapDot {
        x: tenth(spot.x),
        y: tenth(spot.y),
        r: tenth(spot.r),
        reach: tenth(spot.r.max(REACH)),
        href: words::city_href(&sum.place, staff),
        title: format!("{}: {}", sum.name, words::city_sentence(sum)),
        filled: sum.gap.is_zero(),
        label: label.map(|label| MapLabel {
            x: tenth(label.x),
            y: tenth(label.y),
            text: sum.name.clone(),
            anchor: if label.ends { "end" } else { "start" },
        }),
    };
    MapView {
        title: "Gaps by city".to_owned(),
        desc,
        states: atlas::states()
            .iter()
            .map(|each| each.path.as_str())
            .collect(),
        dots: placed.iter().zip(labels).map(dot).collect(),
        legend: legend(largest),
    }
}

fn legend(largest: Money) -> Vec<MapSize> {
    let mut top = LEGEND_TOP;
    let size = |amount: Money| {
        let r = map::radius(amount, largest);
        let y = top + r;
        top = y + r + 12.0;
        MapSize {
            y: tenth(y),
            r: tenth(r),
            amount: amount.short(),
        }
    };
    map::sizes(largest).into_iter().map(size).collect()
}

fn tenth(length: f64) -> String {
    format!("{length:.1}")
}

fn row(sum: &CitySum, newest: Option<NaiveDate>, staff: bool) -> Row {
    let on_map = sum
        .at
        .and_then(|(latitude, longitude)| atlas::project(latitude, longitude));
    Row {
        name: sum.name.clone(),
        href: words::city_href(&sum.place, staff),
        goals: sum.goals.to_string(),
        gap: sum.gap.short(),
        as_of: sum
            .as_of
            .filter(|date| Some(*date) != newest)
            .map(day)
            .unwrap_or_default(),
        sample: sum.sample == sum.goals,
        off_map: on_map.is_none(),
    }
}
