//! Carrying out a verdict.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    effects::{MailBack, mail_back},
    facts::Target,
    store::{self, Entry},
};
use crate::{
    audit::{self, Act, Actor},
    auth::limits::{self, Limit},
    entities::invitations,
    ids::{AnswerId, InvitationId},
    invitations::{
        itip::{
            read::Bounce,
            replies::{Ask, Effect, Verdict},
        },
        ledger::{self, Answer, NewInvitation},
    },
    mail::suppression,
    values::{AnswerSource, DoorState, EmailAddress, InvitationState, Partstat, SuppressionKind},
};

const REFRESHES: Limit = Limit {
    what: "invitation_refresh",
    tries: 1,
    window: TimeDelta::hours(1),
};

fn find<'a>(guests: &'a [invitations::Model], address: &str) -> Option<&'a invitations::Model> {
    guests.iter().find(|guest| guest.address_key == address)
}

/// Does what a verdict says; answers whose invitation it was about.
pub(super) async fn carry_out(
    txn: &DatabaseTransaction,
    (target, guests): (&Target, &[invitations::Model]),
    verdict: &Verdict,
    now: DateTime<Utc>,
) -> anyhow::Result<Option<InvitationId>> {
    let of = |ask: &Ask| find(guests, &ask.guest);
    let about = match &verdict.effect {
        Effect::Drop | Effect::LogOnly | Effect::Ignore => None,
        Effect::Unconfirmed { answer, confirm } => {
            let found = answer.as_ref().and_then(|ask| Some((ask, of(ask)?)));
            if let Some((ask, guest)) = found {
                let answer = keep(txn, guest, ask, (verdict.rule, false), now).await?;
                if *confirm {
                    mail_back(txn, guest.id, MailBack::Confirm { answer }, now).await?;
                }
            }
            found.map(|(_, guest)| guest)
        }
        Effect::Stale(ask) => {
            if let Some(guest) = of(ask) {
                keep(txn, guest, ask, (verdict.rule, false), now).await?;
                mail_back(txn, guest.id, MailBack::AskAgain, now).await?;
            }
            of(ask)
        }
        Effect::Record(ask) => {
            if let Some(guest) = of(ask) {
                count(txn, guest, ask, verdict, now).await?;
            }
            of(ask)
        }
        Effect::Proposal {
            answer,
            counts,
            starts_at,
            ends_at,
        } => {
            if let Some(guest) = of(answer) {
                store::propose(txn, guest, answer, (*starts_at, *ends_at), now).await?;
                if *counts {
                    count(txn, guest, answer, verdict, now).await?;
                }
            }
            of(answer)
        }
        Effect::Refresh { guest } => {
            let guest = find(guests, guest);
            if let Some(guest) = guest {
                let who = guest.id.to_string();
                if limits::count(txn, REFRESHES, &who, now).await?.is_ok() {
                    mail_back(txn, guest.id, MailBack::Refresh, now).await?;
                }
            }
            guest
        }
        Effect::DelegateAsk {
            answer, to, name, ..
        } => {
            if let Some(guest) = of(answer) {
                keep(txn, guest, answer, (verdict.rule, false), now).await?;
                if !to.is_empty() && find(guests, to).is_none() {
                    let for_them = Ask {
                        guest: to.clone(),
                        partstat: Partstat::NeedsAction,
                        ..answer.clone()
                    };
                    let convening = target.settings.convening_id;
                    store::knock(txn, convening, (&for_them, name), Some(guest.id), now).await?;
                }
                mail_back(txn, guest.id, MailBack::DelegationNotTaken, now).await?;
            }
            of(answer)
        }
        Effect::DelegateAllow { answer, to, name } => {
            if let Some(guest) = of(answer) {
                hand_over(txn, guest, (answer, verdict), (to, name), now).await?;
            }
            of(answer)
        }
        Effect::Crasher {
            answer,
            name,
            delegated_from,
        } => {
            let from = delegated_from
                .as_deref()
                .and_then(|from| find(guests, from));
            let from = from.map(|guest| guest.id);
            store::knock(txn, target.settings.convening_id, (answer, name), from, now).await?;
            None
        }
    };
    Ok(about.map(|guest| guest.id))
}

/// Keeps an answer; answers its key.
async fn keep(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    ask: &Ask,
    (rule, counts): (&'static str, bool),
    now: DateTime<Utc>,
) -> Result<AnswerId, DbErr> {
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
    ledger::record(txn, guest, &answer, now).await?;
    let kept = ledger::answers_of(txn, guest.id).await?;
    Ok(kept
        .first()
        .map_or_else(AnswerId::fresh, |answer| answer.id))
}

async fn count(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    ask: &Ask,
    verdict: &Verdict,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    keep(txn, guest, ask, (verdict.rule, true), now).await?;
    let act = Act {
        action: "answered",
        kind: "invitation",
        id: guest.id.to_string(),
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

/// The seat goes to whom the guest sends; what they said at the door is their answer.
async fn hand_over(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    (answer, verdict): (&Ask, &Verdict),
    (to, name): (&str, &str),
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    // An address that no mail goes to is the host's to see.
    let Ok(address) = to.parse::<EmailAddress>() else {
        keep(txn, guest, answer, (verdict.rule, false), now).await?;
        return Ok(());
    };
    count(txn, guest, answer, verdict, now).await?;
    let new = NewInvitation {
        convening: guest.convening_id,
        seat: guest.seat_id,
        organization: guest.organization_id,
        person: None,
        address,
        name: if name.is_empty() {
            to.to_owned()
        } else {
            name.to_owned()
        },
        attendance: guest.attendance,
        is_chair: false,
        why: guest.why.clone(),
        illustrative: guest.illustrative,
    };
    let Some(id) = ledger::plan(txn, &new, now).await? else {
        return Ok(());
    };
    use invitations::Column as C;
    invitations::Entity::update_many()
        .col_expr(C::DelegatedFrom, Expr::value(guest.id))
        .col_expr(C::State, Expr::value(InvitationState::Invited))
        .filter(C::Id.eq(id))
        .exec(txn)
        .await?;
    let waiting = store::at_door(txn, guest.convening_id, to).await?;
    let waiting = waiting.filter(|there| there.state == DoorState::Waiting);
    if let (Some(there), Some(delegate)) = (waiting, ledger::held(txn, id).await?) {
        let said = Ask {
            guest: to.to_owned(),
            partstat: there.partstat,
            sequence: there.sequence,
            said_at: there.said_at,
            note: there.note,
        };
        count(txn, &delegate, &said, verdict, now).await?;
        store::let_in(txn, there.id, now).await?;
    }
    mail_back(txn, id, MailBack::InviteDelegate, now).await?;
    Ok(())
}

/// Addresses of this convening whose mail came back for good are not written to again. Others in the report are not
/// believed: anybody can write one.
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
        let kind = SuppressionKind::Bounce;
        suppression::suppress(txn, &each.address, kind, &each.status, now).await?;
        entry.invitation = Some(guest.id);
        entry.told = format!("Mail to {} came back: {}.", each.address, each.status);
    }
    Ok(entry)
}
