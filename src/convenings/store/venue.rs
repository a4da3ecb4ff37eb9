//! When a convening's venue is taken by another.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::Convening;
use crate::{
    convenings::rules::needs_venue,
    entities::convenings,
    values::{ConveningFormat, ConveningStatus},
};

/// The most meetings looked at.
const MOST: u64 = 2_000;

/// A meeting that takes the same venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VenueTaken {
    pub title: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Line {
    title: String,
    venue: String,
    format: ConveningFormat,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
}

/// The meetings with a date, between two moments, for which people go to the same venue of the same city; however it is
/// spelled in capitals and spaces. Nothing where nobody goes anywhere, or where is not known.
pub async fn venue_taken(
    db: &impl ConnectionTrait,
    of: &Convening,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<VenueTaken>, DbErr> {
    use ConveningStatus as S;
    use convenings::Column as C;
    let here = spelled(&of.row.venue);
    if here.is_empty() || !needs_venue(of.row.format) {
        return Ok(Vec::new());
    }
    let mut found = convenings::Entity::find()
        .select_only()
        .columns([C::Title, C::Venue, C::Format, C::StartsAt, C::EndsAt])
        .filter(C::Id.ne(of.row.id))
        .filter(C::StartsAt.lt(to))
        .filter(C::EndsAt.gt(from))
        .filter(C::Status.is_not_in([S::Cancelled, S::Idea, S::DatePoll, S::Postponed]))
        .order_by_asc(C::StartsAt)
        .order_by_asc(C::Id)
        .limit(MOST);
    found = match &of.row.place_id {
        Some(place) => found.filter(C::PlaceId.eq(place.clone())),
        None => found.filter(C::PlaceId.is_null()),
    };
    let found: Vec<Line> = found.into_model().all(db).await?;
    let same = |line: &Line| needs_venue(line.format) && spelled(&line.venue) == here;
    let taken = found.into_iter().filter(same).map(|line| VenueTaken {
        title: line.title,
        starts_at: line.starts_at,
        ends_at: line.ends_at,
    });
    Ok(taken.collect())
}

fn spelled(venue: &str) -> String {
    let words: Vec<&str> = venue.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
