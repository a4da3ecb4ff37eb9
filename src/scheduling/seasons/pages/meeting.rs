//! When and where one convening of a season could be.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{
    conflict::{self, Pair, Ways},
    head::Head,
    load, path_of,
};
use crate::{
    convenings::{self, Convening, rules::days_taken},
    entities::season_convenings,
    ids::{ConveningId, SeasonVenueId},
    scheduling::seasons::{
        rules::{MeetingForm, counted},
        store::{self, Part, Saved, Scene},
    },
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result, Shell,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "scheduling/season/meeting.html")]
struct MeetingPage {
    shell: Shell,
    crumbs: Vec<Link>,
    title: String,
    convening_href: String,
    when: String,
    firm: bool,
    least: String,
    action: String,
    back: String,
    remove: String,
    venues: Vec<Choice>,
    form: MeetingForm,
    errors: FieldErrors,
}

async fn found(desk: &Desk, id: &str, convening: &str) -> Result<(Scene, Part)> {
    let season = load(desk, id).await?;
    let convening: ConveningId = convening.parse().map_err(|_| AppError::NotFound)?;
    let scene = store::scene(desk.db(), season).await?;
    let part = AppError::found(scene.part(convening).cloned())?;
    Ok((scene, part))
}

fn page(
    desk: &Desk,
    (scene, part): (&Scene, &Part),
    (form, errors): (MeetingForm, FieldErrors),
) -> MeetingPage {
    let season = &scene.season;
    let list = format!("{}/convenings", path_of(season.id));
    let action = format!("{list}/{}", part.row.convening_id);
    let title = part.convening.row.title.clone();
    let shell = desk.shell("convenings", format!("When {title} could be"));
    MeetingPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: Head::crumbs_below(season, "Convenings", "/convenings"),
        convening_href: format!("/convenings/{}", part.row.convening_id),
        when: part.convening.plan.when.words(),
        firm: part.is_firm(),
        least: format!(
            "The convening itself takes {}. Add days for setting up",
            counted(days_taken(&part.convening.plan.when))
        ),
        remove: format!("{action}/removal"),
        action,
        back: list,
        venues: scene
            .venues
            .iter()
            .map(|venue| {
                let id = venue.id.to_string();
                let chosen = form.venue.contains(&id);
                Choice::new(id, &venue.name, chosen)
            })
            .collect(),
        title,
        form,
        errors,
    }
}

/// GET /seasons/{id}/convenings/{convening}
pub(super) async fn open(
    EditorsDesk(desk): EditorsDesk,
    Path((id, convening)): Path<(String, String)>,
) -> Result<Response> {
    let (scene, part) = found(&desk, &id, &convening).await?;
    let form = MeetingForm::of(&part.row, &part.venues);
    web::page(&page(
        &desk,
        (&scene, &part),
        (form, FieldErrors::default()),
    ))
}

/// POST /seasons/{id}/convenings/{convening}
pub(super) async fn keep(
    EditorsDesk(desk): EditorsDesk,
    Path((id, convening)): Path<(String, String)>,
    Form(form): Form<MeetingForm>,
) -> Result<Response> {
    let (scene, part) = found(&desk, &id, &convening).await?;
    let known: Vec<SeasonVenueId> = scene.venues.iter().map(|venue| venue.id).collect();
    let least = days_taken(&part.convening.plan.when);
    let edit = match form.read(&scene.season, least, &known) {
        Ok(edit) => edit,
        Err(errors) => {
            return web::page_invalid(&page(&desk, (&scene, &part), (form, errors)));
        }
    };
    let seen = form.version.parse().unwrap_or_default();
    let key = (scene.season.id, &part.convening, seen);
    let (actor, now) = (desk.actor(), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| store::change_meeting(txn, key, &edit, &actor, now).await)
        .await?;
    let back = format!("{}/convenings", path_of(scene.season.id));
    match saved {
        Saved::Done => Ok(web::flash_to(&back, "Window saved.")),
        Saved::Gone => Err(AppError::NotFound),
        Saved::Stale(theirs) => {
            let ways = Ways {
                action: format!("{back}/{}", part.row.convening_id),
                back: Link::new("Convenings of the season", back),
            };
            let pairs = compare(&form, &theirs, &scene);
            conflict::answer(&desk, &scene.season, ways, pairs, theirs.version).await
        }
    }
}

fn compare(mine: &MeetingForm, theirs: &season_convenings::Model, scene: &Scene) -> Vec<Pair> {
    let venues = scene.part(theirs.convening_id).map(|part| &part.venues);
    let theirs = MeetingForm::of(theirs, venues.map_or(&[], Vec::as_slice));
    let typed = |name, label, values| Pair::typed(name, label, values);
    let called = |ids: &str| {
        let named = scene.venues.iter().filter(|venue| {
            let id = venue.id.to_string();
            ids.split(' ').any(|each| each == id)
        });
        let named: Vec<&str> = named.map(|venue| venue.name.as_str()).collect();
        named.join(", ")
    };
    vec![
        typed(
            "first_day",
            "Earliest day",
            (&mine.first_day, &theirs.first_day),
        ),
        typed("last_day", "Latest day", (&mine.last_day, &theirs.last_day)),
        typed("days", "Days it takes", (&mine.days, &theirs.days)),
        typed(
            "late_cost",
            "Each week later costs",
            (&mine.late_cost, &theirs.late_cost),
        ),
        Pair::named(
            "venues",
            "Could be at",
            (&mine.all_venues(), &theirs.all_venues()),
            called,
        ),
    ]
}

/// POST /seasons/{id}/convenings/{convening}/removal
pub(super) async fn remove(
    EditorsDesk(desk): EditorsDesk,
    Path((id, convening)): Path<(String, String)>,
) -> Result<Response> {
    let season = load(&desk, &id).await?;
    let key: ConveningId = convening.parse().map_err(|_| AppError::NotFound)?;
    AppError::found(store::meeting(desk.db(), (season.id, key)).await?)?;
    let convening: Convening = AppError::found(convenings::by_id(desk.db(), key).await?)?;
    let (actor, now) = (desk.actor(), desk.app.now());
    desk.app
        .db
        .write(async |txn| store::remove_meeting(txn, (season.id, &convening), &actor, now).await)
        .await?;
    let back = format!("{}/convenings", path_of(season.id));
    Ok(web::flash_to(
        &back,
        "Taken out of the season. The convening stays as it is.",
    ))
}
