//! Who is let in.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::{Decided, note, seat::give_seat};
use crate::{
    audit::Actor,
    entities::{door_requests, invitations},
    invitations::{
        incoming::{
            effects::{MailBack, mail_back},
            store,
        },
        ledger::{self, Answer},
    },
    people,
    values::{AnswerSource, DoorState, EmailAddress, InvitationState, Partstat},
};

/// Whoever waits at the door gets a seat, their answer and an invitation.
pub(in crate::invitations) async fn let_in(
    txn: &DatabaseTransaction,
    request: &door_requests::Model,
    actor: &Actor,
    now: DateTime<Utc>,
) -> anyhow::Result<Decided> {
    let Ok(address) = request.address.parse::<EmailAddress>() else {
        return Ok(Decided::NoMail);
    };
    let known = people::by_email(txn, &address).await?;
    if known.is_some_and(|person| person.do_not_contact) {
        return Ok(Decided::NoMail);
    }
    let decided = (DoorState::LetIn, actor.name.as_str());
    if !store::decide(txn, request.id, decided, now).await? {
        return Ok(Decided::Overtaken);
    }
    let held = ledger::of_address(txn, request.convening_id, &request.address).await?;
    let held = held.filter(|held| held.state != InvitationState::Removed);
    let id = match held {
        Some(held) => held.id,
        None => match give_seat(txn, (request, address), actor, now).await? {
            Ok(id) => id,
            Err(why) => {
                store::put_back(txn, request.id).await?;
                return Ok(why);
            }
        },
    };
    ledger::set_place(txn, id, InvitationState::Invited, None).await?;
    if let Some(guest) = ledger::held(txn, id).await? {
        let told = format!("Let {} in", guest.name);
        keep_answer(txn, &guest, request, now).await?;
        note(txn, request.convening_id, (actor, "let_in", told), now).await?;
    }
    mail_back(txn, id, MailBack::Invite, now).await?;
    Ok(Decided::Done)
}

/// What they said at the door is their answer.
async fn keep_answer(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    request: &door_requests::Model,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    if request.partstat == Partstat::NeedsAction {
        return Ok(());
    }
    let answer = Answer {
        partstat: request.partstat,
        source: AnswerSource::Calendar,
        sequence: request.sequence,
        said_at: request.said_at,
        note: request.note.clone(),
        counts: true,
        rule: "R13",
        written_by: String::new(),
    };
    ledger::record(txn, guest, &answer, now).await
}

/// Whoever waits at the door gets no seat. They hear nothing: no mail of ours told them of this convening.
pub(in crate::invitations) async fn refuse_at_door(
    txn: &DatabaseTransaction,
    request: &door_requests::Model,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Decided, DbErr> {
    let decided = (DoorState::Refused, actor.name.as_str());
    if !store::decide(txn, request.id, decided, now).await? {
        return Ok(Decided::Overtaken);
    }
    let told = format!("Did not let {} in", request.address);
    note(txn, request.convening_id, (actor, "refused", told), now).await?;
    Ok(Decided::Done)
}
