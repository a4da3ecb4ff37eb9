//! One venue of a season.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{
    conflict::{self, Pair, Ways},
    head::Head,
    load, path_of,
};
use crate::{
    entities::season_venues,
    ids::SeasonVenueId,
    scheduling::seasons::{
        rules::VenueForm,
        store::{self, Saved, Scene},
    },
    values::PlaceId,
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result, Shell,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "scheduling/season/venue.html")]
struct VenuePage {
    shell: Shell,
    crumbs: Vec<Link>,
    heading: String,
    action: String,
    back: String,
    remove: String,
    cities: Vec<Choice>,
    form: VenueForm,
    errors: FieldErrors,
}

/// The cities a venue could be in, with the one it is in.
pub(super) fn cities(scene: &Scene, chosen: &str) -> Vec<Choice> {
    let cities = scene.city_choices().into_iter();
    cities
        .map(|(id, name)| Choice::new(id.as_str(), name, id.as_str() == chosen))
        .collect()
}

pub(super) fn known_cities(scene: &Scene) -> Vec<PlaceId> {
    scene.places.keys().cloned().collect()
}

async fn found(desk: &Desk, id: &str, venue: &str) -> Result<(Scene, season_venues::Model)> {
    let season = load(desk, id).await?;
    let venue: SeasonVenueId = venue.parse().map_err(|_| AppError::NotFound)?;
    let held = AppError::found(store::venue(desk.db(), (season.id, venue)).await?)?;
    Ok((store::scene(desk.db(), season).await?, held))
}

fn page(
    desk: &Desk,
    (scene, venue): (&Scene, &season_venues::Model),
    (form, errors): (VenueForm, FieldErrors),
) -> VenuePage {
    let path = path_of(scene.season.id);
    let action = format!("{path}/venues/{}", venue.id);
    let heading = format!("Change {}", venue.name);
    let shell = desk.shell("convenings", &heading);
    VenuePage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: Head::crumbs_below(&scene.season, "Places and travel", "/places"),
        heading,
        remove: format!("{action}/removal"),
        action,
        back: format!("{path}/places"),
        cities: cities(scene, &form.city),
        form,
        errors,
    }
}

/// GET /seasons/{id}/venues/{venue}
pub(super) async fn open(
    EditorsDesk(desk): EditorsDesk,
    Path((id, venue)): Path<(String, String)>,
) -> Result<Response> {
    let (scene, venue) = found(&desk, &id, &venue).await?;
    let shown = (VenueForm::of(&venue), FieldErrors::default());
    web::page(&page(&desk, (&scene, &venue), shown))
}

/// POST /seasons/{id}/venues/{venue}
pub(super) async fn keep(
    EditorsDesk(desk): EditorsDesk,
    Path((id, venue)): Path<(String, String)>,
    Form(form): Form<VenueForm>,
) -> Result<Response> {
    let (scene, venue) = found(&desk, &id, &venue).await?;
    let edit = match form.read(&known_cities(&scene)) {
        Ok(edit) => edit,
        Err(errors) => {
            return web::page_invalid(&page(&desk, (&scene, &venue), (form, errors)));
        }
    };
    let key = (
        scene.season.id,
        venue.id,
        form.version.parse().unwrap_or_default(),
    );
    let (actor, now) = (desk.actor(), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| store::change_venue(txn, key, &edit, &actor, now).await)
        .await?;
    let path = path_of(scene.season.id);
    let back = format!("{path}/places");
    match saved {
        Saved::Done => Ok(web::flash_to(&back, "Venue saved.")),
        Saved::Gone => Err(AppError::NotFound),
        Saved::Stale(theirs) => {
            let ways = Ways {
                action: format!("{path}/venues/{}", theirs.id),
                back: Link::new("Places and travel", back),
            };
            let pairs = compare(&form, &theirs, &scene);
            conflict::answer(&desk, &scene.season, ways, pairs, theirs.version).await
        }
    }
}

fn compare(mine: &VenueForm, theirs: &season_venues::Model, scene: &Scene) -> Vec<Pair> {
    let theirs = VenueForm::of(theirs);
    let city = |key: &str| {
        let known = scene.city_choices().into_iter();
        let mut known = known.filter(|(id, _)| id.as_str() == key);
        known
            .next()
            .map_or_else(|| key.to_owned(), |(_, name)| name)
    };
    vec![
        Pair::typed("name", "Name", (&mine.name, &theirs.name)),
        Pair::named("city", "City", (&mine.city, &theirs.city), city),
        Pair::typed("closed", "Closed on", (&mine.closed, &theirs.closed)),
    ]
}

/// POST /seasons/{id}/venues/{venue}/removal
pub(super) async fn remove(
    EditorsDesk(desk): EditorsDesk,
    Path((id, venue)): Path<(String, String)>,
) -> Result<Response> {
    let season = load(&desk, &id).await?;
    let venue: SeasonVenueId = venue.parse().map_err(|_| AppError::NotFound)?;
    let (actor, now) = (desk.actor(), desk.app.now());
    let gone = desk
        .app
        .db
        .write(async |txn| store::remove_venue(txn, (season.id, venue), &actor, now).await)
        .await?;
    let told = if gone {
        "Venue removed."
    } else {
        "It was removed already."
    };
    Ok(web::flash_to(
        &format!("{}/places", path_of(season.id)),
        told,
    ))
}
