//! What an address is invited to.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::{
    entities::invitations,
    ids::ConveningId,
    values::{InvitationState, Partstat},
};

/// The most convenings one address is shown.
const MOST: u64 = 1_000;

/// The convenings an address was invited to by mail and has not said no to.
pub(super) async fn invited_to(
    db: &impl ConnectionTrait,
    key: &str,
) -> Result<Vec<ConveningId>, DbErr> {
    use invitations::Column as C;
    invitations::Entity::find()
        .select_only()
        .column(C::ConveningId)
        .filter(C::AddressKey.eq(key))
        .filter(C::State.eq(InvitationState::Invited))
        .filter(C::SeenSequence.is_not_null())
        .filter(C::Partstat.is_not_in([Partstat::Declined, Partstat::Delegated]))
        .order_by_desc(C::ConveningId)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await
}
