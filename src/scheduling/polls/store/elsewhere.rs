//! Where else the same organizations are asked for a date that nobody has chosen yet.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};

use crate::{
    entities::{convenings, date_polls, poll_options, poll_people},
    ids::{ConveningId, OrganizationId, PollId},
    values::{PollPersonState, PollState},
};

/// The most times looked at.
const MOST: u64 = 2_000;

/// A time that another poll offers somebody of an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scheduling::polls) struct AskedElsewhere {
    pub(in crate::scheduling::polls) organization_id: OrganizationId,
    pub(in crate::scheduling::polls) title: String,
    pub(in crate::scheduling::polls) starts_at: DateTime<Utc>,
    pub(in crate::scheduling::polls) ends_at: DateTime<Utc>,
}

/// The times between two moments that undecided polls of other convenings ask these organizations about.
pub(in crate::scheduling::polls) async fn asked_elsewhere(
    db: &impl ConnectionTrait,
    organizations: impl IntoIterator<Item = OrganizationId>,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    except: ConveningId,
) -> Result<Vec<AskedElsewhere>, DbErr> {
    use PollPersonState::{Answered, Asked};
    use poll_options::Column as O;
    type Asks = (PollId, OrganizationId);
    type Line = (PollId, String, DateTime<Utc>, DateTime<Utc>);
    let asks: Vec<Asks> = poll_people::Entity::find()
        .select_only()
        .distinct()
        .columns([
            poll_people::Column::PollId,
            poll_people::Column::OrganizationId,
        ])
        .join(JoinType::InnerJoin, poll_people::Relation::Poll.def())
        .filter(poll_people::Column::OrganizationId.is_in(organizations))
        .filter(poll_people::Column::State.is_in([Asked, Answered]))
        .filter(date_polls::Column::State.is_in([PollState::Open, PollState::Closed]))
        .filter(date_polls::Column::ConveningId.ne(except))
        .order_by_asc(poll_people::Column::PollId)
        .order_by_asc(poll_people::Column::OrganizationId)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?;
    let times: Vec<Line> = poll_options::Entity::find()
        .select_only()
        .column(O::PollId)
        .column(convenings::Column::Title)
        .columns([O::StartsAt, O::EndsAt])
        .join(JoinType::InnerJoin, poll_options::Relation::Poll.def())
        .join(JoinType::InnerJoin, date_polls::Relation::Convening.def())
        .filter(O::PollId.is_in(asks.iter().map(|(poll, _)| *poll)))
        .filter(O::WithdrawnAt.is_null())
        .filter(O::StartsAt.lt(to))
        .filter(O::EndsAt.gt(from))
        .order_by_asc(O::StartsAt)
        .order_by_asc(O::Id)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?;
    let of_time = |(poll, title, starts_at, ends_at): Line| {
        let here = asks.iter().filter(move |(asking, _)| *asking == poll);
        here.map(move |(_, organization)| AskedElsewhere {
            organization_id: *organization,
            title: title.clone(),
            starts_at,
            ends_at,
        })
    };
    Ok(times.into_iter().flat_map(of_time).collect())
}
