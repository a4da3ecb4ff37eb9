//! Venues of a season, and how far its cities are from each other.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    head::Head,
    load, path_of,
    venue::{cities, known_cities},
};
use crate::{
    scheduling::seasons::{
        propose,
        rules::{Asked, Pair, Travels, VenueForm, pair},
        store::{self, Scene},
    },
    web::{self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result, Shell, views::Choice},
};

/// The most days a journey may be said to take.
const MOST_DAYS: u16 = 14;

#[derive(Template)]
#[template(path = "scheduling/season/places.html")]
struct PlacesPage {
    shell: Shell,
    head: Head,
    revision: i32,
    venues: Vec<VenueRow>,
    pairs: Vec<PairRow>,
    cities: Vec<Choice>,
    form: VenueForm,
    errors: FieldErrors,
    most_days: u16,
}

struct VenueRow {
    href: String,
    name: String,
    city: String,
    closed: String,
    used_by: String,
}

struct PairRow {
    one: String,
    other: String,
    words: String,
    by_map: u16,
    days: String,
    /// What counts where a stop on the way is quicker; empty where it is what was said.
    quicker: String,
}

fn page(
    desk: &Desk,
    (scene, asked): (&Scene, &Asked),
    (form, errors): (VenueForm, FieldErrors),
) -> PlacesPage {
    let shell = desk.shell("convenings", format!("Places of {}", scene.season.title));
    PlacesPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        head: Head::of(&scene.season, "/places", desk.may_edit()),
        revision: scene.season.revision,
        venues: venue_rows(scene, asked),
        pairs: asked
            .pairs()
            .iter()
            .map(|pair| pair_row(asked, pair))
            .collect(),
        cities: cities(scene, &form.city),
        form,
        errors,
        most_days: MOST_DAYS,
    }
}

fn venue_rows(scene: &Scene, asked: &Asked) -> Vec<VenueRow> {
    let path = path_of(scene.season.id);
    let row = |venue: &crate::entities::season_venues::Model| {
        let parts = scene
            .parts
            .iter()
            .filter(|part| part.venues.contains(&venue.id));
        let titles: Vec<&str> = parts
            .map(|part| part.convening.row.title.as_str())
            .collect();
        VenueRow {
            href: format!("{path}/venues/{}", venue.id),
            name: venue.name.clone(),
            city: venue
                .place_id
                .as_ref()
                .map(|id| asked.city_name(id.as_str()))
                .unwrap_or_default(),
            closed: venue
                .closed
                .split_terminator('\n')
                .collect::<Vec<_>>()
                .join(", "),
            used_by: titles.join(", "),
        }
    };
    scene.venues.iter().map(row).collect()
}

fn pair_row(asked: &Asked, pair: &Pair) -> PairRow {
    let said = pair.set.unwrap_or(pair.by_map);
    PairRow {
        words: format!(
            "{} and {}",
            asked.city_name(&pair.one),
            asked.city_name(&pair.other)
        ),
        one: pair.one.clone(),
        other: pair.other.clone(),
        by_map: pair.by_map,
        days: pair.set.map(|days| days.to_string()).unwrap_or_default(),
        quicker: if pair.counts < said {
            format!("Counts {}: a stop on the way is quicker.", pair.counts)
        } else {
            String::new()
        },
    }
}

async fn read(desk: &Desk, id: &str) -> Result<(Scene, Asked)> {
    let season = load(desk, id).await?;
    let scene = store::scene(desk.db(), season).await?;
    let asked = scene.asked(propose::today(&desk.app), Vec::new())?;
    Ok((scene, asked))
}

/// GET /seasons/{id}/places
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let (scene, asked) = read(&desk, &id).await?;
    let shown = (VenueForm::default(), FieldErrors::default());
    web::page(&page(&desk, (&scene, &asked), shown))
}

/// POST /seasons/{id}/venues
pub(super) async fn add(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<VenueForm>,
) -> Result<Response> {
    let (scene, asked) = read(&desk, &id).await?;
    let new = match form.read(&known_cities(&scene)) {
        Ok(new) => new,
        Err(errors) => {
            return web::page_invalid(&page(&desk, (&scene, &asked), (form, errors)));
        }
    };
    let season = scene.season.id;
    let (actor, now) = (desk.actor(), desk.app.now());
    let added = desk
        .app
        .db
        .write(async |txn| store::add_venue(txn, season, &new, &actor, now).await)
        .await?;
    let told = if added {
        "Venue added. Say at each convening whether it could be there."
    } else {
        "Nothing was added: a season has 60 venues at most."
    };
    Ok(web::flash_to(&format!("{}/places", path_of(season)), told))
}

/// Days between cities, in three lists side by side.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TravelForm {
    one: Vec<String>,
    other: Vec<String>,
    days: Vec<String>,
    revision: String,
}

impl TravelForm {
    /// What was set; nothing if a number is none.
    fn read(&self, asked: &Asked) -> Option<Travels> {
        let pairs = asked.pairs();
        let mut set = Travels::new();
        let rows = self.one.iter().zip(&self.other).zip(&self.days);
        for ((one, other), days) in rows {
            let key = pair(one, other);
            let known = pairs
                .iter()
                .any(|pair| (&pair.one, &pair.other) == (&key.0, &key.1));
            if days.trim().is_empty() || !known {
                continue;
            }
            let days = days.trim().parse().ok().filter(|days| *days <= MOST_DAYS)?;
            set.insert(key, days);
        }
        Some(set)
    }
}

/// POST /seasons/{id}/travel
pub(super) async fn travel(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<TravelForm>,
) -> Result<Response> {
    let (scene, asked) = read(&desk, &id).await?;
    let back = format!("{}/places", path_of(scene.season.id));
    let Some(set) = form.read(&asked) else {
        return Err(AppError::Invalid(format!(
            "Type the days of travel as whole numbers from 0 to {MOST_DAYS}, or leave them empty."
        )));
    };
    let seen = (scene.season.id, form.revision.parse().unwrap_or_default());
    let (actor, now) = (desk.actor(), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| store::set_travel(txn, seen, &set, &actor, now).await)
        .await?;
    if saved {
        return Ok(web::flash_to(&back, "Days of travel saved."));
    }
    Err(AppError::Conflict(
        "Somebody changed the season while you typed, so nothing was saved. Go back, look at the page again and save once more.".to_owned(),
    ))
}
