//! What seats and answers say of somebody who comes for a party.

use crate::{
    convenings::Guest,
    entities::{meeting_parties, meeting_people as people},
    meetings::store::{holders::Holders, sides::side_of},
    values::Partstat,
};

/// Why somebody does not come, as it is kept.
pub(in crate::meetings::store) const DECLINED: &str = "declined";
const SEAT: &str = "seat";
/// Staff know better than their answer.
pub(in crate::meetings::store) const COMES: &str = "comes";

/// What became of somebody who comes for a party.
pub(super) enum Became {
    Gone(&'static str, &'static str),
    /// Their role is one of the other side.
    Unseated,
    /// They come after all.
    Back,
    /// Somebody else has the seat.
    Other,
    /// Their invitation and address are known now.
    Known,
}

/// Nothing where all is as it was.
pub(super) fn became(
    person: &people::Model,
    (guest, party): (Option<&Guest>, Option<&meeting_parties::Model>),
    holders: &Holders,
) -> Option<Became> {
    let here = person.gone_at.is_none();
    let Some(guest) = guest else {
        return here.then_some(Became::Gone(SEAT, "has no seat any more"));
    };
    let side = side_of(guest.seat.role);
    if side.is_none() {
        return here.then_some(Became::Gone(SEAT, "has another role"));
    }
    if party.is_some_and(|party| Some(party.side) != side) {
        return Some(Became::Unseated);
    }
    let Some(holder) = holders.of(guest.seat.id) else {
        let lost = here && person.invitation_id.is_some();
        return lost.then_some(Became::Gone(SEAT, "is not invited any more"));
    };
    if person.invitation_id.is_some_and(|id| id != holder.id) {
        return Some(Became::Other);
    }
    match holder.partstat {
        Partstat::Declined if here && person.gone_why != COMES => {
            Some(Became::Gone(DECLINED, "declined"))
        }
        Partstat::Declined => None,
        _ if !here && [DECLINED, SEAT].contains(&&*person.gone_why) => Some(Became::Back),
        _ if person.invitation_id.is_none() => Some(Became::Known),
        _ => None,
    }
}
