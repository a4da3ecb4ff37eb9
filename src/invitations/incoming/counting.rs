//! An answer by calendar: kept, and counted where there is a place for who gives it.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::effects::{MailBack, mail_back};
use crate::{
    audit::{self, Act, Actor},
    auth::limits::{self, Limit},
    entities::invitations,
    invitations::{
        answering,
        itip::replies::Ask,
        ledger::{self, Answer},
    },
    values::{AnswerSource, InvitationState, Partstat},
};

/// How many answers that do not count are kept of a guest: anybody can forge them.
const UNCOUNTED: Limit = Limit {
    what: "invitation_uncounted",
    tries: 20,
    window: TimeDelta::days(1),
};

const WAITS: &str = "Every place is taken: they are on the waiting list.";

/// Keeps an answer.
pub(super) async fn keep(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    ask: &Ask,
    (rule, counts): (&'static str, bool),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let who = guest.id.to_string();
    if !counts && limits::count(txn, UNCOUNTED, &who, now).await?.is_err() {
        return Ok(());
    }
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

/// Keeps an answer and lets it count; whoever accepts when every place is taken waits for one. Says what to tell beside
/// the verdict.
pub(super) async fn count(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    ask: &Ask,
    rule: &'static str,
    now: DateTime<Utc>,
) -> Result<&'static str, DbErr> {
    let waits = guest.state == InvitationState::Waiting;
    let offered = answering::is_offered(guest, now);
    match ask.partstat {
        Partstat::Accepted => {
            if waits && !offered || is_full(txn, guest, now).await? {
                put_on_list(txn, guest, ask, rule, now).await?;
                return Ok(WAITS);
            }
            if waits {
                answering::take_place(txn, guest, now).await?;
            }
        }
        Partstat::Declined if waits => answering::leave(txn, guest, now).await?,
        // Whoever waits takes the place or leaves it, as on their page.
        _ if waits => {
            keep(txn, guest, ask, (rule, false), now).await?;
            return Ok("They are on the waiting list.");
        }
        _ => {}
    }
    keep(txn, guest, ask, (rule, true), now).await?;
    answering::after_answer(txn, guest, ask.partstat, now).await?;
    note(txn, guest, ask, (rule, ""), now).await?;
    Ok("")
}

async fn is_full(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let settings = ledger::held_settings(txn, guest.convening_id).await?;
    answering::is_full(txn, guest, settings.as_ref(), now).await
}

/// Their yes is kept and does not count; who is new on the list is told so.
pub(super) async fn put_on_list(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    ask: &Ask,
    rule: &'static str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    keep(txn, guest, ask, (rule, false), now).await?;
    answering::wait(txn, guest, now).await?;
    if guest.state != InvitationState::Waiting {
        note(txn, guest, ask, (rule, ", and waits for a place"), now).await?;
        mail_back(txn, guest.id, MailBack::Full, now).await?;
    }
    Ok(())
}

async fn note(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    ask: &Ask,
    (rule, end): (&'static str, &'static str),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let act = Act {
        action: "answered",
        kind: "convening",
        id: guest.convening_id.to_string(),
        summary: format!(
            "{} answered by calendar: {}{end}",
            guest.name,
            ask.partstat.label()
        ),
        before: Some(serde_json::json!({ "answer": guest.partstat })),
        after: Some(serde_json::json!({ "answer": ask.partstat, "rule": rule })),
    };
    audit::record(txn, &Actor::named("Calendar reply"), act, now).await
}
