//! Who has to make way for a meeting in a round.

use super::{board::Board, random::Draw, terms::NONE};

/// The meetings to be lifted before this one, which has no round, can have that one: those of its people then, one of
/// whoever has as many as allowed, one of a full round, and those it would come before or after against their order.
/// False if that helps nothing, for there are no tables.
pub(super) fn ousted(
    board: &Board<'_>,
    meeting: u16,
    slot: u8,
    draw: &mut Draw,
    ousted: &mut Vec<u16>,
) -> bool {
    let terms = board.terms;
    ousted.clear();
    for person in terms.who.of(meeting.into()) {
        let there = board.at(*person, slot);
        if there != NONE && !ousted.contains(&there) {
            ousted.push(there);
        }
    }
    if ousted.is_empty() && board.full(slot) {
        let row = board.row(slot);
        let Some(other) = row.get(draw.below(row.len())) else {
            return false;
        };
        ousted.push(*other);
    }
    if terms.ordered[usize::from(meeting)] {
        for other in board.out_of_order(meeting, slot) {
            if !ousted.contains(&other) {
                ousted.push(other);
            }
        }
    }
    for person in terms.who.of(meeting.into()) {
        if board.sated(*person)
            && !ousted
                .iter()
                .any(|m| terms.who.of((*m).into()).contains(person))
        {
            let busy = board.busy[usize::from(*person)];
            let skip = draw.below(busy.count_ones() as usize);
            let Some(slot) = super::terms::bits(busy).nth(skip) else {
                return false;
            };
            ousted.push(board.at(*person, slot));
        }
    }
    true
}
