//! Weights as a person types them: a number, or a word for how much a measure matters.

/// The most a single weight may be.
const MOST: u32 = 100;

/// The words, with the weight each stands for. What is mandatory is no weight but a gate, and always holds.
const WORDS: [(&str, u32); 4] = [("none", 0), ("low", 5), ("medium", 15), ("high", 30)];

/// What was typed is no weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Type a whole number from 0 to 100, or none, low, medium or high.")]
pub struct NotAWeight;

/// One weight: a whole number from 0 to 100, or a word for one.
pub fn read_weight(typed: &str) -> Result<u32, NotAWeight> {
    let typed = typed.trim();
    let said = WORDS
        .iter()
        .find(|(word, _)| typed.eq_ignore_ascii_case(word));
    if let Some((_, weight)) = said {
        return Ok(*weight);
    }
    let number = typed.parse::<u32>().map_err(|_| NotAWeight)?;
    (number <= MOST).then_some(number).ok_or(NotAWeight)
}

/// The word that is nearest to a weight; of two as near the lesser. No weight above 0 is called none.
pub fn weight_in_words(weight: u32) -> &'static str {
    let words = &WORDS[usize::from(weight > 0)..];
    let nearest = words
        .iter()
        .min_by_key(|(_, stands)| stands.abs_diff(weight));
    nearest.map_or("", |(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_a_whole_number_from_0_to_100_or_a_word() {
        assert_eq!(read_weight(" 30 "), Ok(30));
        assert_eq!(read_weight("0"), Ok(0));
        let words = ["none", "Low", " medium ", "HIGH"].map(read_weight);
        assert_eq!(words, [Ok(0), Ok(5), Ok(15), Ok(30)]);
        for wrong in ["", "101", "-1", "3.5", "ten", "highest", "99999999999"] {
            assert_eq!(read_weight(wrong), Err(NotAWeight), "{wrong}");
        }
    }

    #[test]
    fn every_weight_has_the_nearest_word() {
        let words = [0, 1, 5, 10, 11, 15, 22, 23, 30, 100].map(weight_in_words);
        let expected = [
            "none", "low", "low", "low", "medium", "medium", "medium", "high", "high", "high",
        ];
        assert_eq!(words, expected);
        for (word, weight) in WORDS {
            assert_eq!(weight_in_words(weight), word);
        }
    }
}
