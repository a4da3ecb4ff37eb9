//! Turning names into words that can be looked up: plain ASCII, lower case, no punctuation.

/// The words of a name or query, each at most 40 characters, in order, without repeats.
pub fn words(text: &str) -> Vec<String> {
    let plain = deunicode::deunicode(text).to_lowercase().replace('\'', "");
    let mut words: Vec<String> = Vec::new();
    for word in plain
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let word: String = word.chars().take(40).collect();
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_accents_case_and_punctuation() {
        assert_eq!(words("Cañon City, CO"), ["canon", "city", "co"]);
        assert_eq!(words("St. Mary's & St. Mary's"), ["st", "marys"]);
        assert!(words(" -- ").is_empty());
    }
}
