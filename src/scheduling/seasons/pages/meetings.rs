//! The convenings of a season: those in it with their windows, and others to take in.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    head::{Head, span},
    load, path_of,
};
use crate::{
    convenings::{self, Convening, Datable},
    entities::seasons,
    ids::ConveningId,
    partnerships, places,
    scheduling::seasons::{
        propose,
        rules::{Asked, MOST_CONVENINGS, counted},
        store::{self, Part, Scene},
    },
    search,
    web::{self, Desk, EditorsDesk, Form, Query, Result, Shell, views::Choice},
};

/// The most convenings offered at once.
const MOST: u64 = 50;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    q: String,
    partnership: String,
}

#[derive(Template)]
#[template(path = "scheduling/season/meetings.html")]
struct MeetingsPage {
    shell: Shell,
    head: Head,
    rows: Vec<Row>,
    q: String,
    partnerships: Vec<Choice>,
    offered: Vec<Offer>,
    filtered: bool,
    full: bool,
    more: bool,
}

struct Row {
    href: String,
    title: String,
    status: &'static str,
    when: String,
    takes: String,
    places: String,
    open: String,
    /// Why there is no day; empty where there is one.
    emptied: String,
    firm: bool,
    left_out: bool,
}

struct Offer {
    id: String,
    title: String,
    when: String,
    place: String,
    status: &'static str,
}

/// GET /seasons/{id}/convenings
pub(super) async fn list(
    desk: Desk,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    let season = load(&desk, &id).await?;
    let scene = store::scene(desk.db(), season).await?;
    let asked = scene.asked(propose::today(&desk.app), Vec::new())?;
    let offered = if desk.may_edit() {
        offered(&desk, &scene, &wanted).await?
    } else {
        Vec::new()
    };
    let known = partnerships::choices(desk.db()).await?;
    web::page(&MeetingsPage {
        head: Head::of(&scene.season, "/convenings", desk.may_edit()),
        rows: scene
            .parts
            .iter()
            .map(|part| row(&scene.season, &asked, part))
            .collect(),
        more: offered.len() as u64 == MOST,
        offered,
        filtered: !wanted.q.trim().is_empty() || !wanted.partnership.is_empty(),
        full: scene.parts.len() >= MOST_CONVENINGS,
        partnerships: known
            .into_iter()
            .map(|(id, name)| {
                let id = id.to_string();
                let chosen = wanted.partnership == id;
                Choice::new(id, name, chosen)
            })
            .collect(),
        q: wanted.q,
        shell: desk.shell(
            "convenings",
            format!("Convenings of {}", scene.season.title),
        ),
    })
}

async fn offered(desk: &Desk, scene: &Scene, wanted: &Wanted) -> Result<Vec<Offer>> {
    let found = search::matching_ids(desk.db(), "convening", &wanted.q).await?;
    let filter = Datable {
        ids: found.map(|ids| ids.iter().filter_map(|id| id.parse().ok()).collect()),
        partnership: wanted.partnership.parse().ok(),
        except: scene
            .parts
            .iter()
            .map(|part| part.row.convening_id)
            .collect(),
    };
    let found = convenings::datable(desk.db(), &filter, desk.app.now(), MOST).await?;
    let cities = found.iter().filter_map(|it| it.plan.place.clone());
    let cities = places::names(desk.db(), cities).await?;
    let offer = |convening: Convening| Offer {
        id: convening.row.id.to_string(),
        when: convening.plan.when.words(),
        place: convening
            .plan
            .place
            .as_ref()
            .and_then(|place| cities.get(place).cloned())
            .unwrap_or_default(),
        status: convening.plan.status.label(),
        title: convening.row.title,
    };
    Ok(found.into_iter().map(offer).collect())
}

fn row(season: &seasons::Model, asked: &Asked, part: &Part) -> Row {
    let id = part.row.convening_id;
    let meeting = asked.meeting(id);
    let (when, takes, open, emptied) = match meeting {
        None => Default::default(),
        Some(meeting) if part.is_firm() => {
            let when = part.convening.plan.when.words();
            (when, counted(meeting.days), String::new(), String::new())
        }
        Some(meeting) => (
            span(meeting.first, meeting.last),
            counted(meeting.days),
            counted(i64::try_from(asked.open_days(meeting)).unwrap_or(i64::MAX)),
            asked.emptied(meeting).unwrap_or_default(),
        ),
    };
    let venues = part.venues.iter().filter_map(|id| asked.venue(*id));
    let venues: Vec<&str> = venues.map(|venue| venue.name.as_str()).collect();
    let city = meeting.and_then(|meeting| meeting.city.as_deref());
    let city = city.map(|key| asked.city_name(key)).unwrap_or_default();
    Row {
        href: format!("{}/convenings/{id}", path_of(season.id)),
        title: part.convening.row.title.clone(),
        status: part.convening.row.status.label(),
        when,
        takes,
        places: [city.as_str(), &venues.join(" or ")]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(": "),
        open,
        emptied,
        firm: part.is_firm(),
        left_out: !part.counts(),
    }
}

/// Which were ticked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Ticked {
    pick: Vec<String>,
    /// All that the filter finds instead of those that were ticked.
    all: String,
    q: String,
    partnership: String,
}

/// POST /seasons/{id}/convenings
pub(super) async fn add(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<Ticked>,
) -> Result<Response> {
    let season = load(&desk, &id).await?;
    let path = format!("{}/convenings", path_of(season.id));
    let ticked: Vec<ConveningId> = form.pick.iter().filter_map(|id| id.parse().ok()).collect();
    let found = search::matching_ids(desk.db(), "convening", &form.q).await?;
    let filter = if form.all.is_empty() {
        Datable {
            ids: Some(ticked),
            ..Datable::default()
        }
    } else {
        Datable {
            ids: found.map(|ids| ids.iter().filter_map(|id| id.parse().ok()).collect()),
            partnership: form.partnership.parse().ok(),
            ..Datable::default()
        }
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    let found = convenings::datable(desk.db(), &filter, now, MOST).await?;
    if found.is_empty() {
        return Ok(web::flash_to(
            &path,
            "Tick the convenings to take in first.",
        ));
    }
    let added = desk
        .app
        .db
        .write(async |txn| store::add_meetings(txn, &season, &found, &actor, now).await)
        .await?;
    let told = match added {
        Some(0) => "They were in the season already.".to_owned(),
        Some(1) => "1 convening added. Set its window if it is not the whole season.".to_owned(),
        Some(many) => {
            format!("{many} convenings added. Set their windows if they are not the whole season.")
        }
        None => format!("Nothing was added: a season has {MOST_CONVENINGS} convenings at most."),
    };
    Ok(web::flash_to(&path, &told))
}
