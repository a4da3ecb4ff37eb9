//! Rounding parts so that they still make their whole.
//!
//! A bar's shares, a score's points and a component's weights are all shown rounded and must add up on paper; this is the
//! one place that does it, by largest remainder.

/// `part / per` for each part, rounded so that the results sum to `total`: floors first, then one more for the largest
/// remainders, ties to the earlier part. `total` must lie between the sum of the floors and of the ceilings; it is met
/// as nearly as that allows. A `per` of zero gives zeros.
pub fn apportion(parts: &[u128], per: u128, total: u128) -> Vec<u128> {
    if per == 0 {
        return vec![0; parts.len()];
    }
    let mut rounded: Vec<u128> = parts.iter().map(|part| part / per).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(parts[at] % per), at));
    let missing = total.saturating_sub(rounded.iter().sum());
    for (_, at) in (0..missing).zip(order) {
        rounded[at] += 1;
    }
    rounded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_remainder_gets_the_odd_one_and_ties_go_to_the_first() {
        assert_eq!(apportion(&[25, 15, 5], 10, 5), [3, 2, 0]);
        assert_eq!(
            apportion(&[10_000, 10_000, 10_000], 3, 10_000),
            [3_334, 3_333, 3_333]
        );
        assert_eq!(apportion(&[1, 2], 0, 7), [0, 0]);
    }
}
