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
mod tests;
