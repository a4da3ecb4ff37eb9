//! What one basis point of each part of the score is worth, over one unit that all divisors divide.

use super::{instance::WHOLE, problem::Wish};

/// What one basis point of each part is worth, in the common unit.
#[derive(Clone, Debug)]
pub(super) struct Worth {
    pub(super) unit: u128,
    pub(super) cover: u128,
    /// By open kind.
    pub(super) source: Vec<u128>,
    pub(super) local: u128,
    pub(super) fit: u128,
}

pub(super) fn worth(wish: &Wish, open: &[u64], wanted: &[u64]) -> Worth {
    let whole = u128::from(WHOLE);
    let gap = whole * open.iter().map(|each| u128::from(*each)).sum::<u128>();
    let source = |wanted: &u64| whole * open.len() as u128 * u128::from(*wanted);
    let local = whole * u128::from(wish.locals);
    let fit = whole * whole * wish.fit_over.unwrap_or(wish.seats) as u128;
    let divisors = [gap, local, fit].into_iter();
    let divisors = divisors.chain(wanted.iter().map(source));
    let unit = divisors.filter(|each| *each > 0).fold(1, lcm);
    let per =
        |weight: u32, divisor: u128| unit.checked_div(divisor).unwrap_or(0) * u128::from(weight);
    let weights = &wish.weights;
    Worth {
        unit,
        cover: per(weights.cover, gap),
        source: wanted
            .iter()
            .map(|wanted| per(weights.diversity, source(wanted)))
            .collect(),
        local: per(weights.local, local),
        fit: per(weights.fit, fit),
    }
}

fn lcm(one: u128, other: u128) -> u128 {
    one / gcd(one, other) * other
}

fn gcd(mut one: u128, mut other: u128) -> u128 {
    while other > 0 {
        (one, other) = (other, one % other);
    }
    one
}
