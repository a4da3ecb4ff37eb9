//! What speaks against a time: days to keep free, boards, letters, closing years, and other meetings of the same guests.

use jiff::civil::Date;

use crate::{matching::rules::DecisionSlot, values::FunderType};

/// How many days before a deadline people are short of time.
const SHORT_OF_TIME: i32 = 3;

/// A day to keep free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Free {
    pub day: Date,
    pub name: String,
    pub closed: bool,
    pub religious: bool,
}

/// When a guest's board decides, as far as that is on record, and what the guest is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    pub name: String,
    pub kind: Option<FunderType>,
    pub cycle: Vec<DecisionSlot>,
    /// "council minutes, 2026-05-01"; may be empty.
    pub source: String,
}

/// A guest's seat at another meeting, on the days it takes on the clocks of the poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    pub name: String,
    pub title: String,
    pub first: Date,
    pub last: Date,
    /// Nobody has chosen that date yet: another poll asks about it.
    pub asked: bool,
}

/// What a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Venue,
    Holiday,
    Religious,
    Keep,
    Board,
    Letters,
    YearEnd,
    Clocks,
    Elsewhere,
    Asked,
}

/// One thing that speaks against a time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    pub kind: Kind,
    pub text: String,
}

/// Everything that speaks against a meeting on these days.
#[must_use]
pub fn warnings(
    (first, last): (Date, Date),
    free: &[Free],
    boards: &[Board],
    seats: &[Seat],
) -> Vec<Warning> {
    let mut found: Vec<Warning> = free
        .iter()
        .filter(|day| (first..=last).contains(&day.day))
        .map(day)
        .collect();
    for board in boards {
        found.extend(of_board(board, first));
    }
    found.extend(year_ends(boards, first));
    let clash = |seat: &&Seat| seat.first <= last && first <= seat.last;
    found.extend(seats.iter().filter(clash).map(sits));
    found.sort();
    found.dedup();
    found
}

fn sits(seat: &Seat) -> Warning {
    let (name, title) = (&seat.name, &seat.title);
    if seat.asked {
        Warning {
            kind: Kind::Asked,
            text: format!("{name} is asked for that day for “{title}” too"),
        }
    } else {
        Warning {
            kind: Kind::Elsewhere,
            text: format!("{name} sits at “{title}” that day"),
        }
    }
}

fn day(day: &Free) -> Warning {
    let kind = match (day.closed, day.religious) {
        (true, _) => Kind::Holiday,
        (false, true) => Kind::Religious,
        (false, false) => Kind::Keep,
    };
    let advice = if day.closed {
        "offices are closed"
    } else {
        "ask guests first"
    };
    Warning {
        kind,
        text: format!("{}: {advice}", day.name),
    }
}

fn of_board(board: &Board, on: Date) -> Vec<Warning> {
    let source = if board.source.is_empty() {
        String::new()
    } else {
        format!(" ({})", board.source)
    };
    let meets = board
        .cycle
        .iter()
        .any(|slot| slot.board_month == on.month());
    let mut found = Vec::new();
    if meets {
        found.push(Warning {
            kind: Kind::Board,
            text: format!(
                "The board of {} meets in {}; the day is not on record{source}",
                board.name,
                on.strftime("%B")
            ),
        });
    }
    let letters = board.cycle.iter().filter_map(|slot| letters(slot, on));
    let soon = letters.filter(|due| (0..=SHORT_OF_TIME).contains(&(*due - on).get_days()));
    found.extend(soon.map(|due| Warning {
        kind: Kind::Letters,
        text: format!(
            "Letters to {} are due {}{source}",
            board.name,
            due.strftime("%-d %b")
        ),
    }));
    found
}

/// The next letter date on or after a day.
fn letters(slot: &DecisionSlot, on: Date) -> Option<Date> {
    let (month, day) = slot.loi_due.split_once('-')?;
    let (month, day): (i8, i8) = (month.parse().ok()?, day.parse().ok()?);
    [on.year(), on.year() + 1]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .find(|due| *due >= on)
}

/// Public agencies close their books: the federal year ends on 30 September, most states' on 30 June.
fn year_ends(boards: &[Board], on: Date) -> Option<Warning> {
    let ends = |month: i8, day: i8| {
        Date::new(on.year(), month, day)
            .is_ok_and(|end| (0..=SHORT_OF_TIME).contains(&(end - on).get_days()))
    };
    let asked = |kind: FunderType| boards.iter().any(|board| board.kind == Some(kind));
    let text = if ends(9, 30) && asked(FunderType::FederalAgency) {
        "The federal fiscal year ends on 30 Sep, and a federal agency is asked"
    } else if ends(6, 30) && asked(FunderType::StateOrLocalAgency) {
        "Most states’ fiscal year ends on 30 Jun, and a state or local agency is asked"
    } else {
        return None;
    };
    Some(Warning {
        kind: Kind::YearEnd,
        text: text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn texts(on: Date, boards: &[Board]) -> Vec<String> {
        let found = warnings((on, on), &[], boards, &[]);
        found.into_iter().map(|warning| warning.text).collect()
    }

    fn board(month: i8, due: &str, kind: FunderType) -> Board {
        Board {
            name: "Juniper Fund".into(),
            kind: Some(kind),
            cycle: vec![DecisionSlot {
                board_month: month,
                loi_due: due.into(),
            }],
            source: String::new(),
        }
    }

    #[test]
    fn boards_and_letters_are_held_against_the_day() {
        let boards = [board(3, "01-15", FunderType::PrivateFoundation)];
        assert_eq!(
            texts(date(2027, 3, 18), &boards),
            ["The board of Juniper Fund meets in March; the day is not on record"]
        );
        assert_eq!(
            texts(date(2027, 1, 13), &boards),
            ["Letters to Juniper Fund are due 15 Jan"]
        );
        assert!(texts(date(2027, 1, 16), &boards).is_empty());
        let words = [board(0, "rolling", FunderType::PrivateFoundation)];
        assert!(texts(date(2027, 3, 18), &words).is_empty());
    }

    #[test]
    fn a_closing_year_counts_where_an_agency_is_asked() {
        let federal = [board(0, "n/a", FunderType::FederalAgency)];
        assert_eq!(texts(date(2027, 9, 28), &federal).len(), 1);
        assert!(texts(date(2027, 6, 29), &federal).is_empty());
        let local = [board(0, "n/a", FunderType::StateOrLocalAgency)];
        assert_eq!(texts(date(2027, 6, 29), &local).len(), 1);
    }

    #[test]
    fn days_to_keep_free_and_other_meetings_are_told_once() {
        let on = date(2027, 6, 18);
        let free = Free {
            day: on,
            name: "Juneteenth".into(),
            closed: true,
            religious: false,
        };
        let seat = Seat {
            name: "Juniper Fund".into(),
            title: "Water table".into(),
            first: date(2027, 6, 17),
            last: on,
            asked: false,
        };
        let asked = Seat {
            asked: true,
            ..seat.clone()
        };
        let seats = [seat.clone(), asked, seat];
        let found = warnings((on, on), &[free], &[], &seats);
        let texts: Vec<&str> = found.iter().map(|each| each.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "Juneteenth: offices are closed",
                "Juniper Fund sits at “Water table” that day",
                "Juniper Fund is asked for that day for “Water table” too"
            ]
        );
    }
}
