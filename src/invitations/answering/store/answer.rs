//! A guest's own answer, from their page.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::{
    capacity::{after_answer, is_full, take_place},
    door_of, note,
    replies::keep_replies,
    waiting,
};
use crate::{
    audit::Actor,
    convenings::{self, Convening},
    entities::{invitation_settings, invitations},
    ids::InvitationId,
    invitations::{
        answering::rules::{Asked, Closed, Door},
        ledger::{self, Answer},
    },
    values::{AnswerSource, InvitationState, Partstat},
};

/// Why an answer was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::invitations) enum Refusal {
    /// The link opens nothing any more.
    Gone,
    Closed(Closed),
    /// Every place is taken; who was invited is on the waiting list now.
    Full,
    /// The seat cannot go to this address.
    Address,
}

/// What a guest says.
#[derive(Clone, Debug)]
pub(in crate::invitations) struct Replied<'a> {
    pub(in crate::invitations) partstat: Partstat,
    pub(in crate::invitations) note: String,
    /// The questions as they were asked, and what was said to each.
    pub(in crate::invitations) questions: &'a [Asked],
    pub(in crate::invitations) replies: Vec<String>,
}

/// What is known of a guest who is at the door, their row held.
pub(super) struct AtDoor {
    pub(super) guest: invitations::Model,
    pub(super) convening: Convening,
    pub(super) settings: Option<invitation_settings::Model>,
}

/// Holds the guest's row and looks at the door again: much may have happened since the page was shown.
pub(super) async fn at_door(
    txn: &DatabaseTransaction,
    id: InvitationId,
    now: DateTime<Utc>,
) -> Result<Result<AtDoor, Refusal>, DbErr> {
    let held = ledger::held(txn, id).await?;
    let Some(guest) = held.filter(|guest| guest.state != InvitationState::Removed) else {
        return Ok(Err(Refusal::Gone));
    };
    let Some(convening) = convenings::by_id(txn, guest.convening_id).await? else {
        return Ok(Err(Refusal::Gone));
    };
    let settings = ledger::held_settings(txn, guest.convening_id).await?;
    Ok(match door_of(&guest, &convening, settings.as_ref(), now) {
        Door::Closed(why) => Err(Refusal::Closed(why)),
        Door::Open(_) => Ok(AtDoor {
            guest,
            convening,
            settings,
        }),
    })
}

/// Takes the answer, with the replies to the questions.
pub(in crate::invitations) async fn answer(
    txn: &DatabaseTransaction,
    id: InvitationId,
    said: &Replied<'_>,
    now: DateTime<Utc>,
) -> Result<Result<(), Refusal>, DbErr> {
    let at = match at_door(txn, id, now).await? {
        Ok(at) => at,
        Err(why) => return Ok(Err(why)),
    };
    let waits = at.guest.state == InvitationState::Waiting;
    if said.partstat == Partstat::Accepted {
        if is_full(txn, &at.guest, at.settings.as_ref(), now).await? {
            waiting::wait(txn, &at.guest, now).await?;
            return Ok(Err(Refusal::Full));
        }
        if waits {
            take_place(txn, &at.guest, now).await?;
        }
    } else if waits && said.partstat == Partstat::Declined {
        waiting::leave(txn, &at.guest, now).await?;
    } else if waits {
        return Ok(Err(Refusal::Closed(Closed::Waits)));
    }
    ledger::record(txn, &at.guest, &pressed(&at, said, now), now).await?;
    after_answer(txn, &at.guest, said.partstat, now).await?;
    let ends = at.convening.row.ends_at;
    keep_replies(txn, &at.guest, (said, ends), now).await?;
    let told = format!("{} answered: {}", at.guest.name, said.partstat.label());
    note(
        txn,
        &at.guest,
        &Actor::named("A guest"),
        ("answered", told),
        now,
    )
    .await?;
    Ok(Ok(()))
}

/// The press of a button is the latest that was said, whatever a calendar said before.
fn pressed(at: &AtDoor, said: &Replied<'_>, now: DateTime<Utc>) -> Answer {
    Answer {
        partstat: said.partstat,
        source: AnswerSource::Link,
        sequence: holds(&at.guest, &at.convening),
        said_at: now,
        note: said.note.clone(),
        counts: true,
        rule: "",
        written_by: String::new(),
    }
}

/// The SEQUENCE an answer on a page is to: the page shows the meeting as it stands.
pub(super) fn holds(guest: &invitations::Model, convening: &Convening) -> i32 {
    guest.seen_sequence.map_or(convening.row.sequence, |seen| {
        seen.max(convening.row.sequence)
    })
}
