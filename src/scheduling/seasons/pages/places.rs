//! Venues of a season, and how far its cities are from each other.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{
    head::Head,
    load, path_of,
    travel::{TravelForm, Wrong},
    venue::{cities, known_cities},
};
use crate::{
    scheduling::seasons::{
        propose,
        rules::{Asked, Pair, VenueForm},
        store::{self, Scene},
    },
    web::{self, Desk, EditorsDesk, FieldErrors, Form, Result, Shell, views::Choice},
};

#[derive(Template)]
#[template(path = "scheduling/season/places.html")]
pub(super) struct PlacesPage {
    shell: Shell,
    head: Head,
    revision: i32,
    venues: Vec<VenueRow>,
    pairs: Vec<PairRow>,
    cities: Vec<Choice>,
    form: VenueForm,
    errors: FieldErrors,
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
    /// What is wrong with the days; empty where nothing is.
    error: String,
}

/// What somebody sent, to be shown again with what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    venue: VenueForm,
    travel: Option<TravelForm>,
    /// What is wrong with each pair's days, by the two cities' keys.
    wrong: Wrong,
    errors: FieldErrors,
}

impl Typed {
    pub(super) fn travel(form: TravelForm, wrong: Wrong, told: &str) -> Self {
        let mut errors = FieldErrors::default();
        errors.add("travel", told);
        Self {
            travel: Some(form),
            wrong,
            errors,
            ..Self::default()
        }
    }
}

pub(super) fn page(desk: &Desk, (scene, asked): (&Scene, &Asked), typed: &Typed) -> PlacesPage {
    let Typed {
        venue: form,
        errors,
        ..
    } = typed;
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
            .map(|pair| pair_row(asked, pair, typed))
            .collect(),
        cities: cities(scene, &form.city),
        form: form.clone(),
        errors: errors.clone(),
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

fn pair_row(asked: &Asked, pair: &Pair, typed: &Typed) -> PairRow {
    let key = (pair.one.clone(), pair.other.clone());
    let sent = typed.travel.as_ref().and_then(|sent| sent.of(&key));
    let saved = || pair.set.map(|days| days.to_string()).unwrap_or_default();
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
        days: sent.map_or_else(saved, str::to_owned),
        error: typed.wrong.get(&key).cloned().unwrap_or_default(),
        quicker: if pair.counts < said {
            format!("Counts {}: a stop on the way is quicker.", pair.counts)
        } else {
            String::new()
        },
    }
}

pub(super) async fn read(desk: &Desk, id: &str) -> Result<(Scene, Asked)> {
    let season = load(desk, id).await?;
    let scene = store::scene(desk.db(), season).await?;
    let asked = scene.asked(propose::today(&desk.app), Vec::new())?;
    Ok((scene, asked))
}

/// GET /seasons/{id}/places
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let (scene, asked) = read(&desk, &id).await?;
    web::page(&page(&desk, (&scene, &asked), &Typed::default()))
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
        Err(errors) => return refused(&desk, (&scene, &asked), form, errors),
    };
    let season = scene.season.id;
    let (actor, now) = (desk.actor(), desk.app.now());
    let added = desk
        .app
        .db
        .write(async |txn| store::add_venue(txn, season, &new, &actor, now).await)
        .await?;
    if added {
        let told = "Venue added. Say at each convening whether it could be there.";
        return Ok(web::flash_to(&format!("{}/places", path_of(season)), told));
    }
    let told = format!(
        "A season has {} venues at most. Remove one that is not needed.",
        store::MOST_VENUES
    );
    let mut errors = FieldErrors::default();
    errors.add("name", told);
    refused(&desk, (&scene, &asked), form, errors)
}

fn refused(
    desk: &Desk,
    season: (&Scene, &Asked),
    venue: VenueForm,
    errors: FieldErrors,
) -> Result<Response> {
    let typed = Typed {
        venue,
        errors,
        ..Typed::default()
    };
    web::page_invalid(&page(desk, season, &typed))
}
