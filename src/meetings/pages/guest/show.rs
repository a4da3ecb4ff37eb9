//! The page itself, and the meetings as a calendar file.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};

use super::{AtPage, Opened, open, private, unlisted};
use crate::{
    meetings::{
        pages::{
            calendar::file,
            day::told,
            wish_form::{Row, rows},
            wish_read::Sent,
            words::Line,
        },
        rules::{Held, unrefused},
        store,
    },
    values::{ConveningStatus, MeetingPhase, wall_time},
    web::{self, AppError, FieldErrors, FrontDesk, Result, Shell},
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
    errors: FieldErrors,
    /// The form came too late: it shows what was chosen, and cannot be sent.
    late: bool,
    differs: bool,
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
    page(&front, (&at, &secret), Back::default()).await
}

/// A form that comes back, and why.
#[derive(Default)]
pub(super) struct Back<'a> {
    pub(super) sent: Option<&'a Sent>,
    pub(super) errors: FieldErrors,
    /// Wishes are no longer collected.
    pub(super) late: bool,
    /// Somebody else of the party said something else meanwhile.
    pub(super) differs: bool,
}

impl<'a> Back<'a> {
    pub(super) fn of(sent: &'a Sent) -> Self {
        Self {
            sent: Some(sent),
            ..Self::default()
        }
    }

    fn status(&self) -> StatusCode {
        if self.late || self.differs {
            StatusCode::CONFLICT
        } else if self.errors.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }
}

/// The page, or its form again.
pub(super) async fn page(
    front: &FrontDesk,
    (at, secret): (&AtPage, &str),
    back: Back<'_>,
) -> Result<Response> {
    let held = held(front, at).await?;
    let status = back.status();
    let (row, room) = (&at.convening.row, &at.of.room);
    let zone = &row.time_zone;
    let cancelled = row.status == ConveningStatus::Cancelled;
    let open = room.phase == MeetingPhase::Wishes && !cancelled;
    let message = room.message.lines().map(str::trim);
    let message = message.filter(|line| !line.is_empty());
    let party = &at.party;
    let page = GuestPage {
        shell: {
            let shell = private(front, &row.title);
            if status == StatusCode::OK {
                shell
            } else {
                shell.with_errors()
            }
        },
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
        rows: rows(&at.of, party.id, back.sent),
        errors: back.errors,
        late: back.late,
        differs: back.differs,
        lines: held
            .as_ref()
            .map_or_else(Vec::new, |held| told(&at.of, held, (&at.person, zone))),
        shows_day: held.is_some() && !cancelled,
        provisional: room.phase == MeetingPhase::Provisional,
        zone: zone.label(),
    };
    let mut shown = web::page(&page)?;
    *shown.status_mut() = status;
    Ok(unlisted(shown))
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
    // A no thanks said since then holds at once, before staff plan again.
    Ok(Some(unrefused(held, &at.of.wishes)))
}

/// GET and HEAD /wishes/{secret}/calendar.ics: what was published, also what is not held any more.
pub(super) async fn calendar(front: FrontDesk, Path(secret): Path<String>) -> Result<Response> {
    let at = match open(&front, &secret).await? {
        Opened::At(at) => at,
        Opened::Gone(page) => return Ok(page),
    };
    let told = store::events_of(front.app.db.read(), at.person.id, front.app.now()).await?;
    let published = at.of.room.phase == MeetingPhase::Published;
    if told.is_empty() && !published {
        return Err(AppError::NotFound);
    }
    let from = (&*front.app.settings, &at.convening);
    let answer = file(from, at.of.room.illustrative, &told)?;
    Ok(unlisted(answer))
}
