//! Weights as a person types them.

/// The most a single weight may be.
const MOST: u32 = 100;

/// What was typed is no weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Type a whole number from 0 to 100.")]
pub struct NotAWeight;

/// One weight: a whole number from 0 to 100.
pub fn read_weight(typed: &str) -> Result<u32, NotAWeight> {
    let number = typed.trim().parse::<u32>().map_err(|_| NotAWeight)?;
    (number <= MOST).then_some(number).ok_or(NotAWeight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_a_whole_number_from_0_to_100() {
        assert_eq!(read_weight(" 30 "), Ok(30));
        assert_eq!(read_weight("0"), Ok(0));
        for wrong in ["", "101", "-1", "3.5", "ten", "99999999999"] {
            assert_eq!(read_weight(wrong), Err(NotAWeight), "{wrong}");
        }
    }
}
