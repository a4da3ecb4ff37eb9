//! Reading polls, their times, the people they ask and what those said.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use crate::{
    convenings::rules::fold_of,
    db::Large,
    entities::{
        date_polls, invitations, poll_busy_times, poll_hours, poll_options, poll_people, poll_votes,
    },
    ids::{ConveningId, PollId, PollOptionId, PollPersonId},
    scheduling::polls::rules::{Settings, Slot},
    values::{
        PollAnswer, PollPersonState,
        time_convert::{TimeOutOfRange, to_civil, to_timestamp},
    },
};

/// The newest poll of a convening.
pub(in crate::scheduling::polls) async fn newest(
    db: &impl ConnectionTrait,
    convening: ConveningId,
) -> Result<Option<date_polls::Model>, DbErr> {
    date_polls::Entity::find()
        .filter(date_polls::Column::ConveningId.eq(convening))
        .order_by_desc(date_polls::Column::CreatedAt)
        .order_by_desc(date_polls::Column::Id)
        .one(db)
        .await
}

pub(in crate::scheduling::polls) async fn by_id(
    db: &impl ConnectionTrait,
    id: PollId,
) -> Result<Option<date_polls::Model>, DbErr> {
    date_polls::Entity::find_by_id(id).one(db).await
}

fn wrong(error: &TimeOutOfRange) -> DbErr {
    DbErr::Type(error.to_string())
}

/// A poll's row as the settings it holds.
pub(in crate::scheduling::polls) fn settings_of(
    poll: &date_polls::Model,
) -> Result<Settings, DbErr> {
    let day = |day: Option<chrono::NaiveDate>| {
        day.map(|day| {
            to_civil(day.and_time(chrono::NaiveTime::MIN)).map(jiff::civil::DateTime::date)
        })
        .transpose()
        .map_err(|error| wrong(&error))
    };
    let closes = poll.closes_at.map(to_timestamp).transpose();
    Ok(Settings {
        manner: poll.manner,
        minutes: poll.minutes,
        zone: poll.time_zone.clone(),
        message: poll.message.clone(),
        closes: closes.map_err(|error| wrong(&error))?,
        most_reminders: poll.most_reminders,
        heads: poll.heads,
        if_needed: poll.if_needed,
        first_day: day(poll.first_day)?,
        last_day: day(poll.last_day)?,
        holds: poll.holds,
    })
}

/// The times a poll offers, the first first; those that are withdrawn only where asked for.
pub(in crate::scheduling::polls) async fn option_rows(
    db: &impl ConnectionTrait,
    poll: PollId,
) -> Result<Vec<poll_options::Model>, DbErr> {
    poll_options::Entity::find()
        .filter(poll_options::Column::PollId.eq(poll))
        .filter(poll_options::Column::WithdrawnAt.is_null())
        .order_by_asc(poll_options::Column::StartsAt)
        .order_by_asc(poll_options::Column::Id)
        .all(db)
        .await
}

/// The same as slots.
pub(in crate::scheduling::polls) fn slots(
    rows: &[poll_options::Model],
) -> Result<Vec<(PollOptionId, Slot)>, DbErr> {
    let slot = |row: &poll_options::Model| -> Result<(PollOptionId, Slot), TimeOutOfRange> {
        let slot = Slot {
            local_start: to_civil(row.local_start)?,
            local_end: to_civil(row.local_end)?,
            start_fold: row.start_fold.as_deref().and_then(fold_of),
            end_fold: row.end_fold.as_deref().and_then(fold_of),
            starts: to_timestamp(row.starts_at)?,
            ends: to_timestamp(row.ends_at)?,
        };
        Ok((row.id, slot))
    };
    let slots: Result<Vec<_>, TimeOutOfRange> = rows.iter().map(slot).collect();
    slots.map_err(|error| wrong(&error))
}

/// Whom a poll asks, who must attend first, then by name; those who are no longer asked are left out.
pub(in crate::scheduling::polls) async fn people_rows(
    db: &impl ConnectionTrait,
    poll: PollId,
) -> Result<Vec<poll_people::Model>, DbErr> {
    poll_people::Entity::find()
        .filter(poll_people::Column::PollId.eq(poll))
        .filter(poll_people::Column::State.ne(PollPersonState::Removed))
        .order_by_asc(poll_people::Column::Attendance)
        .order_by_asc(poll_people::Column::Name)
        .order_by_asc(poll_people::Column::Id)
        .all(db)
        .await
}

/// What somebody could do in an ordinary week: day from 1, from and to in minutes.
pub(in crate::scheduling::polls) type Hour = (PollPersonId, i32, i32, i32, PollAnswer);
/// When somebody is busy.
pub(in crate::scheduling::polls) type Busy = (PollPersonId, DateTime<Utc>, DateTime<Utc>);

