//! What the host decides on what came in: who is let in, which other time will do.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::{
    effects::{MailBack, mail_back},
    store,
};
use crate::{
    audit::{self, Act, Actor},
    convenings::{
        self, Seating,
        rules::{Barred, SeatPlan},
    },
    entities::{door_requests, invitations, time_proposals},
    ids::{ConveningId, InvitationId, SeatId},
    invitations::ledger::{self, Answer, NewInvitation},
    people,
    values::{
        AnswerSource, Attendance, DoorState, EmailAddress, InvitationState, ParticipantRole,
        Partstat, ProposalState,
    },
};

/// What came of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::invitations) enum Decided {
    Done,
    /// Somebody decided before, or the guest has proposed yet another time.
    Overtaken,
    /// The convening is cancelled, or gone.
    Over,
    /// No mail goes to this address, or the person is not to be contacted.
    NoMail,
    /// Something stands against the seat.
    Barred(Barred),
}

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
    let held = ledger::of_address(txn, request.convening_id, &request.address).await?;
    let held = held.filter(|held| held.state != InvitationState::Removed);
    let id = match held {
        Some(held) => held.id,
        None => match give_seat(txn, (request, address), actor, now).await? {
            Ok(id) => id,
            Err(why) => return Ok(why),
        },
    };
    let decided = (DoorState::LetIn, actor.name.as_str());
    if !store::decide(txn, request.id, decided, now).await? {
        return Ok(Decided::Overtaken);
    }
    ledger::set_place(txn, id, InvitationState::Invited, None).await?;
    if let Some(guest) = ledger::held(txn, id).await? {
        let told = format!("Let {} in", guest.name);
        keep_answer(txn, &guest, request, now).await?;
        note(txn, request.convening_id, (actor, "let_in", told), now).await?;
    }
    mail_back(txn, id, MailBack::Invite, now).await?;
    Ok(Decided::Done)
}

/// A seat of their own; of the organization of whoever sends them.
async fn give_seat(
    txn: &DatabaseTransaction,
    (request, address): (&door_requests::Model, EmailAddress),
    actor: &Actor,
    now: DateTime<Utc>,
) -> anyhow::Result<Result<InvitationId, Decided>> {
    let sender = match request.delegated_from {
        Some(from) => ledger::by_id(txn, from).await?,
        None => None,
    };
    let name = if request.name.is_empty() {
        request.address.clone()
    } else {
        request.name.clone()
    };
    let plan = SeatPlan {
        organization: sender.as_ref().and_then(|sender| sender.organization_id),
        guest_name: name.clone(),
        role: ParticipantRole::Observer,
        attendance: Attendance::Optional,
    };
    match convenings::add_seat(txn, request.convening_id, &plan, actor, now).await? {
        Seating::Given(_) => {}
        Seating::Over => return Ok(Err(Decided::Over)),
        Seating::Barred(why) => return Ok(Err(Decided::Barred(why))),
    }
    let new = NewInvitation {
        convening: request.convening_id,
        seat: seat_of(txn, request.convening_id, &plan).await?,
        organization: plan.organization,
        person: None,
        address,
        name,
        attendance: plan.attendance,
        is_chair: false,
        why: String::new(),
        illustrative: sender.is_some_and(|sender| sender.illustrative),
    };
    let planned = ledger::plan(txn, &new, now).await?;
    Ok(planned.ok_or(Decided::Overtaken))
}

async fn seat_of(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    plan: &SeatPlan,
) -> Result<Option<SeatId>, DbErr> {
    let seats = convenings::guests(txn, convening).await?;
    let own = seats.into_iter().map(|guest| guest.seat).find(|seat| {
        seat.organization_id == plan.organization && seat.guest_name == plan.guest_name
    });
    Ok(own.map(|seat| seat.id))
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

/// The proposed time will do; changing the convening is another step.
pub(in crate::invitations) async fn accept_proposal(
    txn: &DatabaseTransaction,
    (proposal, name): (&time_proposals::Model, &str),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Decided, DbErr> {
    let decided = (ProposalState::Accepted, actor.name.as_str());
    if !store::close_proposal(txn, proposal, decided, now).await? {
        return Ok(Decided::Overtaken);
    }
    let told = format!("Accepted the time that {name} proposed");
    note(txn, proposal.convening_id, (actor, "accepted", told), now).await?;
    Ok(Decided::Done)
}

/// The proposed time will not do. Whoever proposed it hears so, with the host's words.
pub(in crate::invitations) async fn refuse_proposal(
    txn: &DatabaseTransaction,
    (proposal, name): (&time_proposals::Model, &str),
    words: &str,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Decided, DbErr> {
    let decided = (ProposalState::Refused, actor.name.as_str());
    if !store::close_proposal(txn, proposal, decided, now).await? {
        return Ok(Decided::Overtaken);
    }
    let told = format!("Declined the time that {name} proposed");
    note(txn, proposal.convening_id, (actor, "declined", told), now).await?;
    let kind = MailBack::ProposalRefused {
        proposal: proposal.id,
        words: words.to_owned(),
    };
    mail_back(txn, proposal.invitation_id, kind, now).await?;
    Ok(Decided::Done)
}

async fn note(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    (actor, action, summary): (&Actor, &'static str, String),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let act = Act {
        action,
        kind: "convening",
        id: convening.to_string(),
        summary,
        before: None,
        after: None,
    };
    audit::record(txn, actor, act, now).await
}
