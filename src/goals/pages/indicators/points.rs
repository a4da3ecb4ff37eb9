//! Reporting a value. A second value for a date and group is a correction: the reporter sees the value in force, says why
//! it changes, and both stay visible.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    super::{AtGoal, forms::PointForm, words},
    address,
    at::AtIndicator,
    crumbs,
};
use crate::{
    db::unique_violation,
    entities::{data_points, indicators},
    goals::{
        curves::valued,
        pictures::day,
        rules::{
            cuts,
            series::{Key, read_date},
        },
        store::{self, NewPoint, Reported},
    },
    web::{
        self, AppError, Desk, FieldErrors, Form, Query, Shell, TableEditorsDesk,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "goals/point.html")]
struct PointPage {
    shell: Shell,
    crumbs: Vec<Link>,
    heading: &'static str,
    action: String,
    back: String,
    measured: String,
    unit: String,
    /// The value that would be corrected.
    held: Option<HeldValue>,
    kinds: Vec<Choice>,
    form: PointForm,
    errors: FieldErrors,
}

/// The value in force, in words.
struct HeldValue {
    value: String,
    of: String,
    source: String,
    by: String,
}

/// The value to be corrected, as a link of the table names it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Which {
    on: String,
    kind: String,
    group: String,
}

/// The address from before a goal could have several indicators.
pub(super) async fn of_the_headline(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
) -> web::Result<Response> {
    let all = store::indicators_of(desk.db(), goal.id).await?;
    let first = AppError::found(all.first())?;
    Ok(web::see_other(&format!("{}/points/new", address(first))))
}

pub(super) async fn blank(
    TableEditorsDesk(desk): TableEditorsDesk,
    at: AtIndicator,
    Query(which): Query<Which>,
) -> web::Result<Response> {
    let held = match read_date(&which.on) {
        Ok(on) => {
            let key = Key {
                on,
                cut_kind: which.kind,
                cut_group: which.group,
            };
            store::point_at(desk.db(), at.indicator.id, &key).await?
        }
        Err(_) => None,
    };
    let form = held.as_ref().map_or_else(
        || PointForm {
            source: at.indicator.source.clone(),
            ..PointForm::default()
        },
        PointForm::correcting,
    );
    web::page(&page(
        &desk,
        &at,
        held.as_ref(),
        (form, FieldErrors::default()),
    ))
}

pub(super) async fn report(
    TableEditorsDesk(desk): TableEditorsDesk,
    at: AtIndicator,
    Form(form): Form<PointForm>,
) -> web::Result<Response> {
    let point = match form.read(at.indicator.unit, desk.today()) {
        Ok(point) => point,
        Err(errors) => {
            let held = seen_again(&desk, &at.indicator, &form).await?;
            return web::page_invalid(&page(&desk, &at, held.as_ref(), (form, errors)));
        }
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    let reported = (&at.indicator, form.seen());
    let stored = desk
        .app
        .db
        .write(async |txn| store::add_point(txn, reported, &point, &actor, now).await)
        .await;
    let said = match stored {
        Ok(Reported::Stored(1)) => "Value reported.".to_owned(),
        Ok(Reported::Stored(revision)) => {
            format!("Value corrected as revision {revision}. Both values are kept.")
        }
        Ok(Reported::Same) => "This value was reported already, so nothing changed.".to_owned(),
        Ok(Reported::Other(held)) => return held_already(&desk, &at, &held, (form, &point)),
        Err(error) if unique_violation(&error) => {
            return Err(AppError::Conflict(
                "Someone else reported a value for this date at the same moment.".to_owned(),
            ));
        }
        Err(error) => return Err(error.into()),
    };
    Ok(web::flash_to(&address(&at.indicator), &said))
}

/// The value that the refused form was about to correct.
async fn seen_again(
    desk: &Desk,
    indicator: &indicators::Model,
    form: &PointForm,
) -> web::Result<Option<data_points::Model>> {
    let Ok(on) = read_date(&form.observed_on) else {
        return Ok(None);
    };
    let key = Key {
        on,
        cut_kind: cuts::code(&form.cut_kind),
        cut_group: form.cut_group.trim().to_owned(),
    };
    if form.seen() == 0 {
        return Ok(None);
    }
    Ok(store::point_at(desk.db(), indicator.id, &key).await?)
}

/// The form again with both values: somebody reported this date before (422), or meanwhile (409).
fn held_already(
    desk: &Desk,
    at: &AtIndicator,
    held: &data_points::Model,
    (mut form, new): (PointForm, &NewPoint),
) -> web::Result<Response> {
    let meanwhile = form.seen() > 0;
    let value = valued(held, at.indicator.unit);
    let mut errors = FieldErrors::default();
    if meanwhile {
        let by = &held.reported_by;
        errors.add(
            "value",
            format!("{by} reported {value} for this date meanwhile. Look at both values."),
        );
    } else {
        errors.add("reason", format!(
            "{value} is reported for {} already. To correct it, say why. Both values stay visible.",
            day(new.observed_on)
        ));
    }
    form.replaces = held.revision.to_string();
    let mut answer =
        web::page_invalid(&page(desk, at, Some(held), (form, errors)))?.into_response();
    if meanwhile {
        *answer.status_mut() = StatusCode::CONFLICT;
    }
    Ok(answer)
}

fn page(
    desk: &Desk,
    at: &AtIndicator,
    held: Option<&data_points::Model>,
    (form, errors): (PointForm, FieldErrors),
) -> PointPage {
    let heading = if held.is_some() {
        "Correct a value"
    } else {
        "Report a value"
    };
    let shell = desk.shell("goals", format!("{heading}: {}", at.goal.title));
    let back = address(&at.indicator);
    PointPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: crumbs(&at.goal, Some(&at.indicator)),
        heading,
        action: format!("{back}/points/new"),
        back,
        measured: at.indicator.name.clone(),
        unit: format!("In {}", at.indicator.unit.label().to_lowercase()),
        held: held.map(|held| held_value(desk, &at.indicator, held)),
        kinds: kinds(&at.indicator, &form.cut_kind),
        form,
        errors,
    }
}

fn held_value(desk: &Desk, indicator: &indicators::Model, held: &data_points::Model) -> HeldValue {
    let zone = desk.user.time_zone.as_ref();
    let group = if held.cut_group.is_empty() {
        String::new()
    } else {
        format!(", {}", held.cut_group)
    };
    HeldValue {
        value: valued(held, indicator.unit),
        of: format!("{}{group}", day(held.observed_on)),
        source: held.source.clone(),
        by: format!(
            "Revision {}, reported by {}, {}",
            held.revision,
            words::reporter(&held.reported_by),
            words::instant(held.created_at, zone)
        ),
    }
}

/// Common breakdowns, those of the indicator, and the one that was chosen.
fn kinds(indicator: &indicators::Model, chosen: &str) -> Vec<Choice> {
    let chosen = cuts::code(chosen);
    let mut codes: Vec<String> = indicator
        .disaggregate_by
        .iter()
        .map(str::to_owned)
        .collect();
    codes.extend(cuts::COMMON.iter().map(|(code, _)| (*code).to_owned()));
    if !chosen.is_empty() {
        codes.push(chosen.clone());
    }
    let mut seen = std::collections::BTreeSet::new();
    let fresh = codes.into_iter().filter(|code| seen.insert(code.clone()));
    fresh
        .map(|code| Choice::new(&code, cuts::label(&code), code == chosen))
        .collect()
}
