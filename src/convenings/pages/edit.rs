//! Changing and cancelling a convening. A stale save answers 409 with both values; a change of only
//! the zone asks what to keep.

use axum::{extract::Path, http::StatusCode, response::Response};
use serde::Deserialize;

use super::{
    extras::Extras,
    form::{Choices, Conflict, FormPage},
    words::{crumbs_below, day_span, days_hit, days_key, moment},
};
use crate::{
    audit,
    convenings::{
        rules::{self, ConveningForm, Offered, Plan},
        store::{self, Change, Changed, Convening, Place},
    },
    places,
    values::ConveningStatus,
    web::{self, AppError, Desk, EditorsDesk, FieldErrors, Form, Query, Result},
};

const LONGEST_REASON: usize = 500;

/// Another time that a link fills in: both ends on the convening's clocks.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct OtherTime {
    start: String,
    end: String,
    start_fold: String,
    end_fold: String,
}

/// GET /convenings/{id}/edit
pub(super) async fn form(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Query(other): Query<OtherTime>,
) -> Result<Response> {
    let convening = super::load(&desk, &id).await?;
    if convening.row.status == ConveningStatus::Cancelled {
        return Ok(over(&convening));
    }
    let places = offered_places(&desk, &convening).await?;
    let mut form = ConveningForm {
        version: convening.row.version.to_string(),
        ..ConveningForm::of(&convening.plan)
    };
    if !other.start.is_empty() && !other.end.is_empty() {
        (form.local_start, form.local_end) = (other.start, other.end);
        (form.start_fold, form.end_fold) = (other.start_fold, other.end_fold);
    }
    web::page(&form_page(
        &desk,
        &convening,
        form,
        &places,
        FieldErrors::default(),
    ))
}

/// To the convening's page, which says that it is cancelled.
pub(super) fn over(convening: &Convening) -> Response {
    web::flash_to(
        &super::path_of(convening.row.id),
        "This convening is cancelled. Plan a new one instead.",
    )
}

/// The places of its goals, and the one it has.
async fn offered_places(desk: &Desk, convening: &Convening) -> Result<Vec<Place>> {
    let goals = store::goals_of(desk.db(), convening.row.id).await?;
    let mut offered: Vec<Place> = Vec::new();
    for place in goals.into_iter().flat_map(|goal| goal.places) {
        if !offered.iter().any(|known| known.id == place.id) {
            offered.push(place);
        }
    }
    if let Some(own) = convening
        .plan
        .place
        .as_ref()
        .filter(|own| !offered.iter().any(|known| known.id == **own))
    {
        let names = places::names(desk.db(), [own.clone()]).await?;
        offered.extend(names.into_iter().map(|(id, name)| Place {
            id,
            name,
            zone: None,
        }));
    }
    Ok(offered)
}

fn form_page(
    desk: &Desk,
    convening: &Convening,
    form: ConveningForm,
    places: &[Place],
    errors: FieldErrors,
) -> FormPage {
    let shell = desk.shell("convenings", format!("Edit: {}", convening.row.title));
    FormPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: crumbs_below(convening),
        heading: "Edit convening".to_owned(),
        action: format!("{}/edit", super::path_of(convening.row.id)),
        back: super::path_of(convening.row.id),
        goal_title: String::new(),
        goal_sample: convening.row.illustrative,
        extras: Extras::default(),
        choices: Choices::new(&form, places, Some(convening.row.status)),
        seats: Vec::new(),
        form,
        errors,
        days: Vec::new(),
        conflict: None,
    }
}

