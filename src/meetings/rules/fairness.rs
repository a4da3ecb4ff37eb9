//! How evenly a plan treats people.

/// The least, the middle and the most of some counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    pub least: usize,
    /// Doubled, because the middle of an even number of counts lies between two.
    pub twice_median: usize,
    pub most: usize,
}

impl Spread {
    /// `2` or `2.5`.
    pub fn median(&self) -> String {
        let whole = self.twice_median / 2;
        if self.twice_median.is_multiple_of(2) {
            whole.to_string()
        } else {
            format!("{whole}.5")
        }
    }
}

/// Nothing where there are no counts.
#[must_use]
pub fn spread(counts: &[usize]) -> Option<Spread> {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let (least, most) = (*sorted.first()?, *sorted.last()?);
    let middle = sorted.len() / 2;
    let below = if sorted.len().is_multiple_of(2) {
        middle - 1
    } else {
        middle
    };
    Some(Spread {
        least,
        twice_median: sorted[below] + sorted[middle],
        most,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_an_even_number_lies_between() {
        let made = spread(&[5, 1, 2, 3]).unwrap();
        assert_eq!(
            (made.least, made.median().as_str(), made.most),
            (1, "2.5", 5)
        );
        assert_eq!(spread(&[4, 9, 5]).unwrap().median(), "5");
        assert_eq!(spread(&[]), None);
    }
}
