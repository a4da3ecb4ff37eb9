//! The dates of a season as JSON, for people who are signed in.

mod faces;

use axum::{
    Json, Router,
    extract::Path,
    response::{IntoResponse, Response},
    routing::get,
};

use faces::{Answer, DateFace, GuestFace, JourneyFace, LossFace, SeasonFace};

use super::{
    pages::{load, shown::Shown},
    propose,
    rules::Dated,
};
use crate::{
    ids::OrganizationId,
    web::{AppError, AppState, Desk, Result},
};

/// JSON for people who are signed in.
pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/api/v1/seasons/{id}/plan", get(plan))
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
        journeys: journeys.map(JourneyFace::of).collect(),
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
