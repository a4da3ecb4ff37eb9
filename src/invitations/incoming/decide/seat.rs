//! A seat for whoever is let in.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::Decided;
use crate::{
    audit::Actor,
    convenings::{self, Seating, rules::SeatPlan},
    entities::door_requests,
    ids::{ConveningId, InvitationId, SeatId},
    invitations::ledger::{self, NewInvitation},
    values::{Attendance, EmailAddress, ParticipantRole},
};

/// A seat of their own; of the organization of whoever sends them.
pub(super) async fn give_seat(
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
