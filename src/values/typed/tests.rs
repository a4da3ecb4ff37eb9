use proptest::prelude::*;

use super::*;

#[test]
fn text_is_kept_without_control_characters() {
    assert_eq!(clean(" a\r\nb\0c\u{7} "), "a\nbc");
    assert_eq!(
        line("two\r\nlines", "a title", 20),
        Ok("two  lines".to_owned())
    );
    assert!(required(" ", "a title", 20).is_err());
}

#[test]
fn nothing_that_is_kept_turns_the_text_after_it_around() {
    assert_eq!(clean("a\u{202e}b\u{2066}c\u{2069} "), "abc");
    assert_eq!(line("a\u{202e}b", "a title", 20), Ok("ab".to_owned()));
    // Marks that a right-to-left name needs stay.
    assert_eq!(clean("\u{5e9}\u{200f}"), "\u{5e9}\u{200f}");
}

#[test]
fn one_line_is_words_with_single_spaces() {
    assert_eq!(words(" Ana\r\nBcc: x\0\u{202e} Ruiz "), "Ana Bcc: x Ruiz");
}

#[test]
fn dates_beyond_calendars_are_refused() {
    for typed in ["0001-01-01", "2026-02-30", "99999-01-01"] {
        assert!(date(typed).is_err(), "{typed}");
    }
    assert!(date("2026-03-31").is_ok());
    assert_eq!(maybe_date("  "), Ok(None));
}

proptest! {
    #[test]
    fn what_is_kept_holds_no_control_characters(typed in "\\PC*|[\\x00-\\x1f]{0,9}") {
        prop_assert!(clean(&typed).chars().all(|c| c == '\n' || !c.is_control()));
        prop_assert!(words(&typed).chars().all(|c| !c.is_control()));
    }

    #[test]
    fn what_is_kept_is_never_longer_than_allowed(typed in ".{0,60}") {
        if let Ok(text) = one_line(&typed, "it", 20) {
            prop_assert!(text.chars().count() <= 20 && !text.contains('\n'));
        }
    }
}
