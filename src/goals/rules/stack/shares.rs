//! Participations: a bank that takes five of twenty-two million is a line under the line, not a change of it.

use std::collections::BTreeMap;

use super::{StackLine, Standing};
use crate::values::Money;

/// Why a line cannot be a share of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAShare {
    /// The line above is not in this stack, or is the line itself.
    #[error("Choose another line of this stack.")]
    NoSuchLine,
    /// The line above is itself a share.
    #[error("That line is a share itself. Choose the line it is a share of.")]
    OfAShare,
    /// The line has shares of its own.
    #[error("Others take shares of this line, so it cannot be a share itself.")]
    HasShares,
    /// Cash under a guarantee, or the other way round.
    #[error("A share is the same kind of money as its line: cash of cash, guarantee of guarantee.")]
    OtherKind,
    /// The same, said of the line that shares are taken of.
    #[error(
        "Others take shares of this line as another kind of money. Change or withdraw those first."
    )]
    SharesOfOtherKind,
    /// More than the line holds.
    #[error("Only {} of that line is left to share.", .0.full())]
    TooMuch(Money),
    /// The shares taken are larger than the line would be.
    #[error("Others take {} of this line, so it cannot be smaller than that.", .0.full())]
    BelowShares(Money),
}

/// For each line, the position of the one it is a share of. `ids` pairs each line's key with its parent's.
pub fn positions<K: Ord + Copy>(
    ids: impl IntoIterator<Item = (K, Option<K>)>,
) -> Vec<Option<usize>> {
    let pairs: Vec<(K, Option<K>)> = ids.into_iter().collect();
    let at: BTreeMap<K, usize> = pairs
        .iter()
        .enumerate()
        .map(|(at, (id, _))| (*id, at))
        .collect();
    pairs
        .iter()
        .map(|(_, parent)| parent.and_then(|parent| at.get(&parent).copied()))
        .collect()
}

/// Whether the line at `at` may stand as it does among the others: what it is a share of, and what is shared of it.
pub fn check(lines: &[StackLine], at: usize) -> Result<(), NotAShare> {
    let Some(line) = lines.get(at) else {
        return Ok(());
    };
    let counted = |line: &StackLine| line.standing() != Standing::NotCounted;
    let other_kind = |share: &&StackLine| {
        share.part_of == Some(at) && counted(share) && share.standing() != line.standing()
    };
    if counted(line) && lines.iter().any(|share| other_kind(&share)) {
        return Err(NotAShare::SharesOfOtherKind);
    }
    let taken: Money = shares(lines, at).map(|share| share.amount).sum();
    if line.standing() != Standing::NotCounted && taken > line.amount {
        return Err(NotAShare::BelowShares(taken));
    }
    let Some(above) = line.part_of else {
        return Ok(());
    };
    let parent = lines.get(above).filter(|_| above != at);
    let parent = parent.ok_or(NotAShare::NoSuchLine)?;
    if parent.part_of.is_some() {
        return Err(NotAShare::OfAShare);
    }
    if lines.iter().any(|other| other.part_of == Some(at)) {
        return Err(NotAShare::HasShares);
    }
    if line.standing() == Standing::NotCounted || parent.standing() == Standing::NotCounted {
        return Ok(());
    }
    if parent.standing() != line.standing() {
        return Err(NotAShare::OtherKind);
    }
    let others: Money = shares(lines, above).map(|share| share.amount).sum();
    let left = parent.amount.less(others.less(line.amount));
    if line.amount > left {
        return Err(NotAShare::TooMuch(left));
    }
    Ok(())
}

/// The live shares of a line that count as it does.
fn shares(lines: &[StackLine], of: usize) -> impl Iterator<Item = &StackLine> {
    let standing = lines.get(of).map(StackLine::standing);
    lines.iter().enumerate().filter_map(move |(at, share)| {
        let mine = at != of && share.part_of == Some(of) && Some(share.standing()) == standing;
        mine.then_some(share)
    })
}
