//! Whether the meetings still take place: not once their convening is cancelled.

use sea_orm::{ConnectionTrait, DbErr};

use crate::{convenings, entities::meeting_rooms, values::ConveningStatus};

/// Whether the convening is cancelled, or gone.
pub(in crate::meetings) async fn is_cancelled(
    db: &impl ConnectionTrait,
    room: &meeting_rooms::Model,
) -> Result<bool, DbErr> {
    let convening = convenings::by_id(db, room.convening_id).await?;
    Ok(convening.is_none_or(|it| it.row.status == ConveningStatus::Cancelled))
}
