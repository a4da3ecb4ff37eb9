//! What guests said in the date poll of the time that was chosen: the first that is known of who comes. It is no answer to an
//! invitation. The rows are written by the room of scheduling.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QuerySelect, RelationTrait,
};

use crate::{
    entities::{date_polls, poll_people, poll_votes},
    ids::{ConveningId, SeatId},
    values::{PollAnswer, PollPersonState, PollState},
};

/// What somebody said of the chosen time.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Polled {
    pub seat_id: Option<SeatId>,
    pub address_key: String,
    pub answer: PollAnswer,
}

impl Polled {
    /// "If needed in the date poll".
    #[must_use]
    pub fn words(&self) -> String {
        format!("{} in the date poll", self.answer.label())
    }
}

/// What everybody said of the time that was chosen; nothing where none was.
pub async fn said_in_poll(
    db: &impl ConnectionTrait,
    convening: ConveningId,
) -> Result<Vec<Polled>, DbErr> {
    let poll = date_polls::Entity::find()
        .filter(date_polls::Column::ConveningId.eq(convening))
        .filter(date_polls::Column::State.eq(PollState::Decided))
        .one(db)
        .await?;
    let Some(option) = poll.and_then(|poll| poll.decided_option_id) else {
        return Ok(Vec::new());
    };
    poll_votes::Entity::find()
        .select_only()
        .columns([poll_people::Column::SeatId, poll_people::Column::AddressKey])
        .column(poll_votes::Column::Answer)
        .join(JoinType::InnerJoin, poll_votes::Relation::Person.def())
        .filter(poll_votes::Column::PollOptionId.eq(option))
        .filter(poll_people::Column::State.ne(PollPersonState::Removed))
        .into_model()
        .all(db)
        .await
}
