//! Polls that wait for somebody to choose.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, RelationTrait,
    sea_query::{Condition, Expr, ExprTrait as _},
};

use crate::{
    entities::{convenings, date_polls, poll_people},
    ids::ConveningId,
    values::{PollPersonState, PollState},
};

/// A poll that waits for a decision.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ReadyPoll {
    pub convening_id: ConveningId,
    pub title: String,
    pub illustrative: bool,
    pub closed_at: Option<DateTime<Utc>>,
}

/// Polls that are closed and not decided, and open ones that everybody has answered who was asked; the longest waiting first.
pub async fn ready_to_decide(
    db: &impl ConnectionTrait,
    most: u64,
) -> Result<Vec<ReadyPoll>, DbErr> {
    use PollPersonState as S;
    use date_polls::Column as P;
    let of_poll = |states: &[S]| {
        let people = poll_people::Entity::find()
            .select_only()
            .column(poll_people::Column::Id)
            .filter(
                Expr::col((poll_people::Entity, poll_people::Column::PollId))
                    .equals((date_polls::Entity, P::Id)),
            )
            .filter(poll_people::Column::State.is_in(states.iter().copied()));
        Expr::exists(people.into_query())
    };
    let everybody = Condition::all()
        .add(P::State.eq(PollState::Open))
        .add(of_poll(&[S::Answered]))
        .add(of_poll(&[S::Asked]).not());
    let ready = Condition::any()
        .add(P::State.eq(PollState::Closed))
        .add(everybody);
    date_polls::Entity::find()
        .select_only()
        .columns([P::ConveningId, P::ClosedAt])
        .columns([convenings::Column::Title, convenings::Column::Illustrative])
        .join(JoinType::InnerJoin, date_polls::Relation::Convening.def())
        .filter(ready)
        .filter(convenings::Column::CancelledAt.is_null())
        .order_by_asc(P::ClosedAt)
        .order_by_asc(P::Id)
        .limit(most)
        .into_model()
        .all(db)
        .await
}
