//! How much of what is open a source could fill: each kind counts by its share of the open money, and reaching a quarter
//! of it counts half (matching and scheduling, 2.1).

use std::sync::LazyLock;

use super::{Offered, Opening, segment::OfferColumns};

/// What is open, made ready for many sources.
pub(super) struct OpenKinds {
    /// A bit for each kind that is open.
    pub(super) mask: u32,
    open: [u64; 32],
    largest: [u64; 32],
    /// The share of each kind in basis points; together exactly 10,000.
    share: [u32; 32],
    /// The most a source could score by which kinds it offers, eight kinds to a table.
    bound: [[u16; 256]; 4],
    /// How many of those tables say anything.
    tables: usize,
}

/// The square root that makes the first dollars count most, by basis points.
static BEND: LazyLock<Vec<u16>> = LazyLock::new(|| {
    (0..=10_000_u32)
        .map(|part| u16::try_from((part * 10_000).isqrt()).unwrap_or(u16::MAX))
        .collect()
});

/// What a source's offers come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Reach {
    /// 0 to 10,000.
    pub(super) points: u16,
    /// Whether any offer fits any line.
    pub(super) fits: bool,
}

impl OpenKinds {
    pub(super) fn new(openings: &[Opening]) -> Self {
        let mut kinds = Self {
            mask: 0,
            open: [0; 32],
            largest: [0; 32],
            share: shares(openings),
            bound: [[0; 256]; 4],
            tables: 0,
        };
        for opening in openings.iter().filter(|opening| opening.open > 0) {
            let kind = usize::from(opening.kind & 31);
            kinds.mask |= 1 << kind;
            kinds.open[kind] += opening.open;
            kinds.largest[kind] = kinds.largest[kind].max(opening.largest);
        }
        kinds.tables = (32 - kinds.mask.leading_zeros() as usize).div_ceil(8);
        for (table, bound) in kinds.bound.iter_mut().enumerate().take(kinds.tables) {
            for (offered, most) in bound.iter_mut().enumerate() {
                let sum: u32 = (0..8)
                    .filter(|bit| offered >> bit & 1 == 1)
                    .map(|bit| kinds.share[table * 8 + bit])
                    .sum();
                *most = u16::try_from(sum).unwrap_or(u16::MAX);
            }
        }
        kinds
    }

    /// The most a source that offers these kinds could score, in basis points.
    #[inline]
    pub(super) fn at_most(&self, offered: u32) -> u32 {
        let bytes = (offered & self.mask).to_le_bytes();
        let mut most = 0;
        for (bound, byte) in self.bound.iter().zip(bytes).take(self.tables) {
            most += u32::from(bound[usize::from(byte)]);
        }
        most
    }

    /// What these offers come to. They lie by kind.
    #[inline]
    pub(super) fn reach(&self, offers: OfferColumns<'_>) -> Reach {
        let bend = BEND.as_slice();
        let (mut sum, mut fits) = (0_u64, false);
        // Of several offers of a kind the one that reaches most counts.
        let (mut last, mut counted) = (u8::MAX, 0_u64);
        for ((kind, min), max) in offers.kinds.iter().zip(offers.mins).zip(offers.maxs) {
            let at = usize::from(kind & 31);
            if self.mask >> at & 1 == 0 || *min > self.largest[at] || *max == 0 {
                continue;
            }
            fits = true;
            let open = self.open[at];
            let part = if *max >= open {
                10_000
            } else {
                max * 10_000 / open
            };
            let part = usize::try_from(part).unwrap_or(10_000);
            let points = u64::from(self.share[at]) * u64::from(bend[part.min(10_000)]);
            if *kind == last {
                sum += points.saturating_sub(counted);
                counted = counted.max(points);
            } else {
                sum += points;
                (last, counted) = (*kind, points);
            }
        }
        Reach {
            points: u16::try_from(sum / 10_000).unwrap_or(u16::MAX),
            fits,
        }
    }
}

/// Shares that add up to exactly 10,000, by largest remainder, ties to the smaller kind; all zero when nothing is open.
fn shares(openings: &[Opening]) -> [u32; 32] {
    let mut open = [0_u128; 32];
    for opening in openings {
        open[usize::from(opening.kind & 31)] += u128::from(opening.open);
    }
    let whole: u128 = open.iter().sum();
    let mut shares = [0; 32];
    if whole == 0 {
        return shares;
    }
    let mut rest: Vec<(u128, usize)> = Vec::new();
    let mut left = 10_000_u32;
    for (kind, amount) in open.iter().enumerate().filter(|(_, amount)| **amount > 0) {
        shares[kind] = u32::try_from(amount * 10_000 / whole).unwrap_or_default();
        left -= shares[kind];
        rest.push((amount * 10_000 % whole, kind));
    }
    rest.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, kind) in rest.into_iter().take(left as usize) {
        shares[kind] += 1;
    }
    shares
}

/// Offers in the order the columns keep them.
pub(super) fn in_order(offers: &[Offered]) -> Vec<Offered> {
    let mut offers = offers.to_vec();
    offers.sort_unstable();
    offers.dedup();
    offers
}
