//! When a pocket decides, as its funder states it: months with letter dates, or a word such as
//! "rolling". Working out the next date is a later room's business.

use serde::{Deserialize, Serialize};

/// One line of a cycle as stored: month 1 to 12 (0 for none), and `MM-DD`, a word, or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Slot {
    board_month: i8,
    loi_due: String,
}

/// What was typed is neither months nor one of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Type the months, such as March, September, or one of: rolling, monthly, quarterly.")]
pub struct NotACycle;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Months as people type them, kept the way cycles are stored.
pub fn read_cycle(typed: &str) -> Result<String, NotACycle> {
    let typed = typed.trim().to_lowercase();
    let slots: Vec<Slot> = match typed.as_str() {
        "" => Vec::new(),
        "rolling" | "monthly" | "quarterly" => vec![Slot {
            board_month: 0,
            loi_due: typed,
        }],
        months => months
            .split([',', ';', ' '])
            .map(str::trim)
            .filter(|word| !word.is_empty() && *word != "and")
            .map(|word| {
                month(word).map(|board_month| Slot {
                    board_month,
                    loi_due: String::new(),
                })
            })
            .collect::<Result<_, _>>()?,
    };
    serde_json::to_string(&slots).map_err(|_| NotACycle)
}

/// `3`, `mar` or `march`.
fn month(word: &str) -> Result<i8, NotACycle> {
    let at = match word.parse::<usize>() {
        Ok(number) => number,
        Err(_) if word.len() >= 3 => MONTHS
            .iter()
            .position(|month| month.to_lowercase().starts_with(word))
            .map_or(0, |at| at + 1),
        Err(_) => 0,
    };
    if (1..=12).contains(&at) {
        i8::try_from(at).map_err(|_| NotACycle)
    } else {
        Err(NotACycle)
    }
}

/// A stored cycle in words; empty when none is recorded.
pub fn cycle_words(stored: &str) -> String {
    let slots: Vec<Slot> = serde_json::from_str(stored).unwrap_or_default();
    let boards: Vec<String> = slots.iter().filter_map(board).collect();
    let Some(first) = slots.first() else {
        return String::new();
    };
    if boards.is_empty() {
        return without_months(&first.loi_due);
    }
    let opening = if first.loi_due == "collaborative_vote" {
        "Members vote in"
    } else {
        "Board meets in"
    };
    format!("{opening} {}", boards.join("; "))
}

fn board(slot: &Slot) -> Option<String> {
    let name = MONTHS.get(usize::try_from(slot.board_month).ok()?.checked_sub(1)?)?;
    let due = slot.loi_due.split_once('-').and_then(|(month, day)| {
        let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
        let day: u8 = day.parse().ok()?;
        Some(format!(" (letters due {day} {})", month.get(..3)?))
    });
    Some(format!("{name}{}", due.unwrap_or_default()))
}

fn without_months(word: &str) -> String {
    match word {
        "rolling" => "Decides all year round".to_owned(),
        "per_deal" => "Decides deal by deal".to_owned(),
        "published_rounds" => "Decides in published rounds".to_owned(),
        "n/a" => "Makes no funding decisions".to_owned(),
        other => match other.rsplit_once("_committee_") {
            Some((kind, often)) => format!("Its {kind} committee meets {often}"),
            None => format!("Decides {}", other.replace('_', " ")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_as_people_type_them() {
        let stored = read_cycle("Mar, 9 and november").unwrap();
        assert_eq!(
            cycle_words(&stored),
            "Board meets in March; September; November"
        );
        assert_eq!(
            cycle_words(&read_cycle("Rolling").unwrap()),
            "Decides all year round"
        );
        assert_eq!(cycle_words(&read_cycle(" ").unwrap()), "");
        for wrong in ["ma", "13", "0", "soon", "maybe in spring"] {
            assert_eq!(read_cycle(wrong), Err(NotACycle), "{wrong}");
        }
    }

    #[test]
    fn a_stored_cycle_names_its_letter_dates() {
        let stored = r#"[{"board_month":3,"loi_due":"01-15"},{"board_month":9,"loi_due":"07-15"}]"#;
        assert_eq!(
            cycle_words(stored),
            "Board meets in March (letters due 15 Jan); September (letters due 15 Jul)"
        );
        let committee = r#"[{"board_month":0,"loi_due":"credit_committee_monthly"}]"#;
        assert_eq!(cycle_words(committee), "Its credit committee meets monthly");
        let vote = r#"[{"board_month":4,"loi_due":"collaborative_vote"}]"#;
        assert_eq!(cycle_words(vote), "Members vote in April");
    }
}
