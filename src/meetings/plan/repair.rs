//! A plan that is not fair is not given out: meetings of those with the most breaks are left out until it is.

use super::{
    Instance,
    board::{Board, runs},
    terms::{Terms, bits},
};

pub(super) fn fair(terms: &Terms, instance: &Instance, slots: &[u8]) -> Vec<u8> {
    let mut board = Board::of(terms, slots);
    let Some(allowed) = instance.fairness else {
        return board.slot;
    };
    let allowed = usize::try_from(allowed).unwrap_or(usize::MAX);
    loop {
        let breaks = |person: &usize| runs(board.busy[*person]).saturating_sub(1);
        let people = 0..terms.people;
        let least = people
            .clone()
            .map(|person| breaks(&person))
            .min()
            .unwrap_or(0);
        let Some(worst) = people.max_by_key(breaks) else {
            return board.slot;
        };
        if breaks(&worst) - least <= allowed {
            return board.slot;
        }
        lift_a_run(&mut board, worst);
    }
}

/// Leaves out the shortest run of a person's day.
fn lift_a_run(board: &mut Board<'_>, person: usize) {
    let busy = board.busy[person];
    let starts = bits(busy & !(busy << 1));
    let run = starts.map(|start| {
        let length = (!(busy >> start)).trailing_zeros();
        (length, start)
    });
    let Some((length, start)) = run.min() else {
        return;
    };
    for slot in (start..).take(length as usize) {
        let meeting = board.at(super::terms::small(person), slot);
        board.lift(meeting);
    }
}
