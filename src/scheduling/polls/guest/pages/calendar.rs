//! Looking into one's own calendar for clashes: by its published address or as a file; and forgetting what was seen.

use axum::{
    extract::{Multipart, Path},
    response::Response,
};
use chrono::{DateTime, TimeDelta, Utc};
use jiff::Timestamp;

use super::{
    AtPoll, CALENDARS, Opened, Wanted,
    calendar_form::{Sent, read},
    count, open, show, within,
};
use crate::{
    scheduling::polls::{
        guest::{
            calendar::{self, Refused},
            is_open,
        },
        store,
    },
    values::time_convert::{to_chrono, to_timestamp},
    web::{ClientKey, FieldErrors, FrontDesk, Query, Result, address, flash_to},
};

/// The most spans that are kept of one person.
const MOST: usize = 2_000;
/// How far beyond the last time the calendar is read, for times that are offered later.
const BEYOND: TimeDelta = TimeDelta::days(31);

/// POST /polls/{secret}/calendar
pub(super) async fn look(
    front: FrontDesk,
    visitor: ClientKey,
    Path(secret): Path<String>,
    Query(wanted): Query<Wanted>,
    parts: Multipart,
) -> Result<Response> {
    within(&front, &visitor, CALENDARS).await?;
    let at = match open(&front, &secret, &wanted).await? {
        Opened::At(at) => at,
        Opened::Gone(page) => return Ok(page),
    };
    let here = here(&at, &secret);
    let now = front.app.now();
    if !is_open(&at.about.poll, now) {
        return Ok(flash_to(&here, "This poll takes no more answers."));
    }
    let sent = read(parts).await?;
    let window = (now, last(&at, now) + BEYOND);
    let found = match sent {
        Err(refused) => Err((String::new(), refused)),
        Ok(sent) => busy(&at, &sent, window)
            .await?
            .map_err(|wrong| (sent.address, wrong)),
    };
    let (mut spans, unread) = match found {
        Ok(found) => found,
        Err((typed, refused)) => {
            let mut errors = FieldErrors::default();
            errors.add("calendar", refused.to_string());
            return show::refused_calendar(&front, &at, &secret, (typed, errors));
        }
    };
    spans.truncate(MOST);
    let id = at.person.id;
    let kept = front
        .app
        .db
        .write(async |txn| store::put_busy(txn, id, &spans).await)
        .await?;
    Ok(flash_to(
        &here,
        &if kept {
            told(spans.len(), unread)
        } else {
            "This poll takes no more answers.".to_owned()
        },
    ))
}

fn told(spans: usize, unread: usize) -> String {
    let unread = match unread {
        0 => String::new(),
        1 => " One entry could not be read.".to_owned(),
        some => format!(" {some} entries could not be read."),
    };
    if spans == 0 {
        return format!("In your calendar nothing is in the way.{unread}");
    }
    format!("The times at which your calendar is busy are marked below.{unread}")
}

/// When the last time is over, or the last day.
fn last(at: &AtPoll, now: DateTime<Utc>) -> DateTime<Utc> {
    let ends = at.options.iter().map(|option| option.ends_at);
    let day = at.about.poll.last_day;
    let day = day.map(|day| day.and_time(chrono::NaiveTime::MIN).and_utc());
    ends.chain(day).max().unwrap_or(now).max(now)
}

type Spans = Vec<(DateTime<Utc>, DateTime<Utc>)>;

/// When they are busy, and how many entries could not be read.
async fn busy(
    at: &AtPoll,
    sent: &Sent,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Result<(Spans, usize), Refused>> {
    let file = if sent.file.is_empty() {
        match calendar::fetched(&sent.address).await {
            Ok(file) => file,
            Err(refused) => return Ok(Err(refused)),
        }
    } else {
        sent.file.clone()
    };
    let moment = |at| to_timestamp(at).map_err(anyhow::Error::from);
    let window: (Timestamp, Timestamp) = (moment(from)?, moment(to)?);
    let read = calendar::busy(file, &at.zone, window).await?;
    Ok(read.map(|busy| {
        let spans = busy.spans.into_iter();
        let spans = spans.map(|(from, to)| (to_chrono(from), to_chrono(to)));
        (spans.collect(), busy.unread)
    }))
}

/// POST /polls/{secret}/calendar/removal
pub(super) async fn forget(
    front: FrontDesk,
    visitor: ClientKey,
    Path(secret): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    count(&front, &visitor).await?;
    let at = match open(&front, &secret, &wanted).await? {
        Opened::At(at) => at,
        Opened::Gone(page) => return Ok(page),
    };
    let id = at.person.id;
    front
        .app
        .db
        .write(async |txn| store::forget_busy(txn, id).await)
        .await?;
    Ok(flash_to(
        &here(&at, &secret),
        "What was seen in your calendar is forgotten.",
    ))
}

fn here(at: &AtPoll, secret: &str) -> String {
    address(&format!("/polls/{secret}"), &[("zone", at.zone.name())])
}
