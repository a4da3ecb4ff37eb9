//! The dates of a season as JSON, for people who are signed in.

use axum::{
    Json, Router,
    extract::Path,
    response::{IntoResponse, Response},
    routing::get,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::{
    pages::{load, shown::Shown},
    propose,
    rules::Dated,
};
use crate::{
    ids::{ConveningId, OrganizationId, SeasonId},
    web::{AppError, AppState, Desk, Result},
};

/// JSON for people who are signed in.
pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/api/v1/seasons/{id}/plan", get(plan))
}

#[derive(Serialize)]
struct Answer {
    season: SeasonFace,
    made_at: DateTime<Utc>,
    made_by: String,
    /// Why there are no dates; nothing where there are.
    trouble: Option<String>,
    /// What changed since.
    since: Vec<String>,
    value_usd: Option<i64>,
    ceiling_usd: Option<i64>,
    dates: Vec<DateFace>,
    journeys: Vec<JourneyFace>,
}

#[derive(Serialize)]
struct SeasonFace {
    id: SeasonId,
    title: String,
    first_day: NaiveDate,
    last_day: NaiveDate,
}

#[derive(Serialize)]
struct DateFace {
    convening: ConveningId,
    title: String,
    day: NaiveDate,
    days: u16,
    place: String,
    kept: bool,
    comes: Vec<GuestFace>,
    lost: Vec<LossFace>,
    other_day: Option<NaiveDate>,
    other_day_costs_usd: Option<i64>,
}

#[derive(Serialize)]
struct GuestFace {
    id: OrganizationId,
    name: String,
    illustrative: bool,
    value_usd: u64,
    must_attend: bool,
}

#[derive(Serialize)]
struct LossFace {
    #[serde(flatten)]
    guest: GuestFace,
    to: Vec<ConveningId>,
}

#[derive(Serialize)]
struct JourneyFace {
    organization: OrganizationId,
    stops: Vec<StopFace>,
}

#[derive(Serialize)]
struct StopFace {
    convening: ConveningId,
    day: NaiveDate,
    days_of_travel: u16,
    days_free: i32,
}

/// GET /api/v1/seasons/{id}/plan
async fn plan(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let season = load(&desk, &id).await?;
    let shown = Shown::load(desk.db(), season, propose::today(&desk.app)).await?;
    let kept = AppError::found(shown.kept.as_ref())?;
    let season = &shown.scene.season;
    let dates = kept.dates.as_ref();
    let journeys = dates.into_iter().flat_map(|dates| &dates.journeys);
    let answer = Answer {
        season: SeasonFace {
            id: season.id,
            title: season.title.clone(),
            first_day: season.first_day,
            last_day: season.last_day,
        },
        made_at: kept.row.made_at,
        made_by: kept.row.made_by.clone(),
        trouble: Some(kept.row.trouble.clone()).filter(|trouble| !trouble.is_empty()),
        since: shown.since.clone(),
        value_usd: dates.map(|dates| dates.value),
        ceiling_usd: dates.map(|dates| dates.ceiling),
        dates: dates
            .into_iter()
            .flat_map(|dates| &dates.dates)
            .map(|dated| date(&shown, dated))
            .collect(),
        journeys: journeys
            .map(|journey| JourneyFace {
                organization: journey.funder,
                stops: journey
                    .stops
                    .iter()
                    .map(|stop| StopFace {
                        convening: stop.convening,
                        day: stop.day,
                        days_of_travel: stop.travel,
                        days_free: stop.free,
                    })
                    .collect(),
            })
            .collect(),
    };
    Ok(Json(answer).into_response())
}

fn date(shown: &Shown, dated: &Dated) -> DateFace {
    let guest = |id: OrganizationId| {
        let invited = shown
            .dates()
            .and_then(|dates| dates.invited(dated.convening, id));
        GuestFace {
            id,
            name: shown.funder(id),
            illustrative: shown.is_sample(id),
            value_usd: invited.map_or(0, |invited| invited.value),
            must_attend: invited.is_some_and(|invited| invited.must),
        }
    };
    DateFace {
        convening: dated.convening,
        title: shown.title(dated.convening),
        day: dated.day,
        days: dated.days,
        place: shown.place(dated.spot),
        kept: dated.kept,
        comes: dated.comes.iter().map(|id| guest(*id)).collect(),
        lost: dated
            .lost
            .iter()
            .map(|lost| LossFace {
                guest: guest(lost.funder),
                to: lost.to.clone(),
            })
            .collect(),
        other_day: dated.instead.map(|other| other.day),
        other_day_costs_usd: dated.instead.map(|other| other.costs),
    }
}