/// Everything that was said, without the notes.
#[derive(Clone, Debug, Default)]
pub(in crate::scheduling::polls) struct Answers {
    pub(in crate::scheduling::polls) votes: Vec<(PollPersonId, PollOptionId, PollAnswer)>,
    pub(in crate::scheduling::polls) hours: Vec<Hour>,
    pub(in crate::scheduling::polls) busy: Vec<Busy>,
}

impl Large for Answers {
    fn bytes(&self) -> usize {
        let votes = self.votes.len() * size_of::<(PollPersonId, PollOptionId, PollAnswer)>();
        votes + self.hours.len() * size_of::<Hour>() + self.busy.len() * size_of::<Busy>()
    }
}

/// Changes with every vote on the times that a poll offers. Read from an index alone: a poll may have many votes.
pub(in crate::scheduling::polls) async fn votes_revision(
    db: &impl ConnectionTrait,
    poll: PollId,
) -> Result<String, DbErr> {
    use poll_votes::Column as V;
    type Line = (PollOptionId, PollAnswer, i64, Option<DateTime<Utc>>);
    let options = poll_options::Entity::find()
        .select_only()
        .column(poll_options::Column::Id)
        .filter(poll_options::Column::PollId.eq(poll))
        .filter(poll_options::Column::WithdrawnAt.is_null());
    let lines: Vec<Line> = poll_votes::Entity::find()
        .select_only()
        .columns([V::PollOptionId, V::Answer])
        .column_as(V::SaidAt.count(), "many")
        .column_as(V::SaidAt.max(), "newest")
        .filter(V::PollOptionId.in_subquery(options.into_query()))
        .group_by(V::PollOptionId)
        .group_by(V::Answer)
        .order_by_asc(V::PollOptionId)
        .order_by_asc(V::Answer)
        .into_tuple()
        .all(db)
        .await?;
    let line = |(option, answer, many, newest): Line| {
        let newest = newest.map_or(0, |at| at.timestamp_micros());
        format!("{option} {answer} {many} {newest};")
    };
    Ok(lines.into_iter().map(line).collect())
}

/// What was said in a poll: votes where times are offered, hours and busy times where any time will do.
pub(in crate::scheduling::polls) async fn answers(
    db: &impl ConnectionTrait,
    (poll, any_time): (PollId, bool),
) -> Result<Answers, DbErr> {
    use poll_busy_times::Column as B;
    use poll_hours::Column as H;
    use poll_votes::Column as V;
    if !any_time {
        let options = poll_options::Entity::find()
            .select_only()
            .column(poll_options::Column::Id)
            .filter(poll_options::Column::PollId.eq(poll))
            .filter(poll_options::Column::WithdrawnAt.is_null());
        let votes = poll_votes::Entity::find()
            .select_only()
            .columns([V::PollPersonId, V::PollOptionId, V::Answer])
            .filter(V::PollOptionId.in_subquery(options.into_query()))
            .into_tuple()
            .all(db)
            .await?;
        return Ok(Answers {
            votes,
            ..Answers::default()
        });
    }
    let people = || {
        let these = poll_people::Entity::find()
            .select_only()
            .column(poll_people::Column::Id)
            .filter(poll_people::Column::PollId.eq(poll))
            .filter(poll_people::Column::State.ne(PollPersonState::Removed));
        these.into_query()
    };
    let hours = poll_hours::Entity::find()
        .select_only()
        .columns([
            H::PollPersonId,
            H::Weekday,
            H::FromMinute,
            H::ToMinute,
            H::Answer,
        ])
        .filter(H::PollPersonId.in_subquery(people()))
        .into_tuple()
        .all(db)
        .await?;
    let busy = poll_busy_times::Entity::find()
        .select_only()
        .columns([B::PollPersonId, B::StartsAt, B::EndsAt])
        .filter(B::PollPersonId.in_subquery(people()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(Answers {
        votes: Vec::new(),
        hours,
        busy,
    })
}

/// How many calendars hold an entry of a convening: they get a cancellation when its date is taken back.
pub(in crate::scheduling::polls) async fn holders(
    db: &impl ConnectionTrait,
    convening: ConveningId,
) -> Result<Vec<String>, DbErr> {
    invitations::Entity::find()
        .select_only()
        .column(invitations::Column::Name)
        .filter(invitations::Column::ConveningId.eq(convening))
        .filter(invitations::Column::SeenSequence.is_not_null())
        .filter(invitations::Column::RemovedAt.is_null())
        .filter(invitations::Column::IsChair.eq(false))
        .order_by_asc(invitations::Column::Name)
        .limit(2_000)
        .into_tuple()
        .all(db)
        .await
}
