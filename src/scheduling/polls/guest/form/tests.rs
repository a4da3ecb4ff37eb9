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
fn a_note_without_an_answer_is_asked_about() {
    let one = PollOptionId::fresh();
    let form = sent(&[(&names(one).0, ""), (&names(one).1, "After my train")]);
    let mut errors = FieldErrors::default();
    assert_eq!(read(&mut errors, &form, [one]), None);
    assert_eq!(errors.of("times"), UNSAID);
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
        [row("1", "09:00", "9:30 pm", "yes")],
        [row("1", "9 am", "10:00", "yes")],
    ] {
        assert!(rows(&wrong).is_err(), "{wrong:?}");
    }
    // The last hours of a day end at midnight, however that is written.
    for end in ["00:00", "24:00"] {
        let late = rows(&[row("1", "21:00:00", end, "yes")]).unwrap();
        assert_eq!((late[0].from, late[0].to), (1260, 1440));
    }
    let many: Vec<_> = (0..22)
        .map(|at| (format!("{at:02}:00"), format!("{at:02}:30")))
        .collect();
    let many: Vec<_> = many
        .iter()
        .map(|(from, to)| row("1", from.as_str(), to.as_str(), "yes"))
        .collect();
    assert!(rows(&many[..21]).is_ok());
    assert!(rows(&many).is_err(), "nothing is cut silently");
}
