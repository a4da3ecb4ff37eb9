//! Carrying out a verdict.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::{
    delegate::{ask_host, hand_over},
    effects::{MailBack, mail_back},
    facts::Target,
    store,
};
use crate::{
    audit::{self, Act, Actor},
    auth::limits::{self, Limit},
    entities::invitations,
    ids::InvitationId,
    invitations::{
        itip::replies::{Ask, Effect, Verdict},
        ledger::{self, Answer},
    },
    values::AnswerSource,
};

const REFRESHES: Limit = Limit {
    what: "invitation_refresh",
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

/// Does what a verdict says; answers whose invitation it was about.
pub(super) async fn carry_out(
    txn: &DatabaseTransaction,
    (target, guests): (&Target, &[invitations::Model]),
    verdict: &Verdict,
    now: DateTime<Utc>,
) -> anyhow::Result<Option<InvitationId>> {
    let Some(address) = about(&verdict.effect) else {
        return Ok(None);
    };
    let Some(guest) = find(guests, address) else {
        if let Effect::Crasher {
            answer,
            name,
            delegated_from,
        } = &verdict.effect
        {
            let from = delegated_from.as_deref();
            let from = from.and_then(|from| find(guests, from));
            let from = from.map(|guest| guest.id);
            store::knock(txn, target.settings.convening_id, (answer, name), from, now).await?;
        }
        return Ok(None);
    };
    match &verdict.effect {
        Effect::DelegateAsk {
            answer, to, name, ..
        } => ask_host(txn, (target, guests), guest, (answer, to, name), now).await?,
        Effect::DelegateAllow { answer, to, name } => {
            hand_over(txn, guest, (answer, verdict), (to, name), now).await?;
        }
        // Whoever has a line here and was never told of the convening: the host decides.
        Effect::Crasher { answer, name, .. } => {
            store::knock(txn, guest.convening_id, (answer, name), None, now).await?;
        }
        _ => to_guest(txn, guest, verdict, now).await?,
    }
    Ok(Some(guest.id))
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
) -> anyhow::Result<()> {
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
        Effect::Record(ask) => count(txn, guest, ask, verdict, now).await?,
        Effect::Proposal {
            answer,
            counts,
            starts_at,
            ends_at,
        } => {
            store::propose(txn, guest, answer, (*starts_at, *ends_at), now).await?;
            if *counts {
                count(txn, guest, answer, verdict, now).await?;
            }
        }
        Effect::Refresh { .. } if may_write(txn, REFRESHES, guest, now).await? => {
            mail_back(txn, guest.id, MailBack::Refresh, now).await?;
        }
        _ => {}
    }
    Ok(())
}

/// Whether a guest may be written to once more: nobody makes us send them one mail after another.
async fn may_write(
    txn: &DatabaseTransaction,
    limit: Limit,
    guest: &invitations::Model,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let who = guest.id.to_string();
    Ok(limits::count(txn, limit, &who, now).await?.is_ok())
}

/// Keeps an answer.
pub(super) async fn keep(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    ask: &Ask,
    (rule, counts): (&'static str, bool),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let answer = Answer {
        partstat: ask.partstat,
        source: AnswerSource::Calendar,
        sequence: ask.sequence,
        said_at: ask.said_at,
        note: ask.note.clone(),
        counts,
        rule,
        written_by: String::new(),
    };
    ledger::record(txn, guest, &answer, now).await
}

/// Keeps an answer and lets it count.
pub(super) async fn count(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    ask: &Ask,
    verdict: &Verdict,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    keep(txn, guest, ask, (verdict.rule, true), now).await?;
    let act = Act {
        action: "answered",
        kind: "convening",
        id: guest.convening_id.to_string(),
        summary: format!(
            "{} answered by calendar: {}",
            guest.name,
            ask.partstat.label()
        ),
        before: Some(serde_json::json!({ "answer": guest.partstat })),
        after: Some(serde_json::json!({ "answer": ask.partstat, "rule": verdict.rule })),
    };
    audit::record(txn, &Actor::named("Calendar reply"), act, now).await
}
