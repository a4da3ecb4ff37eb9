//! How far the cities of a season are from each other, as staff know it.

use std::collections::BTreeMap;

use axum::{extract::Path, http::StatusCode, response::Response};
use serde::Deserialize;

use super::{
    path_of,
    places::{Typed, page, read},
};
use crate::{
    scheduling::seasons::{
        rules::{Asked, Travels, pair},
        store,
    },
    web::{self, EditorsDesk, Form, Result},
};

/// The most days a journey may be said to take.
const MOST_DAYS: u16 = 14;

/// Days between cities, in three lists side by side.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TravelForm {
    one: Vec<String>,
    other: Vec<String>,
    days: Vec<String>,
    revision: String,
}

/// What is wrong with each pair's days.
pub(super) type Wrong = BTreeMap<(String, String), String>;

impl TravelForm {
    fn rows(&self) -> impl Iterator<Item = ((String, String), &str)> {
        let rows = self.one.iter().zip(&self.other).zip(&self.days);
        rows.map(|((one, other), days)| (pair(one, other), days.as_str()))
    }

    /// What was typed for a pair.
    pub(super) fn of(&self, key: &(String, String)) -> Option<&str> {
        self.rows()
            .find(|(pair, _)| pair == key)
            .map(|(_, days)| days)
    }

    /// What was set, or what is wrong with it.
    fn read(&self, asked: &Asked) -> Result<Travels, Wrong> {
        let pairs = asked.pairs();
        let known = |key: &(String, String)| {
            let mut all = pairs.iter();
            all.any(|pair| (&pair.one, &pair.other) == (&key.0, &key.1))
        };
        let (mut set, mut wrong) = (Travels::new(), Wrong::new());
        for (key, typed) in self.rows() {
            if typed.trim().is_empty() || !known(&key) {
                continue;
            }
            match typed.trim().parse() {
                Ok(days) if days <= MOST_DAYS => _ = set.insert(key, days),
                _ => {
                    let told = format!(
                        "Type a whole number from 0 to {MOST_DAYS}, or leave it empty for the map's."
                    );
                    wrong.insert(key, told);
                }
            }
        }
        if wrong.is_empty() {
            Ok(set)
        } else {
            Err(wrong)
        }
    }

    /// Where what was typed differs from what is saved now, with what is saved.
    fn differs(&self, asked: &Asked) -> Wrong {
        let pairs = asked.pairs().into_iter();
        pairs
            .filter_map(|pair| {
                let key = (pair.one, pair.other);
                let typed = self.of(&key)?.trim().to_owned();
                let saved = pair.set.map(|days| days.to_string()).unwrap_or_default();
                let told = if saved.is_empty() {
                    "Saved now: as the map says.".to_owned()
                } else {
                    format!("Saved now: {saved}.")
                };
                (typed != saved).then_some((key, told))
            })
            .collect()
    }
}

/// POST /seasons/{id}/travel
pub(super) async fn keep(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<TravelForm>,
) -> Result<Response> {
    let (scene, asked) = read(&desk, &id).await?;
    let set = match form.read(&asked) {
        Ok(set) => set,
        Err(wrong) => {
            let told = "Mend the days of travel that are marked.";
            let typed = Typed::travel(form, wrong, told);
            return web::page_invalid(&page(&desk, (&scene, &asked), &typed));
        }
    };
    let seen = (scene.season.id, form.revision.parse().unwrap_or_default());
    let (actor, now) = (desk.actor(), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| store::set_travel(txn, seen, &set, &actor, now).await)
        .await?;
    if saved {
        let back = format!("{}/places", path_of(scene.season.id));
        return Ok(web::flash_to(&back, "Days of travel saved."));
    }
    let (scene, asked) = read(&desk, &id).await?;
    let differs = form.differs(&asked);
    let told = "Somebody changed the season while you typed, so nothing was saved. What you typed is still here: save again to keep it.";
    let typed = Typed::travel(form, differs, told);
    let mut response = web::page(&page(&desk, (&scene, &asked), &typed))?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}
