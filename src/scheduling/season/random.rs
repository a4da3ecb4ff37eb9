//! Numbers that look drawn and are the same on every machine.

/// A stream of numbers: splitmix64.
#[derive(Clone, Debug)]
pub(super) struct Draw(u64);

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// One of the first `many` numbers.
    pub(super) fn below(&mut self, many: usize) -> usize {
        let wide = u128::from(self.next()) * many as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }
}

/// How many different jolts there are.
const JOLTS: u32 = 4_096;

/// A jolt of one is this much.
pub(super) const ONE: i64 = 1_024;

/// Jolts such that the largest of (value + heat x jolt) falls on each choice as often as annealing asks: Gumbel's law.
pub(super) fn jolts() -> Vec<i64> {
    let jolt = |at: u32| {
        let share = (f64::from(at) + 0.5) / f64::from(JOLTS);
        #[expect(clippy::cast_possible_truncation, reason = "between -3 and 10")]
        let jolt = (-ln(-ln(share)) * 1_024.0).round() as i64;
        jolt
    };
    (0..JOLTS).map(jolt).collect()
}

/// The natural logarithm by sums and products alone, which are the same everywhere; the machine's own need not be.
fn ln(number: f64) -> f64 {
    let (mut mantissa, mut twos) = (number, 0.0);
    while mantissa > 1.5 {
        (mantissa, twos) = (mantissa / 2.0, twos + 1.0);
    }
    while mantissa < 0.75 {
        (mantissa, twos) = (mantissa * 2.0, twos - 1.0);
    }
    let z = (mantissa - 1.0) / (mantissa + 1.0);
    let (mut power, mut sum) = (z, 0.0);
    for odd in (1..40).step_by(2) {
        sum += power / f64::from(odd);
        power *= z * z;
    }
    2.0 * sum + twos * std::f64::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_one() {
        for number in [1e-6, 0.3, 0.75, 1.0, 1.5, 2.0, 12_345.678] {
            assert!((ln(number) - f64::ln(number)).abs() < 1e-12);
        }
    }

    #[test]
    fn jolts_rise_and_have_their_mean() {
        let jolts = jolts();
        assert!(jolts.is_sorted());
        // Euler's constant, times 1,024.
        let mean = jolts.iter().sum::<i64>() / 4_096;
        assert!((588..=592).contains(&mean), "{mean}");
    }

    #[test]
    fn draws_stay_below() {
        let mut draw = Draw::new(7);
        assert!((0..1_000).all(|_| draw.below(3) < 3));
        assert_eq!(Draw::new(7).next(), Draw::new(7).next());
    }
}
