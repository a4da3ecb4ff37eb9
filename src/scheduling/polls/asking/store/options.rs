//! The times a poll offers, and what was said of them.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::{
    entities::{poll_options as options, poll_votes as votes},
    ids::{PollId, PollOptionId, PollPersonId},
    values::PollAnswer,
};

/// The most options a poll is shown with.
const MOST: u64 = 500;

/// What somebody said of the options, by option.
pub(in crate::scheduling::polls) type Said = BTreeMap<PollOptionId, votes::Model>;

/// The options still offered, the earliest first.
pub(in crate::scheduling::polls) async fn live_options(
    db: &impl ConnectionTrait,
    of: PollId,
) -> Result<Vec<options::Model>, DbErr> {
    options::Entity::find()
        .filter(options::Column::PollId.eq(of))
        .filter(options::Column::WithdrawnAt.is_null())
        .order_by_asc(options::Column::StartsAt)
        .order_by_asc(options::Column::Id)
        .limit(MOST)
        .all(db)
        .await
}

/// What one person said.
pub(in crate::scheduling::polls) async fn votes_of(
    db: &impl ConnectionTrait,
    of: PollPersonId,
) -> Result<Said, DbErr> {
    let found = votes::Entity::find()
        .filter(votes::Column::PollPersonId.eq(of))
        .all(db)
        .await?;
    Ok(found
        .into_iter()
        .map(|vote| (vote.poll_option_id, vote))
        .collect())
}

/// What these people said of one option.
pub(in crate::scheduling::polls) async fn said_of(
    db: &impl ConnectionTrait,
    option: PollOptionId,
    people: impl IntoIterator<Item = PollPersonId>,
) -> Result<BTreeMap<PollPersonId, PollAnswer>, DbErr> {
    let found = votes::Entity::find()
        .filter(votes::Column::PollOptionId.eq(option))
        .filter(votes::Column::PollPersonId.is_in(people))
        .all(db)
        .await?;
    Ok(found
        .into_iter()
        .map(|vote| (vote.poll_person_id, vote.answer))
        .collect())
}
