//! How willingly a search goes uphill: the chance to take a change for the worse, by powers alone, so that every machine
//! computes the same.

const STEPS: usize = 256;

#[derive(Debug)]
pub(super) struct Heat {
    /// The chance for each whole number of points for the worse, of each 256, and of each 65,536.
    chances: [[f64; STEPS]; 3],
}

impl Heat {
    pub(super) const fn new() -> Self {
        Self {
            chances: [[0.0; STEPS]; 3],
        }
    }

    /// Sets the temperature, in points.
    pub(super) fn set(&mut self, temperature: f64) {
        // exp of a small part by its series, and the parts multiplied up.
        let part = 1.0 / temperature.max(1e-3) / 1024.0;
        let small = 1.0 - part * (1.0 - part / 2.0 * (1.0 - part / 3.0 * (1.0 - part / 4.0)));
        let mut one = small.max(0.0);
        for _ in 0..10 {
            one *= one;
        }
        for level in &mut self.chances {
            let mut chance = 1.0;
            for step in level {
                *step = chance;
                chance *= one;
            }
            one = chance;
        }
    }

    /// Whether a change is taken, at a lot drawn before.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub(super) fn takes(&self, change: i64, lot: u64) -> bool {
        let Ok(worse) = usize::try_from(change) else {
            return true;
        };
        if worse == 0 {
            return true;
        }
        let [ones, more, most] = &self.chances;
        let share = match worse {
            0..STEPS => ones[worse],
            _ if worse < STEPS * STEPS * STEPS => {
                ones[worse % STEPS] * more[worse / STEPS % STEPS] * most[worse / STEPS / STEPS]
            }
            _ => 0.0,
        };
        ((lot >> 11) as f64) < share * 9_007_199_254_740_992.0
    }
}

/// The number whose power of so many is the given share: by bisection, so that every machine finds the same.
pub(super) fn ratio(share: f64, power: u64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        let mut product = 1.0;
        for _ in 0..power {
            product *= middle;
        }
        if product < share {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

#[cfg(test)]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between nothing and 2^53"
)]
mod tests {
    use super::Heat;

    #[test]
    fn the_chances_are_those_of_the_exponential() {
        let mut heat = Heat::new();
        for temperature in [0.1, 0.5, 3.0, 400.0] {
            heat.set(temperature);
            for worse in [1_i32, 2, 7, 300, 900] {
                let exact = (-f64::from(worse) / temperature).exp();
                let of = 9_007_199_254_740_992.0;
                let below = (exact * 0.99 * of) as u64;
                let above = (exact * 1.01 * of) as u64 + 1;
                let takes = |lot: u64| heat.takes(worse.into(), lot << 11);
                assert!(below == 0 || takes(below), "{worse} at {temperature}");
                assert!(exact > 0.98 || !takes(above), "{worse} at {temperature}");
            }
        }
    }

    #[test]
    fn what_is_no_worse_is_always_taken() {
        let heat = Heat::new();
        assert!(heat.takes(0, u64::MAX) && heat.takes(-5, u64::MAX));
        assert!(!heat.takes(1, 0) && !heat.takes(i64::MAX, 0));
    }
}
