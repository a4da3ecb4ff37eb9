//! Whole numbers as people read them.

/// The number with its thousands grouped: `873,965`.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    #[test]
    fn groups_by_thousands() {
        assert_eq!(super::grouped(873_965), "873,965");
        assert_eq!(super::grouped(-1_000), "-1,000");
        assert_eq!(super::grouped(12), "12");
    }
}
