//! Answers that staff record for a guest, correct, withdraw, or choose between.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::{answer::holds, capacity::after_answer, note};
use crate::{
    audit::Actor,
    convenings,
    entities::invitations,
    ids::{AnswerId, ConveningId, InvitationId},
    invitations::ledger::{self, Answer},
    values::{AnswerSource, InvitationState, Partstat},
};

/// What came of it.
#[derive(Debug)]
pub(in crate::invitations) enum Recorded {
    Done,
    /// The guest or somebody else answered meanwhile; nothing was written.
    Stale(Box<invitations::Model>),
    /// No such guest, or no longer invited.
    Gone,
}

/// Records an answer on behalf of a guest, if the row still has the version that was looked at. "No answer yet" takes the
/// answer back. No cut-off binds staff.
pub(in crate::invitations) async fn record_for(
    txn: &DatabaseTransaction,
    (convening, id, version): (ConveningId, InvitationId, i32),
    (partstat, said): (Partstat, &str),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Recorded, DbErr> {
    let held = ledger::held(txn, id).await?;
    let held = held.filter(|held| held.convening_id == convening && !held.is_chair);
    let Some(guest) = held.filter(|held| held.state != InvitationState::Removed) else {
        return Ok(Recorded::Gone);
    };
    if guest.version != version {
        return Ok(Recorded::Stale(Box::new(guest)));
    }
    let Some(of) = convenings::by_id(txn, convening).await? else {
        return Ok(Recorded::Gone);
    };
    if guest.state == InvitationState::Waiting && partstat == Partstat::Accepted {
        super::waiting::forget(txn, guest.id).await?;
        ledger::set_place(txn, guest.id, InvitationState::Invited, None).await?;
    }
    let answer = Answer {
        partstat,
        source: AnswerSource::Staff,
        sequence: holds(&guest, &of),
        said_at: now,
        note: said.to_owned(),
        counts: true,
        rule: "",
        written_by: actor.name.clone(),
    };
    ledger::record(txn, &guest, &answer, now).await?;
    after_answer(txn, &guest, partstat, now).await?;
    let told = if partstat == Partstat::NeedsAction {
        format!("Took back the answer of {}", guest.name)
    } else {
        format!("Recorded for {}: {}", guest.name, partstat.label())
    };
    note(txn, &guest, actor, ("answered", told), now).await?;
    Ok(Recorded::Done)
}

/// Of answers that disagree, keeps one: it is recorded again, by staff.
pub(in crate::invitations) async fn keep_answer(
    txn: &DatabaseTransaction,
    (convening, id, version): (ConveningId, InvitationId, i32),
    answer: AnswerId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Recorded, DbErr> {
    let known = ledger::answers_of(txn, id).await?;
    let Some(kept) = known.into_iter().find(|each| each.id == answer) else {
        return Ok(Recorded::Gone);
    };
    let said = (kept.partstat, kept.note.as_str());
    record_for(txn, (convening, id, version), said, actor, now).await
}
