//! The first plan where wishes are chosen among: what the transport chose comes first, then what is worth most, each in the
//! round that makes the fewest runs.

use super::{
    board::{Board, runs},
    terms::{OUT, bits, small},
};

pub(super) fn start<'a>(mut board: Board<'a>, chosen: &[bool]) -> Board<'a> {
    let terms = board.terms;
    let mut order: Vec<usize> = (0..terms.meetings).collect();
    let worth = |meeting: &usize| terms.worth[*meeting].unwrap_or(i64::MAX);
    order.sort_by_key(|m| {
        (
            std::cmp::Reverse((terms.worth[*m].is_none(), chosen[*m], worth(m))),
            *m,
        )
    });
    for meeting in order {
        if board.slot[meeting] == OUT {
            seat(&mut board, small(meeting));
        }
    }
    board
}

/// Seats a meeting where all its people and a table are free, if there is such a round.
fn seat(board: &mut Board<'_>, meeting: u16) {
    let terms = board.terms;
    let who = terms.who.of(meeting.into());
    let free = bits(board.vacant(meeting)).filter(|slot| board.fits(meeting, *slot));
    let made = |slot: &u8| -> usize {
        who.iter()
            .map(|person| runs(board.busy[usize::from(*person)] | 1 << slot))
            .sum()
    };
    let best = free.min_by_key(|slot| (made(slot), board.row(*slot).len(), *slot));
    if let Some(slot) = best {
        board.put(meeting, slot);
    }
}
