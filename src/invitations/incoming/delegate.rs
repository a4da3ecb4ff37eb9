//! A guest's calendar sends somebody else.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::{
    apply::{NOT_TAKEN, find, may_write},
    counting::{count, keep},
    effects::{MailBack, mail_back},
    facts::Target,
    known::Known,
    store,
};
use crate::{
    audit::{self, Act, Actor},
    convenings,
    entities::invitations,
    ids::InvitationId,
    invitations::{
        answering,
        itip::replies::{Ask, Verdict},
        ledger::{self, NewInvitation},
    },
    values::{DoorState, EmailAddress, InvitationState, Partstat},
};

/// The host decides: whom the guest names stands at the door, and the guest's calendar hears that the seat is still theirs.
pub(super) async fn ask_host(
    txn: &DatabaseTransaction,
    (target, guests): (&Target, &[invitations::Model]),
    guest: &invitations::Model,
    (answer, to, name): (&Ask, &str, &str),
    now: DateTime<Utc>,
) -> anyhow::Result<String> {
    if let Some(there) = find(guests, to) {
        let why = format!("{} has an invitation of their own", there.name);
        return not_taken(txn, guest, answer, &why, now).await;
    }
    keep(txn, guest, answer, ("R12", false), now).await?;
    let mut also = "";
    if !to.is_empty() {
        let for_them = Ask {
            guest: to.to_owned(),
            partstat: Partstat::NeedsAction,
            ..answer.clone()
        };
        let convening = target.settings.convening_id;
        also = store::knock(txn, convening, (&for_them, name), Some(guest.id), now).await?;
    }
    still_theirs(txn, guest, now).await?;
    Ok(also.to_owned())
}

/// The guest's calendar hears that the seat is still theirs, once an hour however often it sends somebody; whether it does
/// now.
async fn still_theirs(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let hears = may_write(txn, NOT_TAKEN, guest, now).await?;
    if hears {
        mail_back(txn, guest.id, MailBack::DelegationNotTaken, now).await?;
    }
    Ok(hears)
}

/// Nothing changes, and the host reads why; once an hour, like the guest.
async fn not_taken(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    answer: &Ask,
    why: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<String> {
    keep(txn, guest, answer, ("R12", false), now).await?;
    if still_theirs(txn, guest, now).await? {
        let act = Act {
            action: "not_handed_over",
            kind: "convening",
            id: guest.convening_id.to_string(),
            summary: format!("{} wants to send somebody else: {why}", guest.name),
            before: None,
            after: None,
        };
        audit::record(txn, &Actor::named("Calendar reply"), act, now).await?;
    }
    Ok(format!("Nothing changes: {why}."))
}

/// The seat goes to whom the guest sends; what they said at the door is their answer. Whoever may not have it is looked at
/// first: then nothing changes.
pub(super) async fn hand_over(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    (answer, verdict): (&Ask, &Verdict),
    (to, name): (&str, &str),
    now: DateTime<Utc>,
) -> anyhow::Result<String> {
    let Ok(address) = to.parse::<EmailAddress>() else {
        let why = format!("no mail goes to {to}");
        return not_taken(txn, guest, answer, &why, now).await;
    };
    let known = Known::by(txn, &address).await?;
    if let Some(why) = stands_against(txn, guest, &address, &known).await? {
        return not_taken(txn, guest, answer, &why, now).await;
    }
    let name = if name.is_empty() { to } else { name };
    let new = NewInvitation {
        convening: guest.convening_id,
        seat: guest.seat_id,
        organization: guest.organization_id,
        person: known.person,
        address,
        name: name.to_owned(),
        attendance: guest.attendance,
        is_chair: false,
        why: format!("{} asked that you take their seat.", guest.name),
        illustrative: guest.illustrative,
    };
    let Some(id) = ledger::plan(txn, &new, now).await? else {
        let why = format!("{name} has an invitation of their own");
        return not_taken(txn, guest, answer, &why, now).await;
    };
    let also = count(txn, guest, answer, verdict.rule, now).await?;
    ledger::set_delegated_from(txn, id, guest.id).await?;
    ledger::set_place(txn, id, InvitationState::Invited, None).await?;
    answering::note_transfer(txn, guest, id, &answer.note, now).await?;
    if let Some(seat) = guest.seat_id {
        convenings::hand_over_seat(txn, seat, name).await?;
    }
    said_at_door(txn, id, to, verdict.rule, now).await?;
    mail_back(txn, id, MailBack::Invite, now).await?;
    Ok(also.to_owned())
}

/// Why the seat cannot go to this address, in words for the host; nothing where it can. As from a guest's page, nobody gets
/// it who has or had a line in the ledger.
async fn stands_against(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    address: &EmailAddress,
    known: &Known,
) -> Result<Option<String>, DbErr> {
    if guest.state != InvitationState::Invited || guest.seat_id.is_none() {
        return Ok(Some(format!("{} has no seat to hand on", guest.name)));
    }
    if address.normalized() == guest.address.normalized() {
        return Ok(Some(format!("{address} is their own address")));
    }
    let key = address.as_str().to_lowercase();
    if let Some(there) = ledger::of_address(txn, guest.convening_id, &key).await? {
        let why = if there.state == InvitationState::Removed {
            "was taken off the invitations"
        } else {
            "has an invitation of their own"
        };
        return Ok(Some(format!("{} {why}", there.name)));
    }
    if known.is_silent {
        return Ok(Some(format!("{address} is not to be contacted")));
    }
    let posts = known.posts_but(guest.organization_id);
    let barred = convenings::stands_against(txn, guest.convening_id, &posts).await?;
    Ok(barred.map(|why| why.sentence()))
}

/// What whoever takes the seat said before they had it.
async fn said_at_door(
    txn: &DatabaseTransaction,
    id: InvitationId,
    to: &str,
    rule: &'static str,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let Some(delegate) = ledger::held(txn, id).await? else {
        return Ok(());
    };
    let waiting = store::at_door(txn, delegate.convening_id, to).await?;
    let Some(there) = waiting.filter(|there| there.state == DoorState::Waiting) else {
        return Ok(());
    };
    if there.partstat != Partstat::NeedsAction {
        let said = Ask {
            guest: to.to_owned(),
            partstat: there.partstat,
            sequence: there.sequence,
            said_at: there.said_at,
            note: there.note,
        };
        count(txn, &delegate, &said, rule, now).await?;
    }
    store::decide(txn, there.id, (DoorState::LetIn, ""), now).await?;
    Ok(())
}
