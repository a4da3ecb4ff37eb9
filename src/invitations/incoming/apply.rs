//! Carrying out a verdict.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::{
    counting::{count, keep},
    delegate::{ask_host, hand_over},
    effects::{MailBack, mail_back},
    facts::Target,
    store,
};
use crate::{
    auth::limits::{self, Limit},
    entities::invitations,
    ids::InvitationId,
    invitations::itip::replies::{Effect, Verdict},
};

const REFRESHES: Limit = Limit {
    what: "invitation_refresh",
    tries: 1,
    window: TimeDelta::hours(1),
};
/// How often a guest's calendar hears that the seat is still theirs.
pub(super) const NOT_TAKEN: Limit = Limit {
    what: "invitation_delegation",
    tries: 1,
    window: TimeDelta::hours(1),
};
const CONFIRMATIONS: Limit = Limit {
    what: "invitation_confirmation",
    tries: 1,
    window: TimeDelta::hours(1),
};

pub(super) fn find<'a>(
    guests: &'a [invitations::Model],
    address: &str,
) -> Option<&'a invitations::Model> {
    guests.iter().find(|guest| guest.address_key == address)
}

/// What came of a verdict.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// Whose invitation it was about.
    pub(super) invitation: Option<InvitationId>,
    /// What to tell beside the verdict's own sentence.
    pub(super) also: String,
}

/// Does what a verdict says.
pub(super) async fn carry_out(
    txn: &DatabaseTransaction,
    (target, guests): (&Target, &[invitations::Model]),
    verdict: &Verdict,
    now: DateTime<Utc>,
) -> anyhow::Result<Done> {
    let Some(address) = about(&verdict.effect) else {
        return Ok(Done::default());
    };
    let convening = target.settings.convening_id;
    let guest = find(guests, address);
    if let Effect::Crasher {
        answer,
        name,
        delegated_from,
    } = &verdict.effect
    {
        // Whoever has a line here and was never told of the convening: the host decides.
        let from = delegated_from.as_deref().filter(|_| guest.is_none());
        let from = from.and_then(|from| find(guests, from));
        let from = from.map(|from| from.id);
        let also = store::knock(txn, convening, (answer, name), from, now).await?;
        return Ok(Done {
            invitation: guest.map(|guest| guest.id),
            also: also.to_owned(),
        });
    }
    let Some(guest) = guest else {
        return Ok(Done::default());
    };
    let also = match &verdict.effect {
        Effect::DelegateAsk {
            answer, to, name, ..
        } => ask_host(txn, (target, guests), guest, (answer, to, name), now).await?,
        Effect::DelegateAllow { answer, to, name } => {
            hand_over(txn, guest, (answer, verdict), (to, name), now).await?
        }
        _ => to_guest(txn, guest, verdict, now).await?.to_owned(),
    };
    Ok(Done {
        invitation: Some(guest.id),
        also,
    })
}

/// The address an effect is about; nothing where nothing is to be done.
fn about(effect: &Effect) -> Option<&str> {
    match effect {
        Effect::Drop | Effect::LogOnly | Effect::Ignore => None,
        Effect::Unconfirmed { answer, .. } => answer.as_ref().map(|ask| ask.guest.as_str()),
        Effect::Stale(answer)
        | Effect::Record(answer)
        | Effect::Proposal { answer, .. }
        | Effect::DelegateAsk { answer, .. }
        | Effect::DelegateAllow { answer, .. }
        | Effect::Crasher { answer, .. } => Some(&answer.guest),
        Effect::Refresh { guest } => Some(guest),
    }
}

/// What concerns one guest alone.
async fn to_guest(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    verdict: &Verdict,
    now: DateTime<Utc>,
) -> anyhow::Result<&'static str> {
    match &verdict.effect {
        Effect::Unconfirmed {
            answer: Some(ask),
            confirm,
        } => {
            keep(txn, guest, ask, (verdict.rule, false), now).await?;
            if *confirm && may_write(txn, CONFIRMATIONS, guest, now).await? {
                mail_back(txn, guest.id, MailBack::Confirm, now).await?;
            }
        }
        Effect::Stale(ask) => {
            keep(txn, guest, ask, (verdict.rule, false), now).await?;
            if may_write(txn, REFRESHES, guest, now).await? {
                mail_back(txn, guest.id, MailBack::AskAgain, now).await?;
            }
        }
        Effect::Record(ask) => return Ok(count(txn, guest, ask, verdict.rule, now).await?),
        Effect::Proposal {
            answer,
            counts,
            starts_at,
            ends_at,
        } => {
            store::propose(txn, guest, answer, (*starts_at, *ends_at), now).await?;
            if *counts {
                return Ok(count(txn, guest, answer, verdict.rule, now).await?);
            }
        }
        Effect::Refresh { .. } if may_write(txn, REFRESHES, guest, now).await? => {
            mail_back(txn, guest.id, MailBack::Refresh, now).await?;
        }
        _ => {}
    }
    Ok("")
}

/// Whether a guest may be written to once more: nobody makes us send them one mail after another.
pub(super) async fn may_write(
    txn: &DatabaseTransaction,
    limit: Limit,
    guest: &invitations::Model,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let who = guest.id.to_string();
    Ok(limits::count(txn, limit, &who, now).await?.is_ok())
}
