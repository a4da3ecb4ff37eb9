//! The settings of a poll: how it asks, for how long, until when. A change of the zone asks what to keep of the times; a stale
//! save answers 409 with both values.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use sea_orm::DbErr;

use super::{
    Dates,
    fields::Fields,
    load,
    moving::{Moved, afterwards, cost, moved},
    times_acts::past,
};
use crate::{
    convenings::rules::Difference,
    entities::date_polls,
    scheduling::polls::{
        rules::{self, PollForm, Settings, differences},
        store::{self, Wrote},
    },
    values::{PollState, time_convert::to_timestamp},
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Result, Shell, flash_to,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "scheduling/settings.html")]
struct SettingsPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    fields: Fields,
    /// What somebody else saved meanwhile.
    conflict: Option<Vec<Difference>>,
}

/// POST /convenings/{id}/dates
pub(super) async fn create(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<PollForm>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let now = desk.app.now();
    let at = to_timestamp(now).map_err(anyhow::Error::from)?;
    let mut errors = FieldErrors::default();
    let Some(settings) = rules::read(&mut errors, &form, (at, None)) else {
        let fields = Fields::new(form, errors, None);
        return super::show::refused_new(&desk, &dates, fields);
    };
    let actor = desk.actor();
    let convening = &dates.convening;
    let wrote = desk
        .app
        .db
        .write(async |txn| store::create(txn, convening, &settings, &actor, now).await)
        .await?;
    let told = match wrote {
        Wrote::Done(_) => "The date poll is prepared. Nobody is asked until you open it.",
        Wrote::Stale | Wrote::Over => "This convening has a date poll already.",
    };
    Ok(flash_to(&dates.path(), told))
}

/// GET /convenings/{id}/dates/settings
pub(super) async fn form(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    let form = PollForm {
        version: poll.version.to_string(),
        ..PollForm::of(&store::settings_of(poll)?)
    };
    let fields = Fields::new(form, FieldErrors::default(), Some(poll));
    web::page(&page(&desk, &dates, fields, None))
}

fn page(
    desk: &Desk,
    dates: &Dates,
    fields: Fields,
    conflict: Option<Vec<Difference>>,
) -> SettingsPage {
    let title = format!("Date poll settings: {}", dates.convening.row.title);
    let shell = desk.shell("convenings", title);
    SettingsPage {
        shell: if fields.errors.is_empty() && conflict.is_none() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: dates.crumbs_below(),
        path: dates.path(),
        fields,
        conflict,
    }
}

/// POST /convenings/{id}/dates/settings
pub(super) async fn save(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(mut form): Form<PollForm>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    if matches!(poll.state, PollState::Decided | PollState::Withdrawn) {
        return Ok(past(&dates));
    }
    if poll.opened_at.is_some() {
        form.manner = poll.manner.to_string();
    }
    let at = to_timestamp(desk.app.now()).map_err(anyhow::Error::from)?;
    let mut errors = FieldErrors::default();
    let before = store::settings_of(poll)?;
    let Some(settings) = rules::read(&mut errors, &form, (at, Some(&before))) else {
        let fields = Fields::new(form, errors, Some(poll));
        return web::page_invalid(&page(&desk, &dates, fields, None));
    };
    if form.version != poll.version.to_string() {
        return conflict(&desk, &id, form, &settings).await;
    }
    let (moved, lost) = moved(&desk, poll, &settings, &form).await?;
    let keeps = wrong_with(&moved, &mut errors);
    let cost = cost(lost).filter(|_| form.confirm != "yes");
    if let Some(cost) = &cost {
        let wrong = format!("{cost}. Tick this to change the times all the same");
        errors.add("confirm", wrong);
    }
    if !errors.is_empty() {
        let keep =
            |(code, label): (&str, String)| Choice::new(code, label, form.zone_change == code);
        let keeps = keeps.into_iter().map(keep).collect();
        let fields = Fields {
            keeps,
            costs: cost.is_some(),
            ..Fields::new(form, errors, Some(poll))
        };
        return web::page_invalid(&page(&desk, &dates, fields, None));
    }
    let back = afterwards(&dates, lost);
    write(&desk, &id, (&back, poll), (form, settings), &moved).await
}

/// What has to be said of times before they move; what keeping each would mean, where that is asked.
fn wrong_with(moved: &Moved, errors: &mut FieldErrors) -> Vec<(&'static str, String)> {
    match moved {
        Moved::Ask(question) => {
            errors.add(
                "zone_change",
                "The time zone changed. Say what to keep of the times and the deadline: the clock, or the moment",
            );
            question.to_vec()
        }
        Moved::Wrong(wrong) => {
            errors.add("time_zone", wrong.join(". "));
            Vec::new()
        }
        Moved::Not | Moved::To(_) => Vec::new(),
    }
}

async fn write(
    desk: &Desk,
    id: &str,
    (back, poll): (&str, &date_polls::Model),
    (form, settings): (PollForm, Settings),
    moved: &Moved,
) -> Result<Response> {
    let (now, actor) = (desk.app.now(), desk.actor());
    let (poll_id, version) = (poll.id, poll.version);
    let wrote = desk
        .app
        .db
        .write(async |txn| {
            let wrote =
                store::save_settings(txn, (poll_id, version), &settings, &actor, now).await?;
            if let (Wrote::Done(_), Moved::To(times)) = (wrote, moved) {
                let times = (times.as_slice(), &settings.zone);
                let why = ("Moved the times of the date poll with its settings", &actor);
                let key = (poll_id, version + 1);
                return match store::replace_times(txn, key, times, why, now).await? {
                    Wrote::Done(id) => Ok(Wrote::Done(id)),
                    // Settings and times change together or not at all.
                    Wrote::Stale | Wrote::Over => Err(DbErr::RecordNotUpdated),
                };
            }
            Ok(wrote)
        })
        .await;
    match wrote {
        Ok(Wrote::Done(_)) => Ok(flash_to(back, "Saved.")),
        Ok(Wrote::Over) => Ok(past(&load(desk, id).await?)),
        Ok(Wrote::Stale) | Err(DbErr::RecordNotUpdated) => {
            conflict(desk, id, form, &settings).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Somebody else saved first: shows both, and the form saves over theirs when sent again.
async fn conflict(desk: &Desk, id: &str, mut form: PollForm, mine: &Settings) -> Result<Response> {
    let dates = load(desk, id).await?;
    let poll = AppError::found(dates.poll.as_ref())?;
    form.version = poll.version.to_string();
    let differ = differences(&store::settings_of(poll)?, mine);
    let fields = Fields::new(form, FieldErrors::default(), Some(poll));
    let mut response = web::page(&page(desk, &dates, fields, Some(differ)))?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}