/// POST /convenings/{id}/edit
pub(super) async fn save(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(mut form): Form<ConveningForm>,
) -> Result<Response> {
    let convening = super::load(&desk, &id).await?;
    if convening.row.status == ConveningStatus::Cancelled {
        return Ok(over(&convening));
    }
    let places = offered_places(&desk, &convening).await?;
    let current = form.version == convening.row.version.to_string();
    // Against times this person has not seen, the question would mislead: the conflict comes first.
    let question = current
        .then(|| rules::keep_on_zone_change(&mut form, &convening.plan.when))
        .flatten();
    if let Some(question) = question {
        let mut errors = FieldErrors::default();
        errors.add(
            "zone_change",
            "Only the time zone changed. Say what to keep: the time on the clock, or the moment",
        );
        let mut page = form_page(&desk, &convening, form, &places, errors);
        page.choices = page.choices.asking(question);
        return web::page_invalid(&page);
    }
    let offered = Offered {
        places: places.iter().map(|place| place.id.clone()).collect(),
        status: Some(convening.row.status),
    };
    let mut errors = FieldErrors::default();
    let Some(plan) = rules::read(&mut errors, &form, &offered) else {
        return web::page_invalid(&form_page(&desk, &convening, form, &places, errors));
    };
    if ends_poll(&convening, &plan) && form.end_poll.is_empty() {
        errors.add(
            "end_poll",
            "Guests are being asked for this date. Say that the date poll is to be withdrawn, or leave the status as it is",
        );
        return web::page_invalid(&form_page(&desk, &convening, form, &places, errors));
    }
    if !current {
        return conflict(&desk, &convening, (form, &plan), &places).await;
    }
    if day_span(&plan) != day_span(&convening.plan) {
        let days = days_hit(desk.db(), &plan).await?;
        if !days.is_empty() && !form.accepts(&days_key(&days)) {
            let page = form_page(&desk, &convening, form, &places, FieldErrors::default());
            return web::page_invalid(&page.asking_about(&days));
        }
    }
    write(&desk, &convening, (form, plan), &places).await
}

/// Whether guests are being asked for the date, and no longer would be.
fn ends_poll(convening: &Convening, plan: &Plan) -> bool {
    let asks = |status| status == ConveningStatus::DatePoll;
    asks(convening.row.status) && !asks(plan.status)
}

async fn write(
    desk: &Desk,
    convening: &Convening,
    (form, plan): (ConveningForm, Plan),
    places: &[Place],
) -> Result<Response> {
    let path = super::path_of(convening.row.id);
    let wanted = Change {
        id: convening.row.id,
        version: convening.row.version,
        plan,
    };
    let now = desk.app.now();
    let changed = desk
        .app
        .db
        .write(async |txn| store::change(txn, &wanted, &desk.actor(), now).await)
        .await?;
    match changed {
        Changed::Saved { material: true } => Ok(web::flash_to(
            &path,
            "Saved. Time, place or status changed: calendars that subscribe will follow.",
        )),
        Changed::Saved { material: false } => Ok(web::flash_to(&path, "Saved.")),
        Changed::Over => Ok(over(convening)),
        Changed::Stale => {
            let newest = AppError::found(store::by_id(desk.db(), convening.row.id).await?)?;
            conflict(desk, &newest, (form, &wanted.plan), places).await
        }
    }
}

/// Somebody else saved first: shows both, and the form saves over theirs when sent again.
async fn conflict(
    desk: &Desk,
    saved: &Convening,
    (mut form, mine): (ConveningForm, &Plan),
    places: &[Place],
) -> Result<Response> {
    let named = places
        .iter()
        .map(|place| (place.id.clone(), place.name.clone()))
        .collect();
    let key = saved.row.id.to_string();
    let (entries, _) = audit::history(desk.db(), "convening", &key, 0, 1).await?;
    let zone = desk
        .user
        .time_zone
        .clone()
        .unwrap_or_else(|| saved.row.time_zone.clone());
    let who = entries
        .first()
        .map(|entry| format!("{}, {}", entry.actor, moment(entry.at, &zone)));
    form.version = saved.row.version.to_string();
    let mut page = form_page(desk, saved, form, places, FieldErrors::default());
    page.shell = page.shell.with_errors();
    page.conflict = Some(Conflict {
        who: who.unwrap_or_else(|| "Somebody else".to_owned()),
        differences: rules::differences(&saved.plan, mine, &named),
    });
    let mut response = web::page(&page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// Why a convening is cancelled.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CancelForm {
    reason: String,
}

/// POST /convenings/{id}/cancellation
pub(super) async fn cancel(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<CancelForm>,
) -> Result<Response> {
    let convening = super::load(&desk, &id).await?;
    let reason: String = form.reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        let mut errors = FieldErrors::default();
        let told = if reason.is_empty() {
            "Say why it is cancelled. The reason stays in the activity list".to_owned()
        } else {
            format!("Shorten the reason to at most {LONGEST_REASON} characters")
        };
        errors.add("reason", told);
        return super::show::refused(&desk, convening, reason, errors).await;
    }
    let (key, now) = (convening.row.id, desk.app.now());
    let done = desk
        .app
        .db
        .write(async |txn| store::cancel(txn, key, &reason, &desk.actor(), now).await)
        .await?;
    let told = if done {
        "Cancelled. Calendars that subscribe will show it as cancelled for 30 days."
    } else {
        "It was cancelled already."
    };
    Ok(web::flash_to(&super::path_of(key), told))
}
