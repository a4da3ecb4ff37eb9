//! The page itself, and the meetings as a calendar file.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{AtPage, Opened, open, private, unlisted};
use crate::{
    meetings::{
        pages::{
            calendar::file,
            day::told,
            wish_form::{Row, rows},
            words::Line,
        },
        rules::Held,
        store,
    },
    values::{ConveningStatus, MeetingPhase, wall_time},
    web::{self, AppError, FrontDesk, Result, Shell},
};

#[derive(Template)]
#[template(path = "meetings/guest.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact the page shows"
)]
struct GuestPage {
    shell: Shell,
    path: String,
    title: String,
    sample: bool,
    name: String,
    party: String,
    is_team: bool,
    when: String,
    place: String,
    message: Vec<String>,
    cancelled: bool,
    /// Wishes can be said.
    open: bool,
    /// "Ann Lee, Thu ..."; empty while nothing was said.
    said: String,
    rows: Vec<Row>,
    /// The day, where there is one to show.
    lines: Vec<Line>,
    shows_day: bool,
    provisional: bool,
    zone: String,
}

/// GET and HEAD /wishes/{secret}
pub(super) async fn show(front: FrontDesk, Path(secret): Path<String>) -> Result<Response> {
    let at = match open(&front, &secret).await? {
        Opened::At(at) => at,
        Opened::Gone(page) => return Ok(page),
    };
    let held = held(&front, &at).await?;
    let (row, room) = (&at.convening.row, &at.of.room);
    let zone = &row.time_zone;
    let cancelled = row.status == ConveningStatus::Cancelled;
    let open = room.phase == MeetingPhase::Wishes && !cancelled;
    let message = room.message.lines().map(str::trim);
    let message = message.filter(|line| !line.is_empty());
    let party = &at.party;
    let page = GuestPage {
        shell: private(&front, &row.title),
        path: format!("/wishes/{secret}"),
        title: row.title.clone(),
        sample: room.illustrative,
        name: at.person.name.clone(),
        party: party.name.clone(),
        is_team: party.side == crate::values::MeetingSide::Team,
        when: at.convening.plan.when.words(),
        place: row.venue.clone(),
        message: message.map(str::to_owned).collect(),
        cancelled,
        open,
        said: party.said_at.map_or_else(String::new, |said| {
            format!("{}, {}", party.said_by, wall_time::moment(said, zone))
        }),
        rows: rows(&at.of, party.id),
        lines: held
            .as_ref()
            .map_or_else(Vec::new, |held| told(&at.of, held, (&at.person, zone))),
        shows_day: held.is_some() && !cancelled,
        provisional: room.phase == MeetingPhase::Provisional,
        zone: zone.label(),
    };
    Ok(unlisted(web::page(&page)?))
}

/// The meetings of the plan, where guests may see it.
async fn held(front: &FrontDesk, at: &AtPage) -> Result<Option<Vec<Held>>> {
    let room = &at.of.room;
    let shown = match room.phase {
        MeetingPhase::Published => true,
        MeetingPhase::Provisional => room.guests_see_draft,
        _ => false,
    };
    if !shown || room.plan_id.is_none() {
        return Ok(None);
    }
    let held = store::held_in(front.app.db.read(), &at.of, room.plan_id).await?;
    Ok(Some(held))
}

/// GET and HEAD /wishes/{secret}/calendar.ics: only what is published.
pub(super) async fn calendar(front: FrontDesk, Path(secret): Path<String>) -> Result<Response> {
    let at = match open(&front, &secret).await? {
        Opened::At(at) => at,
        Opened::Gone(page) => return Ok(page),
    };
    let published = at.of.room.phase == MeetingPhase::Published;
    let off = at.convening.row.status == ConveningStatus::Cancelled;
    let plan = at.of.room.plan_id.filter(|_| published && !off);
    let plan = AppError::found(plan)?;
    let plan = AppError::found(store::plan_by_id(front.app.db.read(), plan).await?)?;
    let held = store::held_in(front.app.db.read(), &at.of, Some(plan.id)).await?;
    let from = (&at.convening, &at.of, &plan);
    let answer = file(&front.app.settings, from, (&at.person, &held))?;
    Ok(unlisted(answer))
}
