//! Answers that were kept and do not count, where nothing newer has settled them.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait as _},
};

use crate::{
    entities::{
        invitation_answers::{self as rows, Column as C},
        invitations,
    },
    ids::ConveningId,
    values::InvitationState,
};

/// The most answers that are shown at once.
const MOST: u64 = 200;

/// The unconfirmed (R4), the stale (R9) and those that wait for the host (R12) of guests who said nothing that counts
/// since, the newest first.
pub(in crate::invitations) async fn uncounted(
    db: &impl ConnectionTrait,
    convening: ConveningId,
) -> Result<Vec<(rows::Model, invitations::Model)>, DbErr> {
    let unsettled = Condition::any()
        .add(invitations::Column::AnsweredAt.is_null())
        .add(
            Expr::col((invitations::Entity, invitations::Column::AnsweredAt))
                .lt(Expr::col((rows::Entity, C::ReceivedAt))),
        );
    let found = rows::Entity::find()
        .filter(C::ConveningId.eq(convening))
        .filter(C::Counted.eq(false))
        .filter(invitations::Column::State.ne(InvitationState::Removed))
        .filter(unsettled)
        .order_by_desc(C::ReceivedAt)
        .order_by_desc(C::Id)
        .limit(MOST)
        .find_also_related(invitations::Entity)
        .all(db)
        .await?;
    let with_guest = found.into_iter();
    Ok(with_guest
        .filter_map(|(answer, guest)| Some((answer, guest?)))
        .collect())
}
