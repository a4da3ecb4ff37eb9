//! Mail of ours that came back.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;

use super::{facts::Target, store::Entry};
use crate::{
    invitations::{itip::read::Bounce, ledger},
    mail::{self, suppression},
    values::SuppressionKind,
};

/// Addresses of this convening whose mail came back for good are not written to again. A report that returns no mail of
/// ours to them is not believed: anybody can write one.
pub(super) async fn bounce(
    txn: &DatabaseTransaction,
    target: Option<&Target>,
    bounce: &Bounce,
    now: DateTime<Utc>,
) -> anyhow::Result<Entry> {
    let mut entry = Entry {
        verdict: "bounce".to_owned(),
        told: "A mail server says what became of a mail of ours.".to_owned(),
        ..Entry::default()
    };
    let Some(target) = target else {
        return Ok(entry);
    };
    for each in bounce.undelivered.iter().filter(|each| each.is_final()) {
        let convening = target.settings.convening_id;
        let Some(guest) = ledger::of_address(txn, convening, &each.address).await? else {
            continue;
        };
        if !mail::wrote_to(txn, &each.address, &bounce.about).await? {
            entry.invitation = Some(guest.id);
            entry.told = format!(
                "Somebody says that mail to {} came back, and returns no mail of ours.",
                each.address
            );
            continue;
        }
        let kind = SuppressionKind::Bounce;
        suppression::suppress(txn, &each.address, kind, &each.status, now).await?;
        entry.invitation = Some(guest.id);
        entry.told = format!("Mail to {} came back: {}.", each.address, each.status);
    }
    Ok(entry)
}
