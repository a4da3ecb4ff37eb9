//! Who other mails about a convening come from: its own address, so that an answer reaches the host.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;

use super::meeting::Meeting;
use crate::{ids::ConveningId, invitations::ledger, mail::Sender, web::Settings};

/// The sender of every mail about a convening; its address is made with the first of them. Nothing if there is no such
/// convening.
pub async fn sender_of(
    txn: &DatabaseTransaction,
    settings: &Settings,
    convening: ConveningId,
    now: DateTime<Utc>,
) -> anyhow::Result<Option<Sender>> {
    ledger::settings_or_made(txn, convening, now).await?;
    let Some(meeting) = Meeting::load(txn, convening).await? else {
        return Ok(None);
    };
    let organizer = meeting.organizer(settings)?;
    Ok(Some(Sender {
        name: organizer.name,
        address: organizer.address,
    }))
}
