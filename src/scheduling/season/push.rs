//! Two convenings that stand in each other's way move together: one takes a day, the other makes room.

use super::{
    board::{Board, Guest, Stay},
    pairs::apart,
    search::{Search, week},
};

impl Board {
    /// The convenings that one could clash with: they could be in its place, or somebody has to be at both.
    pub(super) fn bound_to(&self, convening: usize) -> Vec<usize> {
        let spot = &self.spots[convening];
        let guests = spot.shared.iter().map(|guest| &self.guests[*guest]);
        let musts = guests.flat_map(Guest::musts);
        let musts = musts.filter_map(|(one, other)| match convening {
            at if at == one => Some(other),
            at if at == other => Some(one),
            _ => None,
        });
        let mut bound: Vec<usize> = musts.chain(spot.rivals.iter().copied()).collect();
        bound.sort_unstable();
        bound.dedup();
        bound
    }
}

impl Search<'_> {
    /// Tries each opening of each convening with one of those in the way moved to its best other day. Answers whether
    /// anything got better.
    pub(super) fn push(&mut self) -> bool {
        let board = self.board;
        let mut better = false;
        for convening in self.movable() {
            let bound = board.bound_to(convening);
            if bound.is_empty() && board.wish.most_per_week.is_none() {
                continue;
            }
            for opening in board.choices(convening) {
                let stay = board.stay(convening, opening);
                let in_the_way = |other: &&usize| {
                    let theirs = self.stays[**other];
                    !apart(stay, theirs) || !board.both(stay, theirs)
                };
                let in_the_way: Vec<usize> = bound.iter().filter(in_the_way).copied().collect();
                match in_the_way[..] {
                    // Nobody in the way, unless the week is full: then any one of that week.
                    [] => {
                        for other in self.fills_week(convening, stay) {
                            better |= self.push_out(convening, opening, other);
                        }
                    }
                    [other] => better |= self.push_out(convening, opening, other),
                    // Moving one is not enough.
                    [_, _, ..] => {}
                }
            }
        }
        better
    }

    /// The others of a week, where they are as many as may be.
    fn fills_week(&self, convening: usize, stay: Stay) -> Vec<usize> {
        let others = (0..self.stays.len()).filter(|other| *other != convening);
        let same: Vec<usize> = others
            .filter(|other| week(self.stays[*other]) == week(stay))
            .collect();
        match self.board.wish.most_per_week {
            Some(most) if same.len() >= most => same,
            _ => Vec::new(),
        }
    }

    /// Takes an opening and moves another convening to its best; takes it back where nothing is gained.
    fn push_out(&mut self, convening: usize, opening: usize, other: usize) -> bool {
        let was = (self.at[convening], self.at[other]);
        let gain = self.gain(convening, opening);
        self.place(convening, opening);
        let Some(best) = self.best(other) else {
            self.place(convening, was.0);
            return false;
        };
        if gain + self.gain(other, best) > 0 {
            self.place(other, best);
            return true;
        }
        self.place(convening, was.0);
        false
    }

    /// What moving a convening to an opening gains.
    fn gain(&mut self, convening: usize, opening: usize) -> i64 {
        let choices = self.board.choices(convening);
        self.weigh(convening, choices.clone());
        let now = self.at[convening] - choices.start;
        self.table[opening - choices.start] - self.table[now]
    }
}
