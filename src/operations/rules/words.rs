//! Small pieces of English that the pages of this room share.

/// A job's kind as a person reads it: `send_mail` is `Send mail`.
pub(crate) fn kind_in_words(kind: &str) -> String {
    let spaced = kind.replace('_', " ");
    let mut letters = spaced.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => spaced,
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn joined(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_like_english() {
        assert_eq!(kind_in_words("send_mail"), "Send mail");
        let parts = |n: usize| {
            ["a", "b", "c"][..n]
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        };
        assert_eq!(joined(&parts(1)), "a");
        assert_eq!(joined(&parts(2)), "a and b");
        assert_eq!(joined(&parts(3)), "a, b and c");
    }
}
