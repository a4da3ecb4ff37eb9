//! Writing an amount: in full (`$4,900,000`) or short (`$4.9M`).
//!
//! Short keeps three figures or so: two decimals below ten of a unit, one above, no trailing zeros. Tables that must
//! add up on paper use the full form.

use std::fmt;

use super::Money;

impl Money {
    /// Every digit, grouped by thousands: `$4,900,000`.
    pub fn full(self) -> String {
        let digits = self.0.to_string();
        let mut text = String::from("$");
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text
    }

    /// Rounded for reading in a sentence: `$1.5M`, `$250k`, `$900`.
    pub fn short(self) -> String {
        const UNITS: [(i64, &str); 4] = [
            (1_000, "k"),
            (1_000_000, "M"),
            (1_000_000_000, "B"),
            (1_000_000_000_000, "T"),
        ];
        let mut chosen = None;
        for (size, letter) in UNITS {
            // 999,950 rounds up to a whole million, so it is already written in the larger unit.
            if self.0 >= size || (size > 1_000 && self.0 >= size - size / 20_000) {
                chosen = Some((size, letter));
            }
        }
        match chosen {
            None => format!("${}", self.0),
            Some((size, letter)) => format!("${}{letter}", rounded(self.0, size)),
        }
    }
}

/// `amount / size`, rounded half up to hundredths below ten and to tenths above.
fn rounded(amount: i64, size: i64) -> String {
    let hundredths = (amount + size / 200) / (size / 100);
    let hundredths = if hundredths < 1_000 {
        hundredths
    } else {
        (amount + size / 20) / (size / 10) * 10
    };
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl fmt::Display for Money {
    /// The full form, which reads back as the same amount.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.full())
    }
}
