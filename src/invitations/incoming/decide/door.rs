//! Who is let in.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::{Decided, note, seat::give_seat};
use crate::{
    audit::Actor,
    entities::{door_requests, invitations},
    invitations::{
        answering,
        incoming::{
            counting::{keep, put_on_list},
            effects::{MailBack, mail_back},
            known::Known,
            store,
        },
        itip::replies::Ask,
        ledger,
    },
    values::{DoorState, EmailAddress, InvitationState, Partstat},
};

/// Whoever waits at the door gets a seat, their answer and an invitation; where every place is taken, they wait for one.
pub(in crate::invitations) async fn let_in(
    txn: &DatabaseTransaction,
    request: &door_requests::Model,
    actor: &Actor,
    now: DateTime<Utc>,
) -> anyhow::Result<Decided> {
    let Ok(address) = request.address.parse::<EmailAddress>() else {
        return Ok(Decided::NoMail);
    };
    let known = Known::by(txn, &address).await?;
    if known.is_silent {
        return Ok(Decided::NoMail);
    }
    let decided = (DoorState::LetIn, actor.name.as_str());
    if !store::decide(txn, request.id, decided, now).await? {
        return Ok(Decided::Overtaken);
    }
    let held = ledger::of_address(txn, request.convening_id, &request.address).await?;
    let has_seat = |held: &invitations::Model| {
        held.state != InvitationState::Removed && (held.seat_id.is_some() || held.is_chair)
    };
    let id = match held.filter(has_seat) {
        Some(held) => held.id,
        None => match give_seat(txn, (request, address, &known), actor, now).await? {
            Ok(id) => id,
            Err(why) => {
                store::put_back(txn, request.id).await?;
                return Ok(why);
            }
        },
    };
    let Some(guest) = ledger::held(txn, id).await? else {
        return Ok(Decided::Overtaken);
    };
    let told = format!("Let {} in", guest.name);
    note(txn, request.convening_id, (actor, "let_in", told), now).await?;
    invite(txn, &guest, request, now).await
}

/// Their place, if there is one, and what they said at the door as their answer.
async fn invite(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    request: &door_requests::Model,
    now: DateTime<Utc>,
) -> anyhow::Result<Decided> {
    let said = Ask {
        guest: request.address.clone(),
        partstat: request.partstat,
        sequence: request.sequence,
        said_at: request.said_at,
        note: request.note.clone(),
    };
    let settings = ledger::held_settings(txn, guest.convening_id).await?;
    let full = answering::is_full(txn, guest, settings.as_ref(), now).await?;
    if full && said.partstat == Partstat::Accepted {
        put_on_list(txn, guest, &said, "R13", now).await?;
        return Ok(Decided::Waits);
    }
    answering::forget_place(txn, guest.id).await?;
    ledger::set_place(txn, guest.id, InvitationState::Invited, None).await?;
    if said.partstat != Partstat::NeedsAction {
        keep(txn, guest, &said, ("R13", true), now).await?;
    }
    mail_back(txn, guest.id, MailBack::Invite, now).await?;
    Ok(Decided::Done)
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
