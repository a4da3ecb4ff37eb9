//! When a source decides next, and when letters of inquiry are due.
//!
//! The decision cycle is stored as the funder states it: months with a letter date, or a word such as "rolling". Dates
//! are worked out from a day given by the caller; a board whose letters have closed is named, and the next one offered.

mod need;
mod rhythm;

use jiff::civil::Date;

pub use need::{NeededBy, needed_by};
pub use rhythm::Rhythm;
pub(super) use rhythm::in_time;

/// One line of a decision cycle as stored: a board month (0 for none) and the letter date `MM-DD`, or a word.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub struct DecisionSlot {
    /// 1 to 12; 0 when decisions are not tied to a month.
    pub board_month: i8,
    /// `01-15`, or `rolling`, `monthly`, `per_deal` and the like.
    pub loi_due: String,
}

/// When it decides next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timing {
    /// "Board meets in March 2027; letters due 15 Jan 2027", "Rolling".
    pub text: String,
    /// The last day for a letter that reaches the board named, where there is one.
    pub letters_due: Option<Date>,
    /// The first of the month the reachable board meets in.
    pub board: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Board {
    month: Date,
    letters: Option<Date>,
}

/// A month in which a board meets every year, and the month and day by which letters reach it, where that is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Meeting {
    month: i8,
    letters: Option<(i8, i8)>,
}

/// The next decision on or after `today`.
pub fn next_decision(cycle: &[DecisionSlot], today: Date) -> Timing {
    let boards = boards(cycle.iter().filter_map(Meeting::of), today);
    let next = boards.first().copied();
    let mut reachable = boards.iter().filter(|board| board.is_reachable(today));
    let reachable = reachable.next().copied();
    match (next, reachable) {
        (Some(next), Some(board)) => {
            let votes = cycle
                .iter()
                .any(|slot| slot.loi_due == "collaborative_vote");
            let text = match next.letters.filter(|_| next != board) {
                Some(closed) => format!(
                    "Letters for {} closed {}; {}",
                    next.month.strftime("%B %Y"),
                    day(closed),
                    words(board, "next board")
                ),
                None if votes => words(board, "Members vote in"),
                None => words(board, "Board meets in"),
            };
            Timing {
                text,
                letters_due: board.letters,
                board: Some(board.month),
            }
        }
        _ => Timing {
            text: without_months(cycle),
            letters_due: None,
            board: None,
        },
    }
}

fn words(board: Board, opening: &str) -> String {
    let month = board.month.strftime("%B %Y");
    match board.letters {
        Some(due) => format!("{opening} {month}; letters due {}", day(due)),
        None => format!("{opening} {month}; letter date not recorded"),
    }
}

fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

impl Meeting {
    fn of(slot: &DecisionSlot) -> Option<Self> {
        let letters = slot.loi_due.split_once('-').and_then(|(month, day)| {
            let (month, day): (i8, i8) = (month.parse().ok()?, day.parse().ok()?);
            ((1..=12).contains(&month) && day >= 1).then_some((month, day))
        });
        (1..=12).contains(&slot.board_month).then_some(Self {
            month: slot.board_month,
            letters,
        })
    }

    /// This year's, next year's and the following year's board, from this month on.
    fn boards(self, today: Date) -> impl Iterator<Item = Board> {
        (0..=2).filter_map(move |ahead| {
            let month = Date::new(today.year().checked_add(ahead)?, self.month, 1).ok()?;
            (month >= today.first_of_month()).then(|| Board {
                month,
                letters: self.letters_before(month),
            })
        })
    }

    /// The letter date before a board: the same year, or the year before when its month comes later than the board's.
    fn letters_before(self, board: Date) -> Option<Date> {
        let (month, day) = self.letters?;
        let year = if month <= board.month() {
            board.year()
        } else {
            board.year().checked_sub(1)?
        };
        let first = Date::new(year, month, 1).ok()?;
        Some(Date::new(year, month, day).unwrap_or_else(|_| first.last_of_month()))
    }
}

impl Board {
    /// Whether a letter sent today still reaches it.
    fn is_reachable(self, today: Date) -> bool {
        self.letters.is_none_or(|due| due >= today)
    }
}

/// The boards of these meetings to come, the next first.
fn boards(meetings: impl Iterator<Item = Meeting>, today: Date) -> Vec<Board> {
    let mut boards: Vec<Board> = meetings.flat_map(|meeting| meeting.boards(today)).collect();
    boards.sort_unstable();
    boards
}

fn without_months(cycle: &[DecisionSlot]) -> String {
    let Some(slot) = cycle.first() else {
        return "Decision dates not recorded".to_owned();
    };
    match slot.loi_due.as_str() {
        "rolling" => "Rolling".to_owned(),
        "monthly" => "Decides monthly".to_owned(),
        "quarterly" => "Decides quarterly".to_owned(),
        "per_deal" => "Decides deal by deal".to_owned(),
        "published_rounds" => "Decides in published rounds; dates not recorded".to_owned(),
        "n/a" => "Makes no funding decisions".to_owned(),
        other => match other.rsplit_once("_committee_") {
            Some((kind, often)) => format!("{} committee meets {often}", capitalized(kind)),
            None => capitalized(&other.replace('_', " ")),
        },
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests;
