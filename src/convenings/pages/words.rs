//! How convenings look in words: pills, days to keep free, links above the title.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    convenings::{rules::Plan, store::Convening},
    places::{self, BlackoutDay},
    values::{
        ConveningStatus, TimeZone,
        time_convert::{to_naive, to_timestamp},
        wall_time,
    },
    web::views::Link,
};

/// A status: kind, icon and word of its pill.
pub(super) struct Pill {
    pub(super) kind: &'static str,
    pub(super) icon: &'static str,
    pub(super) word: &'static str,
}

/// The same words and colours as on the goal's own list.
pub(super) const fn status_pill(status: ConveningStatus) -> Pill {
    use ConveningStatus as S;
    let (kind, icon) = match status {
        S::Idea => ("quiet", "dots"),
        S::DatePoll | S::Hold | S::Postponed => ("wait", "clock"),
        S::Confirmed | S::InProgress => ("ok", "check"),
        S::Held | S::Debriefed | S::Closed => ("info", "check"),
        S::Cancelled => ("bad", "cross"),
    };
    Pill {
        kind,
        icon,
        word: status.label(),
    }
}

/// The first and last day on the convening's own clocks.
pub(super) fn day_span(plan: &Plan) -> (NaiveDate, NaiveDate) {
    (
        to_naive(plan.when.local_start).date(),
        to_naive(plan.when.local_end).date(),
    )
}

/// The days to keep free that the convening falls on.
pub(super) async fn days_hit(
    db: &impl ConnectionTrait,
    plan: &Plan,
) -> Result<Vec<BlackoutDay>, DbErr> {
    let (first, last) = day_span(plan);
    places::blackout_days_between(db, first, last).await
}

/// `Fri 18 Jun 2027: Juneteenth (offices are closed)`.
pub(super) fn day_sentence(day: &BlackoutDay) -> String {
    let advice = if day.closed {
        "offices are closed"
    } else {
        "ask guests first"
    };
    format!(
        "{}: {} ({advice})",
        day.day.format("%a %-d %b %Y"),
        day.name
    )
}

/// Tells one set of days from another, for "Hold it anyway".
pub(super) fn days_key(days: &[BlackoutDay]) -> String {
    let dates: Vec<String> = days.iter().map(|day| day.day.to_string()).collect();
    dates.join(",")
}

/// An instant from the database, on somebody's clocks.
pub(super) fn moment(at: DateTime<Utc>, zone: &TimeZone) -> String {
    to_timestamp(at).map_or_else(|_| at.to_string(), |at| wall_time::long(at, zone))
}

/// The links above the title of a page below a convening.
pub(super) fn crumbs_below(convening: &Convening) -> Vec<Link> {
    vec![
        Link::new("Convenings", "/convenings"),
        Link::new(&convening.row.title, super::path_of(convening.row.id)),
    ]
}
