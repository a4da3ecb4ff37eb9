//! The pages of the door, made for a phone: what is on, who is expected, who came.

mod acts;
mod list;
mod show;
mod sync;

use axum::{
    Router,
    routing::{get, post},
};
use chrono::{DateTime, Utc};

use super::rules::is_open;
use crate::{
    convenings::{self, Convening},
    ids::ConveningId,
    values::{ConveningStatus, TimeZone, time_convert::to_timestamp},
    web::{AppError, AppState, DoorDesk, Result},
};

/// For staff, and for those who keep the door.
pub(in crate::invitations) fn door_routes() -> Router<AppState> {
    Router::new()
        .route("/check-in", get(list::list))
        .route(
            "/convenings/{id}/check-in",
            get(show::show).post(acts::arrive),
        )
        .route("/convenings/{id}/check-in/undo", post(acts::undo))
        .route("/convenings/{id}/check-in/walk-ins", post(acts::walk_in))
        .route("/convenings/{id}/check-in/sync", post(sync::take))
}

/// The convening an address names; 404 for those who keep the door unless it is on about now.
async fn load(door: &DoorDesk, id: &str) -> Result<Convening> {
    let id: ConveningId = id.parse().map_err(|_| AppError::NotFound)?;
    let found = AppError::found(convenings::by_id(door.0.db(), id).await?)?;
    if door.keeps_the_door() && !is_on(&found, door.0.app.now()) {
        return Err(AppError::NotFound);
    }
    Ok(found)
}

/// Whether it takes place about now, on its own clocks.
fn is_on(of: &Convening, now: DateTime<Utc>) -> bool {
    use ConveningStatus::{Cancelled, DatePoll, Idea, Postponed};
    let when = &of.plan.when;
    let days = (when.local_start.date(), when.local_end.date());
    let off = matches!(of.row.status, Cancelled | DatePoll | Idea | Postponed);
    !off && is_open(days, local_date(now, &when.zone))
}

fn local_date(now: DateTime<Utc>, zone: &TimeZone) -> jiff::civil::Date {
    let now = to_timestamp(now).unwrap_or_default();
    zone.jiff().to_datetime(now).date()
}

fn path_of(id: ConveningId) -> String {
    format!("/convenings/{id}/check-in")
}
