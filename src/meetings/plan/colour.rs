//! A round for each chosen pair where nobody is away: every two-sided set of pairs with at most as many a person as there
//! are rounds can be seated (König), and the rounds can be made to hold as many each as there are tables.

use super::{
    board::Board,
    chain::Chain,
    terms::{OUT, Terms, small},
};

/// Seats the chosen meetings; none if some chain cannot be gone, because the pairs are not of two sides after all.
pub(super) fn seat<'a>(terms: &'a Terms, chosen: &[bool]) -> Option<Board<'a>> {
    let mut board = Board::new(terms);
    let mut chain = Chain::new(terms.meetings);
    let meetings = (0..terms.meetings).filter(|meeting| chosen[*meeting]);
    for meeting in meetings.map(small) {
        let &[one, other] = terms.who.of(meeting.into()) else {
            return None;
        };
        let free = |board: &Board<'_>, person: u16| {
            let free = terms.day & !board.busy[usize::from(person)];
            super::terms::bits(free).next()
        };
        let (mine, theirs) = (free(&board, one)?, free(&board, other)?);
        let there = board.at(other, mine);
        if there != super::terms::NONE {
            if !chain.follow(&board, there, theirs) {
                return None;
            }
            chain.go(&mut board);
        }
        if board.at(one, mine) != super::terms::NONE {
            return None;
        }
        board.put(meeting, mine);
    }
    level(&mut board, &mut chain).then_some(board)
}

/// Evens the rounds out until none has more meetings than tables.
fn level(board: &mut Board<'_>, chain: &mut Chain) -> bool {
    loop {
        let rounds = (0..board.terms.rounds).map(|round| u8::try_from(round).unwrap_or(OUT));
        let many = |round: &u8| board.row(*round).len();
        let Some(fullest) = rounds.clone().max_by_key(many) else {
            return true;
        };
        if many(&fullest) <= board.terms.tables {
            return true;
        }
        let Some(emptiest) = rounds.min_by_key(many) else {
            return true;
        };
        let row = board.row(fullest).to_vec();
        let found = row
            .into_iter()
            .any(|meeting| chain.follow(board, meeting, emptiest) && chain.leaving() == 1);
        if !found || many(&emptiest) >= board.terms.tables {
            return false;
        }
        chain.go(board);
    }
}
