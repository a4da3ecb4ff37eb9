//! What a plan is worth: first who is left out and what is unfair, then wishes, breaks and moved meetings.

/// How far a plan is from what was asked; smaller is better, and the fields count in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tally {
    /// Meetings that have to be held and are not.
    pub left_out: i64,
    /// Breaks above what fairness allows, over all people.
    pub unfair: i64,
    /// Meetings that people have too few, over all people.
    pub short: i64,
    /// The worth of wishes left out, the breaks and the moved meetings, each at its cost.
    pub cost: i64,
}

/// What the search pays for each, so that it can weigh one against the other on its way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prices {
    pub(super) left_out: i64,
    pub(super) unfair: i64,
    pub(super) short: i64,
}

impl Tally {
    pub(super) const fn energy(&self, prices: &Prices) -> i64 {
        self.left_out * prices.left_out
            + self.unfair * prices.unfair
            + self.short * prices.short
            + self.cost
    }

    /// Whether everything that has to be is: what is left is only better or worse.
    pub const fn holds(&self) -> bool {
        self.left_out == 0 && self.unfair == 0
    }
}
