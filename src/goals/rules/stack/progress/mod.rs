//! How far a line has come, and which moves have to be explained.
//!
//! Money is usually named, said, written on a term sheet, signed, closed and paid, in that order. Leaving out a step or
//! going back happens, so nothing is forbidden; but whoever does it says why, and the reason stays in the history.

use crate::values::StackLineStatus::{
    self as Status, Closed, Committed, Drawn, Identified, Need, SoftCircled, TermSheet, Withdrawn,
};

/// The order in which a line's money becomes certain.
const ORDER: [Status; 7] = [
    Need,
    Identified,
    SoftCircled,
    TermSheet,
    Committed,
    Closed,
    Drawn,
];

/// What a change of status is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// No change.
    Stay,
    /// To the next step.
    Next,
    /// Ahead, leaving out this many steps.
    Skip(usize),
    /// Back to an earlier step.
    Back,
    /// The money will not come.
    Withdraw,
    /// The money comes after all.
    Revive,
}

impl Move {
    /// The move from one status to another.
    pub fn between(from: Status, to: Status) -> Self {
        let step = |status| ORDER.iter().position(|each| *each == status);
        match (step(from), step(to)) {
            (None, None) => Self::Stay,
            (Some(_), None) => Self::Withdraw,
            (None, Some(_)) => Self::Revive,
            (Some(from), Some(to)) if to == from => Self::Stay,
            (Some(from), Some(to)) if to < from => Self::Back,
            (Some(from), Some(to)) if to == from + 1 => Self::Next,
            (Some(from), Some(to)) => Self::Skip(to - from - 1),
        }
    }

    /// Whether whoever makes this move must say why.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Skip(_) | Self::Back | Self::Revive)
    }

    /// What to ask, for moves that need a reason.
    pub const fn question(self) -> &'static str {
        match self {
            Self::Skip(_) => "Say why steps in between are left out.",
            Self::Back => "Say why this money is less sure than it was.",
            Self::Revive => "Say why this money comes after all.",
            Self::Stay | Self::Next | Self::Withdraw => "",
        }
    }
}

/// The step that usually follows; none after the last or once withdrawn.
pub fn next_step(status: Status) -> Option<Status> {
    let at = ORDER.iter().position(|each| *each == status)?;
    ORDER.get(at + 1).copied()
}

/// True while the money may still come or has come.
pub fn is_live(status: Status) -> bool {
    status != Withdrawn
}

#[cfg(test)]
mod tests;
