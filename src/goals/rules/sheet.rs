//! What fits on one sheet of paper: how much of a text, how many lines of a stack, and how small the type must be.
//!
//! A second page is never the answer. What is left out is said, and where to read it.

use crate::values::Money;

/// A text as the sheet shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    pub text: String,
    /// Whether some of it was left out.
    pub more: bool,
}

/// The beginning of a text, in one paragraph and to a whole word where there is one; at most `room` letters. Letters of
/// scripts that are written wide take the room of two.
pub fn cut(text: &str, room: usize) -> Cut {
    let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut left = room;
    let end = whole.char_indices().find_map(|(at, letter)| {
        let taken = width(letter);
        if taken > left {
            return Some(at);
        }
        left -= taken;
        None
    });
    let Some(end) = end else {
        return Cut {
            text: whole,
            more: false,
        };
    };
    let begun = &whole[..end];
    // A word longer than a third of the room is cut through.
    let kept = match begun.rfind(' ') {
        Some(space) if space * 3 > end * 2 => &begun[..space],
        _ => begun,
    };
    Cut {
        text: format!("{}…", kept.trim_end_matches([' ', ',', ';', ':', '.'])),
        more: true,
    }
}

/// How much room a letter takes, in Latin letters.
const fn width(letter: char) -> usize {
    match letter as u32 {
        0..0x1100 => 1,
        _ => 2,
    }
}

/// How small the type of a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Density {
    Roomy,
    Dense,
    Tight,
}

impl Density {
    /// For a sheet with this many letters in its texts and rows in its table.
    pub const fn of(letters: usize, rows: usize) -> Self {
        match letters + 90 * rows {
            0..1_300 => Self::Roomy,
            1_300..1_900 => Self::Dense,
            _ => Self::Tight,
        }
    }

    /// The class of the style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Roomy => "roomy",
            Self::Dense => "dense",
            Self::Tight => "tight",
        }
    }
}

/// Which of the amounts a table of `most` rows shows: all, or the largest with one row left to sum up the others. In
/// their own order.
pub fn kept_rows(amounts: &[Money], most: usize) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..amounts.len()).collect();
    if amounts.len() > most {
        kept.sort_by_key(|at| std::cmp::Reverse(amounts.get(*at)));
        kept.truncate(most.saturating_sub(1));
        kept.sort_unstable();
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_ends_at_a_word_and_says_so() {
        assert_eq!(
            cut("  Young people\nare back,  in work. ", 60),
            Cut {
                text: "Young people are back, in work.".to_owned(),
                more: false
            }
        );
        assert_eq!(
            cut("Young people are back, in work", 23).text,
            "Young people are back…"
        );
        assert_eq!(cut("Wordwithoutanyspaceinit", 10).text, "Wordwithou…");
        assert_eq!(cut("青年重返学校", 8).text, "青年重返…");
        assert!(cut("x", 0).more);
    }

    #[test]
    fn the_largest_lines_are_kept_in_their_order() {
        let amounts: Vec<Money> = [5, 90, 1, 40, 40]
            .into_iter()
            .map(|dollars| Money::try_from(dollars).unwrap())
            .collect();
        assert_eq!(kept_rows(&amounts, 5), [0, 1, 2, 3, 4]);
        assert_eq!(kept_rows(&amounts, 4), [1, 3, 4]);
        assert!(kept_rows(&amounts, 1).is_empty());
        assert!(kept_rows(&[], 4).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_is_longer_than_its_room(text in "\\PC{0,400}", room in 0..300_usize) {
            let shown = cut(&text, room);
            prop_assert!(shown.text.trim_end_matches('…').chars().count() <= room || !shown.more);
            prop_assert_eq!(shown.more, shown.text.ends_with('…') && shown.text != text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}
