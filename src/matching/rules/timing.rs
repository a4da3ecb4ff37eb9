//! When a source decides next, and when letters of inquiry are due.
//!
//! The decision cycle is stored as the funder states it: months with a letter date, or a word such as "rolling". Dates
//! are worked out from a day given by the caller; a board whose letters have closed is named, and the next one offered.

use jiff::civil::Date;

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

/// The next decision on or after `today`.
pub fn next_decision(cycle: &[DecisionSlot], today: Date) -> Timing {
    let mut boards: Vec<Board> = cycle
        .iter()
        .flat_map(|slot| boards_of(slot, today))
        .collect();
    boards.sort_unstable();
    let next = boards.first().copied();
    let reachable = boards
        .iter()
        .find(|board| board.letters.is_none_or(|due| due >= today))
        .copied();
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

/// This year's, next year's and the following year's board of a slot, from this month on.
fn boards_of(slot: &DecisionSlot, today: Date) -> Vec<Board> {
    (0..=2)
        .filter_map(|ahead| {
            let month = Date::new(today.year().checked_add(ahead)?, slot.board_month, 1).ok()?;
            (month >= today.first_of_month()).then(|| Board {
                month,
                letters: letters(slot, month),
            })
        })
        .collect()
}

/// The letter date before a board: the same year, or the year before when its month comes later than the board's.
fn letters(slot: &DecisionSlot, board: Date) -> Option<Date> {
    let (month, day) = slot.loi_due.split_once('-')?;
    let (month, day): (i8, i8) = (month.parse().ok()?, day.parse().ok()?);
    let year = if month <= board.month() {
        board.year()
    } else {
        board.year().checked_sub(1)?
    };
    let first = Date::new(year, month, 1).ok()?;
    (day >= 1).then(|| Date::new(year, month, day).unwrap_or_else(|_| first.last_of_month()))
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
mod tests {
    use jiff::civil::date;

    use super::*;

    fn slots(pairs: &[(i8, &str)]) -> Vec<DecisionSlot> {
        pairs
            .iter()
            .map(|(month, due)| DecisionSlot {
                board_month: *month,
                loi_due: (*due).to_owned(),
            })
            .collect()
    }

    #[test]
    fn the_next_board_and_its_letter_date() {
        let cycle = slots(&[(3, "01-15"), (9, "07-15")]);
        let timing = next_decision(&cycle, date(2026, 11, 22));
        assert_eq!(
            timing.text,
            "Board meets in March 2027; letters due 15 Jan 2027"
        );
        assert_eq!(timing.letters_due, Some(date(2027, 1, 15)));
        assert_eq!(timing.board, Some(date(2027, 3, 1)));
    }

    #[test]
    fn a_letter_date_in_the_year_before() {
        let timing = next_decision(&slots(&[(2, "11-01")]), date(2026, 10, 1));
        assert_eq!(
            timing.text,
            "Board meets in February 2027; letters due 1 Nov 2026"
        );
    }

    #[test]
    fn a_board_whose_letters_have_closed_is_named_with_the_next() {
        let cycle = slots(&[(3, "01-15"), (9, "07-15")]);
        let timing = next_decision(&cycle, date(2027, 2, 1));
        assert_eq!(
            timing.text,
            "Letters for March 2027 closed 15 Jan 2027; next board September 2027; letters due 15 Jul 2027"
        );
        assert_eq!(timing.letters_due, Some(date(2027, 7, 15)));
    }

    #[test]
    fn the_last_day_for_letters_still_counts() {
        let timing = next_decision(&slots(&[(3, "01-15")]), date(2027, 1, 15));
        assert_eq!(timing.letters_due, Some(date(2027, 1, 15)));
    }

    #[test]
    fn cycles_without_months_are_said_in_words() {
        for (due, said) in [
            ("rolling", "Rolling"),
            (
                "credit_committee_biweekly",
                "Credit committee meets biweekly",
            ),
            ("per_deal", "Decides deal by deal"),
            ("n/a", "Makes no funding decisions"),
            ("when_asked", "When asked"),
        ] {
            assert_eq!(
                next_decision(&slots(&[(0, due)]), date(2026, 11, 22)).text,
                said
            );
        }
        assert_eq!(
            next_decision(&[], date(2026, 11, 22)).text,
            "Decision dates not recorded"
        );
    }

    #[test]
    fn members_vote_without_a_letter_date() {
        let timing = next_decision(&slots(&[(4, "collaborative_vote")]), date(2026, 11, 22));
        assert_eq!(
            timing.text,
            "Members vote in April 2027; letter date not recorded"
        );
    }
}
