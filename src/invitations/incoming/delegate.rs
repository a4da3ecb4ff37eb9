//! A guest's calendar sends somebody else.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;

use super::{
    apply::{count, find, keep},
    effects::{MailBack, mail_back},
    facts::Target,
    store,
};
use crate::{
    convenings,
    entities::invitations,
    invitations::{
        itip::replies::{Ask, Verdict},
        ledger::{self, NewInvitation},
    },
    people,
    values::{DoorState, EmailAddress, InvitationState, Partstat},
};

/// The host decides: whom the guest names stands at the door, and the guest's calendar hears that the seat is still theirs.
pub(super) async fn ask_host(
    txn: &DatabaseTransaction,
    (target, guests): (&Target, &[invitations::Model]),
    guest: &invitations::Model,
    (answer, to, name): (&Ask, &str, &str),
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    keep(txn, guest, answer, ("R12", false), now).await?;
    if !to.is_empty() && find(guests, to).is_none() {
        let for_them = Ask {
            guest: to.to_owned(),
            partstat: Partstat::NeedsAction,
            ..answer.clone()
        };
        let convening = target.settings.convening_id;
        store::knock(txn, convening, (&for_them, name), Some(guest.id), now).await?;
    }
    Ok(mail_back(txn, guest.id, MailBack::DelegationNotTaken, now).await?)
}

/// The address, unless whoever has it asked not to be contacted.
async fn reachable(
    txn: &DatabaseTransaction,
    address: EmailAddress,
) -> anyhow::Result<Option<EmailAddress>> {
    let known = people::by_email(txn, &address).await?;
    let silent = known.is_some_and(|person| person.do_not_contact);
    Ok((!silent).then_some(address))
}

/// The seat goes to whom the guest sends; what they said at the door is their answer.
pub(super) async fn hand_over(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    (answer, verdict): (&Ask, &Verdict),
    (to, name): (&str, &str),
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    // An address that no mail goes to, and somebody who asked to be left alone, are the host's to see.
    let address = match to.parse::<EmailAddress>() {
        Ok(address) => reachable(txn, address).await?,
        Err(_) => None,
    };
    let Some(address) = address else {
        keep(txn, guest, answer, (verdict.rule, false), now).await?;
        return Ok(());
    };
    count(txn, guest, answer, verdict, now).await?;
    let name = if name.is_empty() { to } else { name };
    let new = NewInvitation {
        convening: guest.convening_id,
        seat: guest.seat_id,
        organization: guest.organization_id,
        person: None,
        address,
        name: name.to_owned(),
        attendance: guest.attendance,
        is_chair: false,
        why: format!("{} asked that you take their seat.", guest.name),
        illustrative: guest.illustrative,
    };
    let Some(id) = ledger::plan(txn, &new, now).await? else {
        return Ok(());
    };
    ledger::set_delegated_from(txn, id, guest.id).await?;
    ledger::set_place(txn, id, InvitationState::Invited, None).await?;
    if let Some(seat) = guest.seat_id {
        convenings::hand_over_seat(txn, seat, name).await?;
    }
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
        if there.partstat != Partstat::NeedsAction {
            count(txn, &delegate, &said, verdict, now).await?;
        }
        store::decide(txn, there.id, (DoorState::LetIn, ""), now).await?;
    }
    Ok(mail_back(txn, id, MailBack::Invite, now).await?)
}
