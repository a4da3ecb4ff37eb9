//! The dates on a map: a dot for each city, as large as it has convenings.

use std::collections::BTreeMap;

use super::shown::Shown;
use crate::{
    goals::rules::map::{self, Spot as Dot},
    places::rules::atlas,
    scheduling::seasons::rules::{Dated, in_short},
    web::maps::{MapDot, MapLabel, MapView},
};

/// A link is at least this large around its dot.
const REACH: f64 = 17.0;

/// One city and what is held there.
struct Held<'a> {
    name: String,
    at: (f64, f64),
    dates: Vec<&'a Dated>,
}

impl Shown {
    /// Nothing where no city of the season is on the map.
    pub(super) fn map(&self) -> Option<MapView> {
        let mut cities: BTreeMap<&str, Held<'_>> = BTreeMap::new();
        for dated in self.dates().into_iter().flat_map(|dates| &dates.dates) {
            let Some(key) = self.asked.city_of(dated.spot) else {
                continue;
            };
            let at = self.asked.cities.get(key).and_then(|city| city.at);
            let Some(at) = at.and_then(|(latitude, longitude)| atlas::project(latitude, longitude))
            else {
                continue;
            };
            let name = self.asked.city_name(key);
            let held = cities.entry(key).or_insert(Held {
                name,
                at,
                dates: Vec::new(),
            });
            held.dates.push(dated);
        }
        let mut held: Vec<Held<'_>> = cities.into_values().collect();
        held.sort_by_key(|city| std::cmp::Reverse(city.dates.len()));
        if held.is_empty() {
            return None;
        }
        let spots: Vec<Dot<'_>> = held.iter().map(dot).collect();
        let labels = map::labels(&spots, (atlas::FRAME.0, atlas::FRAME.0 + atlas::FRAME.2));
        let dots = held.iter().zip(&spots).zip(labels);
        let dots = dots.map(|((city, spot), label)| self.city(city, spot, label));
        Some(MapView {
            title: "Dates by city".to_owned(),
            desc: format!(
                "{} in {}.",
                many(held.iter().map(|city| city.dates.len()).sum(), "convening"),
                if held.len() == 1 {
                    "1 city".to_owned()
                } else {
                    format!("{} cities", held.len())
                }
            ),
            states: atlas::states()
                .iter()
                .map(|each| each.path.as_str())
                .collect(),
            dots: dots.collect(),
            legend: Vec::new(),
        })
    }

    fn city(&self, city: &Held<'_>, spot: &Dot<'_>, label: Option<map::Label>) -> MapDot {
        let dates: Vec<String> = city
            .dates
            .iter()
            .map(|dated| format!("{} on {}", self.title(dated.convening), in_short(dated.day)))
            .collect();
        let part = |dated: &&Dated| self.scene.part(dated.convening);
        MapDot {
            x: tenth(spot.x),
            y: tenth(spot.y),
            r: tenth(spot.r),
            reach: tenth(spot.r.max(REACH)),
            href: city
                .dates
                .first()
                .map(|dated| format!("#c-{}", dated.convening))
                .unwrap_or_default(),
            title: format!("{}: {}", city.name, dates.join("; ")),
            filled: city
                .dates
                .iter()
                .filter_map(part)
                .all(|part| part.is_firm() || part.row.kept_day.is_some()),
            label: label.map(|label| MapLabel {
                x: tenth(label.x),
                y: tenth(label.y),
                text: city.name.clone(),
                anchor: if label.ends { "end" } else { "start" },
            }),
        }
    }
}

fn dot<'a>(city: &'a Held<'_>) -> Dot<'a> {
    let share = f64::from(u16::try_from(city.dates.len()).unwrap_or(u16::MAX));
    Dot {
        x: city.at.0,
        y: city.at.1,
        r: (8.0 * share.sqrt()).min(map::LARGEST),
        name: city.name.as_str(),
    }
}

fn many(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}

fn tenth(length: f64) -> String {
    format!("{length:.1}")
}
