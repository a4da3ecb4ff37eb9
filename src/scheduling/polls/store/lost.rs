//! What moving times that were answered costs.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};

use crate::{
    entities::{poll_people, poll_votes},
    ids::{PollId, PollOptionId},
    values::PollPersonState,
};

/// Answers that no longer count once some times are others, and who is to be asked about the new ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::scheduling::polls) struct Lost {
    pub(in crate::scheduling::polls) answers: u64,
    pub(in crate::scheduling::polls) times: usize,
    pub(in crate::scheduling::polls) people: u64,
}

/// Counts them for these times of a poll; answers of those who are no longer asked count no more as it is.
pub(in crate::scheduling::polls) async fn lost_with(
    db: &impl ConnectionTrait,
    poll: PollId,
    times: &[PollOptionId],
) -> Result<Lost, DbErr> {
    let answers = poll_votes::Entity::find()
        .inner_join(poll_people::Entity)
        .filter(poll_votes::Column::PollOptionId.is_in(times.iter().copied()))
        .filter(poll_people::Column::State.ne(PollPersonState::Removed))
        .count(db)
        .await?;
    let people = poll_people::Entity::find()
        .filter(poll_people::Column::PollId.eq(poll))
        .filter(poll_people::Column::State.eq(PollPersonState::Answered))
        .count(db)
        .await?;
    Ok(Lost {
        answers,
        times: times.len(),
        people,
    })
}
