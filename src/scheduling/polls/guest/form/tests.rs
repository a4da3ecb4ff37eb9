use super::*;

fn sent(fields: &[(&str, &str)]) -> Sent {
    let fields = fields.iter();
    fields
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn what_is_not_said_stays_unsaid() {
    let (one, other) = (PollOptionId::fresh(), PollOptionId::fresh());
    let form = sent(&[(&names(one).0, "if_needed"), (&names(other).0, "")]);
    let read = read(&mut FieldErrors::default(), &form, [one, other]).unwrap();
    let vote = Vote {
        option: one,
        answer: PollAnswer::IfNeeded,
        note: String::new(),
        was: String::new(),
    };
    assert_eq!(read.votes, [vote]);
}

#[test]
fn hours_are_read_row_by_row() {
    let row = |day, from, to, how| [("day", day), ("from", from), ("to", to), ("hours", how)];
    let rows = |rows: &[[(&str, &str); 4]]| hours(&sent(&rows.concat()));
    let two = rows(&[
        row("1", "09:00", "12:30", "yes"),
        row("2", "", "", "yes"),
        row("5", "13:00", "14:00", "if_needed"),
    ]);
    let two: Vec<_> = two
        .unwrap()
        .iter()
        .map(|row| (row.weekday, row.from, row.to))
        .collect();
    assert_eq!(two, [(1, 540, 750), (5, 780, 840)]);
    for wrong in [
        [row("1", "09:00", "", "yes")],
        [row("1", "09:00", "09:00", "yes")],
        [row("8", "09:00", "10:00", "yes")],
        [row("1", "25:00", "26:00", "yes")],
        [row("1", "09:00", "10:00", "perhaps")],
    ] {
        assert!(rows(&wrong).is_err(), "{wrong:?}");
    }
}
