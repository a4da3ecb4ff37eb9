//! A seat for whoever is let in.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::Decided;
use crate::{
    audit::Actor,
    convenings::{self, GuestSeat, rules::SeatPlan},
    entities::door_requests,
    ids::{ConveningId, InvitationId, SeatId},
    invitations::{
        incoming::known::Known,
        ledger::{self, NewInvitation},
    },
    values::{Attendance, EmailAddress, ParticipantRole},
};

/// A seat of their own: of the organization of whoever sends them, or else of their own organization. What is said against
/// any organization they work for is said against them.
pub(super) async fn give_seat(
    txn: &DatabaseTransaction,
    (request, address, known): (&door_requests::Model, EmailAddress, &Known),
    actor: &Actor,
    now: DateTime<Utc>,
) -> anyhow::Result<Result<InvitationId, Decided>> {
    let convening = request.convening_id;
    let sender = match request.delegated_from {
        Some(from) => ledger::by_id(txn, from).await?,
        None => None,
    };
    let name = name(txn, request).await?;
    let of_sender = sender.as_ref().and_then(|sender| sender.organization_id);
    let plan = SeatPlan {
        organization: of_sender.or_else(|| known.posts.first().copied()),
        guest_name: name.clone(),
        role: ParticipantRole::Observer,
        attendance: Attendance::Optional,
    };
    let posts = known.posts_and(plan.organization);
    let seat = match kept_for(txn, convening, &plan).await? {
        Some(seat) => match convenings::stands_against(txn, convening, &posts).await? {
            Some(why) => return Ok(Err(Decided::Barred(why))),
            None => seat,
        },
        None => match convenings::add_guest(txn, (convening, &posts), &plan, actor, now).await? {
            GuestSeat::Given(seat) => seat,
            GuestSeat::Over => return Ok(Err(Decided::Over)),
            GuestSeat::Barred(why) => return Ok(Err(Decided::Barred(why))),
        },
    };
    let new = NewInvitation {
        convening,
        seat: Some(seat),
        organization: plan.organization,
        person: known.person,
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

/// As they call themselves, or as they were called here before.
async fn name(txn: &DatabaseTransaction, request: &door_requests::Model) -> Result<String, DbErr> {
    if !request.name.is_empty() {
        return Ok(request.name.clone());
    }
    let before = ledger::of_address(txn, request.convening_id, &request.address).await?;
    Ok(before.map_or_else(|| request.address.clone(), |known| known.name))
}

/// A seat that was kept for them by name, and to which nobody is invited yet.
async fn kept_for(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    plan: &SeatPlan,
) -> Result<Option<SeatId>, DbErr> {
    let theirs = ledger::seats_with_guest(txn, convening).await?;
    let seats = convenings::guests(txn, convening).await?;
    let mut seats = seats.into_iter().map(|guest| guest.seat);
    let kept = seats.find(|seat| {
        seat.organization_id == plan.organization
            && seat.guest_name == plan.guest_name
            && !theirs.contains(&seat.id)
    });
    Ok(kept.map(|seat| seat.id))
}
