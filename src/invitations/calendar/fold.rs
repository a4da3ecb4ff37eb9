//! Folding content lines at 75 octets (RFC 5545 3.1).
//!
//! The crate's own fold leaves lines of 76 octets and takes quadratic time, and Google drops a whole
//! feed for one such line. So its output is unfolded and folded again here, in one pass each.

/// The longest line without its CRLF, in octets.
const LONGEST: usize = 75;

/// Joins continuation lines; lines still end in CRLF.
pub(super) fn unfold(text: &str) -> String {
    text.replace("\r\n ", "").replace("\r\n\t", "")
}

/// Breaks every line at 75 octets, between characters.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + text.len() / 25);
    for line in text.split_terminator("\r\n") {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > LONGEST {
                folded.push_str("\r\n ");
                octets = 1;
            }
            folded.push(c);
            octets += c.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lengths(text: &str) -> Vec<usize> {
        text.split_terminator("\r\n").map(str::len).collect()
    }

    #[test]
    fn lines_break_at_75_octets_and_not_inside_a_character() {
        assert_eq!(lengths(&fold(&format!("{}\r\n", "x".repeat(75)))), [75]);
        assert_eq!(lengths(&fold(&format!("{}\r\n", "x".repeat(76)))), [75, 2]);
        assert_eq!(
            lengths(&fold(&format!("{}\r\n", "x".repeat(150)))),
            [75, 75, 2]
        );
        assert_eq!(lengths(&fold(&format!("{}\r\n", "😀".repeat(20)))), [72, 9]);
    }

    proptest! {
        #[test]
        fn folding_loses_nothing(lines in proptest::collection::vec("[A-Z][^\r\n]{0,400}", 1..6)) {
            let text = lines.join("\r\n") + "\r\n";
            let folded = fold(&text);
            prop_assert!(lengths(&folded).iter().all(|&octets| octets <= LONGEST));
            prop_assert_eq!(unfold(&folded), text);
        }
    }
}
