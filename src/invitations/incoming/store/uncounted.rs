//! Answers that were kept and do not count, where nothing newer has settled them.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, SelectTwo,
    sea_query::{Expr, ExprTrait as _},
};

use crate::{
    entities::{
        invitation_answers::{self as rows, Column as C},
        invitations,
    },
    ids::ConveningId,
    values::InvitationState,
    web::Paging,
};

/// A page of answers and whose they are, and how many there are.
pub(in crate::invitations) type Uncounted = (Vec<(rows::Model, invitations::Model)>, u64);

/// The unconfirmed (R4), the stale (R9) and those that wait for the host (R12) of guests who said nothing that counts
/// since, the newest first.
pub(in crate::invitations) async fn uncounted(
    db: &impl ConnectionTrait,
    convening: ConveningId,
    paging: Paging,
) -> Result<Uncounted, DbErr> {
    let total = unsettled(convening).count(db).await?;
    let found = unsettled(convening)
        .order_by_desc(C::ReceivedAt)
        .order_by_desc(C::Id)
        .offset(paging.offset())
        .limit(paging.size)
        .all(db)
        .await?;
    let with_guest = found.into_iter();
    let with_guest = with_guest.filter_map(|(answer, guest)| Some((answer, guest?)));
    Ok((with_guest.collect(), total))
}

fn unsettled(convening: ConveningId) -> SelectTwo<rows::Entity, invitations::Entity> {
    let unsettled = Condition::any()
        .add(invitations::Column::AnsweredAt.is_null())
        .add(
            Expr::col((invitations::Entity, invitations::Column::AnsweredAt))
                .lt(Expr::col((rows::Entity, C::ReceivedAt))),
        );
    rows::Entity::find()
        .filter(C::ConveningId.eq(convening))
        .filter(C::Counted.eq(false))
        .find_also_related(invitations::Entity)
        .filter(invitations::Column::State.ne(InvitationState::Removed))
        .filter(unsettled)
}
