//! The next decision in words, and whether it comes in time.

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
